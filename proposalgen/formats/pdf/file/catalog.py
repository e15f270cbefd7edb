"""The catalog and what it leads to: pages, properties and the structure tree.

ISO 32000-1 7.7.2; entries that ISO 14289-1 (PDF/UA-1) and ISO 19005-2 (PDF/A-2) ask for.
"""

from __future__ import annotations

import time
from collections.abc import Mapping, Sequence
from importlib.resources import files

from proposalgen.caches import cached
from proposalgen.formats.pdf.file.metadata import PRODUCER, Properties, make_xmp
from proposalgen.formats.pdf.file.objects import (
    CATALOG,
    DOCUMENT,
    INFO,
    METADATA,
    OUTLINE,
    PAGES,
    PARENT_TREE,
    PROFILE,
    STRUCT_TREE,
    FileWriter,
)
from proposalgen.formats.pdf.file.section import SectionObjects
from proposalgen.formats.pdf.syntax import pdf_string, references, stream


def add_catalog(
    file: FileWriter, properties: Properties, sections: Sequence[SectionObjects]
) -> None:
    """Add the catalog, the page tree, and what the file says of itself."""
    # Every part of PDF/A calls its output intent as PDF/A-1 did (ISO 19005-2 6.2.3).
    intent = (
        "<</Type /OutputIntent /S /GTS_PDFA1 /OutputConditionIdentifier (sRGB)"
        " /Info (sRGB IEC61966-2.1) /RegistryName (http://www.color.org)"
        f" /DestOutputProfile {PROFILE} 0 R>>"
    )
    bookmarks = any(section.drawn.bookmarks for section in sections)
    outline = f" /Outlines {OUTLINE} 0 R" if bookmarks else ""
    file.add(
        CATALOG,
        f"<</Type /Catalog /Pages {PAGES} 0 R /Lang {pdf_string(properties.language)}"
        f" /MarkInfo <</Marked true>> /StructTreeRoot {STRUCT_TREE} 0 R /Metadata {METADATA} 0 R"
        f" /OutputIntents [{intent}] /ViewerPreferences <</DisplayDocTitle true>>"
        f" /PageLabels <</Nums [0 <</S /D>>]>> /PageMode /UseNone{outline}>>",
    )
    pages = [page for section in sections for page in section.pages]
    file.add(PAGES, f"<</Type /Pages /Count {len(pages)} /Kids [{references(pages)}]>>")
    file.add(INFO, _format_info(properties))
    xmp = make_xmp(properties).encode()
    # Programs search for the packet without reading PDF, so it is not compressed.
    file.add_stream(METADATA, stream(xmp, "/Type /Metadata /Subtype /XML ", compress=False))
    file.add_stream(PROFILE, _write_profile())


def add_structure_tree(file: FileWriter, sections: Sequence[SectionObjects]) -> None:
    """Add the root of the structure tree, its only element, and the parent tree (14.7)."""
    ids = {
        element.id: f"{number} 0 R"
        for section in sections
        for element, number in zip(section.drawn.elements, section.elements, strict=True)
        if element.id
    }
    id_tree = f" /IDTree {_name_tree(ids)}" if ids else ""
    # Keys of the parent tree are numbers of objects, so the next free number is the next key.
    file.add(
        STRUCT_TREE,
        f"<</Type /StructTreeRoot /K {DOCUMENT} 0 R /ParentTree {PARENT_TREE} 0 R"
        f" /ParentTreeNextKey {file.free}{id_tree}>>",
    )
    # Each section's elements are a tree of their own; its root is a child of the document's.
    kids = references(section.elements[0] for section in sections)
    file.add(DOCUMENT, f"<</Type /StructElem /S /Document /P {STRUCT_TREE} 0 R /K [{kids}]>>")
    leaves = references(section.leaf for section in sections)
    file.add(PARENT_TREE, f"<</Kids [{leaves}]>>")


def _format_info(properties: Properties) -> str:
    """Return the document information dictionary (14.3.3), which agrees with the XMP packet."""
    stamp = time.strftime("D:%Y%m%d%H%M%S+00'00'", time.gmtime(properties.timestamp))
    entries = {
        "Title": properties.title,
        "Author": properties.author,
        "Subject": properties.subject,
        "Keywords": properties.keywords,
        "Creator": PRODUCER,
        "Producer": PRODUCER,
        "CreationDate": stamp,
        "ModDate": stamp,
    }
    return f"<<{' '.join(f'/{key} {pdf_string(value)}' for key, value in entries.items())}>>"


@cached("colour profile", size=1, why="Every file has the same one; reading it takes a disk.")
def _write_profile() -> bytes:
    """Return the sRGB profile as an ICC profile stream of three components (8.6.5.5)."""
    return stream(files(__package__).joinpath("srgb.icc").read_bytes(), "/N 3 ")


def _name_tree(values: Mapping[str, str]) -> str:
    """Return a name tree of one node, its names sorted as bytes (7.9.6)."""
    # Names that are not ASCII are written in UTF-16 after FE FF, and so come after all that are.
    names = sorted(values, key=lambda name: (not name.isascii(), name.encode("utf-16-be")))
    return f"<</Names [{' '.join(f'{pdf_string(name)} {values[name]}' for name in names)}]>>"
