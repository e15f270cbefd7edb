"""PDF objects as the checks read them: structure elements, their kids, and trees by key."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pikepdf

Object = Any
"""One of pikepdf's, whose types do not tell a dictionary from an array."""

Id = tuple[int, int]
"""An object's number and generation."""

LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*")
"""A language tag, as far as its form goes (BCP 47)."""


def walk_elements(element: Object, parent: Object = None) -> Iterator[tuple[Object, Object]]:
    """Yield an element and all below it in reading order, each with its parent."""
    yield element, parent
    for kid in kids_of(element):
        if is_element(kid):
            yield from walk_elements(kid, element)


def kids_of(element: Object) -> list[Object]:
    """Return an element's kids: elements, numbers of content, references."""
    kids = element.get("/K", [])
    return list(kids) if isinstance(kids, pikepdf.Array) else [kids]


def kind_of(element: Object) -> str:
    """Return an element's structure type without its slash; empty for another object."""
    return str(element.S)[1:] if is_element(element) else ""


def is_element(kid: Object) -> bool:
    """Return whether a kid is a structure element."""
    return isinstance(kid, pikepdf.Dictionary) and "/S" in kid


def is_reference(kid: Object) -> bool:
    """Return whether a kid is a reference to an object, such as an annotation (14.7.4.3)."""
    return isinstance(kid, pikepdf.Dictionary) and kid.get("/Type") == pikepdf.Name.OBJR


def read_tree(node: Object | None, key: str) -> Iterator[tuple[Object, Object]]:
    """Yield the pairs of a name tree, ``/Names``, or a number tree, ``/Nums`` (7.9.6, 7.9.7)."""
    if node is None:
        return
    pairs = list(node.get(key, []))
    yield from zip(pairs[::2], pairs[1::2], strict=True)
    for kid in node.get("/Kids", []):
        yield from read_tree(kid, key)
