"""Comments: in a draft, on each figure that should not be printed yet, why, and the way out."""

from __future__ import annotations

from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.parts.document import DocumentPart

from proposalgen.formats.docx.runs import text_run
from proposalgen.formats.docx.xml import NAMESPACES, XML
from proposalgen.model.document import FactUse, Meta

_CONTENT_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml"
_AUTHOR, _INITIALS = "proposalgen", "PG"
"""Under whom Word lists the comments; a comment without an author cannot be filtered."""


class Comments:
    """The comments of one document (ECMA-376 part 1, 17.13.4).

    Args:
        meta: What the document says about itself; its weak facts get the comments.
        part: The main document part, to which the comments part is related.
    """

    def __init__(self, meta: Meta, part: DocumentPart) -> None:
        self._date = meta.date
        self._weak = {fact.id: fact for fact in meta.facts if fact.weak}
        self._part = part
        self._comments: list[str] = []

    def comment_on(self, fact: str, runs: str) -> str:
        """Return runs with a comment on them if their fact is a weak one, else as they are."""
        weak = self._weak.get(fact)
        if weak is None:
            return runs
        number = len(self._comments)
        lines = (name_weak(weak), f"Source: {weak.source}", weak.weak)
        self._comments.append(
            f'<w:comment w:id="{number}" w:author="{_AUTHOR}" w:initials="{_INITIALS}" '
            f'w:date="{self._date.isoformat()}T00:00:00Z">'
            + "".join(f"<w:p>{text_run(line)}</w:p>" for line in lines)
            + "</w:comment>"
        )
        return (
            f'<w:commentRangeStart w:id="{number}"/>{runs}<w:commentRangeEnd w:id="{number}"/>'
            f'<w:r><w:commentReference w:id="{number}"/></w:r>'
        )

    def write(self) -> None:
        """Put the comments into a part of their own, if there are any."""
        if not self._comments:
            return
        markup = f"{XML}<w:comments {NAMESPACES}>{''.join(self._comments)}</w:comments>"
        name = PackURI("/word/comments.xml")
        part = Part(name, _CONTENT_TYPE, markup.encode(), self._part.package)
        self._part.relate_to(part, RELATIONSHIP_TYPE.COMMENTS)


def name_weak(fact: FactUse) -> str:
    """Return the first line of a comment on a fact."""
    return f"{fact.id}: {fact.claim}"
