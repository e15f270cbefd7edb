"""Partner, library and template to document: what goes where, and what is refused."""

from datetime import date
from decimal import Decimal

import pytest

from proposalgen.compose.ask import format_share
from proposalgen.compose.citations import cite
from proposalgen.compose.document import compose
from proposalgen.compose.rehearse import rehearse
from proposalgen.compose.templates import load_template
from proposalgen.errors import TemplateError
from proposalgen.model.document import (
    Card,
    Cards,
    Contents,
    Entry,
    Field,
    NoteMark,
    Paragraph,
    Section,
    Text,
)
from tests.support.sample import HOSTILE
from tests.support.small import make_library, make_partner, t

WORDS = """
words:
  months: Jan Feb Mar Apr May June July Aug Sept Oct Nov Dec
  prepared_for: Prepared for
  draft: Draft.
  challenge: The challenge
  impact: Our impact
  need: What we need
  one_dot: One dot is
  one_tile: One tile is
  one_of_them: one of them
  status_verified: Checked
  status_secondary: Second source
  status_page: Stated
"""
NOTES = "# Sources\n\n{{ notes() }}"


def compose_with(tmp_path, partner=None, library=None, draft=False, **sections):
    """Compose with a template of the given sections, in their order."""
    index = f"sections: [{', '.join(sections)}]\n{WORDS}"
    (tmp_path / "template.yaml").write_text(index, encoding="utf-8")
    for name, body in sections.items():
        front = "" if body.startswith("---") else "---\nlayout: page\n---\n"
        (tmp_path / f"{name}.md.j2").write_text(front + body, encoding="utf-8")
    template = load_template(tmp_path)
    return compose(partner or make_partner(), library or make_library(), template, draft=draft)


def test_a_section_has_label_title_promise_and_blocks(tmp_path):
    body = "::: label\nThe ask\n:::\n\n# Join us\n\n::: promise\nIt works.\n:::\n\nWords."
    document = compose_with(tmp_path, ask=body)
    assert document.sections == (
        Section(
            id="ask",
            label=t("The ask"),
            title=t("Join us"),
            promise=t("It works."),
            blocks=(Paragraph(t("Words.")),),
        ),
    )


def test_a_section_that_prints_nothing_is_left_out(tmp_path):
    document = compose_with(tmp_path, a="# A", b="{% if story %}# B{% endif %}", c="# C")
    assert [section.id for section in document.sections] == ["a", "c"]


def test_a_section_for_each_theme_comes_in_the_order_of_the_themes(tmp_path):
    document = compose_with(
        tmp_path,
        partner=make_partner(themes=("light", "water")),
        themes="---\nlayout: theme\neach: theme\n---\n# {{ theme.short_title }} {{ number }}",
    )
    assert [(s.id, s.theme, s.title) for s in document.sections] == [
        ("light", "light", t("Light 1")),
        ("water", "water", t("Water 2")),
    ]


@pytest.mark.parametrize("name", ["Nordhavn", HOSTILE, "# x", "**a** [b](c)", "\\{{ name }}"])
def test_a_partners_name_stands_exactly_as_given(tmp_path, name):
    body = "# For {{ partner.name }}\n\n**Dear {{ partner.name }}**,"
    document = compose_with(tmp_path, partner=make_partner(name=name), a=body)
    (section,) = document.sections
    assert section.title == (Text("For "), Text(name, field="name"))
    assert section.blocks[0].inlines[1] == Text(name, bold=True, field="name")
    assert document.meta.prepared_for == f"Prepared for {name}"


def test_what_does_not_name_the_partner_is_equal_for_every_partner(tmp_path):
    sections = {"a": "# {{ partner.name }}", "b": "# {{ lead.title }} {{ figure('gap') }}"}
    sections["notes"] = NOTES
    one = compose_with(tmp_path, partner=make_partner(name="One"), **sections)
    two = compose_with(tmp_path, partner=make_partner(name="Two"), **sections)
    assert one.sections[0] != two.sections[0]
    assert one.sections[1:] == two.sections[1:]
    assert hash(one.sections[1]) == hash(two.sections[1])


def test_contents_list_the_sections_that_come_after(tmp_path):
    document = compose_with(tmp_path, a="# A\n\n{{ contents() }}", b="# B", c="# C")
    contents = Contents((Entry("b", t("B")), Entry("c", t("C"))))
    assert document.sections[0].blocks == (contents,)


def test_a_page_number_of_a_section_that_is_not_there_is_told(tmp_path):
    with pytest.raises(TemplateError, match="a page number of 'stroy'"):
        compose_with(tmp_path, a="# A\n\nSee page {{ page('stroy') }}.", story="# B")


def test_a_section_needs_one_title(tmp_path):
    with pytest.raises(TemplateError, match=r"a\.md\.j2: 0 titles"):
        compose_with(tmp_path, a="Words.")


def test_dates_are_written_in_the_templates_words(tmp_path):
    document = compose_with(
        tmp_path,
        partner=make_partner(date=date(2026, 12, 20)),
        a="# {{ today }}, {{ month }}, {{ date_after(14) }}",
    )
    said = "".join(inline.text for inline in document.sections[0].title)
    assert said == "20 Dec 2026, Dec 2026, 3 Jan 2027"


def test_a_draft_says_so_and_when(tmp_path):
    assert compose_with(tmp_path, a="# A", draft=True).meta.draft == "Draft. 26 Nov 2026"
    assert compose_with(tmp_path, a="# A").meta.draft == ""


# -- figures and notes --------------------------------------------------------------------------


def test_a_figure_gets_its_mark_at_the_end_of_its_sentence():
    inlines = (Text("3.8 billion", fact="unserved"), Text(" go without. More follows."))
    assert cite(inlines, make_library()) == (
        Text("3.8 billion", fact="unserved"),
        Text(" go without."),
        NoteMark("report", fact="unserved"),
        Text(" More follows."),
    )


def test_a_mark_that_is_there_is_not_doubled():
    inlines = (Text("3.8 billion", fact="unserved"), Text(" go without."), NoteMark("report"))
    assert cite(inlines, make_library()) == inlines


def test_two_figures_of_one_source_in_a_sentence_share_a_mark():
    inlines = (
        Text("136", fact="countries"),
        Text(" and "),
        Text("USD 43 million", fact="gap"),
        Text(" so."),
    )
    marks = [i for i in cite(inlines, make_library()) if isinstance(i, NoteMark)]
    assert marks == [NoteMark("page", fact="countries")]


def test_a_superseded_figure_has_its_successor_beside_it():
    inlines = (Text("4 billion", fact="unserved-2020"), Text(" go without."))
    said = "".join(getattr(i, "text", "*") for i in cite(inlines, make_library()))
    assert said == "4 billion go without.* (2023: 3.8 billion*)"


def test_a_card_carries_its_mark_also_where_words_stand_for_a_figure(tmp_path):
    body = "# A\n\n{{ cards(lead.case, 'small') }}"
    (cards,) = compose_with(tmp_path, a=body, notes=NOTES).sections[0].blocks
    assert isinstance(cards, Cards)
    assert cards.cards[0] == Card(
        role="challenge",
        label=t("The challenge"),
        number="3.8",
        unit="billion",
        text=(Text("people are not served."), NoteMark("report", fact="unserved")),
        as_of=t("2023"),
        fact="unserved",
    )
    assert cards.cards[2].words == t("From promise to practice")
    assert cards.cards[2].text[-1] == NoteMark("page", fact="promise")


def test_a_key_number_is_a_field_of_units_and_says_what_one_is(tmp_path):
    body = "# A\n\n{{ cards(lead.case, 'band') }}"
    (cards,) = compose_with(tmp_path, a=body, notes=NOTES).sections[0].blocks
    challenge, impact, need = (card.field for card in cards.cards)
    assert challenge == Field(380, "dots", t("One dot is 10 million people."))
    assert impact == Field(136, "tiles", t("One tile is one of them."))
    assert need is None


def test_notes_come_once_each_in_order_of_use_with_all_they_stand_for(tmp_path):
    body = "# A\n\n{{ figure('gap') }}. {{ figure('unserved') }}. {{ figure('countries') }}."
    notes = compose_with(tmp_path, a=body, notes=NOTES).notes
    assert [(note.source, note.claims, note.status_text) for note in notes] == [
        ("page", ("gap in words", "countries in words"), "Stated"),
        ("report", ("unserved in words",), "Checked"),
    ]


def test_figures_without_a_place_for_their_notes_are_refused(tmp_path):
    with pytest.raises(TemplateError, match="notes do not stand once, after all of them"):
        compose_with(tmp_path, a="# A\n\n{{ figure('gap') }}.")


def test_a_fact_that_is_not_there_is_told_with_file_line_and_the_nearest(tmp_path):
    with pytest.raises(TemplateError) as caught:
        compose_with(tmp_path, a="# A\n\n{{ figure('gapp') }}", notes=NOTES)
    (problem,) = caught.value.problems
    assert problem.line == 6
    assert "no fact called 'gapp'. Did you mean 'gap'?" in problem.message


# -- the ask --------------------------------------------------------------------------------------

ASK = (
    "# A\n\n{% for row in ask.rows %}"
    "{{ row.theme.short_title }}: {{ row.sum }} {{ row.share }}\n\n"
    "{% endfor %}Without: {% for theme in ask.unnamed %}{{ theme.short_title }}{% endfor %}"
)


def ask_lines(tmp_path, **fields):
    partner = make_partner(themes=("water", "light"), **fields)
    document = compose_with(tmp_path, partner=partner, a=ASK, notes=NOTES)
    return [
        "".join(i.text for i in block.inlines if isinstance(i, Text)).strip()
        for block in document.sections[0].blocks
    ]


def test_the_ask_states_the_share_of_the_sum_and_names_what_has_none(tmp_path):
    lines = ask_lines(tmp_path, amount=Decimal("2500000"), currency="USD")
    assert lines == ["Water: USD 43 million 5.8%", "Light:", "Without: Light"]


def test_there_is_no_share_in_another_currency_or_without_an_amount(tmp_path):
    for fields in ({}, {"amount": Decimal("2500000"), "currency": "EUR"}):
        assert ask_lines(tmp_path, **fields)[0] == "Water: USD 43 million"


@pytest.mark.parametrize(
    ("share", "text"),
    [
        ("0", "0%"),
        ("0.0004", "less than 0.1%"),
        ("0.058139", "5.8%"),
        ("0.05", "5%"),
        ("0.4188", "42%"),
        ("1.5", "150%"),
    ],
)
def test_a_share_is_rounded_as_a_reader_expects(share, text):
    assert format_share(Decimal(share)) == text


def test_a_rehearsal_finds_what_only_some_partners_would_meet(tmp_path):
    body = "# A{% if partner.type == 'ngo' %}{{ ngo_words }}{% endif %}{{ lead.chart_titl }}"
    (tmp_path / "template.yaml").write_text(f"sections: [a]\n{WORDS}", encoding="utf-8")
    (tmp_path / "a.md.j2").write_text(f"---\nlayout: page\n---\n{body}", encoding="utf-8")
    messages = [problem.message for problem in rehearse(make_library(), load_template(tmp_path))]
    assert any("ngo_words" in message for message in messages)
    assert any("chart_titl" in message for message in messages)


BACK = "---\nlayout: back\n---\n# Thanks\n\n{{ 'Spelled.' if partner.is_spelled else 'Drawn.' }}"


def test_a_back_cover_may_stand_behind_the_notes_and_is_not_in_the_contents(tmp_path):
    letter = "# Letter\n\nIt is [[unserved]].\n\n{{ contents() }}"
    document = compose_with(tmp_path, letter=letter, sources=NOTES, back=BACK)
    (contents,) = (b for b in document.sections[0].blocks if isinstance(b, Contents))
    assert [entry.section for entry in contents.entries] == ["sources"]


def test_a_figure_behind_the_notes_is_refused(tmp_path):
    back = BACK + " In [[countries]]."
    with pytest.raises(TemplateError, match="do not stand once, after all of them"):
        compose_with(tmp_path, letter="# A\n\n[[unserved]]", sources=NOTES, back=back)


@pytest.mark.parametrize(("name", "said"), [("Nordhavn", "Spelled."), ("株式会社", "Drawn.")])
def test_a_template_knows_whether_the_tiles_are_the_name_s_letters(tmp_path, name, said):
    document = compose_with(tmp_path, partner=make_partner(name=name), back=BACK)
    assert document.sections[0].blocks == (Paragraph(t(said)),)


def test_a_named_sum_stands_in_units_beside_the_words_that_state_it(tmp_path):
    document = compose_with(tmp_path, ask="# A\n\n{{ units(themes | first) }}")
    ((card,),) = (b.cards for b in document.sections[0].blocks)
    assert card.field == Field(43, "outlines", t("One tile is USD 1 million."))
    assert (card.number, card.fact, card.label) == ("", "", t("Water"))


def test_no_units_are_drawn_where_no_sum_is_named(tmp_path):
    partner = make_partner(themes=("light",))
    document = compose_with(tmp_path, partner, ask="# A\n\n{{ units(themes | first) }}")
    assert document.sections[0].blocks == ()


def test_a_draft_flags_figures_in_doubt_and_cards_without_one(tmp_path):
    words = WORDS + "  flag_weak: Confirm\n  flag_none: No figure\n"
    (tmp_path / "template.yaml").write_text(f"sections: [a, sources]\n{words}", encoding="utf-8")
    for name, body in {"a": "# A\n\n{{ cards(lead.case, 'small') }}", "sources": NOTES}.items():
        text = f"---\nlayout: page\n---\n{body}"
        (tmp_path / f"{name}.md.j2").write_text(text, encoding="utf-8")
    template = load_template(tmp_path)

    def flags(draft):
        document = compose(make_partner(), make_library(), template, draft=draft)
        return [card.flag for card in document.sections[0].blocks[0].cards]

    assert flags(True) == [(), t("Confirm"), t("No figure")]
    assert flags(False) == [(), (), ()]


def test_a_draft_tells_of_each_fact_whence_it_comes_before_the_notes(tmp_path):
    words = "  provenance: Whence\n  says: We say\n  source: Who\n  as_of: As of\n  status: How\n"
    words = WORDS + words + "  not_stated: Not stated\n"
    (tmp_path / "template.yaml").write_text(f"sections: [a, sources]\n{words}", encoding="utf-8")
    for name, body in {"a": "# A\n\nIt is [[unserved]], [^promise].", "sources": NOTES}.items():
        text = f"---\nlayout: page\n---\n{body}"
        (tmp_path / f"{name}.md.j2").write_text(text, encoding="utf-8")
    template = load_template(tmp_path)
    final = compose(make_partner(), make_library(), template)
    draft = compose(make_partner(), make_library(), template, draft=True)
    assert [section.id for section in final.sections] == ["a", "sources"]
    assert [section.id for section in draft.sections] == ["a", "provenance", "sources"]
    (table,) = draft.sections[1].blocks
    assert [[cell[0].text for cell in row] for row in table.rows] == [
        ["unserved in words", "World Report", "2023", "Checked"],
        ["promise in words", "A page", "Not stated", "Stated"],
    ]
    assert draft.notes == final.notes
