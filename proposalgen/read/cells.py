"""Cells of a list that people keep, each read to what a record has."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from decimal import Decimal

from proposalgen.errors import quote, suggest
from proposalgen.model.text import normalise
from proposalgen.read.days import read_day
from proposalgen.read.money import find_currency
from proposalgen.read.spelling import LANGUAGES, TYPES, squeeze
from proposalgen.read.unclear import UnclearError
from proposalgen.read.vocabulary import Vocabulary


@dataclass(frozen=True, slots=True)
class Unread:
    """A cell whose value the spreadsheet does not know."""

    message: str
    hint: str
    shown: str = ""
    """What the cell shows."""


@dataclass(frozen=True, slots=True)
class Rounded:
    """A number that a sheet shows with fewer digits than it keeps."""

    shown: Decimal
    kept: Decimal


_SEPARATORS = (r"[;|\n\r]", ",", "/", r"&|\band\b")
"""What stands between themes, what parts most first."""
_TICKS = frozenset(["x", "✓", "✔", "☑", "yes", "y", "true", "1", "ja", "oui", "si", "sí", "sim"])
_LAST_RANK = 10
_NO_TICKS = frozenset(["no", "n", "false", "0", "nein", "non", "não", "☐"])
_ADDRESS = r"[^\s<>()\[\],;:\"]+@[^\s<>()\[\],;:\"]+"
_NAMED = re.compile(
    rf"(?P<name>[^<>]*?)\s*<\s*(?:mailto:)?(?P<address>{_ADDRESS})\s*>\s*[;,]?", re.IGNORECASE
)
_PLAIN = re.compile(rf"(?:mailto:)?(?P<address>{_ADDRESS})\s*[;,]?", re.IGNORECASE)


def show(cell: object) -> str:
    """Return a cell as it is shown, about: for messages and notes."""
    match cell:
        case bool():
            return str(cell).upper()
        case datetime():
            return str(cell.date()) if cell.time() == time() else str(cell)
        case Rounded():
            return f"{cell.kept:f}"
        case Unread():
            return cell.shown
        case Decimal():
            return f"{cell:f}"
        case _:
            return str(cell)


def read_themes(text: str, words: Vocabulary) -> list[str]:
    """Return the themes that a cell names, by id or title.

    Raises:
        UnclearError: it can be read in two ways, or a part of it is no theme.
    """
    inner = re.fullmatch(r"\s*\[(.*)\]\s*", text, re.DOTALL)
    text = re.sub(r"['\"]", "", inner[1]) if inner else text
    whole = words.find_themes(text)
    parts = _split_themes(text, words, 0)
    if len(whole) == 1 and (parts is None or len(parts) == 1):
        return list(whole)
    if whole and (parts or len(whole) > 1):
        ways = " or ".join(dict.fromkeys(("; ".join(whole), "; ".join(parts or whole[1:]))))
        raise UnclearError(f"{quote(text)} can be {ways}", "Write the ids, with ';' between them.")
    if parts is None:
        raise _refuse_theme(text, words)
    return parts


def _split_themes(text: str, words: Vocabulary, depth: int) -> list[str] | None:
    """Return the themes between separators; None where not all parts are themes."""
    if depth == len(_SEPARATORS):
        found = words.find_themes(text)
        return list(found) if len(found) == 1 else None
    found_all: list[str] = []
    for part in re.split(_SEPARATORS[depth], text, flags=re.IGNORECASE):
        if not part.strip():
            continue
        one = words.find_themes(part)
        themes = list(one) if len(one) == 1 else _split_themes(part, words, depth + 1)
        if themes is None:
            return None
        found_all += themes
    return found_all or None


def _refuse_theme(text: str, words: Vocabulary) -> UnclearError:
    """Return what is wrong with a cell of themes: its first part that is none."""
    ids = dict.fromkeys(one for ids in words.themes.values() for one in ids)
    parts = [part.strip() for part in re.split(r"[;|,\n\r]", text) if part.strip()]
    bad = next((part for part in parts if _split_themes(part, words, 0) is None), text)
    return UnclearError(f"no theme called {quote(bad)}", suggest(bad, ids))


def read_tick(cell: object) -> int:
    """Return the rank of a theme that a cell below its name chooses; 0 where it does not.

    The rank is a number from 1 on, or for a mere tick one behind them all.

    Raises:
        UnclearError: it is no tick, no rank and no no.
    """
    text = show(cell).strip().casefold()
    if re.fullmatch("[1-9]", text):
        return int(text)
    if text in _TICKS or text in _NO_TICKS:
        return _LAST_RANK * (text in _TICKS)
    hint = "Write x for yes, or 1 for the theme that leads and 2 for the next, and nothing for no."
    raise UnclearError(f"neither a tick nor empty: {quote(show(cell))}", hint)


def read_address(text: str) -> tuple[str, str]:
    """Return the name and the address that a text gives; either may be empty."""
    if match := _NAMED.fullmatch(text):
        return normalise(match["name"].strip("\"' ,")), match["address"]
    if match := _PLAIN.fullmatch(text):
        return "", match["address"]
    return text, ""


def read_date(cell: object) -> date:
    """Return the day of a cell.

    Raises:
        UnclearError: it names none, or more than one.
    """
    match cell:
        case datetime():
            return cell.date()
        case date():
            return cell
        case str():
            return read_day(cell.strip())
        case _:
            hint = "Give the cell the format of a date, or write it as 2026-11-26."
            raise UnclearError(f"a number, not a date: {quote(show(cell))}", hint)


def read_type(text: str) -> str:
    """Return the type that a word stands for, or the text where it is none."""
    return TYPES.get(squeeze(text), text)


def read_currency(text: str) -> str:
    """Return the currency that a word stands for, or the text where it is none.

    Raises:
        UnclearError: it stands for several.
    """
    return find_currency(text) or text


def read_language(text: str, languages: Sequence[str]) -> str:
    """Return the edition that a word stands for, or the text where it is none."""
    known = {squeeze(one): one for one in languages}
    found = known.get(squeeze(text)) or LANGUAGES.get(squeeze(text), "")
    return found if found in languages else text


def read_sender(text: str, senders: Mapping[str, tuple[str, ...]]) -> str:
    """Return the sender of an id or a name, or the text where it is none.

    Raises:
        UnclearError: several have the name.
    """
    ids = senders.get(squeeze(text), (text,))
    if len(ids) > 1:
        raise UnclearError(f"{quote(text)} can be {' or '.join(ids)}", "Write the id.")
    return ids[0]


def read_text(cell: object, what: str) -> str:
    """Return the text of a cell; of a number what it shows.

    Raises:
        UnclearError: it is a date, a time or a tick.
    """
    match cell:
        case str():
            return cell
        case bool() | date() | time():
            raise UnclearError(f"not {what}: {quote(show(cell))}", "Write it as text.")
        case Rounded():
            return f"{cell.shown:f}"
        case _:
            return show(cell)
