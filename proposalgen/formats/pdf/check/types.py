"""Is each object of the structure (ISO 32000-1 14.7) of the type that the standard says?

The other checks rely on it. What fails in them after this is a fault of ours or of a library, and
no verdict on the file.
"""

from __future__ import annotations

from collections.abc import Iterator

import pikepdf

from proposalgen.errors import Problem
from proposalgen.formats.pdf.check.objects import Object, is_element, kids_of

_TREES = (("/ParentTree", "/Nums"), ("/IDTree", "/Names"))


def find_wrong_types(pdf: pikepdf.Pdf) -> Iterator[Problem]:
    """Yield the objects of the structure that are of another type than they must be."""
    for message in _list_wrong(pdf):
        hint = "It was damaged, or another program wrote it so."
        yield Problem(f"its structure is broken: {message}", field="ISO 32000-1 14.7", hint=hint)


def _list_wrong(pdf: pikepdf.Pdf) -> Iterator[str]:
    for page in pdf.pages:
        annotations: Object = page.obj.get("/Annots", pikepdf.Array())
        if not isinstance(annotations, pikepdf.Array):
            yield "annotations that are no list"
        elif any(not _is_annotation(one) for one in annotations):
            yield "an annotation that is none"
    root: Object = pdf.Root.get("/StructTreeRoot")
    if root is None:
        return
    if not isinstance(root, pikepdf.Dictionary) or not is_element(root.get("/K")):
        yield "a structure tree without an element"
        return
    yield from _list_wrong_elements(root.K)
    for name, key in _TREES:
        yield from _list_wrong_leaves(root.get(name), key)


def _is_annotation(one: Object) -> bool:
    known = isinstance(one, pikepdf.Dictionary)
    return known and isinstance(one.get("/StructParent", 0), int)


def _list_wrong_elements(element: Object) -> Iterator[str]:
    if not isinstance(element.S, pikepdf.Name):
        yield "an element without a type"
    if not isinstance(element.get("/A", {}), dict | pikepdf.Dictionary | pikepdf.Array):
        yield f"attributes of a {element.S} that are none"
    for kid in kids_of(element):
        if is_element(kid):
            yield from _list_wrong_elements(kid)
        elif not isinstance(kid, int | pikepdf.Dictionary):
            yield f"a {element.S} that holds what is neither an element nor content"


def _list_wrong_leaves(node: Object, key: str) -> Iterator[str]:
    """Yield what is wrong with a number tree or a name tree (7.9.6, 7.9.7)."""
    if node is None:
        return
    if not isinstance(node, pikepdf.Dictionary):
        yield "a tree that is none"
        return
    pairs: Object = node.get(key, pikepdf.Array())
    if not isinstance(pairs, pikepdf.Array) or len(pairs) % 2:
        yield "a tree with a key and no value"
    for kid in node.get("/Kids", pikepdf.Array()):
        yield from _list_wrong_leaves(kid, key)
