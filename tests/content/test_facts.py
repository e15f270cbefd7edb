"""Weak figures are found, all of them and no others; every number can be asked where it is from."""

import json
from datetime import date
from decimal import Decimal
from itertools import product

import pytest

from proposalgen.compose.document import compose
from proposalgen.content.facts import (
    find_loose_numerals,
    judge_fact,
    judge_facts,
    last_year,
    version_fact,
    version_told,
)
from proposalgen.errors import InputError
from proposalgen.model.document import Document, Meta, NoteMark, Paragraph, Section, Table, Text
from proposalgen.model.records import Exemption, Source, Standard
from proposalgen.packs.pack import make_pack
from proposalgen.packs.where_used import find_uses
from tests.support import real
from tests.support.small import SOURCES, make_fact, make_library, t

TODAY = date(2026, 11, 26)


def make_document(*paragraphs):
    """Return a document of one section, whose paragraphs are inlines."""
    blocks = tuple(Paragraph(inlines) for inlines in paragraphs)
    meta = Meta(title="A pitch", partner="Acme", organisation="The Office", date=TODAY)
    return Document(meta, (Section("one", t("One"), blocks),))


def figure(fact):
    return (Text(fact.text, fact=fact.id), NoteMark(fact.source, fact=fact.id))


def weigh(**fields):
    fact = make_fact("one", "5000", **fields)
    library = make_library(facts={"one": fact, "newer": make_fact("newer", "6000")})
    return [weakness.kind for weakness in judge_fact(fact, library, TODAY)]


# -- one fact --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("as_of", "year"),
    [
        ("2023", 2023),
        ("2021-22", 2022),
        ("2016 to 2021", 2021),
        ("17 March 2021", 2021),
        ("Projection for 2030, made in 2019", 2030),
        ("Undated; matches the Global Wage Report 2018/19", 2019),
        ("Since 2019", None),
        ("Not stated at source", None),
        ("", None),
    ],
)
def test_an_as_of_date_is_of_the_last_year_it_names(as_of, year):
    assert last_year(as_of) == year


def test_a_statistic_is_old_after_five_years_and_a_sum_of_money_after_three():
    assert weigh(as_of="2021") == []
    assert weigh(as_of="2020") == ["old"]
    assert weigh(as_of="2023", kind="money", unit="USD") == []
    assert weigh(as_of="2022", kind="money", unit="USD") == ["old"]


def test_a_date_of_review_decides_in_place_of_the_age():
    assert weigh(as_of="2010", review_by=date(2026, 11, 26)) == []
    assert weigh(as_of="2026", review_by=date(2026, 11, 25)) == ["overdue"]


@pytest.mark.parametrize("kind", ["target", "historical"])
def test_targets_and_historical_figures_are_never_stale(kind):
    assert weigh(as_of="1919", kind=kind) == []
    assert weigh(as_of="1919", kind=kind, review_by=date(2020, 1, 1)) == []
    assert weigh(as_of="1919", kind=kind, superseded_by="newer") == ["superseded"]


def test_a_weak_figure_names_its_file_its_successor_and_its_owner():
    old = make_fact("old", "5000", superseded_by="newer", disputed="others say 4000", owner="Ana")
    facts = {"old": old, "newer": make_fact("newer", "6000")}
    library = make_library(facts=facts, places={"old": ("facts/town.yaml", 7)})
    (problem,) = judge_facts(make_document(figure(old)), library, TODAY)
    assert str(problem) == (
        "facts/town.yaml, line 7, facts: the fact 'old' is superseded, and is disputed: others say "
        "4000. Use 'newer'. Settle it, or leave it out. Ana keeps it."
    )


# -- two hundred -----------------------------------------------------------------------------------

NOWHERE = Source(id="nowhere", title="Somebody said so", publisher="Somebody")
SIX = (
    {"superseded_by": "fact-199"},
    {"review_by": date(2026, 11, 25)},
    {"as_of": "2019"},
    {"source": "nowhere"},
    {"disputed": "the census says otherwise"},
    None,  # a lapsed date in the words beside it
)
PLANTED = {number: SIX[at % len(SIX)] for at, number in enumerate(range(3, 200, 5))}
KINDS = ("statistic", "target", "historical", "money")


def make_two_hundred(planted):
    """Return a library of 200 facts and a document that prints each once."""
    facts = {}
    paragraphs = []
    for number in range(200):
        defect = planted.get(number, {})
        # Targets and historical figures are as old as they like; only others can be.
        kind = "statistic" if number in planted else KINDS[number % 4]
        as_of = "1950" if kind in ("target", "historical") else "2024"
        fields = {"kind": kind, "as_of": as_of, "unit": "USD"} | (defect or {})
        fact = make_fact(f"fact-{number}", 1000 + number, **fields)
        facts[fact.id] = fact
        words = f" wells in region {chr(65 + number % 26)}{'a' * number}"
        lapsed = " will be dug by 2025." if defect is None else " will be dug by 2030."
        paragraphs.append((*figure(fact), Text(words + lapsed)))
    sources = {source.id: source for source in (*SOURCES, NOWHERE)}
    return make_library(facts=facts, sources=sources), make_document(*paragraphs)


def test_forty_planted_defects_of_six_kinds_are_found_in_two_hundred_facts_and_no_others():
    library, document = make_two_hundred(PLANTED)
    told = [str(problem) for problem in judge_facts(document, library, TODAY)]
    weak = {n for n, d in PLANTED.items() if d is not None}
    assert len(PLANTED) == len(told) == 40
    for number in weak:
        assert sum(f"the fact 'fact-{number}' " in line for line in told) == 1
    assert sum("'by 2025' is past" in line for line in told) == 40 - len(weak)


def test_a_clean_library_of_two_hundred_facts_is_told_nothing():
    library, document = make_two_hundred({})
    assert judge_facts(document, library, TODAY) == ()


def test_a_date_that_lapsed_is_found_in_bold():
    document = make_document((Text("It ends by "), Text("2025", bold=True), Text(".")))
    assert len(judge_facts(document, make_library(), TODAY)) == 1


def test_a_date_that_lapsed_may_be_declared():
    document = make_document(t("The goal of ending it by 2025 was missed."))
    missed = Exemption(id="missed", words="by 2025 was missed", reason="Says what became of it.")
    assert len(judge_facts(document, make_library(), TODAY)) == 1
    assert judge_facts(document, make_library(exceptions=(missed,)), TODAY) == ()


# -- numbers from nowhere --------------------------------------------------------------------------


def find_loose(*inlines, **changes):
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
def test_a_number_in_prose_that_comes_from_no_fact_is_told(text):
    (message,) = find_loose(Text(text))
    assert f"in '{text.rstrip('.')}'" in message


def test_a_figure_and_a_partners_value_come_from_somewhere():
    fact = make_library().facts["countries"]
    amount = Text("USD 2.5 million", field="amount")
    assert find_loose(*figure(fact), Text(" and "), amount) == []


def test_words_may_say_what_the_fact_that_they_cite_says():
    fact = make_fact("wells", None, kind="claim", claim="5 wells, 2021-22")
    words = Text("From 2021 to 2022 five wells were dug, ")
    changes = {"facts": make_library().facts | {"wells": fact}}
    assert find_loose(words, NoteMark("report", fact="wells"), **changes) == []
    assert len(find_loose(Text("Six wells were dug"), NoteMark("report", fact="wells"), **changes))


def test_the_names_of_standards_and_the_documents_own_dates_are_no_figures():
    standard = Standard(
        id="c102", kind="Convention", title="Floors", year=1952, number=102, themes=(), text=t("x")
    )
    changes = {"standards": (standard,)}
    assert find_loose(Text("No. 102, 1952: Floors, 1952. By 10 December 2026."), **changes) == []
    assert len(find_loose(Text("No. 103. By 10 December 2031."), **changes)) == 3


def test_declared_words_may_hold_any_number_of_their_kind():
    declared = Exemption(id="of", words="Theme {number} of {number}", reason="Counted.")
    changes = {"exceptions": (declared,)}
    assert find_loose(Text("theme 2 of 7"), **changes) == []
    assert len(find_loose(Text("theme two of 7"), **changes)) == 2


def test_a_row_of_a_table_stands_together():
    fact = make_library().facts["gap"]
    row = (t("Water"), figure(fact), t("2023"))
    document = make_document()
    table = Table((t("Theme"), t("Sum"), t("As of")), (row, (t("Light"), t("None"), t("2022"))))
    document = Document(document.meta, (Section("one", t("One"), (table,)),))
    (problem,) = find_loose_numerals(document, make_library())
    assert "'2022' comes from no fact" in problem.message


@pytest.mark.parametrize("kind", ["pitch", "one-pager"])
def test_every_number_in_every_pack_of_the_seven_themes_comes_from_somewhere(kind):
    library, template = real.library(), real.template(kind)
    money = {"amount": Decimal(2_500_000), "currency": "USD"}
    found = set()
    for partner_type, themes, given in product(real.TYPES, real.THEME_SETS, ({}, money)):
        partner = real.make_partner(type=partner_type, themes=themes, **given)
        document = compose(partner, library, template, draft=True)
        found.update(map(str, find_loose_numerals(document, library)))
    assert found == set()


def test_without_its_declared_exceptions_the_library_has_numbers_from_nowhere():
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
    assert "Over half the world" in said


# -- packs that hold a fact ------------------------------------------------------------------------


def tell(fact):
    return {
        "id": fact.id,
        "value": str(fact.value),
        "as_of": fact.as_of,
        "status": fact.status,
        "source": {"id": fact.source, "title": "World Report"},
    }


def test_the_packs_that_hold_fifty_changed_facts_are_told_exactly_in_five_hundred(tmp_path):
    before = {f"fact-{n}": make_fact(f"fact-{n}", n) for n in range(200)}
    changed = {f"fact-{n}" for n in range(0, 200, 4)}
    after = {
        name: make_fact(name, 7000 + at) if name in changed else fact
        for at, (name, fact) in enumerate(before.items())
    }
    held = {f"pack-{p}": {f"fact-{(p * 7 + k * k) % 200}" for k in range(12)} for p in range(500)}
    for pack, names in held.items():
        folder = tmp_path / pack
        folder.mkdir()
        manifest = {
            "record": {"name": pack},
            "files": [{"name": f"{pack}.pdf"}],
            "facts": [tell(before[name]) for name in sorted(names)],
        }
        (folder / "pack.json").write_text(json.dumps(manifest))

    uses = find_uses(tmp_path, make_library(facts=after))

    for name in before:
        found = {use.pack.name: use for use in uses.get(name, ())}
        assert set(found) == {pack for pack, names in held.items() if name in names}
        assert all(use.version == version_fact(before[name]) for use in found.values())
        assert all(use.current == (name not in changed) for use in found.values())
    assert len(changed) == 50


def test_a_fact_has_the_version_that_its_pack_tells(tmp_path):
    library = real.library()
    make_pack(
        real.make_partner(), library, real.template(), real.brand(), output=tmp_path,
        formats=("docx",),
    )  # fmt: skip
    (path,) = tmp_path.rglob("pack.json")
    told = json.loads(path.read_bytes())["facts"]
    assert len(told) > 20
    assert {one["id"]: version_told(one) for one in told} == {
        one["id"]: version_fact(library.facts[one["id"]]) for one in told
    }
    assert all(use.current for found in find_uses(tmp_path, library).values() for use in found)


def test_a_pack_that_cannot_be_read_is_told_and_not_left_out(tmp_path):
    (tmp_path / "pack.json").write_text("{")
    with pytest.raises(InputError, match="cannot be read as that of a pack"):
        find_uses(tmp_path, make_library())
