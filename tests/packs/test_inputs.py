"""Each thing that a pack is made of, changed alone, makes it anew; nothing changed makes nothing.

The list of things comes from the fields of ``PackInputs`` and of a partner's record: a new field
without a case here fails.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable, Mapping
from dataclasses import fields, replace
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from proposalgen.brand.load import load_brand
from proposalgen.compose.templates import load_template
from proposalgen.content.load import load_library
from proposalgen.errors import Problem, StrictError
from proposalgen.formats.table import Rendered
from proposalgen.model.document import Document, Logo
from proposalgen.model.partner import Partner
from proposalgen.model.records import THEME_IDS
from proposalgen.packs import build, make
from proposalgen.packs.inputs import PackInputs
from proposalgen.packs.make import make_pack
from proposalgen.read.partners import check_record
from tests.support import real
from tests.support.changes import make_logo

Change = Callable[[PackInputs, Path], PackInputs]


def change_partner(**changes: Any) -> Change:
    return lambda inputs, _: replace(inputs, partner=inputs.partner.model_copy(update=changes))


def change_file(name: str, field: str, load: Callable[[Path], Any]) -> Change:
    """Return a change of one file of the workspace, which is then loaded again."""

    def change(inputs: PackInputs, folder: Path) -> PackInputs:
        room = ROOMS[field]
        copy = shutil.copytree(real.ROOT / room, folder / room)
        with (copy / name).open("ab") as file:
            file.write(b"\n")
        return replace(inputs, **{field: load(copy)})

    return change


def change_logo(**changes: Any) -> Change:
    return lambda inputs, _: replace(inputs, logo=replace(LOGO, **changes))


ROOMS = {"library": "content", "template": "templates/pitch", "brand": "templates/brand"}
LOGO: Logo = make_logo()

PARTNER: dict[str, Any] = {
    "name": "Nordhavn Trust",
    "themes": ("gender-equality", "social-protection"),
    "type": "company",
    "language": "fr",
    "country": "Norway",
    "contact_name": "Ana Lima",
    "contact_email": "ana@example.org",
    "logo": "logo.png",
    "amount": Decimal("1.50"),
    "currency": "NOK",
    "date": date(2026, 11, 27),
    "called": "the Trust",
    "greeting": "Dear Ms Lima,",
    "message": "Thank you.",
    "priority": "Work for all",
    "priority_source": "Strategy 2030",
    "sender": "ana",
    "next_date": date(2027, 1, 15),
}
"""Another value of each field of a record."""

CASES: Mapping[str, Mapping[str, Change]] = {
    "partner": {name: change_partner(**{name: value}) for name, value in PARTNER.items()},
    "library": {
        name: change_file(name, "library", load_library)
        for name in (
            "organisation.yaml",
            "facts/gender-equality.yaml",
            "themes/gender-equality/en.md",
        )
    },
    "template": {
        name: change_file(name, "template", load_template)
        for name in ("template.yaml", "letter.md.j2", "types/company.md.j2")
    },
    "brand": {
        **{
            name: change_file(name, "brand", load_brand)
            for name in ("brand.yaml", "base.docx", "signs/gender-equality.svg")
        },
        "paper": lambda inputs, _: replace(inputs, brand=real.brand("letter")),
        "any value": lambda inputs, _: replace(
            inputs, brand=inputs.brand.model_copy(update={"name": "Another"})
        ),
    },
    "logo": {
        "none": lambda inputs, _: replace(inputs, logo=None),
        "data": change_logo(data=b"another picture"),
        "width": change_logo(width=61),
        "height": change_logo(height=31),
        "light": change_logo(light=True),
        "alt": change_logo(alt="Another logo"),
        "doubts": change_logo(doubts=(Problem("few pixels"),)),
    },
    "formats": {
        "fewer": lambda inputs, _: replace(inputs, formats=frozenset(["pdf"])),
    },
    "draft": {"true": lambda inputs, _: replace(inputs, draft=True)},
    "program": {"newer": lambda inputs, _: replace(inputs, program="99.0")},
}


@pytest.fixture(scope="module")
def inputs() -> PackInputs:
    return real.make_inputs(real.make_partner(themes=("social-protection",)), logo=LOGO)


def test_every_field_of_a_pack_s_inputs_has_a_case() -> None:
    assert CASES.keys() == {field.name for field in fields(PackInputs) if field.compare}


def test_every_field_of_a_record_and_of_a_logo_has_a_case() -> None:
    assert CASES["partner"].keys() == Partner.model_fields.keys()
    assert CASES["logo"].keys() >= {field.name for field in fields(Logo)}


@pytest.fixture
def count_renders(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Render documents as a few bytes; return the list of partners for whom it was done."""
    rendered: list[str] = []

    def render(document: Document, brand: object, formats: Any) -> Rendered:
        rendered.append(document.meta.partner)
        pages = {section.id: 1 for section in document.sections}
        return Rendered({one.name: b"file" for one in formats}, pages, 1)

    monkeypatch.setattr(build, "render", render)
    monkeypatch.setattr(make, "prove_pack", lambda *_, **__: ())
    return rendered


@pytest.mark.parametrize(
    ("field", "case"), [(field, case) for field, cases in CASES.items() for case in cases]
)
def test_one_input_changed_alone_changes_the_key(
    inputs: PackInputs, tmp_path: Path, field: str, case: str
) -> None:
    changed = CASES[field][case](inputs, tmp_path)
    assert changed.key != inputs.key
    assert replace(changed, **{field: getattr(inputs, field)}).key == inputs.key


RENAMING = {"name", "language", "themes"}
"""Fields of a record whose change gives the pack another folder, or text there is none of."""


@pytest.mark.parametrize(
    ("field", "case"),
    [(f, case) for f, cases in CASES.items() for case in cases if case not in RENAMING],
)
def test_one_input_changed_alone_makes_a_pack_anew(
    inputs: PackInputs, tmp_path: Path, count_renders: list[str], field: str, case: str
) -> None:
    make_pack(inputs, tmp_path / "output", skip=True)
    pack = make_pack(CASES[field][case](inputs, tmp_path), tmp_path / "output", skip=True)
    assert not pack.unchanged
    assert len(count_renders) == 2


def test_a_pack_of_which_nothing_changed_is_left_alone(
    inputs: PackInputs, tmp_path: Path, count_renders: list[str]
) -> None:
    made = make_pack(inputs, tmp_path, skip=True)
    equal = replace(inputs, partner=inputs.partner.model_copy(), logo=replace(LOGO))
    assert make_pack(equal, tmp_path, skip=True) == replace(made, unchanged=True)
    assert len(count_renders) == 1


# -- a date that nobody gave -----------------------------------------------------------------------


def read_on(day: date, **fields: object) -> PackInputs:
    """Return the inputs of a pack whose record gives no date and is read on a day."""
    given = {"name": "Nordhavn", "themes": ["social-protection"], **fields}
    partner = check_record(given, themes=THEME_IDS, languages=("en",), today=day)
    return real.make_inputs(partner, kind="one-pager")


THURSDAY, FRIDAY = date(2026, 11, 26), date(2026, 11, 27)


def read_folder(output: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in output.glob("*/*")}


def test_a_pack_that_is_there_keeps_its_day(tmp_path: Path, count_renders: list[str]) -> None:
    make_pack(read_on(THURSDAY), tmp_path, skip=True)
    before = read_folder(tmp_path)
    for strict in (False, True):
        assert make_pack(read_on(FRIDAY), tmp_path, skip=True, strict=strict).unchanged
    assert read_folder(tmp_path) == before
    assert len(count_renders) == 1


def test_a_pack_of_which_something_changed_gets_the_new_day(tmp_path: Path) -> None:
    make_pack(read_on(THURSDAY), tmp_path, skip=True)
    made = make_pack(read_on(FRIDAY, country="Norway"), tmp_path, skip=True)
    assert not made.unchanged
    assert b'"date": "2026-11-27"' in read_folder(tmp_path)["pack.json"]


def test_a_date_that_is_given_is_an_input(tmp_path: Path) -> None:
    make_pack(read_on(THURSDAY), tmp_path, skip=True)
    assert not make_pack(read_on(THURSDAY, date=str(FRIDAY)), tmp_path, skip=True).unchanged
    assert make_pack(read_on(THURSDAY, date=str(FRIDAY)), tmp_path, skip=True).unchanged


def test_a_pack_of_which_a_fact_has_become_due_is_made_again(tmp_path: Path) -> None:
    def read(day: date) -> PackInputs:
        facts = {
            name: fact.model_copy(update={"review_by": THURSDAY})
            for name, fact in real.library().facts.items()
        }
        return replace(read_on(day), library=real.library().model_copy(update={"facts": facts}))

    make_pack(read(THURSDAY), tmp_path, skip=True)
    assert make_pack(read(THURSDAY), tmp_path, skip=True).unchanged
    made = make_pack(read(FRIDAY), tmp_path, skip=True)
    assert not made.unchanged
    assert any("2026-11-26" in str(warning) for warning in made.warnings)
    with pytest.raises(StrictError):
        make_pack(read(FRIDAY), tmp_path, skip=True, strict=True)


# -- the same, and what has no description ---------------------------------------------------------


def test_the_same_files_in_another_place_are_the_same_inputs(
    inputs: PackInputs, tmp_path: Path
) -> None:
    for name, room in ROOMS.items():
        shutil.copytree(real.ROOT / room, tmp_path / name)
    copied = replace(
        inputs,
        library=load_library(tmp_path / "library"),
        template=replace(load_template(tmp_path / "template"), name="pitch"),
        brand=load_brand(tmp_path / "brand"),
    )
    assert copied.key == inputs.key


def test_an_input_of_a_type_that_nobody_described_is_refused(inputs: PackInputs) -> None:
    with pytest.raises(TypeError, match="of the type object has no description"):
        _ = replace(inputs, draft=object()).key  # type: ignore[arg-type]
