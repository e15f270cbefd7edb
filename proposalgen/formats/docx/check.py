"""Is a DOCX whole, and can everyone read it?"""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Iterator, Mapping

from lxml import etree

from proposalgen.errors import Problem
from proposalgen.formats.docx.check_accessibility import check_document, check_text
from proposalgen.formats.docx.check_package import check_package, check_references
from proposalgen.formats.docx.formatting import Element, Styles

LARGEST = 500_000_000
"""Bytes of all parts of a file together: more is a ZIP bomb, not a letter."""

# A file may come from anywhere, and XML may ask for other files (CVE-2016-5851).
_PARSER = etree.XMLParser(resolve_entities=False, no_network=True)
_STORY = re.compile(r"word/(document|header\d*|footer\d*|endnotes|footnotes|comments)\.xml")
"""Parts with text of their own, which the standard calls stories (ECMA-376 part 1, 17.2)."""


def check_docx(data: bytes) -> tuple[Problem, ...]:
    """Return what is wrong with a Word file.

    ``file`` of each problem names the part, ``field`` the clause of ECMA-376 or WCAG 2.2.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as file:
            if sum(one.file_size for one in file.infolist()) > LARGEST:
                return (Problem("cannot be opened: too large inside", field="ECMA-376 part 2"),)
            parts = {name: file.read(name) for name in file.namelist()}
            repeated = len(parts) != len(file.namelist())
    except (zipfile.BadZipFile, zlib.error, EOFError, ValueError, RuntimeError) as error:
        return (Problem(f"cannot be opened: {error}", field="ECMA-376 part 2"),)
    problems = []
    if repeated:
        problems.append(Problem("two parts of the same name", field="ECMA-376 part 2"))
    trees: dict[str, Element] = {}
    for name, content in parts.items():
        if name.endswith((".xml", ".rels")):
            try:
                trees[name] = etree.fromstring(content, _PARSER)
            except etree.XMLSyntaxError as error:
                problems.append(Problem(f"not XML: {error.msg}", file=name, line=error.lineno or 0))
    problems += check_package(parts, trees)
    problems += _check_contents(trees)
    return tuple(problems)


def _check_contents(trees: Mapping[str, Element]) -> Iterator[Problem]:
    if "word/document.xml" not in trees or "word/styles.xml" not in trees:
        yield Problem("no document or no styles", field="ECMA-376 part 1, 11.3")
        return
    styles = Styles(trees["word/styles.xml"])
    for name in filter(_STORY.fullmatch, trees):
        yield from check_references(name, trees, styles)
        yield from check_text(name, trees[name], styles)
    yield from check_document(trees, styles)
