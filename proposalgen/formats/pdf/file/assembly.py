"""Assembles a file from the pages of its sections: PDF 1.7, tagged."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from proposalgen.formats.pdf.drawn import DrawnPages, ToUnicode
from proposalgen.formats.pdf.file.catalog import add_catalog, add_structure_tree
from proposalgen.formats.pdf.file.metadata import Properties
from proposalgen.formats.pdf.file.objects import FileWriter
from proposalgen.formats.pdf.file.outline import add_outline
from proposalgen.formats.pdf.file.resources import add_resources
from proposalgen.formats.pdf.file.section import add_links, add_section


def assemble_file(
    properties: Properties,
    sections: Sequence[DrawnPages],
    overlay: DrawnPages,
    numbers: Mapping[str, int],
    to_unicode: ToUnicode,
) -> bytes:
    """Return a file of all sections' pages, in order.

    Args:
        properties: What the file says of itself.
        sections: The pages of each section.
        overlay: A page for each of theirs, with what is drawn over it; it has no elements.
        numbers: What is shown for each destination: a section's page or a note's number, from 1.
        to_unicode: What each glyph of each face stands for in the whole file.
    """
    file = FileWriter()
    over = iter(overlay.pages)
    added = [
        add_section(file, drawn, [next(over).content for _ in drawn.pages], numbers)
        for drawn in sections
    ]
    # Links lead to pages of other sections, whose numbers are known only now.
    add_links(file, added, numbers)
    add_catalog(file, properties, added)
    add_structure_tree(file, added)
    add_outline(file, added)
    images = (image for drawn in sections for image in drawn.images)
    add_resources(file, to_unicode, images)
    return file.finish()
