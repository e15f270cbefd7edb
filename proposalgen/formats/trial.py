"""Try a brand: one small document in every format, and whatever fails is a problem of the brand."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from proposalgen.brand.model import Brand
from proposalgen.errors import Problem, ProposalError, quote
from proposalgen.formats.table import FORMATS, render
from proposalgen.model.document import (
    Bar,
    Block,
    Card,
    Cards,
    Chart,
    Document,
    Heading,
    Inlines,
    ItemList,
    Layout,
    Meta,
    Panel,
    Paragraph,
    Quote,
    Section,
    Table,
    Text,
)


def try_brand(brand: Brand) -> Iterator[Problem]:
    """Yield the problems that show when a document is rendered in a brand, on each of its papers.

    The document is short, but has every layout with a look of its own, each kind of text, all
    themes' colours and signs, and the marks of a draft.
    """
    document = _make_document(brand)
    # A mistake that shows on each paper is reported once.
    found: dict[Problem, None] = {}
    for paper in brand.pages:
        found.update(dict.fromkeys(_render(document, brand.model_copy(update={"paper": paper}))))
    yield from found


def _render(document: Document, brand: Brand) -> Iterator[Problem]:
    try:
        rendered = render(document, brand, FORMATS.values())
    except ProposalError as error:
        yield from error.problems
        return
    except Exception as error:
        message = f"no document can be made on {brand.paper}: {type(error).__name__}: {error}"
        hint = "Look at its fonts first: open them in another program, or save them anew."
        yield Problem(message, file="brand.yaml", field="fonts", hint=hint)
        return
    for name, data in rendered.files.items():
        for problem in FORMATS[name].check(data):
            message = f"a {name.upper()} on {brand.paper} is not as it must be: {problem}"
            yield Problem(message, file="brand.yaml")


_WORDS = "The quick brown fox jumps over the lazy dog: 1,234.5 – “yes”, 67 %."
"""Every letter, and the digits and signs that prose needs: a face without one cannot be used."""


def _say(text: str = _WORDS) -> Inlines:
    return (Text(text),)


def _make_document(brand: Brand) -> Document:
    layouts: tuple[Layout, ...] = ("cover", "numbers", "story", "ask", "back")
    sections = [
        Section(id=layout, layout=layout, title=_say(layout.title()), blocks=_make_blocks(layout))
        for layout in layouts
    ]
    sections[-1:-1] = [
        Section(
            id=theme,
            layout="theme",
            theme=theme,
            title=_say(theme.replace("-", " ")),
            blocks=(Paragraph(_say(), "lead"), Paragraph(_say())),
        )
        for theme in brand.accents
    ]
    meta = Meta(
        title=f"A trial of the brand {quote(brand.name)}",
        partner="Trial Partner",
        organisation=brand.name,
        date=date(2000, 1, 1),
        themes=tuple(brand.accents),
        draft="Draft",
    )
    return Document(meta, tuple(sections))


def _make_blocks(layout: Layout) -> tuple[Block, ...]:
    """Return what stands in a section of a layout."""
    plain = Card(_say("Label"), "12", "million", text=_say(), flag=_say("Check"))
    cards = (
        replace(plain, role="challenge"),
        replace(plain, role="impact"),
        replace(plain, role="need"),
    )
    match layout:
        case "cover":
            return (
                Paragraph(_say("Prepared for"), "prepared"),
                Paragraph(_say("Trial Partner"), "partner"),
                Paragraph(_say("2000"), "details"),
            )
        case "numbers":
            return (Cards(cards, "band"),)
        case "story":
            bars = (Bar("Some", "of all", "40%", 40, ""), Bar("Most", "of all", "75%", 75, ""))
            return (
                Quote(_say(), _say("A speaker")),
                Heading(2, _say("A heading")),
                Paragraph((*_say(), Text("Bold", bold=True), Text("italic", italic=True))),
                Heading(3, _say("A smaller heading")),
                ItemList((_say(), _say())),
                ItemList((_say(), _say()), ordered=True),
                Table((_say("Head"), _say("Number")), ((_say(), _say("1")),), numeric=(1,)),
                Chart(_say("A chart"), bars, "Yes", "No", "Two bars."),
            )
        case "ask":
            return (
                Cards(cards, "small"),
                Paragraph(_say(), "fact"),
                Panel((Paragraph(_say()),), "closing"),
            )
        case _:
            return (Paragraph(_say()),)
