"""Reads a PDF back as a screen reader gets it: along the structure tree, through ToUnicode."""

from __future__ import annotations

import io
import re
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import pikepdf
from PIL import Image

from proposalgen.formats.embedded import read_facts
from proposalgen.formats.format import Passage, reading
from proposalgen.formats.pdf.reading.fingerprint import fingerprint
from proposalgen.formats.pdf.reading.images import read_images
from proposalgen.formats.pdf.reading.tree import BLOCKS, Node, read_tree
from proposalgen.model.document import FactUse

_ERRORS = (pikepdf.PdfError, pikepdf.PasswordError, pikepdf.DataDecodingError)
"""By which pikepdf says that a file is damaged, or protected with a password."""
_IMAGE = re.compile(rb"/Subtype\s*/Image\b")
_HEADING = re.compile(r"H(\d)")


@dataclass(frozen=True)
class PdfReader:
    """Reads a PDF as ``formats.format.Reader`` asks."""

    data: bytes

    @cached_property
    def _tree(self) -> Node:
        return read_tree(self.data)

    @reading(*_ERRORS)
    def words(self) -> list[str]:
        """Return every word; a note and each reference to it begin with the word ``[3]``."""
        return self._tree.words

    @reading(*_ERRORS)
    def passages(self) -> list[Passage]:
        """Return every paragraph, item and cell with the heading above it; headings too."""
        heading = ""
        passages: list[Passage] = []
        for node in self._tree.walk():
            if node.kind in BLOCKS:
                text = " ".join(node.words)
                if _HEADING.fullmatch(node.kind):
                    heading = text
                passages.append(Passage(heading, text))
        return passages

    @reading(*_ERRORS)
    def headings(self) -> list[tuple[int, str]]:
        """Return the level, from 1, and the words of each heading."""
        return [
            (int(match[1]), " ".join(node.words))
            for node in self._tree.walk()
            if (match := _HEADING.fullmatch(node.kind))
        ]

    @reading(*_ERRORS)
    def tables(self) -> list[list[list[str]]]:
        """Return the words of each cell of each row of each table that has a header row."""
        tables = [node for node in self._tree.walk() if node.kind == "Table"]
        return [
            [_read_row(node) for node in table.walk() if node.kind == "TR"]
            for table in tables
            if any(node.kind == "TH" for node in table.walk())
        ]

    @reading(*_ERRORS)
    def count_notes(self) -> int:
        """Return how many notes there are."""
        return sum(1 for node in self._tree.walk() if node.kind == "Note")

    @reading(*_ERRORS)
    def facts(self) -> tuple[FactUse, ...] | None:
        """Return the facts in the XMP metadata, or None where there are none."""
        with pikepdf.open(io.BytesIO(self.data)) as pdf:
            metadata: Any = pdf.Root.get("/Metadata")
            found = isinstance(metadata, pikepdf.Stream)
            return read_facts(metadata.read_bytes()) if found else None

    @reading(*_ERRORS)
    def fingerprint(self) -> str:
        """Return a hash of all that the file shows."""
        return fingerprint(self.data)

    @reading(*_ERRORS)
    def pictures(self) -> list[Image.Image]:
        """Return the raster pictures: only a logo is one, all else is drawn as paths."""
        # The search is cheap, and most files have none; opening one takes milliseconds.
        return read_images(self.data) if _IMAGE.search(self.data) else []


def _read_row(row: Node) -> list[str]:
    return [" ".join(node.words) for node in row.walk() if node.kind in ("TH", "TD")]
