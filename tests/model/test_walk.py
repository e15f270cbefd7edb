"""There is one traversal, and a new kind of block does not type-check until all have learnt it."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from proposalgen.model.document import (
    Block,
    Break,
    Columns,
    Document,
    Heading,
    Inlines,
    Link,
    Note,
    NoteMark,
    Notes,
    PageMark,
    Panel,
    Paragraph,
    Quote,
    Section,
    Text,
)
from proposalgen.model.walk import (
    block_inlines,
    find_blocks,
    find_fact_ids,
    find_inlines,
    find_printed,
    find_speaker,
    map_blocks,
    map_inlines,
    note_text,
    plain_text,
    section_inlines,
    shorten,
    walk_blocks,
    words,
)
from tests.support.real import ROOT
from tests.support.sample import make_document, t

A, B, C, D = (Paragraph(t(letter)) for letter in "abcd")


# -- blocks ----------------------------------------------------------------------------------------


def test_blocks_come_in_reading_order_a_container_before_what_it_holds() -> None:
    panel = Panel((B, Columns(((C,), (D,)))))
    assert list(walk_blocks([A, panel])) == [A, panel, B, panel.blocks[1], C, D]


def test_a_change_reaches_blocks_at_any_depth_and_no_container() -> None:
    seen: list[Block] = []

    def change(block: Block) -> Block:
        seen.append(block)
        return A

    panel = Panel((B, Columns(((C,), (D,)), "steps")), "aside")
    changed = Panel((A, Columns(((A,), (A,)), "steps")), "aside")
    assert map_blocks([A, panel], change) == (A, changed)
    assert seen == [A, B, C, D]


def test_blocks_of_a_kind_are_found_inside_others() -> None:
    section = Section("one", t("One"), (A, Panel((Notes(),))))
    assert list(find_blocks(section, Notes)) == [Notes()]
    assert list(find_blocks(section, Heading)) == []


# -- inlines ---------------------------------------------------------------------------------------


def every_block() -> list[Block]:
    """Return blocks of every kind, from the document that shows them all."""
    return [block for section in make_document().sections for block in walk_blocks(section.blocks)]


def test_the_sample_has_every_kind_of_block() -> None:
    kinds: tuple[type[Block], ...] = Block.__args__
    assert {type(block) for block in every_block()} == set(kinds)


def test_no_change_of_inlines_leaves_every_block_as_it_is() -> None:
    for block in every_block():
        assert map_inlines(block, lambda inlines: inlines) == block


def test_what_is_changed_is_what_is_read() -> None:
    """Each run that a change reaches is among a block's runs, changed, and in the same order."""
    for block in every_block():
        reached: list[Inlines] = []

        def change(inlines: Inlines, reached: list[Inlines] = reached) -> Inlines:
            reached.append(inlines)
            return (*inlines, Link(f"changed {len(reached)}", "https://example.org"))

        changed = map_inlines(block, change)
        links = [
            inline.text
            for inlines in block_inlines(changed)
            for inline in inlines
            if isinstance(inline, Link) and inline.text.startswith("changed")
        ]
        assert sorted(links) == sorted(f"changed {number}" for number in range(1, len(reached) + 1))


def test_a_section_s_own_lines_come_before_its_blocks() -> None:
    section = Section("one", t("Title"), (A,), label=t("Label"), promise=t("Promise"))
    assert list(section_inlines(section)) == [t("Label"), t("Title"), t("Promise"), t("a")]


def cited_section() -> Section:
    inlines = (
        Text("43", fact="gap"), Text(" and "), Text("5", fact="wells"), NoteMark("report"),
        NoteMark("page", fact="promise"), Text("43 million", fact="gap"), PageMark("one"),
    )  # fmt: skip
    return Section("one", t("One"), (Paragraph(inlines),))


def test_who_is_quoted_is_the_speaker_without_what_the_person_is() -> None:
    words = Quote(t("We are workers."), t("Champa, President"))
    assert find_speaker(Section("story", t("The story"), (words,))) == "Champa"
    assert find_speaker(Section("story", t("The story"), ())) == "The story"


def test_inlines_of_a_kind_are_found_in_order() -> None:
    marks = find_inlines([cited_section()], NoteMark)
    assert [mark.source for mark in marks] == ["report", "page"]


def test_facts_are_found_by_figure_and_by_mark_in_order_of_first_use() -> None:
    assert find_fact_ids([cited_section()]) == ("gap", "wells", "promise")


def test_each_way_in_which_a_fact_is_printed_is_found_once() -> None:
    document = replace(make_document(), sections=(cited_section(), cited_section()))
    assert find_printed(document) == {
        "gap": ("43", "43 million"), "wells": ("5",), "promise": (),
    }  # fmt: skip


# -- text ------------------------------------------------------------------------------------------


def test_plain_text_has_no_marks_and_a_space_for_a_break() -> None:
    inlines = (
        Text("a", bold=True), Break(), Link("b", "https://example.org"), NoteMark("s"),
        PageMark("p"),
    )  # fmt: skip
    assert plain_text(inlines) == "a b"


@pytest.mark.parametrize(
    ("text", "longest", "cut"),
    [
        ("Prepared for us", 30, "Prepared for us"),
        ("exactly ten", 11, "exactly ten"),
        ("Prepared for the Foundation of Many Words", 30, "Prepared for the Foundation…"),
        ("one, two", 6, "one…"),
        ("x" * 30, 10, "x" * 9 + "…"),
    ],
)
def test_a_text_is_cut_after_a_whole_word(text: str, longest: int, cut: str) -> None:
    assert shorten(text, longest) == cut
    assert len(shorten(text, longest)) <= longest


NOTE = Note("report", "5 wells", "World Report. The Office. 2023")


@pytest.mark.parametrize(
    ("note", "lines"),
    [
        (NOTE, ("5 wells.", "World Report. The Office. 2023.")),
        (replace(NOTE, claim="Why?"), ("Why?", "World Report. The Office. 2023.")),
        (
            replace(NOTE, claim="", url="https://www.example.org/a/", status_text="Checked"),
            ("World Report. The Office. 2023.", "example.org/a", "Checked"),
        ),
    ],
)
def test_a_note_states_its_claim_then_its_source(note: Note, lines: tuple[str, ...]) -> None:
    assert note_text(note) == lines


def test_words_have_the_numbers_of_notes_and_pages() -> None:
    inlines = (
        Text("Five"), NoteMark("page"), Break(), Text("wells, page "), PageMark("sources"),
    )  # fmt: skip
    document = Document(
        make_document().meta,
        (Section("one", t("One"), (Paragraph(inlines),)), Section("sources", t("S"), (Notes(),))),
        (replace(NOTE, claim=""), Note("page", "", "A page. Us")),
    )
    assert " ".join(words(document, {"one": 1, "sources": 7})) == (
        "One Five [2] wells, page 7 S [1] World Report. The Office. 2023. [2] A page. Us."
    )


# -- a new kind ------------------------------------------------------------------------------------

PLANTED = {
    "\nInline = Text | Link": '''

@dataclass(frozen=True, slots=True)
class Symbol:
    """A sign that no font has."""


Inline = Symbol | Text | Link''',
    "\nBlock = (\n    Heading\n": '''

@dataclass(frozen=True, slots=True)
class Timeline:
    """Events in order."""

    events: tuple[Inlines, ...]


Block = (
    Timeline
    | Heading
''',
}
MUST_LEARN = {
    "Timeline": {
        "model/walk.py": 4,  # walk_blocks, map_blocks, block_inlines, map_inlines
        "read/filling.py": 1,
        "compose/citations.py": 1,
        "content/passages.py": 1,  # numerals and deadlines are looked for in passages
        "formats/docx/": 1,
        "formats/pdf/": 1,
    },
    "Symbol": {
        "model/walk.py": 2,  # plain_text, words
        "content/passages.py": 1,
        "formats/docx/": 1,
        "formats/pdf/": 1,
    },
}
"""Where a new kind must be told apart, and at how many places at least."""


@pytest.fixture
def find_type_errors(tmp_path: Path) -> Callable[[], list[str]]:
    """Type-check a copy of the package; return the lines that report errors."""
    shutil.copytree(ROOT / "proposalgen", tmp_path / "proposalgen")
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    if (ROOT / ".mypy_cache").exists():  # what did not change need not be checked again
        shutil.copytree(ROOT / ".mypy_cache", tmp_path / ".mypy_cache")

    def find() -> list[str]:
        done = subprocess.run(
            [sys.executable, "-m", "mypy", "proposalgen"],
            cwd=tmp_path, capture_output=True, text=True, check=False, timeout=600,
        )  # fmt: skip
        return [line for line in done.stdout.splitlines() if ": error:" in line]

    return find


def test_a_new_kind_of_block_or_inline_does_not_type_check_until_all_have_learnt_it(
    tmp_path: Path, find_type_errors: Callable[[], list[str]]
) -> None:
    path = tmp_path / "proposalgen" / "model" / "document.py"
    text = path.read_text("utf-8")
    for before, after in PLANTED.items():
        assert text.count(before) == 1
        text = text.replace(before, after)
    path.write_text(text, "utf-8")

    errors = find_type_errors()

    for kind, places in MUST_LEARN.items():
        for place, least in places.items():
            found = [e for e in errors if e.startswith(f"proposalgen/{place}") and kind in e]
            assert len(found) >= least, (kind, place, errors)
    assert all("assert_never" in error for error in errors), errors
