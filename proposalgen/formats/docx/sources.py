"""Sources: a numbered list, each once, and references to its items (17.16.5.50)."""

from __future__ import annotations

from collections.abc import Callable

from docx.parts.document import DocumentPart

from proposalgen.formats.docx.links import link_to_address
from proposalgen.formats.docx.paragraphs import paragraph
from proposalgen.formats.docx.runs import field, run, text_run
from proposalgen.model.document import Document, Note
from proposalgen.model.walk import note_address, note_text

_MARK = "PitchMark"
_NO_BREAK = "\u202f"
"""A narrow space that no line ends at: it keeps ``2023`` and the number of its source apart for
programs that take text without its look, for which they would be the year 20231."""


class Sources:
    """The sources of one document, and which of them have been referred to.

    Args:
        document: The document with its notes.
        part: The main document part, which gets the relationships to their addresses.
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
        r"""Return a note's raised number, a field that says the number of its item in the list.

        Word brings such fields up to date when it prints, or with F9.

        Raises:
            ValueError: the document has no such note, or its notes do not stand in the order of
                their first use.
        """
        if note not in self._numbers:
            raise ValueError(f"no note {note!r}")
        number = self._numbers[note]
        if note not in self._cited:
            self._cited.append(note)
            if len(self._cited) != number:
                at = len(self._cited)
                raise ValueError(f"note {number}, {note!r}, is number {at} in the text")
        code = f"REF {_name(number)} \\r \\h"
        mark = field(code, str(number), _MARK, ink, raised=True)
        return text_run(_NO_BREAK, _MARK, ink) + mark

    def write_list(self, ink: str = "", *, compact: bool = False) -> str:
        """Return the list: each source in the order of first use.

        Args:
            ink: The colour of its text, if not that of its style.
            compact: Whether the lines of a source follow one another on one line.
        """
        joint = text_run(" ") if compact else run("<w:br/>")
        return "".join(
            self._write_item(number, note, ink, joint) for number, note in enumerate(self._notes, 1)
        )

    def check(self) -> None:
        """Check that each source is referred to.

        Raises:
            ValueError: some are not.
        """
        if missing := [note.id for note in self._notes[len(self._cited) :]]:
            raise ValueError(f"no mark in the text leads to {', '.join(map(repr, missing))}")

    def _write_item(self, number: int, note: Note, ink: str, joint: str) -> str:
        """Return a source's paragraph: its lines, of which an address is a link."""
        first, *rest = note_text(note)
        address = note_address(note)
        lines = [self._bookmark(_name(number), text_run(first, "Strong", ink))]
        lines += [
            link_to_address(self._part, note.url, line, ink)
            if line and line == address
            else text_run(line, ink=ink)
            for line in rest
        ]
        return paragraph("PitchSource", joint.join(lines), ink=ink)


def _name(number: int) -> str:
    """Return the name of a source's bookmark, hidden in Word's menus since it begins with ``_``."""
    return f"_Src{number}"
