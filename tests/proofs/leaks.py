"""Prove the proof of origin at length: ``python -m tests.proofs.leaks CLEAN``; takes minutes.

Plants twenty-one kinds of leak, ten as a fault in what makes a document, eleven as only a broken
cache could make them, for five pairs of partners. Then makes CLEAN packs, a pitch for every nine
one-pagers, of partners who are called as the library speaks: none may raise an alarm. One process
makes them all, as a worker of a batch does.
"""

from __future__ import annotations

import random
import re
import sys
from collections.abc import Callable, Iterator
from dataclasses import replace
from decimal import Decimal
from time import process_time

from proposalgen.errors import ProposalError
from proposalgen.formats.table import FORMATS, render
from proposalgen.model.document import Chart, Document, Section
from proposalgen.model.numbers import format_money
from proposalgen.model.partner import Partner
from proposalgen.model.records import THEME_IDS
from proposalgen.model.walk import map_blocks, words
from proposalgen.packs.build import build_pack, compose_pack
from proposalgen.packs.inputs import PackInputs
from proposalgen.packs.pack import Pack
from proposalgen.packs.proof import prove_pack
from tests.support import real
from tests.support.changes import Change, make_logo, put, put_meta, rewrite_archive

ONE = ("social-protection",)
"""A theme whose pitch has a chart, a table and notes."""


def make_inputs(partner: Partner, kind: str = "pitch") -> PackInputs:
    return PackInputs(partner, real.library(), real.template(kind), real.brand())


def keep(document: Document) -> Document:
    return document


def keep_pack(pack: Pack) -> Pack:
    return pack


ChangePack = Callable[[Pack], Pack]


def look(
    inputs: PackInputs,
    made: Change = keep,
    written: Change = keep,
    finished: ChangePack = keep_pack,
) -> list[str]:
    """Return what is found where a fault changes the document, what is written of it, or a pack."""
    document = made(compose_pack(inputs)[0])
    rendered = render(written(document), inputs.brand, FORMATS.values())
    pack = build_pack(inputs)
    files = tuple(replace(file, data=rendered.files[file.format]) for file in pack.files)
    pack = finished(replace(pack, files=files))
    said = words(document, rendered.first_pages)
    return [one.message for one in prove_pack(inputs, document, said, pack, thorough=False)]


# -- leaks ---------------------------------------------------------------------------------------


def list_faults(other: Partner) -> Iterator[tuple[str, Change]]:
    """Yield ten kinds of leak of a partner in a document."""
    assert other.amount is not None
    money = format_money(other.amount, other.currency)
    yield "a name in the letter", put(f"Dear {other.name},")
    yield "a name in capitals", put(other.name.upper())
    yield "a name over a line", put(other.name.replace(" ", "\u00a0"), "programmes")
    yield "a name in the title", put_meta(title=f"For {other.name}")
    yield "a name at the foot", put_meta(prepared_for=f"Prepared for {other.name}")
    yield "a name in the keywords", put_meta(keywords=(other.name,))
    yield "a contact", put(f"Dear {other.contact_name},")
    yield "an address", put(f"Write to {other.contact_email}.")
    yield "an amount", put(f"{money} is what you may give.")
    yield "a logo", put_meta(logo=make_logo())


def list_broken_caches(other: Partner) -> Iterator[tuple[str, Change, ChangePack]]:
    """Yield eleven kinds of leak that only something kept for too long makes, in files alone."""
    before = compose_pack(make_inputs(other))[0]
    files = build_pack(make_inputs(other)).files
    name = other.name

    def keep_section(document: Document) -> Document:
        return replace(document, sections=(document.sections[0], *before.sections[1:]))

    def keep_foot(document: Document) -> Document:
        meta = replace(document.meta, prepared_for=before.meta.prepared_for)
        return replace(document, meta=meta)

    def rename(pack: Pack) -> Pack:
        pairs = zip(pack.files, files, strict=True)
        return replace(pack, files=tuple(replace(one, name=two.name) for one, two in pairs))

    def change_note(document: Document) -> Document:
        first = replace(document.notes[0], claim=f"As {name} says")
        return replace(document, notes=(first, *document.notes[1:]))

    yield "a kept section", keep_section, keep_pack
    yield "the logo of the pack before", put_meta(logo=make_logo()), keep_pack
    yield "metadata", put_meta(subject=f"For {name}"), keep_pack
    yield "a foot", keep_foot, keep_pack
    yield "a floor and a strip", put_meta(partner=name), keep_pack
    yield "a chart's workbook", keep, lambda pack: rewrite(pack, r"\.xlsx", "covered", name)
    yield "an alternative text", change_charts(name), keep_pack
    yield "a bookmark", keep, lambda pack: rewrite(pack, "word/document", '"_Toc0', f'"{name}_0')
    yield "a file name", keep, rename
    fact = replace(before.meta.facts[0], claim=f"As {name} says")
    yield "an embedded fact", put_meta(facts=(fact, *before.meta.facts[1:])), keep_pack
    yield "a note", change_note, keep_pack


def change_charts(name: str) -> Change:
    """Return a change that gives each chart another's alternative text."""

    def change(document: Document) -> Document:
        return replace(document, sections=tuple(map(change_section, document.sections)))

    def change_section(section: Section) -> Section:
        blocks = map_blocks(
            section.blocks,
            lambda block: replace(block, alt=f"For {name}") if isinstance(block, Chart) else block,
        )
        return replace(section, blocks=blocks)

    return change


def rewrite(pack: Pack, part: str, old: str, new: str) -> Pack:
    """Return a pack whose DOCX has another text in a part; a workbook inside is opened, too."""
    docx, *others = pack.files
    changed = rewrite_archive(docx.data, part, old.encode(), new.encode())
    return replace(pack, files=(replace(docx, data=changed), *others))


# -- alarms --------------------------------------------------------------------------------------


PLACEHOLDERS = (
    "Global", "ILO", "Page", "Partner", "Name", "Prepared for", "Draft", "N/A", "TBC", "2", "100",
    "2026", "Anybody", "{{ partner.name }}", "[[social-protection]]", "%PDF-1.7", "EMC",
    "/K [1 2] /Pg 3 0 R", "<</MCID 3>> BDC", "(a) Tj ET", "12 0 R", "</w:t>", "Picture 1",
    "Asian Development Bank", "Asian Development Bank Institute", "Note 1", "rId1", "_Toc1",
)  # fmt: skip
"""What stands in files or templates anyway, or looks as if it did."""


def list_words_of_library() -> list[str]:
    """Return names as the library speaks: titles, words, figures, beginnings of each other."""
    library = real.library()
    themes = library.themes["en"].values()
    names = [theme.title for theme in themes] + [theme.short_title for theme in themes]
    names += [fact.text for fact in library.facts.values() if fact.text]
    names += [source.publisher for source in library.sources.values()]
    text = " ".join(f"{fact.claim} " for fact in library.facts.values())
    names += re.findall(r"\w+", text) + [
        " ".join(pair) for pair in zip(text.split(), text.split()[1:], strict=False)
    ]
    return list(dict.fromkeys(name.strip() for name in names if name.strip()))


def invent(count: int, seed: int) -> Iterator[Partner]:
    """Yield partners whose names, contacts and sums stand in the library's own text."""
    chance = random.Random(seed)
    words = list_words_of_library()
    for number in range(count):
        names = PLACEHOLDERS if number % 5 == 0 else words
        name = chance.choice(names)
        yield real.make_partner(
            # Of some the beginning, as a list has a bank beside its institute.
            name=name[: chance.randint(1, 60)].strip() or name,
            called=chance.choice(("", name)),
            contact_name=chance.choice(names),
            country=chance.choice(names),
            message=chance.choice(("", name)),
            priority=chance.choice(("", name)),
            amount=Decimal(chance.choice([43_000_000, 2023, 1, 3_800_000_000])),
            currency=chance.choice(["USD", "EUR"]),
            themes=tuple(chance.sample(THEME_IDS, chance.randint(1, 3))),
            type=chance.choice(real.TYPES),
        )


def find_alarms(inputs: PackInputs, *, thorough: bool) -> list[str]:
    """Return what is found in a pack as it is made."""
    try:
        build_pack(inputs, inspect=lambda *made: prove_pack(inputs, *made, thorough=thorough))
    except ProposalError as error:
        return [problem.message for problem in error.problems]
    return []


PAIRS = [
    ("Nordhavn Foundation", "Vesterhav Trust"),
    ("Asian Development Bank Institute", "Asian Development Bank"),
    ("Sønder & Co", "Ørsted & Zürich"),
    ("Global Fund", "Global"),
    ("厚生労働省", "Ministry of Labour"),
]
"""The partner of a pack, and the one before it."""


def main(clean: int) -> int:
    """Prove both; return 1 where a leak is not found or a clean pack is suspected."""
    found = planted = 0
    for name, before in PAIRS:
        inputs = make_inputs(real.make_partner(name=name, themes=ONE))
        other = real.make_partner(
            name=before, contact_name="Ana Lima", contact_email="ana@before.example",
            amount=Decimal(1_234_000), currency="NOK", themes=ONE,
        )  # fmt: skip
        results = [(kind, look(inputs, made=change)) for kind, change in list_faults(other)]
        for kind, written, finished in list_broken_caches(other):
            results.append((kind, look(inputs, written=written, finished=finished)))
        for kind, messages in results:
            planted += 1
            found += bool(messages)
            if not messages:
                print(f"not found: {kind} of {before} in the pack of {name}")
    print(f"{found} of {planted} leaks found", flush=True)
    alarms = 0
    start = process_time()
    for number, partner in enumerate(invent(clean, 2)):
        inputs = make_inputs(partner, "one-pager" if number % 10 else "pitch")
        if messages := find_alarms(inputs, thorough=number % 50 == 0):
            alarms += 1
            print(f"false alarm: {partner.name}: {'; '.join(messages)}", flush=True)
        if number % 500 == 499:
            print(f"{number + 1} packs, {alarms} alarms", flush=True)
    spent = process_time() - start
    print(f"{alarms} false alarms in {clean} clean packs, {spent:.0f} s of CPU")
    return 1 if alarms or found < planted else 0


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1])))
