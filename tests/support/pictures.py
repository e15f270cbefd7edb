"""Finished files as pictures, as PDFium and LibreOffice show them."""

from __future__ import annotations

import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pypdfium2
from PIL import Image


def render(pdf: bytes, dpi: float) -> Iterator[Image.Image]:
    """Yield the pages of a PDF."""
    document = pypdfium2.PdfDocument(pdf)
    for page in document:
        yield page.render(scale=dpi / 72).to_pil().convert("RGB")


def read_pages(path: Path) -> list[str]:
    """Return the text of each page of a PDF."""
    document = pypdfium2.PdfDocument(path)
    return [page.get_textpage().get_text_range() for page in document]


def convert(docx: bytes) -> bytes | None:
    """Return a DOCX as the PDF that LibreOffice makes of it; None without LibreOffice."""
    if not shutil.which("soffice"):
        return None
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "pitch.docx")
        path.write_bytes(docx)
        profile = f"-env:UserInstallation={Path(folder, 'profile').as_uri()}"
        command = ["soffice", profile, "--headless", "--convert-to", "pdf", path.name]
        subprocess.run(command, cwd=folder, check=True, capture_output=True, timeout=180)
        return path.with_suffix(".pdf").read_bytes()
