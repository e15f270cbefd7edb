"""Documents that print facts, for the tests of what a library says about them."""

from __future__ import annotations

from datetime import date

from proposalgen.model.document import Document, Inlines, Meta, NoteMark, Paragraph, Section, Text
from proposalgen.model.records import Fact
from tests.support.small import t

TODAY = date(2026, 11, 26)


def make_document(*paragraphs: Inlines) -> Document:
    """Return a document of one section, whose paragraphs are inlines."""
    blocks = tuple(Paragraph(inlines) for inlines in paragraphs)
    meta = Meta(title="A pitch", partner="Acme", organisation="The Office", date=TODAY)
    return Document(meta, (Section("one", t("One"), blocks),))


def figure(fact: Fact) -> Inlines:
    """Return a fact's figure and its note mark."""
    return (Text(fact.text, fact=fact.id), NoteMark(fact.source, fact=fact.id))
