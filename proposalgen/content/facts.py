"""Find the figures that a document prints, and judge whether each may still be printed."""

from __future__ import annotations

import calendar
import hashlib
import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache
from typing import Any, Literal

from proposalgen.errors import Problem, quote
from proposalgen.model.document import (
    Block,
    Cards,
    Chart,
    Document,
    FactUse,
    Inlines,
    NoteMark,
    Section,
    Table,
    Text,
    block_inlines,
    find_cited,
    plain_text,
    section_inlines,
    walk_blocks,
)
from proposalgen.model.records import Fact, Library

_AGES = {"statistic": 5, "money": 3}
"""For how many years a figure may be printed without another look, by its kind. Global estimates
come out every four or five years; sums are of a budget of two. A target is of its own year and a
historical figure of the past: neither grows old. A claim has no figure to grow old."""

Weak = Literal["superseded", "overdue", "old", "unsourced", "disputed"]


@dataclass(frozen=True, slots=True)
class Weakness:
    """One reason not to print a fact."""

    kind: Weak
    message: str
    """What follows the fact's name: "is superseded"."""
    hint: str


def find_printed(document: Document) -> dict[str, tuple[str, ...]]:
    """Return how a document prints each fact, by its id, in order of first use.

    A fact on which words rely without a figure is printed in no way.
    """
    printed: dict[str, dict[str, None]] = {}
    for inline in find_cited(document.sections):
        ways = printed.setdefault(inline.fact, {})
        if isinstance(inline, Text) and inline.text:
            ways.setdefault(inline.text)
    return {fact: tuple(ways) for fact, ways in printed.items()}


def find_facts(document: Document, library: Library) -> tuple[Fact, ...]:
    """Return the facts whose figures a document prints or on which its words rely, in order."""
    return tuple(library.facts[fact] for fact in find_printed(document))


# -- how fresh a fact is ---------------------------------------------------------------------------


def judge_fact(fact: Fact, library: Library, today: date) -> tuple[Weakness, ...]:
    """Return the reasons not to print a fact as of a day: none for a good one.

    A date of review decides in place of the age. Targets and historical figures are never stale.
    """
    return tuple(_find_weaknesses(fact, library, today))


def _find_weaknesses(fact: Fact, library: Library, today: date) -> Iterator[Weakness]:
    if fact.superseded_by:
        yield Weakness("superseded", "is superseded", f"Use {quote(fact.superseded_by)}.")
    elif fact.kind not in ("target", "historical"):
        look = "Look at its source, then set 'review_by' anew."
        year = last_year(fact.as_of or "")
        if fact.review_by:
            if fact.review_by < today:
                message = f"was to be reviewed by {fact.review_by.isoformat()}"
                yield Weakness("overdue", message, look)
        elif year and today.year - year > _AGES.get(fact.kind, 10_000):
            kind = "sum of money" if fact.kind == "money" else fact.kind
            message = f"is of {year}, old for a {kind} (more than {_AGES[fact.kind]} years)"
            yield Weakness("old", message, look)
    source = library.sources[fact.source]
    if not (source.url or source.seen_at or source.year):
        hint = f"Give {quote(source.id)} its address or its year in sources.yaml."
        yield Weakness("unsourced", "has a source that nobody can look up", hint)
    if fact.disputed:
        yield Weakness("disputed", f"is disputed: {fact.disputed}", "Settle it, or leave it out.")


def last_year(as_of: str) -> int | None:
    """Return the last year that an as-of date names; nothing where it names none, or no end.

    ``2021-22`` is of 2022, ``2016 to 2021`` of 2021; what is so "since 2019" has no end.
    """
    if re.match(r"since\b", as_of, re.IGNORECASE):
        return None
    years = [int(year) for year in re.findall(r"\b(?:19|20)\d\d\b", _write_out(as_of))]
    return max(years, default=None)


def _write_out(text: str) -> str:
    """Return text in which spans of years have both in full: ``2021-22`` is ``2021-2022``."""
    return re.sub(r"\b((?:19|20)\d)(\d)([-–/])(\d\d)\b(?!\d)", _in_full, text)


def _in_full(span: re.Match[str]) -> str:
    return f"{span[1]}{span[2]}{span[3]}{span[1][:2]}{span[4]}"


def judge_facts(document: Document, library: Library, today: date) -> tuple[Problem, ...]:
    """Return what a document should not print as of a day: one problem a weak fact or lapsed date.

    Each names the fact's place and its owner where it has one.
    """
    problems = [
        tell_weakness(fact, weaknesses, library)
        for fact in find_facts(document, library)
        if (weaknesses := judge_fact(fact, library, today))
    ]
    return (*problems, *_find_lapsed(document, library, today))


def tell_weakness(fact: Fact, weaknesses: Iterable[Weakness], library: Library) -> Problem:
    """Return the one line about a weak fact."""
    reasons = list(weaknesses)
    file, line = library.places.get(fact.id, ("", 0))
    message = f"the fact {quote(fact.id)} " + ", and ".join(w.message for w in reasons)
    hints = dict.fromkeys(w.hint for w in reasons)
    hint = " ".join([*hints, *([f"{fact.owner} keeps it."] if fact.owner else [])])
    return Problem(message, file, line, field="facts", hint=hint)


_LAPSING = re.compile(
    r"\b(?:by|until|before|no later than)(?: the end of)? ((?:19|20)\d\d)\b", re.I
)


_MAY_LAPSE = re.compile(rf"{_LAPSING.pattern}|\b(?:by|until|before|than|end of)\W*$", re.I)
"""Also where the year is in the next run of text, as in bold."""


def _find_lapsed(document: Document, library: Library, today: date) -> Iterator[Problem]:
    """Yield the dates in prose that speak of what is to come, and are past."""
    told: set[str] = set()
    for section in document.sections:
        texts = (i.text for run in section_inlines(section) for i in run if isinstance(i, Text))
        if not any(_MAY_LAPSE.search(text) for text in texts):
            continue
        for run in _list_runs(section):
            if not _LAPSING.search(run.text):
                continue
            text = _mask(run, library, document.meta.date)
            for match in _LAPSING.finditer(text):
                shown = _show_around(run.text, match)
                if int(match[1]) < today.year and shown not in told:
                    told.add(shown)
                    yield Problem(
                        f"{quote(match[0])} is past, in {shown}",
                        record=f"section {section.id}",
                        hint="Say what became of it, or declare the words with a reason in "
                        "content/exceptions.yaml.",
                    )


# -- numerals that come from nowhere ---------------------------------------------------------------

_WORDS = "two three four five six seven eight nine ten eleven twelve"
_COUNTS = {word: str(number) for number, word in enumerate(_WORDS.split(), 2)}
_SCALES = ("dozen", "hundred", "thousand", "million", "billion", "half", "third", "quarter")
_COUNT = "|".join(_COUNTS)
_NUMERAL = re.compile(rf"\d+(?:[.,]\d+)*%?|\b(?:(?:{_COUNT})|(?:{'|'.join(_SCALES)})s?)\b", re.I)
_SLOTS = {
    "{number}": r"\d+(?:[.,]\d+)*",
    "{count}": rf"(?:one|{_COUNT})",
    "{year}": r"(?:19|20)\d\d",
}
_MONTHS = "|".join(filter(None, calendar.month_name))
_DATE = re.compile(rf"(?:\b\d{{1,2}} )?\b(?:{_MONTHS}) (\d{{4}})\b")


@dataclass(frozen=True, slots=True)
class _Run:
    """Words that stand together, what is a value left out, and the facts they rely on."""

    text: str
    facts: tuple[str, ...]
    sources: tuple[str, ...] = ()


_GAP = "\ufffc"  # OBJECT REPLACEMENT CHARACTER: a value stands here


def find_loose_numerals(document: Document, library: Library) -> tuple[Problem, ...]:
    """Return the numerals of a document that come from nowhere.

    A numeral comes from a fact (as its figure, or in words that cite a fact which says it), from
    the partner's record, from the name of a record, or from a declared exception.
    """
    problems: dict[str, Problem] = {}
    for section in document.sections:
        for run in _list_runs(section):
            text = _mask(run, library, document.meta.date)
            said: set[str] | None = None
            for match in _NUMERAL.finditer(text):
                said = _list_said(run, library) if said is None else said
                if _normalise(match[0]) in said:
                    continue
                shown = _show_around(run.text, match)
                problems.setdefault(
                    f"{match[0]} {shown}",
                    Problem(
                        f"{quote(match[0])} comes from no fact, in {shown}",
                        record=f"section {section.id}",
                        hint="Write it as [[fact]], or let a note [^fact] follow that says it; or "
                        "declare the words with a reason in content/exceptions.yaml.",
                    ),
                )
    return tuple(problems.values())


def _list_runs(section: Section) -> Iterator[_Run]:
    for inlines in (section.label, section.title, section.promise):
        yield _make_run([inlines])
    for block in walk_blocks(section.blocks):
        if isinstance(block, Cards) and block.size == "units":
            # They show the figure that the words beside them state.
            stated = _make_run(section_inlines(section)).facts
            yield from (_make_run([card.label, card.as_of], *stated) for card in block.cards)
        else:
            yield from _list_block_runs(block)


def _list_block_runs(block: Block) -> Iterator[_Run]:
    match block:
        case Cards():
            for card in block.cards:
                # A standard's number is part of its name: "No. 102".
                number = () if card.fact or not card.title else (Text(f"No. {card.number}"),)
                if not card.fact and not card.title:
                    number = (Text(" ".join(filter(None, (card.number, card.unit)))),)
                parts = (card.label, number, card.words, card.title, card.text, card.as_of)
                # What one unit of a field is has been reckoned from the figure.
                yield _make_run(parts, card.fact)
        case Chart():
            facts = [bar.fact for bar in block.bars if bar.fact]
            yield _make_run(block_inlines(block), *facts)
        case Table():
            yield _make_run([block.caption])
            for row in (block.head, *block.rows):
                yield _make_run(row)
        case _:
            for inlines in block_inlines(block):
                yield _make_run([inlines])


def _make_run(parts: Iterable[Inlines], *facts: str) -> _Run:
    text = ""
    found = dict.fromkeys(filter(None, facts))
    sources: dict[str, None] = {}
    for inlines in parts:
        for inline in inlines:
            match inline:
                case Text():
                    text += _GAP if inline.fact or inline.field else inline.text
                    found.update({inline.fact: None} if inline.fact else {})
                case NoteMark():
                    found.update({inline.fact: None} if inline.fact else {})
                    sources[inline.source] = None
                case _:
                    text += plain_text((inline,))
        text += "\n"
    return _Run(text, tuple(found), tuple(sources))


def _mask(run: _Run, library: Library, day: date) -> str:
    """Return a run's text with what is a name, a date of the document or declared blotted out."""

    def blot(match: re.Match[str]) -> str:
        return " " * len(match[0])

    def blot_date(match: re.Match[str]) -> str:
        return blot(match) if day.year <= int(match[1]) <= day.year + 1 else match[0]

    if not _NUMERAL.search(run.text):
        return run.text
    years = {str(standard.year) for standard in library.standards} | {str(day.year)}
    if run.text.strip() in years:  # a step of a journey
        return ""
    text = _DATE.sub(blot_date, run.text)
    for pattern in _list_patterns(_list_names(library), _list_words(library)):
        text = pattern.sub(blot, text)
    return text


def _list_names(library: Library) -> tuple[str, ...]:
    """Return the names with a numeral in them, as documents print them, the longest first."""
    names: dict[str, None] = {}
    for standard in library.standards:
        year = f", {standard.year}" if standard.year else ""
        number = f"No. {standard.number}" if standard.number else ""
        names |= dict.fromkeys((f"{standard.title}{year}", f"{standard.kind}{year}"))
        names |= dict.fromkeys((standard.title, f"{number}{year}", number))
    for programme in library.programmes:
        names |= dict.fromkeys((programme.name, programme.long_name or ""))
    numbered = [name for name in names if re.search(r"\d", name)]
    return tuple(sorted(numbered, key=lambda name: (-len(name), name)))


def _list_words(library: Library) -> tuple[str, ...]:
    return tuple(exception.words for exception in library.exceptions)


@lru_cache(maxsize=16)
def _list_patterns(names: tuple[str, ...], words: tuple[str, ...]) -> tuple[re.Pattern[str], ...]:
    patterns = [rf"(?<!\w){re.escape(name)}(?!\w)" for name in names]
    for text in words:
        parts = re.split(r"(\{\w+\})", text)
        pattern = "".join(_SLOTS.get(part) or re.escape(part) for part in parts)
        patterns.append(rf"(?<!\w)(?i:{pattern})(?!\w)")
    return tuple(re.compile(pattern) for pattern in patterns)


def _list_said(run: _Run, library: Library) -> set[str]:
    """Return the numerals that the facts and sources of a run say."""
    said: set[str] = set()
    for fact_id in run.facts:
        fact = library.facts[fact_id]
        source = library.sources[fact.source]
        for text in (fact.claim, fact.text, fact.as_of, fact.unit, source.title):
            said |= {_normalise(m) for m in _NUMERAL.findall(_write_out(text or ""))}
            said |= {_normalise(m) for m in _NUMERAL.findall(text or "")}
    for source_id in run.sources:
        source = library.sources[source_id]
        said |= {_normalise(m) for m in _NUMERAL.findall(f"{source.title} {source.year or ''}")}
    return said


def _normalise(numeral: str) -> str:
    word = numeral.casefold()
    if word.isalpha():
        return _COUNTS.get(word, word.removesuffix("s"))
    return word


def _show_around(text: str, match: re.Match[str]) -> str:
    """Return the words about a match, quoted."""
    start = max(text.rfind(end, 0, match.start()) for end in ("\n", ". ", "? ", "! ")) + 1
    ends = [at for end in ("\n", ". ") if (at := text.find(end, match.end())) >= 0]
    sentence = text[start : min(ends, default=len(text))].strip(" .").replace(_GAP, "…")
    return quote(sentence, 70)


# -- versions ------------------------------------------------------------------------------------

_VERSIONED = ("value", "unit", "qualifier", "as_of", "status", "source")


def carry_facts(document: Document, library: Library) -> Document:
    """Return a document whose files carry the facts that it uses.

    In a draft, those that are weak as of the document's date say why, for its reviewers.
    """
    uses = []
    for fact in find_facts(document, library):
        source = library.sources[fact.source]
        reasons = judge_fact(fact, library, document.meta.date) if document.meta.draft else ()
        uses.append(
            FactUse(
                id=fact.id,
                claim=fact.claim,
                figure=fact.text,
                source=f"{source.title}, {source.publisher}",
                url=source.url or next(iter(source.seen_at), ""),
                as_of=fact.as_of or "",
                status=fact.status,
                version=version_fact(fact),
                weak=" ".join(f"It {reason.message}. {reason.hint}" for reason in reasons),
            )
        )
    return replace(document, meta=replace(document.meta, facts=tuple(uses)))


def version_fact(fact: Fact) -> str:
    """Return a short hash of what a fact says: other words for the same figure do not change it."""
    return version_told({**fact.model_dump(mode="json"), "source": {"id": fact.source}})


def version_told(told: Mapping[str, Any]) -> str:
    """Return the version of a fact as a ``pack.json`` tells it."""
    source = told.get("source")
    said = {name: told.get(name) for name in _VERSIONED}
    said["source"] = source.get("id") if isinstance(source, Mapping) else source
    text = json.dumps([told.get("id"), said], sort_keys=True)
    return hashlib.sha256(text.encode()).hexdigest()[:8]
