"""PDF's notation: numbers, strings, references and streams (ISO 32000-1 7.3)."""

from __future__ import annotations

import zlib
from collections.abc import Iterable


def pdf_string(text: str) -> str:
    """Return a text string object (7.9.2.2): PDFDocEncoding where it is ASCII, else UTF-16BE."""
    # PDFDocEncoding is ASCII in these characters alone; of controls it has others (annex D.2).
    if text.isascii() and text.isprintable():
        escaped = text.replace("\\", "\\\\").replace("(", "\\(").replace(")", "\\)")
        return f"({escaped})"
    return f"<FEFF{text.encode('utf-16-be').hex().upper()}>"


def number(value: float) -> str:
    """Return a number of points, rounded to hundredths: finer than a printer can show."""
    return f"{round(value, 2):g}"


def references(numbers: Iterable[int]) -> str:
    """Return indirect references to objects, one after the other (7.3.10)."""
    return " ".join(f"{number} 0 R" for number in numbers)


def stream(data: bytes, entries: str = "", *, compress: bool = True) -> bytes:
    """Return a stream object, with the end of line that ISO 19005-2 6.1.7.1 asks for.

    Args:
        data: What the stream holds.
        entries: Further entries of its dictionary, ending in a space; ``Length`` is added, and
            ``Filter`` where it is compressed.
        compress: Whether to deflate the data here.
    """
    if compress:
        data, entries = zlib.compress(data, 6), f"/Filter /FlateDecode {entries}"
    head = f"<<{entries}/Length {len(data)}>>\nstream\n".encode()
    return head + data + b"\r\nendstream"
