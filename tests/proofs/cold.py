"""Packs made cold, each in a process of its own, beside the same ones made warm in this process.

``python -m tests.proofs.cold COUNT`` compares so many; what is kept from one document to the next
may change no byte of another.
"""

from __future__ import annotations

import hashlib
import multiprocessing
import random
import sys
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor

from proposalgen.formats.docx.writer import write_docx
from proposalgen.formats.pdf.writer import write_pdf
from proposalgen.model.records import THEME_IDS
from tests.support.names import ALL
from tests.support.real import TYPES, brand, make_pitch

SEED = 1919


def hash_pack(number: int) -> tuple[str, str]:
    """Return the hashes of an invented partner's DOCX and PDF."""
    chance = random.Random(SEED + number)
    themes = chance.sample(THEME_IDS, chance.choice((1, 2, 3, 3, 7)))
    document = make_pitch(
        kind=chance.choice(("pitch", "pitch", "one-pager")),
        draft=chance.random() < 0.2,
        # Ω and the Ohm sign, ﬁ and fi, a hyphen that does not break: glyphs of two meanings.
        name=chance.choice((*ALL, f"Ω Ω {number} ﬁ fi", f"Fund\u00a0{number}\u2011A")),
        type=chance.choice(TYPES),
        themes=tuple(themes),
    )
    look = brand(chance.choice(("a4", "a4", "letter")))
    pdf = write_pdf(document, look)
    docx = write_docx(document, look, pdf.pages)
    return hashlib.sha256(docx).hexdigest(), hashlib.sha256(pdf.data).hexdigest()


def find_differences(count: int) -> Iterator[int]:
    """Yield the numbers of the packs whose bytes are others when made cold."""
    numbers = range(count)
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(mp_context=context, max_tasks_per_child=1) as pool:
        cold = list(pool.map(hash_pack, numbers))
    backwards = {number: hash_pack(number) for number in reversed(numbers)}
    again = [hash_pack(number) for number in numbers]
    yield from (n for n in numbers if not cold[n] == backwards[n] == again[n])


if __name__ == "__main__":
    different = list(find_differences(int(sys.argv[1])))
    print(f"{sys.argv[1]} packs made cold and warm: {len(different)} differ {different or ''}")
    sys.exit(bool(different))
