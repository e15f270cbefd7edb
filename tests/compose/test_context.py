"""What templates may use is what the page for writers says."""

from __future__ import annotations

import re
from dataclasses import fields
from decimal import Decimal

import pytest

from proposalgen.compose.ask import Ask, AskRow
from proposalgen.compose.context import PartnerView, make_context
from proposalgen.compose.functions import Functions
from proposalgen.model.document import Text
from tests.support import real
from tests.support.real import ROOT

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


@pytest.mark.parametrize("record", [PartnerView, Ask, AskRow])
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
    assert view.amount == (Text("NOK 50,000", field="amount"),)


def test_what_a_record_leaves_out_is_empty() -> None:
    view = make_context(real.make_partner(), real.library(), real.template())["partner"]
    assert isinstance(view, PartnerView)
    assert (view.country, view.contact_name, view.contact_email, view.amount) == ((), (), (), ())
