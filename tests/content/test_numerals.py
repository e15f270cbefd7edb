"""Every number of a document can be asked where it is from."""

from __future__ import annotations

from decimal import Decimal
from itertools import product
from typing import Any

import pytest

from proposalgen.compose.document import compose
from proposalgen.content.numerals import find_loose_numerals
from proposalgen.model.document import Document, Inline, NoteMark, Section, Table, Text
from proposalgen.model.records import Exemption, Standard
from tests.content.printed import figure, make_document
from tests.support import real
from tests.support.small import make_fact, make_library, t


def find_loose(*inlines: Inline, **changes: Any) -> list[str]:
    problems = find_loose_numerals(make_document(inlines), make_library(**changes))
    return [problem.message for problem in problems]


@pytest.mark.parametrize(
    "text",
    [
        "It reached 4,800 people.",
        "It reached half of them.",
        "It reached five towns.",
        "It rose 3.5% in all.",
        "It began in 1987.",
        "It reached millions.",
    ],
)
def test_a_number_in_prose_that_comes_from_no_fact_is_told(text: str) -> None:
    (message,) = find_loose(Text(text))
    assert f"in '{text.rstrip('.')}'" in message


def test_a_figure_and_a_partners_value_come_from_somewhere() -> None:
    fact = make_library().facts["countries"]
    amount = Text("USD 2.5 million", field="amount")
    assert find_loose(*figure(fact), Text(" and "), amount) == []


def test_words_may_say_what_the_fact_that_they_cite_says() -> None:
    fact = make_fact("wells", None, kind="claim", claim="5 wells, 2021-22")
    words = Text("From 2021 to 2022 five wells were dug, ")
    changes = {"facts": make_library().facts | {"wells": fact}}
    assert find_loose(words, NoteMark("report", fact="wells"), **changes) == []
    assert len(find_loose(Text("Six wells were dug"), NoteMark("report", fact="wells"), **changes))


def test_the_names_of_standards_and_the_documents_own_dates_are_no_figures() -> None:
    standard = Standard(
        id="c102", kind="Convention", title="Floors", year=1952, number=102, themes=(), text=t("x")
    )
    changes = {"standards": (standard,)}
    assert find_loose(Text("No. 102, 1952: Floors, 1952. By 10 December 2026."), **changes) == []
    assert len(find_loose(Text("No. 103. By 10 December 2031."), **changes)) == 3


def test_declared_words_may_hold_any_number_of_their_kind() -> None:
    declared = Exemption(id="of", words="Theme {number} of {number}", reason="Counted.")
    changes = {"exceptions": (declared,)}
    assert find_loose(Text("theme 2 of 7"), **changes) == []
    assert len(find_loose(Text("theme two of 7"), **changes)) == 2


def test_a_row_of_a_table_stands_together() -> None:
    fact = make_library().facts["gap"]
    row = (t("Water"), figure(fact), t("2023"))
    document = make_document()
    table = Table((t("Theme"), t("Sum"), t("As of")), (row, (t("Light"), t("None"), t("2022"))))
    document = Document(document.meta, (Section("one", t("One"), (table,)),))
    (problem,) = find_loose_numerals(document, make_library())
    assert "'2022' comes from no fact" in problem.message


@pytest.mark.parametrize("kind", ["pitch", "one-pager"])
def test_every_number_in_every_pack_of_the_seven_themes_comes_from_somewhere(kind: str) -> None:
    library, template = real.library(), real.template(kind)
    money = {"amount": Decimal(2_500_000), "currency": "USD"}
    found: set[str] = set()
    for partner_type, themes, given in product(real.TYPES, real.THEME_SETS, ({}, money)):
        partner = real.make_partner(type=partner_type, themes=themes, **given)
        document = compose(partner, library, template, draft=True)
        found.update(map(str, find_loose_numerals(document, library)))
    assert found == set()


def test_without_its_declared_exceptions_the_library_has_numbers_from_nowhere() -> None:
    library = real.library()
    said = " ".join(
        str(problem)
        for themes in real.THEME_SETS
        for partner_type in ("foundation", "company")
        for problem in find_loose_numerals(
            compose(
                real.make_partner(
                    themes=themes, type=partner_type, amount=Decimal(50_000), currency="USD"
                ),
                library,
                real.template(),
            ),
            library.model_copy(update={"exceptions": ()}),
        )
    )
    assert "Theme 1 of 7" in said
    assert "COVID-19" in said
