"""What templates may use is what the page for writers says."""

from __future__ import annotations

import re
from dataclasses import fields
from decimal import Decimal
from typing import Any, cast

import pytest

from proposalgen.compose.ask import Ask, AskRow
from proposalgen.compose.context import (
    Group,
    PartnerView,
    SenderView,
    make_context,
    view_sender,
)
from proposalgen.compose.functions import Functions
from proposalgen.model.document import Link, Text
from proposalgen.model.records import Sender, Standard
from proposalgen.model.walk import plain_text, section_inlines
from tests.support import real
from tests.support.real import ROOT
from tests.support.small import make_library, make_partner, t

PAGE = (ROOT / "docs" / "writing.md").read_text("utf-8")
START = PAGE.index("A template may use these names:")
NAMES, _, FUNCTIONS = PAGE[START : PAGE.index("## Brands")].partition("and call these functions:")
EACH = {"theme", "number", "count"}
"""Names of a section that is made once for each theme."""


def first_column(table: str) -> str:
    return "\n".join(re.findall(r"^\| (`.*?) \|", table, re.MULTILINE))


@pytest.fixture(scope="module")
def context() -> dict[str, object]:
    return make_context(real.make_partner(), real.library(), real.template())


def test_every_name_of_a_template_is_on_the_page_and_no_other(context: dict[str, object]) -> None:
    listed = set(re.findall(r"`(\w+)`", first_column(NAMES)))
    assert listed - EACH == {name for name, value in context.items() if not callable(value)}


def test_every_function_is_on_the_page_with_its_arguments_and_no_other(
    context: dict[str, object],
) -> None:
    listed = dict(re.findall(r"`(\w+)\((.*?)\)`", first_column(FUNCTIONS)))
    assert set(listed) == {name for name, value in context.items() if callable(value)}
    for name, arguments in listed.items():
        taken = getattr(Functions, name).__code__.co_argcount - 1
        assert len([one for one in arguments.split(",") if one]) == taken, name


@pytest.mark.parametrize("record", [PartnerView, SenderView, Ask, AskRow, Group])
def test_the_fields_of_what_is_made_for_templates_are_on_the_page(record: type) -> None:
    for field in fields(record):
        assert f"`{field.name}`" in NAMES, field.name


def test_each_value_of_the_partner_knows_its_field() -> None:
    partner = real.make_partner(
        name="Acme", country="Norway", contact_name="Ana Lima", contact_email="ana@example.org",
        amount=Decimal(50_000), currency="NOK",
    )  # fmt: skip
    view = make_context(partner, real.library(), real.template())["partner"]
    assert isinstance(view, PartnerView)
    assert (view.name, view.country) == (
        (Text("Acme", field="name"),), (Text("Norway", field="country"),),
    )  # fmt: skip
    assert view.contact_name == (Text("Ana Lima", field="contact_name"),)
    assert view.contact_email == (Text("ana@example.org", field="contact_email"),)
    assert view.amount == (Text("NOK\u00a050,000", field="amount"),)


def test_what_a_record_leaves_out_is_empty() -> None:
    view = make_context(real.make_partner(), real.library(), real.template())["partner"]
    assert isinstance(view, PartnerView)
    optional = {name: getattr(view, name) for name in fields_of(view) - {"name", "called"}}
    assert optional == dict.fromkeys(optional, ())
    assert view.called == view.name


def fields_of(view: PartnerView) -> set[str]:
    return {field.name for field in fields(view)} - {"type", "is_spelled"}


def test_each_paragraph_of_a_message_is_a_value() -> None:
    partner = real.make_partner(message="Thank you.\n• a")
    view = make_context(partner, real.library(), real.template())["partner"]
    assert isinstance(view, PartnerView)
    assert view.message == ((Text("Thank you.", field="message"),), (Text("• a", field="message"),))


def test_a_source_is_a_link_only_where_it_is_an_address() -> None:
    address = "https://example.org/strategy"
    for source, shown in (
        (address, Link(address, address)),
        (f"See {address}", Text(f"See {address}", field="priority_source")),
        ("javascript:x", Text("javascript:x", field="priority_source")),
    ):
        partner = real.make_partner(priority="Work", priority_source=source)
        view = make_context(partner, real.library(), real.template())["partner"]
        assert isinstance(view, PartnerView)
        assert view.priority_source == (shown,)


ANA = Sender(id="ana", name="Ana Lima", title="Head", email="ana@example.org", telephone="+41 22")
BO = Sender(id="bo", name="Bo Ek")


@pytest.mark.parametrize(
    ("senders", "chosen", "signs"),
    [((), "", None), ((BO, ANA), "", "Bo Ek"), ((BO, ANA), "ana", "Ana Lima")],
)
def test_the_first_sender_signs_where_a_record_names_none(
    senders: tuple[Sender, ...], chosen: str, signs: str | None
) -> None:
    organisation = real.library().organisation.model_copy(update={"senders": senders})
    view = view_sender(real.make_partner(sender=chosen), organisation)
    assert (view.name if view else None) == signs
    if signs == "Ana Lima":
        assert view == SenderView(
            "Ana Lima", "Head", (Link("ana@example.org", "mailto:ana@example.org"),), "+41 22"
        )


def test_the_records_of_each_theme_stand_together_and_each_record_once() -> None:
    shared = Standard(
        id="c2", kind="Convention", title="Both", themes=("light", "water"), text=t("All.")
    )
    content = make_library()
    content = make_library(standards=(*content.standards, shared))
    partner = make_partner(themes=("light", "water"))
    groups = make_context(partner, content, real.template())["standards"]
    assert [(g.theme.id, [s.id for s in g.records]) for g in cast("tuple[Any, ...]", groups)] == [
        ("light", ["c2"]),
        ("water", ["c1"]),
    ]


def test_below_the_leading_themes_title_stand_its_own_standards_and_programmes() -> None:
    pitch = real.make_pitch(themes=("gender-equality", "social-protection"))
    sections = {section.id: section for section in pitch.sections}
    for name, own, other in (
        ("standards", "Maternity Protection Convention", "Social Protection Floors"),
        ("programmes", "Equal Pay International Coalition", "Global Accelerator"),
    ):
        said = " ".join(map(plain_text, section_inlines(sections[name])))
        heading = said.index(f"{name.title()} on the other themes")
        assert said.index(own) < heading < said.index(other)
