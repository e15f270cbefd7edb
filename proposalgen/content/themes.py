"""The themes of the library: front matter and two sections of prose for each language."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from proposalgen.content.prose import find_weak_figures, is_qualified, miss_qualifier
from proposalgen.content.reading import Entry, Reading, Register
from proposalgen.content.records import read_record
from proposalgen.errors import Problem, quote
from proposalgen.model.document import Bar, Block, Chart, Heading
from proposalgen.model.fields import Line, Mistake, Record, Slug
from proposalgen.model.prose import Prose
from proposalgen.model.records import THEME_IDS, Theme
from proposalgen.model.walk import plain_text
from proposalgen.read.markdown import read_blocks
from proposalgen.read.parser import MarkdownError
from proposalgen.read.place import Place
from proposalgen.read.yaml import YamlFile, read_front_matter


class _Bar(Record):
    """A bar as the theme's file has it; its figure is the fact's."""

    label: Line
    detail: Line
    fact: Slug


class _Chart(Record):
    """A chart as the theme's file has it."""

    caption: Prose
    bars: tuple[_Bar, ...]
    on: Line
    off: Line


def read_themes(reading: Reading, languages: Iterable[str]) -> dict[str, Register[Theme]]:
    """Return each edition's themes; a folder is a theme."""
    folders = [Path(name).name for name in reading.list_files("themes")]
    # The contract's themes in its order, all others after them by name: sorting is stable.
    folders.sort(key=lambda name: (*THEME_IDS, name).index(name))
    reading.theme_ids = dict.fromkeys(folders)
    if not folders:
        hint = "Write themes/<id>/<language>.md."
        reading.problems.append(Problem("no themes", file="themes", hint=hint))
    themes: dict[str, Register[Theme]] = {language: Register() for language in languages}
    for theme_id in folders:
        editions = {f"themes/{theme_id}/{language}.md": language for language in themes}
        for name in reading.list_files(f"themes/{theme_id}"):
            if name not in editions:
                hint = "A theme has one file a language of organisation.yaml: "
                hint += ", ".join(f"{language}.md" for language in themes) + "."
                reading.problems.append(Problem("not a file of a theme", file=name, hint=hint))
        for name, language in editions.items():
            themes[language][theme_id] = _read_theme(reading, name, theme_id, language)
    return themes


def _read_theme(reading: Reading, name: str, theme_id: str, language: str) -> Entry[Theme] | None:
    """Return a theme in one language; None where it has mistakes."""
    file = reading.open(name, read_front_matter)
    if file is None:
        return None
    work, offer = _read_body(reading, file, language)
    data = file.data
    if isinstance(data, dict) and data.get("chart") is not None:
        chart = _read_chart(reading, file.place(("chart",)), data["chart"], language)
        data = {**data, "chart": chart}
    given = {"id": theme_id, "language": language, "work": work, "offer": offer}
    return read_record(reading, Theme, file.place(), data, given, language)


def _read_chart(reading: Reading, place: Place, data: object, language: str) -> Chart | None:
    """Return a chart whose bars show facts; None where its record has mistakes."""
    entry = read_record(reading, _Chart, place, data, language=language)
    if entry is None:
        return None
    bars = []
    for at, bar in enumerate(entry.record.bars):
        field = ("bars", at, "fact")
        fact = reading.facts.find(bar.fact)
        if fact and (fact.unit != "per cent" or not 0 <= (fact.value or 0) <= 100):
            hint = "A bar shows a fact whose unit is 'per cent' and whose value is 0 to 100."
            message = f"{quote(bar.fact)} is not a part of 100"
            reading.problems.append(entry.problem(field, message, hint))
        elif fact:
            said = f"{plain_text(entry.record.caption)} {bar.label} {bar.detail}"
            if language == reading.language and not is_qualified(fact, said):
                reading.problems.append(entry.problem(field, *miss_qualifier(fact)))
            share = float(fact.value or 0)
            bars.append(Bar(bar.label, bar.detail, fact.figure[0], share, fact.id))
    chart = entry.record
    shown = ". ".join(f"{b.label} ({b.detail}): {b.figure} {chart.on}" for b in bars)
    alt = f"{plain_text(chart.caption)}. {shown}."
    return Chart(chart.caption, tuple(bars), chart.on, chart.off, alt)


def _read_body(
    reading: Reading, file: YamlFile, language: str
) -> tuple[tuple[Block, ...], tuple[Block, ...]]:
    """Return a theme's two sections, each with its heading."""
    mistakes = list(find_weak_figures(reading, file.body, language))
    blocks: tuple[Block, ...] = ()
    try:
        blocks = read_blocks(file.body, reading.figures, reading.marks)
    except MarkdownError as error:
        mistakes += error.mistakes
    heads = [(at, b.level) for at, b in enumerate(blocks) if isinstance(b, Heading) and b.level < 3]
    starts = [at for at, _ in heads]
    if not mistakes and not ([level for _, level in heads] == [2, 2] and starts[0] == 0):
        line = len(file.body) - len(file.body.lstrip("\n")) + 1
        hint = "Write '## ' and what is done, then '## ' and what a partnership makes possible."
        mistakes.append(Mistake(line, "the text is not two sections", hint))
    if mistakes:
        # The body's lines count from the top of the file.
        reading.problems += (Problem(m.message, file.name, m.line, hint=m.hint) for m in mistakes)
        return (), ()
    return blocks[: starts[1]], blocks[starts[1] :]
