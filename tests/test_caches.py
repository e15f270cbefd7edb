"""Caches have a name, a size and a reason, and one call empties them."""

from __future__ import annotations

import gc

import pytest

from proposalgen import caches
from proposalgen.caches import Cache, cached


@pytest.fixture(autouse=True)
def _only_these_caches(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(caches, "_entries", {})


def test_a_result_is_kept_and_found_again() -> None:
    asked: list[int] = []

    @cached("doubles", size=8, why="asked twice")
    def double(number: int) -> int:
        asked.append(number)
        return 2 * number

    assert [double(1), double(1), double(2)] == [2, 2, 4]
    assert asked == [1, 2]
    assert caches.list_all() == (Cache("doubles", 8, "asked twice", kept=2, hits=1, misses=2),)


def test_the_result_not_used_for_longest_goes_first() -> None:
    asked: list[int] = []

    @cached("numbers", size=2, why="small")
    def note(number: int) -> None:
        asked.append(number)

    for number in (1, 2, 1, 3, 1, 2):
        note(number)
    assert asked == [1, 2, 3, 2]


def test_one_call_empties_all() -> None:
    @cached("one", size=1, why="first")
    def one() -> object:
        return object()

    @cached("two", size=1, why="second")
    def two() -> object:
        return object()

    before = one(), two()
    assert (one(), two()) == before
    caches.clear()
    assert [cache.kept for cache in caches.list_all()] == [0, 0]
    assert one() is not before[0]
    assert two() is not before[1]


class Counter:
    """An object with a cache of its own."""

    def __init__(self, start: int) -> None:
        self.start = start
        self.add = cached("sums", size=4, why="each counter its own")(self._add)

    def _add(self, number: int) -> int:
        return self.start + number


def test_objects_keep_apart_what_their_methods_found() -> None:
    one, ten = Counter(1), Counter(10)
    assert [one.add(1), ten.add(1), one.add(1)] == [2, 11, 2]
    (cache,) = caches.list_all()
    assert (cache.kept, cache.hits) == (2, 1)
    caches.clear()
    (cache,) = caches.list_all()
    assert cache.kept == 0


def test_a_cache_goes_with_its_object() -> None:
    Counter(1).add(1)
    gc.collect()
    (cache,) = caches.list_all()
    assert cache.kept == 0


def test_two_functions_cannot_share_a_name() -> None:
    @cached("names", size=1, why="first")
    def one() -> None: ...

    with pytest.raises(ValueError, match="two caches called 'names'"):

        @cached("names", size=1, why="first")
        def two() -> None: ...


def test_a_cache_keeps_something() -> None:
    with pytest.raises(ValueError, match="must keep 1 or more"):
        cached("nothing", size=0, why="never")
