"""Is a DOCX whole, and can everyone read it?"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from lxml import etree

from proposalgen.errors import Problem
from proposalgen.formats.docx.check_accessibility import check_document, check_text
from proposalgen.formats.docx.check_package import check_package, check_references
from proposalgen.formats.docx.formatting import Element, Styles
from proposalgen.formats.docx.opened import OpenedPackage, to_transitional
from proposalgen.formats.format import UnreadableError, describe_fault

# A file may come from anywhere, and XML may ask for other files (CVE-2016-5851).
_PARSER = etree.XMLParser(resolve_entities=False, no_network=True)
_STORY = re.compile(r"word/(document|header\d*|footer\d*|endnotes|footnotes|comments)\.xml")
"""Parts with text of their own, which the standard calls stories (ECMA-376 part 1, 17.2)."""


def check_docx(data: bytes) -> tuple[Problem, ...]:
    """Return what is wrong with a Word file.

    ``file`` of each problem names the part, ``field`` the clause of ECMA-376 or WCAG 2.2.
    """
    try:
        package = OpenedPackage.open(data)
    except UnreadableError as error:
        return (Problem(f"cannot be opened: {error}", field="ECMA-376 part 2"),)
    try:
        return tuple(_find_problems(package))
    except UnreadableError as error:
        return (Problem(str(error), field="ECMA-376 part 2"),)
    except Exception as error:
        return (describe_fault(error),)


def _find_problems(package: OpenedPackage) -> Iterator[Problem]:
    if package.repeated:
        yield Problem("two parts of the same name", field="ECMA-376 part 2")
    trees: dict[str, Element] = {}
    for name, content in package.parts.items():
        if name.endswith((".xml", ".rels")):
            try:
                trees[name] = etree.fromstring(to_transitional(content), _PARSER)
            except (etree.XMLSyntaxError, ValueError) as error:
                line = getattr(error, "lineno", 0) or 0
                yield Problem(f"not XML: {error}", file=package.origin(name), line=line)
    parts = {package.origin(name): content for name, content in package.parts.items()}
    yield from check_package(parts, {package.origin(name): tree for name, tree in trees.items()})
    yield from _check_contents(trees)


def _check_contents(trees: Mapping[str, Element]) -> Iterator[Problem]:
    if "word/document.xml" not in trees or "word/styles.xml" not in trees:
        yield Problem("no document or no styles", field="ECMA-376 part 1, 11.3")
        return
    styles = Styles(trees["word/styles.xml"])
    for name in filter(_STORY.fullmatch, trees):
        yield from check_references(name, trees, styles)
        yield from check_text(name, trees[name], styles)
    yield from check_document(trees, styles)
