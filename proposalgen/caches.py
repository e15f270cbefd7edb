"""The caches of a process: each has a name, a size and a reason; one call empties them all.

All else in the package is a value or a function of its arguments. What is remembered from one call
to the next stands here, so a long run's memory is bounded by the sizes below, and a measurement
or a test can begin cold.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import _lru_cache_wrapper, lru_cache
from typing import Any, ParamSpec, TypeVar, cast
from weakref import WeakSet

P = ParamSpec("P")
R = TypeVar("R")


@dataclass(frozen=True, slots=True)
class Cache:
    """How a cache stands."""

    name: str
    size: int
    """How many results it keeps; where each object has a cache of its own, how many for each."""
    why: str
    """Which work it saves, and why that work comes again."""
    kept: int
    """How many results it keeps now."""
    hits: int
    misses: int


@dataclass(frozen=True, slots=True)
class _Entry:
    function: str
    size: int
    why: str
    wrappers: WeakSet[_lru_cache_wrapper[Any]] = field(default_factory=WeakSet)
    """Held weakly: a cache of one object's method goes when its object goes."""


# Filled by decorators, as modules are imported and objects with caches are made.
_entries: dict[str, _Entry] = {}


def cached(name: str, *, size: int, why: str) -> Callable[[Callable[P, R]], Callable[P, R]]:
    """Keep a function's most recent results.

    Arguments must be hashable, and results must be values that nobody changes: each caller gets
    the same object. A bound method may be cached too, for as long as its object lives::

        self.measure = cached("widths of runs", size=1024, why="...")(self._measure)

    Args:
        name: What is kept, in a few words; no two functions share a name.
        size: How many results; the one that was not used for longest goes first.
        why: Which work it saves, and why that work comes again.

    Raises:
        ValueError: the size is below 1, or another function has the name.
    """
    if size < 1:
        raise ValueError(f"the cache {name!r} keeps {size} results; it must keep 1 or more")

    def decorate(function: Callable[P, R]) -> Callable[P, R]:
        described = _Entry(f"{function.__module__}.{function.__qualname__}", size, why)
        entry = _entries.setdefault(name, described)
        if (entry.function, entry.size, entry.why) != (described.function, size, why):
            raise ValueError(f"two caches called {name!r}: {entry.function}, {described.function}")
        wrapper = lru_cache(maxsize=size)(function)
        entry.wrappers.add(wrapper)
        return cast("Callable[P, R]", wrapper)  # whose own type knows no arguments

    return decorate


def clear() -> None:
    """Empty every cache of this process."""
    for entry in _entries.values():
        for wrapper in entry.wrappers:
            wrapper.cache_clear()


def list_all() -> tuple[Cache, ...]:
    """Return every cache of the modules that are imported, by name."""
    caches = []
    for name, entry in sorted(_entries.items()):
        states = [wrapper.cache_info() for wrapper in entry.wrappers]
        caches.append(
            Cache(
                name,
                entry.size,
                entry.why,
                kept=sum(state.currsize for state in states),
                hits=sum(state.hits for state in states),
                misses=sum(state.misses for state in states),
            )
        )
    return tuple(caches)
