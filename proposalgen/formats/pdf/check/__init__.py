"""Checks whether a PDF is whole and accessible: PDF/UA-1 and PDF/A-2a, as far as structure goes.

Each module checks one part of a file; a problem's ``field`` names the clause that is broken.
"""

from __future__ import annotations

import io
from collections.abc import Iterator

import pikepdf

from proposalgen.errors import Problem
from proposalgen.formats.format import describe_fault
from proposalgen.formats.pdf.check.catalog import check_catalog, check_fonts, check_metadata
from proposalgen.formats.pdf.check.content import Destinations, Marked, check_content, check_links
from proposalgen.formats.pdf.check.objects import Object, read_tree, walk_elements
from proposalgen.formats.pdf.check.ownership import Ownership
from proposalgen.formats.pdf.check.structure import check_element, check_headings, check_notes
from proposalgen.formats.pdf.check.types import find_wrong_types

__all__ = ["check_pdf"]


def check_pdf(data: bytes) -> tuple[Problem, ...]:
    """Return what is wrong with a PDF; nothing for a file without a defect."""
    try:
        with pikepdf.open(io.BytesIO(data)) as pdf:
            return tuple(find_wrong_types(pdf)) or tuple(_find_problems(pdf))
    except pikepdf.PasswordError:
        message = "cannot be opened: protected with a password"
        return (Problem(message, field="ISO 32000-1 7.6"),)
    except pikepdf.PdfError as error:
        return (Problem(f"cannot be opened: {error}", field="ISO 32000-1 7.5"),)
    except RecursionError:
        message = "cannot be opened: its structure has no end"
        return (Problem(message, field="ISO 32000-1 14.7"),)
    except Exception as error:
        return (describe_fault(error),)


def _find_problems(pdf: pikepdf.Pdf) -> Iterator[Problem]:
    root: Object = pdf.Root
    pages: list[Object] = list(pdf.pages)
    yield from check_catalog(pdf)
    yield from check_metadata(root)
    names = root.get("/Names", pikepdf.Dictionary()).get("/Dests")
    named = {str(name): place for name, place in read_tree(names, "/Names")}
    destinations = Destinations({page.objgen for page in pages}, named)
    marked: Marked = {}
    for number, page in enumerate(pages, 1):
        yield from check_content(number, page, marked)
        yield from check_links(number, page, destinations)
    yield from check_fonts(pages)
    yield from _check_structure(root, pages, marked)


def _check_structure(root: Object, pages: list[Object], marked: Marked) -> Iterator[Problem]:
    tree = root.get("/StructTreeRoot")
    if tree is None:
        yield Problem("no structure tree", field="ISO 14289-1 7.1")
        return
    if tree.get("/RoleMap"):
        yield Problem("a role map, though all types are standard", field="ISO 14289-1 7.1")
    ownership = Ownership(marked)
    elements = list(walk_elements(tree.K))
    for element, parent in elements:
        yield from check_element(element, parent)
        yield from ownership.claim(element)
    yield from check_headings(element for element, _ in elements)
    yield from ownership.check_parent_tree(tree, pages)
    yield from check_notes(element for element, _ in elements)
