"""A process keeps nothing of one record for the next but what is kept under that record."""

from __future__ import annotations

import gc
import zlib
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import fields, is_dataclass
from decimal import Decimal
from itertools import repeat
from typing import Any

import pytest

from proposalgen import caches
from proposalgen.brand.drawing import Drawing
from proposalgen.brand.spelled import read_content, read_svg
from proposalgen.brand.svg import to_svg
from proposalgen.caches import cached
from proposalgen.packs.build import build_pack
from proposalgen.packs.proof import prove_pack
from tests.support.real import make_inputs, make_partner

CANARY = "canary"
"""Stands in each value of the record, and nowhere in the library."""
VALUES: dict[str, Any] = {
    "name": "Canary Fund",
    "contact_name": "Ana Canary",
    "contact_email": "ana@canary.example",
    "country": "Canary Islands",
    "called": "the Canary Fund",
    "greeting": "Dear Canary,",
    "message": "Canaries sing: canary.",
    "priority": "more canary birds",
    "priority_source": "https://canary.example/aim",
    "amount": Decimal("7654321"),
    "currency": "XPF",
}


def make_packs() -> None:
    """Make and prove a pitch and a one-pager of the canary, as a worker does."""
    for kind in ("pitch", "one-pager"):
        inputs = make_inputs(make_partner(**VALUES), kind=kind)
        build_pack(inputs, inspect=lambda *made, of=inputs: prove_pack(of, *made, thorough=True))


def list_kept(wrapper: Any) -> Iterator[tuple[object, object]]:
    """Yield what a cache keeps, each result after its key.

    CPython's collector is told of a key, a result and their link's type, triple after triple.
    """
    known = gc.get_referents(wrapper)
    start = next(at for at, one in enumerate(known) if isinstance(one, type)) + 1
    count = wrapper.cache_info().currsize
    triples = known[start : start + 3 * count]
    assert {one.__name__ for one in triples[2::3]} <= {"_lru_list_elem"}
    yield from zip(triples[::3], triples[1::3], strict=True)


def inflate(data: bytes) -> Iterator[bytes]:
    """Yield bytes, and what they are inflated, with zlib's header or without."""
    yield data
    for window in (zlib.MAX_WBITS, -zlib.MAX_WBITS):
        with suppress(zlib.error):
            yield zlib.decompress(data, window)


def read_texts(value: object, seen: set[int]) -> Iterator[str]:
    """Yield every text inside a value, also what is deflated in bytes or laid in tiles."""
    if id(value) in seen:
        return
    seen.add(id(value))
    match value:
        case str():
            yield value
        case bytes():
            for text in map(bytes.decode, inflate(value), repeat("latin-1")):
                yield from (text, read_svg(text), *read_content(text))
        case Drawing():
            yield read_svg(to_svg(value))
        case Decimal():
            yield str(value)
        case Mapping():
            for one in (*value.keys(), *value.values()):
                yield from read_texts(one, seen)
        case Iterable() if isinstance(value, tuple | list | set | frozenset):
            for one in value:
                yield from read_texts(one, seen)
        case _ if is_dataclass(value):
            for field in fields(value):
                yield from read_texts(getattr(value, field.name), seen)
        case _:
            for name in (*getattr(value, "__slots__", ()), *getattr(value, "__dict__", ())):
                yield from read_texts(getattr(value, name, None), seen)


def holds_canary(value: object) -> bool:
    texts = (text.lower().replace(",", "") for text in read_texts(value, set()))
    return any(CANARY in text or "7654321" in text for text in texts)


def find_leftovers() -> list[str]:
    """Return the caches that keep something of the canary under a key without it."""
    return [
        name
        for name, entry in caches._entries.items()
        if any(
            holds_canary(result) and not holds_canary(key)
            for wrapper in entry.wrappers
            for key, result in list_kept(wrapper)
        )
    ]


@pytest.fixture(autouse=True)
def _empty() -> None:
    caches.clear()


def test_nothing_of_a_record_is_kept_under_a_key_without_it() -> None:
    make_packs()
    assert sum(cache.kept for cache in caches.list_all()) > 1000
    assert find_leftovers() == []


def test_what_is_kept_under_too_little_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(caches, "_entries", {})

    @cached("greetings", size=4, why="keyed by the length of a name only")
    def greet(length: int) -> str:
        return f"Dear {VALUES['name']}"[: length + 9]

    @cached("names", size=4, why="keyed by the name itself")
    def keep(name: str) -> str:
        return name

    greet(9)
    keep(VALUES["name"])
    assert find_leftovers() == ["greetings"]
