"""Read and check partner records: every mistake of a record is told at once."""

from __future__ import annotations

import io
import json
import re
import unicodedata
import warnings
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any, get_args

from PIL import Image, ImageOps, ImageStat

from proposalgen.errors import InputError, Problem, quote, suggest
from proposalgen.model.document import Logo
from proposalgen.model.records import Partner, PartnerType, normalise
from proposalgen.read.yaml import YamlError, read_yaml

FIELDS = tuple(Partner.model_fields)
ALL = "all"
LONGEST_TEXT = 300
YEARS = range(1900, 2200)
"""Of a document's date, after which there must be days too."""
LARGEST_RECORD = 1_000_000
"""Bytes of a record's file."""
LARGEST_LOGO = 10_000_000
"""Bytes of a logo's file."""
LARGEST_PICTURE = 25_000_000
"""Pixels of a logo."""
LONGEST_EDGE = 25_000
"""Pixels of a logo's side: Pillow keeps a pointer for each row."""
MOST_SCANS = 100
"""Layers of a JPEG, each of which takes as long as a picture; encoders write about ten."""
_JPEG, _SCAN = b"\xff\xd8", b"\xff\xda"
# ITU-T T.81, B.1.1.3: how a file begins, and a layer, of which nothing inside looks so.

# ISO 4217, list one as of 2026, without metals, bond units, fund codes and codes for testing:
# what a partner can give.
CURRENCIES = tuple(
    """
    AED AFN ALL AMD AOA ARS AUD AWG AZN BAM BBD BDT BHD BIF BMD BND BOB BRL BSD BTN BWP BYN BZD
    CAD CDF CHF CLP CNY COP CRC CUP CVE CZK DJF DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS
    GIP GMD GNF GTQ GYD HKD HNL HTG HUF IDR ILS INR IQD IRR ISK JMD JOD JPY KES KGS KHR KMF KPW
    KRW KWD KYD KZT LAK LBP LKR LRD LSL LYD MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR MWK MXN MYR
    MZN NAD NGN NIO NOK NPR NZD OMR PAB PEN PGK PHP PKR PLN PYG QAR RON RSD RUB RWF SAR SBD SCR
    SDG SEK SGD SHP SLE SOS SRD SSP STN SVC SYP SZL THB TJS TMT TND TOP TRY TTD TWD TZS UAH UGX
    USD UYU UZS VED VES VND VUV WST XAF XCD XCG XDR XOF XPF YER ZAR ZMW ZWG
    """.split()  # noqa: SIM905
)

# Line breaks fold with other white space: LF, VT, FF, CR, NEL (UAX #14, classes BK, CR, LF, NL).
_FOLDED = "\t\n\v\f\r\x85"
# UAX #9, 2: embeddings, overrides and isolates can turn what follows them about.
_BIDI_CONTROLS = "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
# Letters and signs that print nothing: Hangul fillers and the empty Braille cell.
_BLANKS = "\u115f\u1160\u2800\u3164\uffa0"
# The "valid e-mail address" of HTML (WHATWG, 4.10.5.1.5), with a dot in its domain.
_LABEL = r"[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?"
_EMAIL = re.compile(rf"[A-Za-z0-9.!#$%&'*+/=?^_`{{|}}~-]+@{_LABEL}(?:\.{_LABEL})+")
_LONGEST_EMAIL = 254  # RFC 5321, 4.5.3.1.3, without its angle brackets
_AMOUNT = re.compile(r"\+?[0-9]{1,24}(?:\.[0-9]{1,12})?")
_NEGATIVE = re.compile(r"[-−] ?[0-9.]+")

LineOf = Callable[[str], int]
"""The line of a field in its file, from 1; 0 where there is none."""


def no_line(field: str) -> int:  # noqa: ARG001
    """Return the line of a field that stands in no file."""
    return 0


class _MistakeError(Exception):
    """What is wrong with one field's value, and the way out."""

    def __init__(self, message: str, hint: str = "") -> None:
        self.message = message
        self.hint = hint
        super().__init__(message)


def check_record(
    data: Mapping[str, object],
    *,
    themes: Sequence[str],
    languages: Sequence[str],
    today: date,
    file: str = "",
    line_of: LineOf = no_line,
    folder: Path = Path(),
) -> Partner:
    """Return the partner whom a record describes.

    Args:
        data: the record's fields by name; a field left out, empty or null takes its default.
        themes: the ids that may be chosen, in the order for which ``all`` stands.
        languages: the editions that there are.
        today: the date of a record that names none.
        file: where the record stands, for messages.
        line_of: the line of a field in it, or 0.
        folder: where the logo's path starts, and what it may not leave.

    Raises:
        InputError: every mistake of the record.
    """
    problems: list[Problem] = []
    fields: dict[str, Any] = {}

    def note(field: str, message: str, hint: str = "") -> None:
        problems.append(Problem(message, file, line_of(field), field=field, hint=hint))

    for name in data:
        if name not in FIELDS:
            note(str(name), f"no field called {quote(name)}", suggest(str(name), FIELDS))
    readers: dict[str, Callable[[object], object]] = {
        "name": _read_name,
        "themes": lambda value: _read_themes(value, themes),
        "type": lambda value: _read_choice(value, get_args(PartnerType), "type"),
        "language": lambda value: _read_choice(value, languages, "language"),
        "country": _read_text,
        "contact_name": _read_text,
        "contact_email": _read_email,
        "logo": lambda value: _read_logo(value, folder),
        "amount": _read_amount,
        "currency": _read_currency,
        "date": _read_date,
    }
    for name, read in readers.items():
        value = data.get(name)
        if _is_empty(value):
            if Partner.model_fields[name].is_required() and name != "date":
                note(name, "missing", _MISSING[name])
            continue
        try:
            fields[name] = read(value)
        except _MistakeError as mistake:
            note(name, mistake.message, mistake.hint)
    for name, other in (("amount", "currency"), ("currency", "amount")):
        if _is_empty(data.get(name)) and not _is_empty(data.get(other)):
            note(name, f"missing, though there is {_A[other]}", f"Give both or neither: {_EG}.")
    if problems:
        raise InputError(problems)
    return Partner.model_validate({"date": today, **fields})


_MISSING = {
    "name": "Give the partner's name.",
    "themes": f"Give one theme or more, or {quote(ALL)}.",
}
_A = {"amount": "an amount", "currency": "a currency"}
_EG = "2500000 and USD"


def _is_empty(value: object) -> bool:
    if isinstance(value, str):
        return not value.strip(" " + _FOLDED)
    return value is None or value == [] or value == ()


# -- one field -----------------------------------------------------------------------------------


def _read_text(value: object) -> str:
    """Return text in NFC, folded to one line."""
    if not isinstance(value, str):
        raise _MistakeError(f"not text: {quote(value)}", "Put it in quotes.")
    for at, character in enumerate(value, 1):
        if kind := _name_forbidden(character):
            message = f"{kind} U+{ord(character):04X} at character {at} of {quote(value)}"
            raise _MistakeError(message, "Take it out.")
    text = normalise(value)
    if len(text) > LONGEST_TEXT:
        message = f"{len(text)} characters: {quote(text)}"
        raise _MistakeError(message, f"At most {LONGEST_TEXT}.")
    return text


def _name_forbidden(character: str) -> str:
    """Return what kind of character this is, if it is one that no text needs."""
    code = ord(character)
    if character in _BIDI_CONTROLS:
        return "a control of direction"
    if code & 0xFFFE == 0xFFFE or 0xFDD0 <= code <= 0xFDEF:
        return "a non-character"
    match unicodedata.category(character):
        case "Cc" if character not in _FOLDED:
            return "a control character"
        case "Cs":
            return "half a surrogate pair"
    return ""


def _read_name(value: object) -> str:
    name = _read_text(value)
    if not any(unicodedata.category(c)[0] in "LNPS" and c not in _BLANKS for c in name):
        raise _MistakeError(f"nothing to be seen in {quote(value)}", _MISSING["name"])
    return name


def _read_themes(value: object, known: Sequence[str]) -> tuple[str, ...]:
    if not isinstance(value, list | tuple):
        raise _MistakeError(f"not a list: {quote(value)}", f"Write it as a list: [{known[0]}].")
    chosen: list[str] = []
    for item in value:
        _refuse_run_together(item, known)
        theme = _read_choice(item, (*known, ALL), "theme")
        for one in known if theme == ALL else (theme,):
            if one in chosen:
                raise _MistakeError(f"{quote(one)} is there twice", "Name each theme once.")
            chosen.append(one)
    return tuple(chosen)


def _refuse_run_together(item: object, known: Sequence[str]) -> None:
    """Refuse themes in one text, as "a, b" is where a list or a cell with "a;b" is meant."""
    named = str(item).replace(",", " ").split()
    if len(named) > 1 and set(known).issuperset(named):
        hint = "In a cell put ';' between them, elsewhere write a list, as options repeat --theme."
        raise _MistakeError(f"{len(named)} themes in one: {quote(str(item))}", hint)


def _read_choice(value: object, known: Sequence[str], noun: str) -> str:
    text = _read_text(value)
    if text not in known:
        raise _MistakeError(f"no {noun} called {quote(text)}", suggest(text, known))
    return text


def _read_email(value: object) -> str:
    text = _read_text(value)
    if not _EMAIL.fullmatch(text) or len(text) > _LONGEST_EMAIL:
        message = f"not one plain address: {quote(text)}"
        raise _MistakeError(message, "Write it as in name@example.org.")
    return text


def _read_amount(value: object) -> Decimal:
    if isinstance(value, float):
        raise _MistakeError(f"not exact: {quote(value)}", "Put it in quotes.")
    if isinstance(value, bool) or not isinstance(value, int | str | Decimal):
        raise _MistakeError(f"not a number: {quote(value)}", _AMOUNT_HINT)
    text = f"{value:f}" if isinstance(value, Decimal) else _read_text(str(value))
    if _NEGATIVE.fullmatch(text):
        raise _MistakeError(f"less than nothing: {quote(text)}", _AMOUNT_HINT)
    if not _AMOUNT.fullmatch(text):
        raise _MistakeError(f"not a number: {quote(text)}", _AMOUNT_HINT)
    return Decimal(text)


_AMOUNT_HINT = "Write digits only, and a point before decimals: 2500000 or 2500000.50."


def _read_currency(value: object) -> str:
    text = _read_text(value)
    if text in CURRENCIES:
        return text
    if text.upper() in CURRENCIES:
        hint = f"Did you mean {quote(text.upper())}?"
    else:
        hint = "Use a code of ISO 4217, such as USD, EUR or NOK."
    raise _MistakeError(f"no currency {quote(text)}", hint)


def _read_date(value: object) -> date:
    if isinstance(value, date) and not isinstance(value, datetime):
        value = value.isoformat()
    text = _read_text(value)
    if not re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", text):
        raise _MistakeError(f"not a date: {quote(text)}", "Write it as 2026-11-26.")
    try:
        day = date.fromisoformat(text)
    except ValueError as error:
        raise _MistakeError(f"no such day: {quote(text)}", "Write it as 2026-11-26.") from error
    if day.year not in YEARS:
        hint = f"Write a year from {YEARS[0]} to {YEARS[-1]}."
        raise _MistakeError(f"no day of a proposal: {quote(text)}", hint)
    return day


def _read_logo(value: object, folder: Path) -> str:
    """Return a logo's path, its file judged by its size and its header, not decoded."""
    text = _read_text(value)
    try:
        path = (folder / text).resolve()
        inside = path.is_relative_to(folder.resolve())
        regular = path.is_file()
        size = path.stat().st_size if regular else 0
    except (OSError, RuntimeError) as error:
        raise _MistakeError(f"cannot be read: {quote(text)}") from error
    if Path(text).is_absolute() or not inside:
        message = f"outside the list's folder: {quote(text)}"
        raise _MistakeError(message, "Copy the picture beside the list and name it from there.")
    if not regular:
        raise _MistakeError(
            f"no file {quote(text)}", f"It is looked for in {quote(str(folder), 200)}."
        )
    if size > LARGEST_LOGO:
        hint = f"At most {LARGEST_LOGO // 1_000_000} MB."
        raise _MistakeError(f"{size / 1_000_000:.1f} MB in {quote(text)}", hint)
    data = path.read_bytes()
    if data.startswith(_JPEG) and data.count(_SCAN) > MOST_SCANS:
        raise _MistakeError(f"too many layers in {quote(text)}", "Save it again as PNG.")
    width, height = _measure_picture(path, text)
    if max(width, height) > LONGEST_EDGE:
        hint = f"At most {LONGEST_EDGE:,} pixels a side."
        raise _MistakeError(f"{width} by {height} pixels in {quote(text)}", hint)
    if width * height > LARGEST_PICTURE:
        hint = f"At most {LARGEST_PICTURE // 1_000_000} megapixels."
        raise _MistakeError(f"{width} by {height} pixels in {quote(text)}", hint)
    return text


def _measure_picture(path: Path, shown: str) -> tuple[int, int]:
    """Return the width and height that a PNG's or JPEG's header states."""
    try:
        with warnings.catch_warnings():
            # Pillow warns from 89 megapixels on; our own limit is told by the caller.
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)
            with Image.open(path, formats=("PNG", "JPEG")) as picture:
                return picture.size
    except Image.DecompressionBombError as error:
        raise _MistakeError(
            f"too many pixels in {quote(shown)}",
            f"At most {LARGEST_PICTURE // 1_000_000} megapixels.",
        ) from error
    except Exception as error:  # a damaged header makes Pillow raise whatever comes to it
        message = f"neither PNG nor JPEG: {quote(shown)}"
        raise _MistakeError(message, "Save it as PNG.") from error


LOGO_EDGE = 1200
"""Pixels of a logo's longer edge in a document: 600 dpi at the size of its panel."""


def read_logo(partner: Partner, folder: Path) -> Logo | None:
    """Return the partner's logo re-encoded, so that nothing of its file but the picture is kept.

    Raises:
        InputError: the picture cannot be decoded.
    """
    if not partner.logo:
        return None
    try:
        _read_logo(partner.logo, folder)  # it may have changed since the record was checked
        with (
            warnings.catch_warnings(action="ignore"),  # of metadata, which is dropped
            Image.open(folder / partner.logo, formats=("PNG", "JPEG")) as opened,
        ):
            picture = ImageOps.exif_transpose(opened).convert("RGBA")
    except _MistakeError as mistake:
        problem = Problem(mistake.message, field="logo", hint=mistake.hint)
        raise InputError(problem) from mistake
    except Exception as error:  # a damaged picture makes Pillow raise whatever comes to it
        message = f"cannot be decoded: {quote(partner.logo)}"
        hint = "Save it again as PNG."
        raise InputError(Problem(message, field="logo", hint=hint)) from error
    picture.thumbnail((LOGO_EDGE, LOGO_EDGE))
    data = io.BytesIO()
    picture.save(data, "PNG")
    return Logo(
        data.getvalue(),
        picture.width,
        picture.height,
        _is_light(picture),
        f"Logo of {partner.name}",
    )


def _is_light(picture: Image.Image) -> bool:
    """Return whether what can be seen of a picture is nearly white, on nothing."""
    alpha = picture.getchannel("A")
    if alpha.getextrema()[0] == 255:
        return False
    seen = ImageStat.Stat(picture.convert("L"), alpha.point(lambda value: 255 * (value > 127)))
    return bool(seen.count[0]) and seen.mean[0] > 190


# -- one record in a file ------------------------------------------------------------------------


def read_record(path: Path) -> tuple[dict[str, object], LineOf]:
    """Return the one record of a YAML or JSON file, unchecked, and the look-up of its lines.

    Raises:
        InputError: the file cannot be read, is too large, or does not hold one record.
    """
    read = {".json": _read_json, ".yaml": _read_yaml, ".yml": _read_yaml}.get(path.suffix.lower())
    if read is None:
        message = f"not a kind of file that holds a record: {quote(path.name)}"
        raise InputError(Problem(message, hint="Save it as .yaml or .json."))
    hint = f"A record has at most {LARGEST_RECORD // 1_000_000} MB."
    with tell_unreadable(path, LARGEST_RECORD, hint):
        data, line_of = read(path)
    if not isinstance(data, dict):
        hint = "Write fields: 'name: ...', 'themes: [...]'."
        raise InputError(Problem("not one record", file=path.name, line=1, hint=hint))
    return data, line_of


@contextmanager
def tell_unreadable(path: Path, largest: int, hint: str) -> Iterator[None]:
    """Tell of a file that is not there, has more bytes than ``largest`` or cannot be read.

    Raises:
        InputError: it is so; ``hint`` is the way out of one that is too large.
    """
    try:
        if not path.is_file():
            raise InputError(Problem(f"no file {quote(str(path), 200)}"))
        if path.stat().st_size > largest:
            raise InputError(Problem("too large", file=path.name, hint=hint))
        yield
    except OSError as error:
        message = f"cannot be read: {error.strerror}"
        raise InputError(Problem(message, file=path.name)) from error


def _read_yaml(path: Path) -> tuple[object, LineOf]:
    try:
        source = read_yaml(path)
    except YamlError as error:
        raise InputError(error.problem) from error
    return source.data, lambda field: source.line_of((field,))


def _read_json(path: Path) -> tuple[object, LineOf]:
    try:
        text = path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        hint = "Save it as UTF-8."
        raise InputError(Problem("not UTF-8 text", file=path.name, hint=hint)) from error

    def line_of(field: str) -> int:
        # A record is flat, and inside a string a quote is written \": the first key is the field.
        found = re.search(rf"(?<!\\){re.escape(json.dumps(field))}\s*:", text)
        return text.count("\n", 0, found.start()) + 1 if found else 1

    def take_pairs(pairs: list[tuple[str, object]]) -> dict[str, object]:
        for name in _find_repeats([name for name, _ in pairs]):
            raise InputError(Problem("written twice", path.name, line_of(name), field=name))
        return dict(pairs)

    def refuse(constant: str) -> None:
        raise ValueError(f"{constant} is not a number")

    try:
        # Numbers with a point stay as they are written, so that amounts are exact.
        data = json.loads(
            text, object_pairs_hook=take_pairs, parse_float=str, parse_constant=refuse
        )
    except json.JSONDecodeError as error:
        message = f"not JSON: {error.msg}"
        raise InputError(Problem(message, file=path.name, line=error.lineno)) from error
    except (ValueError, RecursionError) as error:
        raise InputError(Problem(f"not JSON: {error}", file=path.name)) from error
    return data, line_of


def _find_repeats(names: Sequence[str]) -> Iterator[str]:
    seen: set[str] = set()
    for name in names:
        if name in seen:
            yield name
        seen.add(name)
