"""What a PDF says of itself, as text: properties, XMP, facts, outline, page labels and links."""

from __future__ import annotations

import io
import json
from collections.abc import Iterator
from html import unescape
from typing import Any

import pikepdf
from lxml import etree


def describe(data: bytes) -> str:
    """Return what the file says of itself."""
    with pikepdf.open(io.BytesIO(data)) as pdf:
        lines = [
            f"version {pdf.pdf_version}, language {pdf.Root.Lang}",
            *(f"{key[1:]}: {value}" for key, value in pdf.docinfo.items()),
            f"viewer {_plain(pdf.Root.ViewerPreferences)}, page mode {pdf.Root.PageMode}",
            f"page labels {_plain(pdf.Root.PageLabels)}",
            *_describe_xmp(pdf.Root.Metadata.read_bytes()),
            *_describe_outline(pdf),
            *_describe_links(pdf),
        ]
    return "".join(f"{line}\n" for line in lines)


def _describe_xmp(packet: bytes) -> Iterator[str]:
    """Yield a line for each property; of the facts that the file carries, one for each."""
    yield "XMP"
    parser = etree.XMLParser(remove_blank_text=True)
    root = etree.fromstring(packet.strip(), parser)
    for element in root.iter(etree.Element):
        name = etree.QName(element).localname
        text = (element.text or "").strip()
        if name == "facts" and text:
            yield "  facts"
            for fact in json.loads(unescape(text)):
                said = (fact["id"], fact.get("figure", ""), fact["version"], *sorted(fact))
                yield f"    {' '.join(filter(None, said))}"
        elif text:
            yield f"  {_name(element)}: {text}"


def _name(element: etree._Element) -> str:
    """Return the name of the property whose value an element holds."""
    rdf = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}"
    while str(element.tag).startswith(rdf) and (above := element.getparent()) is not None:
        element = above
    return f"{element.prefix}:{etree.QName(element).localname}"


def _describe_outline(pdf: pikepdf.Pdf) -> Iterator[str]:
    yield "outline"
    numbers = {page.obj.objgen: number for number, page in enumerate(pdf.pages, 1)}

    def walk(above: Any, depth: int) -> Iterator[str]:
        entry = above.get("/First")
        while entry is not None:
            count = f", {entry.Count} below" if "/Count" in entry else ""
            place = f"page {numbers[entry.Dest[0].objgen]} at {float(entry.Dest[3]):.1f}"
            yield f"{' ' * depth}{entry.Title} ({place}{count})"
            yield from walk(entry, depth + 1)
            entry = entry.get("/Next")

    if "/Outlines" in pdf.Root:
        yield f" count {pdf.Root.Outlines.Count}"
        yield from walk(pdf.Root.Outlines, 2)


def _describe_links(pdf: pikepdf.Pdf) -> Iterator[str]:
    numbers = {page.obj.objgen: number for number, page in enumerate(pdf.pages, 1)}
    for number, page in enumerate(pdf.pages, 1):
        links: Any = page.get("/Annots", [])
        if len(links):
            yield f"links of page {number}"
        for link in links:
            box = " ".join(f"{float(edge):.1f}" for edge in link.Rect)
            leads = (
                str(link.A.URI)
                if "/A" in link
                else f"to page {numbers[link.Dest[0].objgen]} at {float(link.Dest[3]):.1f}:"
            )
            contents = str(link.get("/Contents", ""))
            yield f"  {box} {contents if leads in contents else f'{leads} {contents}'}"


def _plain(value: Any) -> str:
    if isinstance(value, pikepdf.Dictionary):
        return " ".join(f"{key[1:]} {_plain(held)}" for key, held in sorted(value.items()))
    if isinstance(value, pikepdf.Array):
        return " ".join(_plain(held) for held in value)
    return str(value)
