"""Make contact sheets of whole documents: ``python -m tests.proofs.gallery FOLDER``.

Ten very different partners, pitch and one-pager, A4 and Letter, as PDF; and the DOCX as
LibreOffice shows it, where that is installed.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

from PIL import Image

from proposalgen.formats.docx.writer import write_docx
from proposalgen.formats.pdf.writer import write_pdf
from proposalgen.model.records import THEME_IDS
from tests.support.pictures import convert, render
from tests.support.real import brand, make_pitch

PARTNERS: tuple[dict[str, Any], ...] = (
    {"name": "Nordhavn Foundation"},
    {"name": "Ao", "themes": ("just-transition",), "type": "ngo"},
    {"name": "Ministry of Foreign Affairs of the Kingdom of Ruritania, Directorate-General for "
     "International Cooperation", "type": "government", "themes": THEME_IDS},
    {"name": "Ångström & Søn A/S", "type": "company", "themes": ("supply-chains",),
     "amount": "2500000", "currency": "USD", "contact_name": "Ana Lima"},
    {"name": "Banco de Desenvolvimento do Atlântico", "type": "development-bank",
     "themes": ("social-protection", "just-transition"), "amount": "10000000", "currency": "USD"},
    {"name": "UN Sample", "type": "un-agency", "themes": ("crisis-contexts", "gender-equality")},
    {"name": "Φωκίων Ίδρυμα", "themes": ("child-labour-forced-labour",)},
    {"name": "W" * 60, "themes": ("lifelong-learning-skills",), "type": "company"},
    {"name": "3M1N1 99", "themes": ("gender-equality", "supply-chains", "crisis-contexts",
     "lifelong-learning-skills")},
    {"name": "Фонд «Север»", "themes": THEME_IDS[::-1], "type": "other"},
)  # fmt: skip


def make_sheet(pages: list[Image.Image], across: int = 7) -> Image.Image:
    """Return pages side by side on one sheet."""
    width, height = (max(size) + 8 for size in zip(*(page.size for page in pages), strict=True))
    rows = -(-len(pages) // across)
    sheet = Image.new("RGB", (width * min(across, len(pages)) + 8, height * rows + 8), "#C9CFE6")
    for at, page in enumerate(pages):
        sheet.paste(page, (8 + at % across * width, 8 + at // across * height))
    return sheet


def make_gallery(folder: Path) -> None:
    """Write a sheet for each partner, kind of document, paper and format."""
    folder.mkdir(parents=True, exist_ok=True)
    for number, fields in enumerate(PARTNERS, 1):
        for kind in ("pitch", "one-pager"):
            document = make_pitch(kind=kind, **fields)
            for paper in ("a4", "letter"):
                pdf = write_pdf(document, brand(paper))
                files = {"pdf": pdf.data}
                if paper == "a4" and (docx := convert(write_docx(document, brand(), pdf.pages))):
                    files["docx"] = docx
                for format_, data in files.items():
                    path = folder / f"{number:02}-{kind}-{paper}-{format_}.png"
                    make_sheet(list(render(data, 40))).save(path, optimize=True)
                    print(path)


if __name__ == "__main__":
    make_gallery(Path(sys.argv[1]))
