"""Words that stand together are read together, and what is no figure is masked."""

from __future__ import annotations

import re
from datetime import date

from proposalgen.content.passages import Mask, Passage, list_passages, quote_sentence
from proposalgen.model.document import (
    Bar,
    Block,
    Break,
    Card,
    Cards,
    Chart,
    Columns,
    Contents,
    Entry,
    Field,
    ItemList,
    Link,
    NoteMark,
    Notes,
    PageMark,
    Panel,
    Paragraph,
    Quote,
    Section,
    Table,
    Text,
)
from proposalgen.model.records import Exemption, Programme, Standard
from tests.support.small import make_library, t

DAY = date(2026, 11, 26)
GAP = "\ufffc"


def read(*blocks: Block) -> list[Passage]:
    """Return the passages of blocks, without those of the section's own lines."""
    return list(list_passages(Section("one", (), blocks)))[3:]


def test_a_section_s_own_lines_are_passages() -> None:
    section = Section("one", t("Title"), (), label=t("Label"), promise=t("Promise"))
    assert [passage.text for passage in list_passages(section)] == [
        "Label\n", "Title\n", "Promise\n",
    ]  # fmt: skip


def test_values_leave_a_gap_and_their_facts_and_sources_are_kept() -> None:
    inlines = (
        Text("43", fact="gap"), Text(" for "), Text("Acme", field="name"), NoteMark("page"),
        Break(), Link("Read on", "https://example.org"), NoteMark("report", fact="wells"),
        PageMark("two"), Text("43", fact="gap"),
    )  # fmt: skip
    (passage,) = read(Paragraph(inlines))
    assert passage == Passage(
        f"{GAP} for {GAP} Read on{GAP}\n", ("gap", "wells"), ("page", "report")
    )


def test_items_and_lines_stand_by_themselves_and_rows_together() -> None:
    table = Table((t("Theme"), t("Sum")), ((t("Water"), t("5")), (t("Light"), t("6"))), t("Sums"))
    items = ItemList((t("One"), t("Two")))
    quote = Quote(t("Yes."), t("Ana"))
    contents = Contents((Entry("two", t("Next")),))
    texts = [passage.text for passage in read(table, items, quote, contents, Notes())]
    assert texts == [
        "Sums\n", "Theme\nSum\n", "Water\n5\n", "Light\n6\n", "One\n", "Two\n", "“Yes.”\n",
        "Ana\n", "Next \n",
    ]  # fmt: skip


def test_what_stands_inside_others_is_read_once() -> None:
    blocks = (Panel((Columns(((Paragraph(t("a")),), (Paragraph(t("b")),))),)),)
    assert [passage.text for passage in read(*blocks)] == ["a\n", "b\n"]


def test_a_card_is_one_passage_without_what_one_unit_is() -> None:
    counted = Card(
        label=t("Need"), number="43", unit="million", text=t("lack water."), as_of=t("2023"),
        fact="gap", field=Field(43, "dots", t("One dot is 1 million.")), flag=t("Check 5"),
    )  # fmt: skip
    standard = Card(number="102", title=t("Floors"))
    worded = Card(number="7", unit="wells", words=t("Soon"))
    first, second, third = read(Cards((counted, standard, worded)))
    assert first == Passage("Need\n\n\n\nlack water.\n2023\n", ("gap",))
    assert second.text == "\nNo. 102\n\nFloors\n\n\n"
    assert third.text == "\n7 wells\nSoon\n\n\n\n"


def test_units_rely_on_the_facts_of_the_words_beside_them() -> None:
    drawn = Cards((Card(label=t("Water"), as_of=t("2026")),), "units")
    words = Paragraph((Text("US$ 43 million", fact="gap"),))
    units, _ = read(drawn, words)
    assert units == Passage("Water\n2026\n", ("gap",))


def test_a_chart_is_one_passage() -> None:
    chart = Chart(t("Shares"), (Bar("Women", "aged 15", "5%", 5.0, "share"),), "in", "out", "Alt 9")
    (passage,) = read(chart)
    assert passage == Passage(f"Shares\nWomen\naged 15\n{GAP}\nin\nout\n", ("share",))


# -- what is no figure -----------------------------------------------------------------------------

LIBRARY = make_library(
    standards=(
        Standard(id="a", kind="Convention", title="Floors", year=1952, number=102, themes=(),
                 text=t("x")),
        Standard(id="b", kind="Agenda", title="The 2030 Agenda", themes=(), text=t("x")),
    ),
    programmes=(
        Programme(id="p", name="Better 4 All", long_name="Better for All 2.0", themes=(),
                  text=t("x")),
    ),
    exceptions=(
        Exemption(id="e", words="Theme {number} of {count}", reason="Counted."),
        Exemption(id="f", words="since {year}", reason="History."),
    ),
)  # fmt: skip


def mask(text: str) -> str:
    masked = Mask(LIBRARY, DAY).cover(Passage(text, ()))
    assert len(masked) in (0, len(text))
    return " ".join(masked.split())


def test_names_with_a_number_are_masked_as_documents_print_them() -> None:
    assert mask("Convention, 1952: Floors, 1952; No. 102, 1952; No. 102") == ": ; ;"
    assert mask("The 2030 Agenda and Better 4 All, or Better for All 2.0.") == "and , or ."
    assert mask("No. 1025, Better 4 Allies") == "No. 1025, Better 4 Allies"


def test_dates_of_this_year_and_the_next_are_masked() -> None:
    assert mask("26 November 2026, January 2027") == ","
    assert mask("31 December 2025, 1 May 2028") == "31 December 2025, 1 May 2028"


def test_declared_words_are_masked_in_any_case() -> None:
    assert mask("theme 4 of seven. Since 1987.") == ". ."
    assert mask("theme four of seven. Since 87.") == "theme four of seven. Since 87."


def test_a_year_of_a_standard_may_stand_alone_as_a_step_of_a_journey() -> None:
    assert mask("1952\n") == mask("2026\n") == ""
    assert mask("1953\n") == "1953"


def test_a_message_quotes_the_sentence_about_a_match() -> None:
    text = f"First. Then {GAP} of 12 wells. Last.\nNext 12"
    match = re.search("12", text)
    assert match is not None
    assert quote_sentence(Passage(text, ()), match) == "'Then … of 12 wells'"
