"""Checks of ownership: each piece of content and each link belongs to one element.

The elements say what they own, and the parent tree says it the other way round; both must agree
(ISO 32000-1 14.7.4).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import pikepdf

from proposalgen.errors import Problem
from proposalgen.formats.pdf.check.content import Marked
from proposalgen.formats.pdf.check.objects import (
    Id,
    Object,
    is_element,
    is_reference,
    kids_of,
    kind_of,
    read_tree,
)


class Ownership:
    """Who owns the content and the links of a file, as its elements say."""

    def __init__(self, marked: Marked) -> None:
        """Begin with the identifiers of the marked content on each page."""
        self._marked = marked
        self._owners: dict[tuple[Id, int], Id] = {}
        """The element of each piece of content, by its page and its identifier."""
        self._linked: dict[Id, Id] = {}
        """The element of each annotation."""

    def claim(self, element: Object) -> Iterator[Problem]:
        """Record what an element owns; yield what it cannot own."""
        kind, home = kind_of(element), element.get("/Pg")
        for kid in kids_of(element):
            if is_element(kid):
                continue
            if is_reference(kid):
                self._linked[kid.Obj.objgen] = element.objgen
                continue
            page = kid.get("/Pg", home) if isinstance(kid, pikepdf.Dictionary) else home
            mcid = int(kid.MCID) if isinstance(kid, pikepdf.Dictionary) else int(kid)
            if page is None or mcid not in self._marked.get(page.objgen, ()):
                message = f"a {kind} with content {mcid}, which no page has"
                yield Problem(message, field="ISO 32000-1 14.7.4")
                continue
            if (page.objgen, mcid) in self._owners:
                message = f"content {mcid} belongs to two elements"
                yield Problem(message, field="ISO 32000-1 14.7.4")
            self._owners[page.objgen, mcid] = element.objgen

    def check_parent_tree(self, tree: Object, pages: Iterable[Object]) -> Iterator[Problem]:
        """Yield content without an owner, and where the parent tree names another one.

        All elements must have made their claims.
        """
        parents = {int(key): value for key, value in read_tree(tree.get("/ParentTree"), "/Nums")}
        for number, page in enumerate(pages, 1):
            where = f"page {number}"
            # Keys are not negative: a page without the entry has no row.
            row = list(parents.get(int(page.get("/StructParents", -1)), []))
            for mcid in sorted(self._marked[page.obj.objgen]):
                owner = self._owners.get((page.obj.objgen, mcid))
                if owner is None:
                    message = f"content {mcid} belongs to no element"
                    yield Problem(message, record=where, field="ISO 14289-1 7.1")
                elif mcid >= len(row) or row[mcid].objgen != owner:
                    message = f"the parent tree is wrong about content {mcid}"
                    yield Problem(message, record=where, field="ISO 32000-1 14.7.4.4")
            for annotation in page.get("/Annots", []):
                element = parents.get(int(annotation.get("/StructParent", -1)))
                if element is None or self._linked.get(annotation.objgen) != element.objgen:
                    message = "a link that does not lead back to its element"
                    yield Problem(message, record=where, field="ISO 32000-1 14.7.4.4")
