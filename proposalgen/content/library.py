"""Read all of ``content/`` into one frozen library, or tell every mistake in it at once."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Generic, Literal, TypeVar, get_args

from proposalgen.errors import ContentError, Problem, quote, suggest
from proposalgen.model.document import (
    Bar,
    Block,
    Chart,
    Heading,
    Inlines,
    Link,
    NoteMark,
    Paragraph,
    Text,
)
from proposalgen.model.fields import Line, Mistake, Record, Slug
from proposalgen.model.records import (
    THEME_IDS,
    CaseCard,
    Exemption,
    Fact,
    Figure,
    Library,
    Organisation,
    Programme,
    Source,
    Standard,
    Story,
    Theme,
)
from proposalgen.model.text import UNFIT
from proposalgen.read.folder import find_unfit_files, hash_folder
from proposalgen.read.markdown import MarkdownError, read_blocks, read_inlines
from proposalgen.read.place import FieldPath
from proposalgen.read.validation import validate
from proposalgen.read.yaml import YamlError, YamlFile, read_front_matter, read_yaml

R = TypeVar("R", bound=Record)

_ROLES = ("challenge", "impact", "need")
_QUALIFIERS = (
    ("more than", "over", "at least", "or more", "and more"),
    ("about", "around", "some", "roughly", "approximately"),
    ("nearly", "almost", "close to"),
    ("up to", "as many as", "at most"),
)
"""Words that bound a figure alike; prose may say any of the group that its fact names."""

_REFERENCES: dict[str, Literal["fact", "source", "theme"]] = {
    "fact": "fact",
    "facts": "fact",
    "ask_fact": "fact",
    "superseded_by": "fact",
    "source": "source",
    "theme": "theme",
    "themes": "theme",
}
"""What the fields of this name refer to, in any record."""

_EXCEPTIONS = "exceptions.yaml"
"""May be left out."""

_FIGURE = re.compile(r"\[\[([^\[\]\n]*)\]\]")
_BEGINS_BLOCK = re.compile(r"\s*$|#|[-*+] |\d+[.)] ")
_MANY = 12
"""As many names as a hint lists."""


def load_library(folder: Path) -> Library:
    """Return the library of a folder.

    Raises:
        ContentError: every mistake in every file, by file and line.
    """
    if unfit := find_unfit_files(folder):
        raise ContentError(unfit)
    reader = _Reader(folder)
    library = reader.read()
    if reader.problems or library is None:
        problems = dict.fromkeys(reader.problems)
        raise ContentError(sorted(problems, key=lambda p: (p.file, p.line, p.field)))
    return library


# -- what has been read so far ------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Entry(Generic[R]):
    """A record and the place where it stands."""

    record: R
    file: YamlFile
    path: FieldPath

    def problem(self, field: FieldPath, message: str, hint: str = "") -> Problem:
        return self.file.problem((*self.path, *field), message, hint)


class _Register(dict[str, _Entry[R] | None]):
    """Records by id; ``None`` stands for one with mistakes of its own.

    Not ``whole`` where a file could not be read: then an id that is not here may be right.
    """

    whole: bool = True

    def find(self, record_id: str | None) -> R | None:
        entry = self.get(record_id or "")
        return entry.record if entry else None

    def entries(self) -> Iterator[_Entry[R]]:
        return filter(None, self.values())

    def records(self) -> dict[str, R]:
        return {entry_id: entry.record for entry_id, entry in self.items() if entry}


class _Printed(dict[str, Inlines]):
    """What each id prints in prose; while registers are not whole, any id prints something."""

    def __init__(self, *registers: _Register[Any]) -> None:
        super().__init__((name, _UNREAD) for register in registers for name in register)
        self.whole = all(register.whole for register in registers)

    def __contains__(self, name: object) -> bool:
        return super().__contains__(name) or not self.whole

    def __missing__(self, name: str) -> Inlines:
        return _UNREAD


_UNREAD: Inlines = (Text("?"),)
"""Stands for what a record with mistakes would print; no library is made of it."""


@dataclass(frozen=True, slots=True)
class _Reference:
    """A name that should be another record's, and where it is said."""

    kind: Literal["fact", "source", "theme"]
    name: str
    file: YamlFile
    path: FieldPath


class _Bar(Record):
    """A bar as the theme's file has it; its figure is the fact's."""

    label: Line
    detail: Line
    fact: Slug


class _Chart(Record):
    """A chart as the theme's file has it."""

    caption: Inlines
    bars: tuple[_Bar, ...]
    on: Line
    off: Line


# -- reading ------------------------------------------------------------------------------------


class _Reader:
    """Reads a folder once, file by file, and gathers what is wrong on the way."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.problems: list[Problem] = []
        self.language = "en"
        """The language of the facts: only prose in it can be held to their qualifiers."""
        self.sources: _Register[Source] = _Register()
        self.facts: _Register[Fact] = _Register()
        self.theme_ids: dict[str, None] = {}
        self.references: list[_Reference] = []
        self.figures = _Printed()
        self.marks = _Printed()

    def read(self) -> Library | None:
        """Return the library, or nothing where a record that it cannot do without is wrong."""
        organisation = self.read_organisation()
        languages = (organisation and organisation.record.languages) or (self.language,)
        self.language = languages[0]
        self.sources = self.read_register("sources.yaml", Source)
        self.read_facts()
        standards = self.read_register("standards.yaml", Standard)
        programmes = self.read_register("programmes.yaml", Programme)
        stories = self.read_register("stories.yaml", Story)
        exceptions: _Register[Exemption] = _Register()
        if (self.folder / _EXCEPTIONS).exists():
            exceptions = self.read_register(_EXCEPTIONS, Exemption)
        themes = self.read_themes(languages)
        for programme in programmes.entries():
            self.check_figures(programme, "figures", programme.record.figures, self.language)
        for edition in themes.values():
            for theme in edition.entries():
                self.check_theme(theme)
        self.check_references()
        if self.problems or organisation is None:
            return None
        return Library(
            organisation=organisation.record,
            sources=self.sources.records(),
            facts=self.facts.records(),
            standards=tuple(standards.records().values()),
            programmes=tuple(programmes.records().values()),
            stories=tuple(stories.records().values()),
            themes={language: edition.records() for language, edition in themes.items()},
            exceptions=tuple(exceptions.records().values()),
            places={
                entry.record.id: (entry.file.name, entry.file.line_of(entry.path))
                for entry in self.facts.entries()
            },
            digest=hash_folder(self.folder),
        )

    def read_organisation(self) -> _Entry[Organisation] | None:
        file = self.open("organisation.yaml")
        entry = self.read_record(Organisation, file, (), file.data) if file else None
        if entry and not entry.record.languages:
            self.problems.append(entry.problem(("languages",), "names no language"))
        return entry

    def read_facts(self) -> None:
        """Read the facts of every file, then see what they refer to."""
        names = []
        for name in self.list_files("facts"):
            if name.endswith(".yaml"):
                names.append(name)
            else:
                hint = "Facts stand in files that end in .yaml."
                self.problems.append(Problem("not a file of facts", file=name, hint=hint))
        if not names:
            self.problems.append(Problem("no facts", file="facts", hint="Write facts/<name>.yaml."))
            self.facts.whole = False
        for name in names:
            found = self.read_register(name, Fact)
            self.facts.whole &= found.whole
            for fact_id, entry in found.items():
                if fact_id in self.facts:
                    first = self.facts[fact_id]
                    also = f"It stands in {first.file.name} too." if first else ""
                    if entry:
                        self.problems.append(entry.problem((), "written twice", also))
                else:
                    self.facts[fact_id] = entry
        for fact in self.facts.entries():
            self.check_fact(fact)
        self.check_circles()
        self.figures = _Printed(self.facts)
        self.marks = _Printed(self.facts, self.sources)
        self.marks.update((source, (NoteMark(source),)) for source in self.sources)
        for known in self.facts.records().values():
            self.figures[known.id] = (Text(known.text, fact=known.id),)
            self.marks[known.id] = (NoteMark(known.source, fact=known.id),)

    def read_themes(self, languages: Iterable[str]) -> dict[str, _Register[Theme]]:
        """Return each edition's themes; a folder is a theme."""
        folders = [Path(name).name for name in self.list_files("themes")]
        folders.sort(key=lambda name: (*THEME_IDS, name).index(name))
        self.theme_ids = dict.fromkeys(folders)
        if not folders:
            hint = "Write themes/<id>/<language>.md."
            self.problems.append(Problem("no themes", file="themes", hint=hint))
        themes: dict[str, _Register[Theme]] = {language: _Register() for language in languages}
        for theme_id in folders:
            editions = {f"themes/{theme_id}/{language}.md": language for language in themes}
            for name in self.list_files(f"themes/{theme_id}"):
                if name not in editions:
                    hint = "A theme has one file a language of organisation.yaml: "
                    hint += ", ".join(f"{language}.md" for language in themes) + "."
                    self.problems.append(Problem("not a file of a theme", file=name, hint=hint))
            for name, language in editions.items():
                themes[language][theme_id] = self.read_theme(name, theme_id, language)
        return themes

    def list_files(self, folder: str) -> list[str]:
        """Return what a folder holds, but for what a system or an editor hides in it."""
        found = (path.name for path in self.folder.glob(f"{folder}/*"))
        return sorted(f"{folder}/{name}" for name in found if not name.startswith("."))

    def read_theme(self, name: str, theme_id: str, language: str) -> _Entry[Theme] | None:
        file = self.open(name, read_front_matter)
        if file is None:
            return None
        work, offer = self.read_body(file, language)
        data = file.data
        chart = None
        if isinstance(data, dict) and data.get("chart") is not None:
            chart = self.read_chart(file, data["chart"], language)
            data = {name: value for name, value in data.items() if name != "chart"}
        given = {"id": theme_id, "language": language, "work": work, "offer": offer}
        return self.read_record(Theme, file, (), data, {**given, "chart": chart}, language)

    def read_chart(self, file: YamlFile, data: object, language: str) -> Chart | None:
        entry = self.read_record(_Chart, file, ("chart",), data, language=language)
        if entry is None:
            return None
        bars = []
        for at, bar in enumerate(entry.record.bars):
            field = ("bars", at, "fact")
            fact = self.facts.find(bar.fact)
            if fact and (fact.unit != "per cent" or not 0 <= (fact.value or 0) <= 100):
                hint = "A bar shows a fact whose unit is 'per cent' and whose value is 0 to 100."
                message = f"{quote(bar.fact)} is not a part of 100"
                self.problems.append(entry.problem(field, message, hint))
            elif fact:
                said = f"{_spell(entry.record.caption)} {bar.label} {bar.detail}"
                if language == self.language and not _is_qualified(fact, said):
                    self.problems.append(entry.problem(field, *_miss_qualifier(fact)))
                share = float(fact.value or 0)
                bars.append(Bar(bar.label, bar.detail, fact.text, share, fact.id))
        chart = entry.record
        shown = ". ".join(f"{b.label} ({b.detail}): {b.figure} {chart.on}" for b in bars)
        alt = f"{_spell(chart.caption)}. {shown}."
        return Chart(chart.caption, tuple(bars), chart.on, chart.off, alt)

    def read_body(
        self, file: YamlFile, language: str
    ) -> tuple[tuple[Block, ...], tuple[Block, ...]]:
        """Return a theme's two sections, each with its heading."""
        mistakes = list(self.find_weak_figures(file.body, language))
        blocks: tuple[Block, ...] = ()
        try:
            blocks = read_blocks(file.body, self.figures, self.marks)
        except MarkdownError as error:
            mistakes += error.mistakes
        starts = [at for at, b in enumerate(blocks) if isinstance(b, Heading) and b.level <= 2]
        if not mistakes and not (
            len(starts) == 2 and starts[0] == 0 and all(_level(blocks[at]) == 2 for at in starts)
        ):
            line = len(file.body) - len(file.body.lstrip("\n")) + 1
            hint = "Write '## ' and what is done, then '## ' and what a partnership makes possible."
            mistakes.append(Mistake(line, "the text is not two sections", hint))
        if mistakes:
            self.add_mistakes(mistakes, file, (), first_line=1)
            return (), ()
        return blocks[: starts[1]], blocks[starts[1] :]

    def open(self, name: str, read: Callable[[Path, str], YamlFile] = read_yaml) -> YamlFile | None:
        """Return a file, or nothing where it cannot be read as text."""
        try:
            file = read(self.folder / name, name)
        except YamlError as error:
            self.problems.append(error.problem)
            return None
        unfit = [
            file.problem(path, f"the character U+{ord(match[0]):04X} is not text")
            for path, text in _walk_texts(file.data)
            if (match := UNFIT.search(text))
        ]
        if match := UNFIT.search(file.body):
            line = file.body.count("\n", 0, match.start()) + 1
            message = f"the character U+{ord(match[0]):04X} is not text"
            unfit.append(Problem(message, file=name, line=line))
        self.problems += unfit
        return None if unfit else file

    def read_register(self, name: str, model: type[R]) -> _Register[R]:
        """Return the records of a file that maps ids to fields."""
        register: _Register[R] = _Register()
        file = self.open(name)
        if file is None or not isinstance(file.data, dict | None):
            register.whole = False
        if file and file.data is not None and not isinstance(file.data, dict):
            self.problems.append(file.problem((), "must map ids to fields"))
        elif file and file.data:
            for key, fields in file.data.items():
                given = {"id": str(key)}
                register[str(key)] = self.read_record(model, file, (str(key),), fields, given)
        return register

    def read_record(
        self,
        model: type[R],
        file: YamlFile,
        path: FieldPath,
        data: object,
        given: Mapping[str, object] | None = None,
        language: str = "",
    ) -> _Entry[R] | None:
        """Return the record that a map of fields makes; ``given`` are not the file's to say."""
        if isinstance(data, dict):
            data = self.read_fields(model, file, path, data, language or self.language)
        place = file.place(path)
        try:
            record = validate(model, data, place, given=given or {}, raises=ContentError)
        except ContentError as error:
            self.problems += error.problems
            return None
        return _Entry(record, file, path)

    def read_fields(
        self,
        model: type[Record],
        file: YamlFile,
        path: FieldPath,
        data: dict[str, Any],
        language: str,
    ) -> dict[str, Any]:
        """Return the fields with their prose read, as far down as there are records."""
        fields: dict[str, Any] = {}
        for name, value in ((str(name), value) for name, value in data.items()):
            at = (*path, name)
            kind = model.model_fields[name].annotation if name in model.model_fields else None
            inner = _find_record(kind)
            if name in _REFERENCES:
                self.note_references(_REFERENCES[name], value, file, at)
            if kind == Inlines:
                value = self.read_prose(value, file, at, language)
            elif kind == tuple[Block, ...] and isinstance(value, list):
                value = tuple(
                    Paragraph(self.read_prose(text, file, (*at, index), language), "letter")
                    for index, text in enumerate(value)
                )
            elif inner and isinstance(value, list):
                value = [
                    self.read_fields(inner, file, (*at, index), item, language)
                    if isinstance(item, dict)
                    else item
                    for index, item in enumerate(value)
                ]
            fields[name] = value
        return fields

    def note_references(
        self, kind: Literal["fact", "source", "theme"], value: object, file: YamlFile, at: FieldPath
    ) -> None:
        """Keep what a field refers to, until all is read that it may refer to."""
        if isinstance(value, list):
            for index, name in enumerate(value):
                self.note_references(kind, name, file, (*at, index))
        elif isinstance(value, str):
            self.references.append(_Reference(kind, value, file, at))

    def read_prose(self, text: object, file: YamlFile, path: FieldPath, language: str) -> Inlines:
        if not isinstance(text, str) or not text.strip():
            message = f"must be text, not {quote(text)}" if text else "empty"
            self.problems.append(file.problem(path, message))
            return ()
        mistakes = list(self.find_weak_figures(text, language))
        inlines: Inlines = ()
        try:
            inlines = read_inlines(text, self.figures, self.marks)
        except MarkdownError as error:
            mistakes += error.mistakes
        self.add_mistakes(mistakes, file, path, first_line=file.line_of(path))
        return inlines

    def add_mistakes(
        self, mistakes: Iterable[Mistake], file: YamlFile, path: FieldPath, first_line: int
    ) -> None:
        field = ".".join(map(str, path))
        self.problems += (
            Problem(m.message, file.name, first_line + m.line - 1, field=field, hint=m.hint)
            for m in mistakes
        )

    # -- checking -------------------------------------------------------------------------------

    def find_weak_figures(self, text: str, language: str) -> Iterator[Mistake]:
        """Yield each ``[[id]]`` that has no figure to print, or has lost its qualifier."""
        for line, chunk in _split_chunks(text):
            for match in _FIGURE.finditer(chunk):
                fact = self.facts.find(match[1])
                at = line + chunk.count("\n", 0, match.start())
                if fact and _is_words_only(fact):
                    hint = f"Write [^{fact.id}] for its note alone."
                    yield Mistake(at, f"{quote(fact.id)} has no value to print", hint)
                elif fact and language == self.language and not _is_qualified(fact, chunk):
                    yield Mistake(at, *_miss_qualifier(fact))

    def check_fact(self, entry: _Entry[Fact]) -> None:
        fact = entry.record
        if fact.value is None and fact.kind != "claim":
            hint = "Give it one, or let its kind be 'claim'."
            message = f"a {fact.kind} without a value"
            self.problems.append(entry.problem(("value",), message, hint))
        if fact.kind == "money" and not re.fullmatch(r"[A-Z]{3}", fact.unit or ""):
            hint = "The unit of money is its code of ISO 4217, as in 'USD'."
            message = f"not a currency: {quote(fact.unit or '')}"
            self.problems.append(entry.problem(("unit",), message, hint))

    def check_circles(self) -> None:
        """See that superseding ends somewhere; a circle is told once."""
        told: set[str] = set()
        for entry in self.facts.entries():
            chain = [entry.record.id]
            while (fact := self.facts.find(chain[-1])) and fact.superseded_by:
                if fact.superseded_by in chain:
                    circle = chain[chain.index(fact.superseded_by) :]
                    if not told & set(circle):
                        message = f"superseded in a circle: {' → '.join([*circle, circle[0]])}"
                        self.problems.append(entry.problem(("superseded_by",), message))
                    told |= set(circle)
                    break
                chain.append(fact.superseded_by)

    def check_references(self) -> None:
        """See that every name is a record's; where a place has a mistake already, one will do."""
        known: dict[str, Mapping[str, object]] = {
            "fact": self.facts,
            "source": self.sources,
            "theme": self.theme_ids,
        }
        told = {(problem.file, problem.line, problem.field) for problem in self.problems}
        for reference in self.references:
            register = known[reference.kind]
            if reference.name in register or not getattr(register, "whole", True):
                continue
            hint = suggest(reference.name, register)
            if len(register) > _MANY:
                hint = hint.partition("There are:")[0].strip()
            message = f"no {reference.kind} called {quote(reference.name)}"
            problem = reference.file.problem(reference.path, message, hint)
            if (problem.file, problem.line, problem.field) not in told:
                self.problems.append(problem)

    def check_theme(self, entry: _Entry[Theme]) -> None:
        theme = entry.record
        for name, cards in (("case", theme.case), ("cards", theme.cards)):
            if tuple(card.role for card in cards) != _ROLES:
                hint = f"Write three, in this order: {', '.join(_ROLES)}."
                found = ", ".join(card.role for card in cards) or "none"
                self.problems.append(entry.problem((name,), f"the cards are {found}", hint))
            self.check_figures(entry, name, cards, theme.language)
        if theme.chart and not theme.chart_title:
            self.problems.append(entry.problem(("chart_title",), "a chart without a title"))
        if theme.ask_fact:
            fact = self.facts.find(theme.ask_fact)
            if fact and fact.kind != "money":
                hint = "Leave it out where no sum is named."
                message = f"{quote(fact.id)} is not money"
                self.problems.append(entry.problem(("ask_fact",), message, hint))

    def check_figures(
        self, entry: _Entry[Any], name: str, cards: Iterable[CaseCard | Figure], language: str
    ) -> None:
        """See that each card has a figure or words to show, and keeps its fact's qualifier."""
        for at, card in enumerate(cards):
            words = card.words if isinstance(card, CaseCard) else None
            fact = self.facts.find(card.fact)
            if not words and (not card.fact or (fact and _is_words_only(fact))):
                message = f"{quote(fact.id)} has no value to print" if fact else "shows nothing"
                hint = "Name a fact with a value, or give the card 'words'."
                self.problems.append(entry.problem((name, at), message, hint))
            elif (
                fact
                and not words
                and language == self.language
                and not _is_qualified(fact, _spell(card.text))
            ):
                self.problems.append(entry.problem((name, at, "text"), *_miss_qualifier(fact)))


def _walk_texts(value: object, path: FieldPath = ()) -> Iterator[tuple[FieldPath, str]]:
    """Yield every text in what YAML gives, keys too, with its place."""
    match value:
        case str():
            yield path, value
        case dict():
            for key, item in value.items():
                yield path, str(key)
                yield from _walk_texts(item, (*path, str(key)))
        case list():
            for index, item in enumerate(value):
                yield from _walk_texts(item, (*path, index))


def _split_chunks(text: str) -> Iterator[tuple[int, str]]:
    """Yield the blocks of a text, roughly: a paragraph, an item or a heading, with its line."""
    chunk: list[str] = []
    start = 1
    for number, line in enumerate(text.split("\n"), 1):
        if _BEGINS_BLOCK.match(line) and chunk:
            yield start, "\n".join(chunk)
            chunk = []
        if not chunk:
            start = number
        chunk.append(line)
    yield start, "\n".join(chunk)


def _is_words_only(fact: Fact) -> bool:
    """Tell whether a fact means to have no figure."""
    return fact.kind == "claim" and fact.value is None


def _is_qualified(fact: Fact, text: str) -> bool:
    """Tell whether a text says that a fact's figure is a bound or a round one."""
    if not fact.qualifier:
        return True
    forms = next((group for group in _QUALIFIERS if fact.qualifier in group), (fact.qualifier,))
    said = " ".join(text.casefold().split())
    return any(re.search(rf"\b{re.escape(form)}\b", said) for form in forms)


def _miss_qualifier(fact: Fact) -> tuple[str, str]:
    message = f"{quote(fact.text)} stands without {quote(fact.qualifier)}"
    return message, "The source does not give the figure as exact: say so in the same paragraph."


def _spell(inlines: Inlines) -> str:
    return "".join(inline.text for inline in inlines if isinstance(inline, Text | Link))


def _level(block: Block) -> int:
    return block.level if isinstance(block, Heading) else 0


def _find_record(annotation: object) -> type[Record] | None:
    """Return the record that a field holds, alone or in a tuple."""
    for kind in (annotation, *get_args(annotation)):
        if isinstance(kind, type) and issubclass(kind, Record):
            return kind
    return None
