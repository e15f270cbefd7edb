"""The words of our own documents as parts for the peers, and those of finished files.

A peer gets the words, headings, lists and tables of our composed document, and less to do with
them than we have: no columns, cards, charts, notes that link or pages that are counted.
"""

from __future__ import annotations

import html
import json
import re
import sys
import zipfile
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict
from pathlib import Path

import pypdfium2

from proposalgen.brand import floor, png, svg
from proposalgen.formats.pdf.writer import write_pdf
from proposalgen.model import document as doc
from proposalgen.model.walk import block_inlines, note_text, walk_blocks
from proposalgen.packs import build
from tests.bench.parts import NAME, THEME_SETS, Kind, Part, partner_name
from tests.support import real


def write_parts(folder: Path) -> None:
    """Write the parts of a pitch for each set of themes, and a picture for the covers."""
    brand = real.brand()
    told = []
    for themes in THEME_SETS:
        partner = real.make_partner(name=NAME, themes=themes)
        document, _ = build.compose_pack(real.make_inputs(partner))
        pages = write_pdf(document, brand).pages
        told.append([asdict(part) for part in make_parts(document, pages)])
    (folder / "parts.json").write_text(json.dumps(told), "utf-8")
    palette = [ground.ground for ground in brand.accents.values()][:3]
    tile, joint = brand.colours.panel, brand.colours.joint
    cover = floor.draw_floor("Partner", 170, 100, palette, tile=tile, joint=joint)
    (folder / "cover.svg").write_text(svg.to_svg(cover), "utf-8")
    (folder / "cover.png").write_bytes(png.to_png(cover, dpi=150))


def make_parts(document: doc.Document, pages: Mapping[str, int]) -> list[Part]:
    """Return all that a document says, in order, without its layout."""
    numbers = document.note_numbers()

    def spell(inlines: doc.Inlines) -> str:
        said = ""
        for inline in inlines:
            match inline:
                case doc.NoteMark():
                    said += f" [{numbers[inline.note]}] "
                case doc.PageMark():
                    said += str(pages[inline.section])
                case doc.Break():
                    said += " "
                case _:
                    said += inline.text
        return " ".join(said.split())

    def tell(kind: Kind, *runs: doc.Inlines) -> Iterator[Part]:
        lines = tuple(filter(None, map(spell, runs)))
        if lines:
            yield Part(kind, lines)

    def tell_block(block: doc.Block) -> Iterator[Part]:
        match block:
            case doc.Heading(level, inlines):
                yield from tell("h2" if level == 2 else "h3", inlines)
            case doc.ItemList(items, ordered):
                yield from tell("ol" if ordered else "ul", *items)
            case doc.Contents():
                entries = [(*entry.title, doc.Text(" "), doc.PageMark(entry.section))
                           for entry in block.entries]  # fmt: skip
                yield from tell("ul", *entries)
            case doc.Table():
                yield from tell("small", block.caption)
                rows = (block.head, *block.rows)
                yield Part("table", rows=tuple(tuple(map(spell, row)) for row in rows))
            case doc.Chart():
                yield from tell("small", block.caption)
                bars = ((bar.label, bar.detail, bar.figure) for bar in block.bars)
                yield Part("table", rows=tuple(bars))
                yield from (Part("small", (words,)) for words in (block.on, block.off))
            case doc.Cards():
                for card in block.cards:
                    figure = (doc.Text(" ".join(filter(None, (card.number, card.unit)))),)
                    yield from (*tell("small", card.label), *tell("small", card.flag))
                    yield from tell("figure", figure)
                    for inlines in (card.words, card.title, card.text):
                        yield from tell("p", inlines)
                    for inlines in (card.as_of, card.field.words if card.field else ()):
                        yield from tell("small", inlines)
            case doc.Notes():
                for number, note in enumerate(document.notes, 1):
                    yield Part("small", (f"[{number}] {' '.join(note_text(note))}",))
            case _:
                for inlines in block_inlines(block):
                    yield from tell("p", inlines)

    parts: list[Part] = []
    for section in document.sections:
        parts += (*tell("small", section.label), *tell("h1", section.title))
        parts += tell("p", section.promise)
        for block in walk_blocks(section.blocks):
            parts += tell_block(block)
    return parts


# -- finished files --------------------------------------------------------------------------------


def share_said(wanted: str, said: str) -> float:
    """Return which share of the wanted words a text says, each as often as it should be.

    Words are runs of letters, so that no line break inside an address and no raised number of a
    note makes a difference.
    """
    expected, found = (Counter(re.findall(r"[^\W\d_]+", text)) for text in (wanted, said))
    return (expected & found).total() / expected.total()


_TOLD = re.compile(r"word/(document|(end|foot)notes|charts/chart\d*)\.xml")


def read_text(file: Path) -> str:
    """Return the text of a DOCX, with its notes and charts, or of a PDF."""
    if file.suffix == ".pdf":
        pages = pypdfium2.PdfDocument(file)
        return " ".join(page.get_textpage().get_text_range() for page in pages)
    with zipfile.ZipFile(file) as parts:
        told = filter(_TOLD.fullmatch, parts.namelist())
        xml = " ".join(parts.read(name).decode() for name in told)
    return html.unescape(re.sub(r"<[^>]*>", "", re.sub(r"</(w:p|c:v)>|<w:(br|tab)/>", " ", xml)))


def inspect(file: Path, themes: Sequence[str], number: int) -> dict[str, float]:
    """Return which share of a pitch's words the file of partner ``number`` says, and its pages."""
    partner = real.make_partner(name=partner_name(number), themes=themes)
    document, _ = build.compose_pack(real.make_inputs(partner))
    pages = dict.fromkeys((section.id for section in document.sections), 0)
    wanted = (word for part in make_parts(document, pages) for word in part.words())
    count = len(pypdfium2.PdfDocument(file)) if file.suffix == ".pdf" else 0
    return {"said": share_said(" ".join(wanted), read_text(file)), "pages": count}


if __name__ == "__main__":
    match sys.argv[1:]:
        case [folder]:
            write_parts(Path(folder))
        case [file, themes, number]:
            print(json.dumps(inspect(Path(file), themes.split(), int(number))))
