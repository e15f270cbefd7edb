"""The documents whose goldens are kept: four packs and a one-pager, of the real library."""

from __future__ import annotations

import io
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from PIL import Image

from proposalgen.formats.docx.writer import write_docx
from proposalgen.formats.pdf.writer import write_pdf
from proposalgen.model.document import Document, Logo
from proposalgen.model.partner import Partner
from proposalgen.model.plan import Plan
from proposalgen.model.records import THEME_IDS
from proposalgen.packs.build import compose_pack
from tests.golden import charts, document, metadata, package, pages, plan, tags
from tests.support import real


@dataclass(frozen=True, slots=True)
class Case:
    """What a document is made from, and whether the parts that all share are kept with it."""

    partner: Partner
    template: str = "pitch"
    paper: str = ""
    draft: bool = False
    logo: bool = False
    whole: bool = False


@dataclass(frozen=True, slots=True)
class Made:
    """A document and its files."""

    document: Document
    docx: bytes
    pdf: bytes
    plan: Plan


def _partner(name: str, *themes: str, **fields: object) -> Partner:
    given = {"name": name, "themes": themes, "date": date(2026, 11, 26)}
    return Partner.model_validate(given | fields)


CASES = {
    "foundation": Case(
        _partner(
            "Nordhavn Foundation",
            *THEME_IDS,
            type="foundation",
            country="Norway",
            contact_name="Ana Lima",
            contact_email="ana.lima@example.org",
            amount=Decimal(2_500_000),
            currency="USD",
        ),
        logo=True,
        whole=True,
    ),
    "government": Case(
        _partner("Ministry of Labour & Employment", "social-protection", type="government")
    ),
    "draft": Case(
        _partner(
            "Łódź Works <S.A.>", "supply-chains", "crisis-contexts",
            type="company",
        ),
        draft=True,
    ),
    "letter-paper": Case(
        _partner(
            "مؤسسة ابن سينا (الرباط) 2030", "gender-equality",
            type="ngo",
            contact_name="田中 さくら",
        ),
        paper="letter",
    ),
    "one-pager": Case(
        _partner(
            "Havnord Development Bank", "social-protection", "gender-equality",
            type="development-bank",
        ),
        template="one-pager",
    ),
}  # fmt: skip


def make(case: Case) -> Made:
    """Return the document of a case in both formats."""
    logo = _make_logo(case.partner.name) if case.logo else None
    inputs = real.make_inputs(case.partner, kind=case.template, logo=logo, draft=case.draft)
    composed, _ = compose_pack(inputs)
    brand = real.brand(case.paper)
    pdf = write_pdf(composed, brand)
    return Made(composed, write_docx(composed, brand, pdf.pages), pdf.data, pdf.plan)


def describe(case: Case, made: Made) -> dict[str, str]:
    """Return the texts that say what a document is, by the names of the files that keep them."""
    described = {
        "document.txt": document.describe(made.document),
        "plan.txt": plan.describe(made.plan),
        "charts.txt": charts.describe(made.document, made.docx, made.pdf),
        "pdf.txt": tags.describe_text(made.pdf),
        "tags.txt": tags.describe_tree(made.pdf),
        "boxes.txt": pages.describe(made.pdf),
        "metadata.txt": metadata.describe(made.pdf),
        **package.describe(made.docx, whole=case.whole),
    }
    return {name: text for name, text in described.items() if text}


def _make_logo(name: str) -> Logo:
    """Return a logo of two colours, as it would be read from a file."""
    picture = Image.new("RGB", (240, 90), "#8A1538")
    picture.paste("#FFFFFF", (20, 20, 70, 70))
    file = io.BytesIO()
    picture.save(file, "PNG")
    return Logo(file.getvalue(), *picture.size, light=False, alt=f"Logo of {name}")
