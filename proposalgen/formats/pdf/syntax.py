"""PDF's notation: numbers, strings and streams (ISO 32000-1 7.3)."""

from __future__ import annotations

import zlib


def pdf_string(text: str) -> str:
    """Return a text string object: PDFDocEncoding where it is ASCII, else UTF-16BE."""
    if text.isascii() and text.isprintable():
        escaped = text.replace("\\", "\\\\").replace("(", "\\(").replace(")", "\\)")
        return f"({escaped})"
    return f"<FEFF{text.encode('utf-16-be').hex().upper()}>"


def number(value: float) -> str:
    """Return a number of points with as many digits as a printer can use."""
    return f"{round(value, 2):g}"


def stream(data: bytes, entries: str = "", *, compress: bool = True) -> bytes:
    """Return a stream object, with the end of line that ISO 19005-2 6.1.7.1 asks for.

    ``entries`` of its dictionary end in a space; those on its length and filter are added.
    """
    if compress:
        data, entries = zlib.compress(data, 6), f"/Filter /FlateDecode {entries}"
    head = f"<<{entries}/Length {len(data)}>>\nstream\n".encode()
    return head + data + b"\r\nendstream"
