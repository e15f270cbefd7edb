"""Endnotes: each note once, and references to it (ECMA-376 part 1, 17.11)."""

from __future__ import annotations

from collections.abc import Callable

from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.part import Part
from docx.parts.document import DocumentPart

from proposalgen.formats.docx.links import link_to_address
from proposalgen.formats.docx.runs import field, run, text_run
from proposalgen.model.document import Document, Note
from proposalgen.model.walk import note_address, note_text

_STYLE = "EndnoteReference"
_NO_BREAK = "\u202f"
"""A narrow space that no line ends at: it keeps ``2023`` and the number of its note apart for
programs that take text without its look, for which they would be the year 20231."""


class Endnotes:
    """The notes of one document, and which of them have been referred to.

    Args:
        document: The document with its notes.
        part: The main document part, whose endnotes part they are written to.
        bookmark: Returns runs inside a bookmark of some name.
    """

    def __init__(
        self, document: Document, part: DocumentPart, bookmark: Callable[[str, str], str]
    ) -> None:
        self._notes = document.notes
        self._numbers = document.note_numbers()
        self._part = part
        self._bookmark = bookmark
        self._cited: list[str] = []

    def refer_to(self, note: str, ink: str = "") -> str:
        r"""Return a note's raised number: its endnote at first, then a reference to that.

        A second reference is a NOTEREF field (17.16.5.43): Word would number a second endnote.
        With ``\f`` Word sets it as a reference, too, when it brings the field up to date.

        Raises:
            ValueError: the document has no such note, or its notes do not stand in the order of
                their first use, which is the order in which Word numbers them.
        """
        if note not in self._numbers:
            raise ValueError(f"no note {note!r}")
        number = self._numbers[note]
        anchor = f"_Note{number}"
        if note in self._cited:
            mark = field(f"NOTEREF {anchor} \\f \\h", str(number), _STYLE, ink, raised=True)
            return text_run(_NO_BREAK, _STYLE, ink) + mark
        self._cited.append(note)
        if len(self._cited) != number:
            raise ValueError(f"note {number}, {note!r}, is number {len(self._cited)} in the text")
        return self._bookmark(anchor, run(f'<w:endnoteReference w:id="{number}"/>', _STYLE, ink))

    def write(self) -> None:
        """Put the notes into the endnotes part, after the separators that the base has there.

        Raises:
            ValueError: a note is never referred to.
        """
        if missing := [note.id for note in self._notes[len(self._cited) :]]:
            raise ValueError(f"no mark in the text leads to {', '.join(map(repr, missing))}")
        part = self._part.part_related_by(RELATIONSHIP_TYPE.ENDNOTES)
        notes = "".join(
            f'<w:endnote w:id="{number}">{_write_note(note, part)}</w:endnote>'
            for number, note in enumerate(self._notes, 1)
        )
        # python-docx knows no endnotes: to it the part is bytes, which it only carries along.
        part._blob = part.blob.replace(b"</w:endnotes>", f"{notes}</w:endnotes>".encode())


def _write_note(note: Note, part: Part) -> str:
    """Return a note's paragraph: its number, then its lines, of which an address is a link."""
    first, *rest = note_text(note)
    address = note_address(note)
    lines = [text_run(first, "Strong")]
    lines += [
        link_to_address(part, note.url, line) if line and line == address else text_run(line)
        for line in rest
    ]
    number = run("<w:endnoteRef/>") + run("<w:tab/>")
    properties = '<w:pPr><w:pStyle w:val="EndnoteText"/></w:pPr>'
    return f"<w:p>{properties}{number}{run('<w:br/>').join(lines)}</w:p>"
