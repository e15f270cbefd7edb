"""The letter of the pitch says what the record has, in the place where a reader looks for it."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from proposalgen.compose.document import compose
from proposalgen.model.document import Document, ItemList, Paragraph
from proposalgen.model.records import Sender
from proposalgen.model.text import fold_typing
from proposalgen.model.walk import plain_text, section_inlines, walk_blocks
from tests.support import real

ANA = Sender(
    id="ana", name="Ana Lima", title="Head of Partnerships", email="lima@example.org",
    telephone="+41 22 000 00 00",
)  # fmt: skip


def make_pitch(*senders: Sender, kind: str = "pitch", **fields: Any) -> Document:
    organisation = real.library().organisation.model_copy(update={"senders": senders})
    library = real.library().model_copy(update={"organisation": organisation})
    return compose(real.make_partner(**fields), library, real.template(kind))


def list_paragraphs(document: Document, section: str = "letter") -> list[str]:
    """Return the paragraphs of a section as text."""
    (found,) = (one for one in document.sections if one.id == section)
    blocks = walk_blocks(found.blocks)
    texts = (plain_text(block.inlines) for block in blocks if isinstance(block, Paragraph))
    return list(map(fold_typing, texts))


def spell(document: Document) -> str:
    """Return all that a document says."""
    return " ".join(
        plain_text(text) for section in document.sections for text in section_inlines(section)
    )


@pytest.mark.parametrize(
    ("fields", "line"),
    [
        ({}, "Dear colleagues,"),
        ({"contact_name": "Ana Lima"}, "Dear Ana Lima,"),
        ({"contact_name": "Ana Lima", "greeting": "Your Excellency,"}, "Your Excellency,"),
    ],
)
def test_the_letter_greets_as_well_as_it_can(fields: dict[str, str], line: str) -> None:
    assert list_paragraphs(make_pitch(**fields))[1] == line


def test_the_letter_begins_with_whom_it_is_for() -> None:
    fields = {"country": "Kenya", "contact_name": "Bo Ek", "contact_email": "bo@example.org"}
    first = list_paragraphs(make_pitch(name="Alder Fund", **fields))[0]
    assert first == "Bo Ek Alder Fund Kenya bo@example.org"


def test_the_priority_opens_the_letter_and_the_message_follows() -> None:
    said = list_paragraphs(
        make_pitch(
            priority="Work for all.",
            priority_source="Strategy 2030, page 4",
            message="Thank you for coming.\n• <b>a</b> & {{ b }}",
        )
    )
    assert said[2:5] == [
        "Your stated priority is “Work for all.” (Strategy 2030, page 4). This business case "
        "begins from there.",
        "Thank you for coming.",
        "• <b>a</b> & {{ b }}",
    ]


def test_running_text_calls_the_partner_as_its_officer_does() -> None:
    document = make_pitch(name="Ministry of Labour", called="the Ministry", type="government")
    said = spell(document)
    assert "We ask the Ministry to" in said
    assert "We ask Ministry of Labour" not in said


def test_the_letter_is_signed_by_the_sender_whom_the_ask_names_too() -> None:
    document = make_pitch(ANA)
    signed = (
        "Ana Lima Head of Partnerships International Labour Organization lima@example.org "
        "+41 22 000 00 00"
    )
    assert signed in list_paragraphs(document)
    assert any("Ana Lima" in text for text in list_paragraphs(document, "ask"))
    assert "International Labour Organization" in list_paragraphs(make_pitch())


@pytest.mark.parametrize("kind", ["pitch", "one-pager"])
def test_country_and_next_date_are_in_every_kind_of_document(kind: str) -> None:
    document = make_pitch(kind=kind, country="Kenya", next_date=date(2027, 1, 15))
    said = spell(document)
    assert "Kenya" in said
    assert "15 January 2027" in said


def test_later_steps_come_after_the_next_one() -> None:
    document = make_pitch(type="other", next_date=date(2027, 3, 1))
    (ask,) = (one for one in document.sections if one.id == "ask")
    steps = [b for b in walk_blocks(ask.blocks) if isinstance(b, ItemList) and b.ordered]
    said = [plain_text(item).partition(" we ")[0] for item in steps[-1].items]
    assert said == ["By 1 March 2027", "By 16 April 2027", "By 15 June 2027"]
