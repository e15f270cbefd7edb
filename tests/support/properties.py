"""What every field and every list holds or refuses: values to try, and what must become of them."""

from __future__ import annotations

import csv
import io
import json
import re
import string
import tempfile
from collections.abc import Callable
from datetime import date
from decimal import Decimal, localcontext
from pathlib import Path
from typing import Any

import openpyxl
import yaml
from hypothesis import strategies as st
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE

from proposalgen.compose.document import compose
from proposalgen.errors import InputError
from proposalgen.formats.docx.reader import DocxReader
from proposalgen.formats.docx.writer import write_docx
from proposalgen.formats.pdf.reader import PdfReader
from proposalgen.formats.pdf.writer import write_pdf
from proposalgen.model.currencies import CURRENCIES
from proposalgen.model.partner import Partner
from proposalgen.model.text import normalise
from proposalgen.model.walk import words
from proposalgen.read.lists import read_list
from tests.support.hostile import ALL, ALL_REFUSED
from tests.support.letter import (
    MONTHS,
    RECORD,
    THEMES,
    check,
    judge,
    say,
    template,
)
from tests.support.real import brand
from tests.support.small import make_library

Rows = list[tuple[str, str, str]]
"""Name, country and themes of each."""

HOSTILE = st.sampled_from(ALL + ALL_REFUSED)


SIGNS = st.text(st.sampled_from(string.punctuation + string.whitespace + "aé日\u200d\ufdd0\x00=؀"))


TEXT = st.one_of(
    st.text(max_size=320),
    st.text(st.characters(codec="utf-8"), min_size=1, max_size=40),
    SIGNS,
    HOSTILE,
    st.lists(st.one_of(HOSTILE, SIGNS), min_size=1, max_size=4).map("".join),
)


ODD = st.one_of(st.none(), st.integers(), st.booleans(), st.floats(), st.lists(TEXT, max_size=2))


NUMBERS = st.one_of(
    st.decimals(min_value=0, max_value=10**26, places=4).map(str),
    st.decimals(min_value=0, max_value=10, places=12).map(str),
    st.integers(min_value=-5, max_value=10**26),
    st.integers(1, 999).flatmap(lambda n: st.integers(0, 24).map(lambda power: n * 10**power)),
    st.from_regex(r"\A\+?[0-9]{1,26}(\.[0-9]{1,14})?\Z"),
)


ADDRESSES = st.one_of(
    st.emails(),
    st.tuples(SIGNS, st.sampled_from(("@example.org", "@", "@a.b"))).map("".join),
)


DATES = st.dates(date(1890, 1, 1), date(2210, 1, 1))


FIELDS: dict[str, st.SearchStrategy[Any]] = {
    "name": st.one_of(TEXT, ODD),
    "country": st.one_of(TEXT, ODD),
    "contact_name": st.one_of(TEXT, ODD),
    "contact_email": st.one_of(ADDRESSES, TEXT, ODD),
    "amount": st.one_of(NUMBERS, TEXT, ODD),
    "currency": st.one_of(st.sampled_from(CURRENCIES), TEXT, ODD),
    "date": st.one_of(st.dates(), DATES, DATES.map(str), TEXT, ODD),
    "type": st.one_of(st.sampled_from(("ngo", "company", "un-agency")), TEXT, ODD),
    "language": st.one_of(st.just("en"), TEXT, ODD),
    "themes": st.one_of(
        st.permutations(THEMES),
        st.lists(st.sampled_from((*THEMES, "all", "x")), max_size=3),
        st.lists(TEXT, max_size=2),
        ODD,
    ),
    "logo": st.one_of(TEXT, ODD),
}


def make_record(field: str, value: object) -> dict[str, Any]:
    """Return a record with a field, and with the one that must go with it."""
    record: dict[str, Any] = RECORD | {field: value}
    if field in ("amount", "currency"):
        record = {"amount": "5", "currency": "NOK"} | record
    return record


SCALES = {"": 1, "million": 10**6, "billion": 10**9}


def read_money(said: str) -> Decimal:
    """Return the exact number that a document's words for it say."""
    number, _, scale = said.partition(" ")[2].partition(" ")
    with localcontext(prec=60):
        return Decimal(number.replace(",", "")) * SCALES[scale]


def find_again(field: str, partner: Partner, said: str) -> bool:
    """Tell whether a document says what a field holds."""
    match field:
        case "amount" | "currency":
            money = said[said.index(f"{partner.currency} ") :].partition(" on ")[0]
            return read_money(money) == partner.amount
        case "date":
            day = partner.date
            return f"on {day.day} {MONTHS.split()[day.month - 1]} {day.year}," in said
        case "themes":
            at = [said.index(f"All about {theme}") for theme in partner.themes]
            return at == sorted(at)
        case "type":
            return f"from a {partner.type}:" in said
        case "language":
            return partner.language == "en"
        case _:
            return getattr(partner, field) in said


def try_field(field: str, value: object) -> str:
    """Return ``found``, ``refused`` or ``left out``; fail otherwise."""
    try:
        partner = check(make_record(field, value))
    except InputError as error:
        named = {problem.field for problem in error.problems}
        # An amount that is left out leaves its currency alone, and the reverse.
        assert named == {field} or (named <= {"amount", "currency"} and not str(value).strip())
        return "refused"
    if isinstance(value, str) and field in ("name", "country", "contact_name"):
        assert getattr(partner, field) == normalise(value)
    if not getattr(partner, field):
        return "left out"
    said = say(compose(partner, make_library(), template()))
    assert find_again(field, partner, said), (partner, said)
    return "found"


def read_back(partner: Partner) -> None:
    """See that both files say what the document says, and it what the record says.

    Or that they are refused for a sign that no font has, by the name of its field.
    """
    document = compose(partner, make_library(), template())
    try:
        pdf = write_pdf(document, brand())
    except InputError as error:
        (problem,) = error.problems
        assert problem.message.startswith("no font of the brand has U+")
        assert problem.field in ("name", "country", "contact_name")
        return
    said = list(words(document, pdf.pages))
    assert PdfReader(pdf.data).words() == said
    assert DocxReader(write_docx(document, brand(), pdf.pages)).words() == said
    for field in ("name", "country", "contact_name"):
        assert getattr(partner, field) in " ".join(said)


def write_csv(rows: Rows) -> bytes:
    text = io.StringIO()
    csv.writer(text).writerows([("name", "country", "themes"), *rows])
    return text.getvalue().encode()


def write_xlsx(rows: Rows) -> bytes:
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    for row in (("name", "country", "themes"), *rows):
        # As Excel writes it: what looks like an escape is escaped (ECMA-376 part 1, 22.9.2.19).
        sheet.append([re.sub(r"_(?=x[0-9A-Fa-f]{4}_)", "_x005F_", text) for text in row])
        for cell in sheet[sheet.max_row]:
            cell.data_type = "s"  # as typed: a text that begins with = too
    data = io.BytesIO()
    book.save(data)
    return data.getvalue()


def to_records(rows: Rows) -> list[dict[str, Any]]:
    """Return the records that rows of name, country and themes stand for."""
    return [{"name": n, "country": c, "themes": t.split(";")} for n, c, t in rows]


WRITERS: dict[str, Callable[[Rows], bytes]] = {
    "csv": write_csv,
    "xlsx": write_xlsx,
    "json": lambda rows: json.dumps(to_records(rows)).encode(),
    "jsonl": lambda rows: "\n".join(map(json.dumps, to_records(rows))).encode(),
    "yaml": lambda rows: yaml.safe_dump(to_records(rows)).encode(),
}


CELL = TEXT.filter(lambda text: not ILLEGAL_CHARACTERS_RE.search(text) and _is_plain(text))


ROWS = st.lists(
    st.tuples(CELL, CELL, st.sampled_from(("water", "water;light", "x"))), min_size=1, max_size=4
)


def _is_plain(text: str) -> bool:
    return text.isascii() or not any(
        0xD800 <= ord(c) <= 0xDFFF or c in "\x00\x85\ufeff\ufffe\uffff" for c in text
    )


def try_list(kind: str, rows: Rows) -> None:
    """See that a list gives the same partners and the same problems as its records by hand."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"list.{kind}"
        path.write_bytes(WRITERS[kind](rows))
        read, _ = read_list(path)
        found = [judge(row.fields) for row in read]
    wanted = [judge(r) for r in to_records(rows)]
    assert found == wanted
