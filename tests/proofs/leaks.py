"""Prove the search for leaks at length: ``python -m tests.proofs.leaks CLEAN``; takes minutes.

Among the marks of 5,000 partners, plants each kind of leak for ten of them, and looks at CLEAN
one-pagers without a leak.
"""

from __future__ import annotations

import random
import sys
import time
from collections.abc import Iterator
from decimal import Decimal

from proposalgen.batch.leaks import Baseline, Identifiers, find_leaks
from proposalgen.compose.document import compose
from proposalgen.formats.docx.writer import write_docx
from proposalgen.formats.pdf.writer import write_pdf
from proposalgen.model.numbers import format_money
from proposalgen.model.partner import Partner
from proposalgen.model.records import THEME_IDS
from tests.support import real
from tests.support.changes import Change, make_logo, put, put_meta

FIRST = [
    "Nord",
    "Sønder",
    "Ministry",
    "Department",
    "Bank",
    "Fund",
    "Trust",
    "Global",
    "World",
    "Aurora",
    "Kestrel",
    "Ørsted",
    "Zürich",
    "Decent",
    "Work",
    "Social",
    "Gender",
]
LAST = [
    "Foundation",
    "Trust",
    "of Labour",
    "Development Bank",
    "& Co",
    "Group",
    "for Equality",
    "Partners",
]
PEOPLE = [
    "Ana Lima", "Jo Berg", "Mei Tan", "Noor Aziz", "Zoë O'Neil", "May Will",
]  # fmt: skip
PLACES = [
    "Bergen",
    "Kisumu",
    "Osaka",
    "Recife",
    "Abidjan",
    "Hué",
    "Turin",
    "Lyon",
    "Quito",
    "Perth",
]


def invent(count: int, seed: int) -> list[Partner]:
    """Return partners whose names share words with each other and with the library."""
    chance = random.Random(seed)
    made = []
    for number in range(count):
        place = f"{chance.choice(PLACES)} {chance.randrange(count)}"
        made.append(
            real.make_partner(
                name=f"{chance.choice(FIRST)} {place} {chance.choice(LAST)}",
                contact_name=f"{chance.choice(PEOPLE)} {chance.choice(PLACES)}",
                contact_email=f"{number}@{chance.choice(PLACES).lower()}.example",
                amount=Decimal(chance.randint(1, 900) * 10_000),
                currency=chance.choice(["USD", "EUR", "NOK"]),
                themes=tuple(chance.sample(THEME_IDS, 2)),
                type=chance.choice(real.TYPES),
            )
        )
    return made


def look(partner: Partner, marks: Identifiers, kind: str, change: Change) -> list[str]:
    """Return the fields of another partner that are found in a partner's files."""
    template = real.template(kind)
    nobody = Partner(name="Qx", themes=partner.themes, type=partner.type, date=partner.date)
    ordinary = Baseline.of(compose(nobody, real.library(), template))
    document = change(compose(partner, real.library(), template))
    pdf = write_pdf(document, real.brand())
    files = {"pdf": pdf.data, "docx": write_docx(document, real.brand(), pdf.pages)}
    return [problem.field for problem in find_leaks(partner, marks, files, ordinary)]


def list_kinds(other: Partner) -> Iterator[tuple[Change, str]]:
    """Yield ten kinds of leak of a partner, and the field that is to be found."""
    assert other.amount is not None
    money = format_money(other.amount, other.currency)
    yield put(f"Dear {other.name},"), "name"
    yield put(other.name.upper()), "name"
    yield put(other.name.replace(" ", "\u00a0"), "programmes"), "name"
    yield put_meta(title=f"For {other.name}"), "name"
    yield put_meta(prepared_for=f"Prepared for {other.name}"), "name"
    yield put_meta(keywords=(other.name,)), "name"
    yield put(f"Dear {other.contact_name},"), "contact_name"
    yield put(f"Write to {other.contact_email}."), "contact_email"
    yield put(f"{money} is what you may give."), "amount"
    yield put_meta(logo=make_logo()), "logo"


def main(clean: int) -> int:
    """Prove both; return 1 where a leak is not found or a clean pack is suspected."""
    partners = invent(5000, 1)
    marks = Identifiers()
    for partner in partners:
        marks.add(partner)
    chance = random.Random(2)
    found = planted = 0
    for _ in range(10):
        partner, other = chance.sample(partners, 2)
        for change, field in list_kinds(other):
            planted += 1
            if field in look(partner, marks, "pitch", change):
                found += 1
            else:
                print(f"not found: {field} of {other.name} in the pack of {partner.name}")
    print(f"{found} of {planted} leaks found", flush=True)
    alarms, began = 0, time.monotonic()
    for partner in chance.sample(partners, clean):
        if fields := look(partner, marks, "one-pager", lambda document: document):
            alarms += 1
            print(f"false alarm: {partner.name}: {', '.join(fields)}")
    seconds = (time.monotonic() - began) / clean
    print(f"{alarms} false alarms in {clean} clean packs, {seconds:.2f} s each with making them")
    return 1 if alarms or found < planted else 0


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1])))
