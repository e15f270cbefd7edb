"""A few pages look as they did: compared small, so that only what an eye would see counts.

After a change that is meant, look at the pages and take them: ``pytest --update-golden``.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from PIL import Image, ImageChops

from proposalgen.formats.pdf.writer import write_pdf
from tests.support.pictures import render
from tests.support.real import brand, make_pitch

GOLDEN = Path(__file__).parents[1] / "data" / "golden"
PAGES = ("cover", "letter", "numbers", "standards", "story", "social-protection", "ask", "back")
Pages = dict[str, Image.Image]
TOLERANCE = 12
"""Of 255: how much a tenth of the page's width and height may differ on average."""


def draw_pages(**fields: Any) -> Pages:
    """Return small pictures of the first page of some sections, by name."""
    pdf = write_pdf(make_pitch(**fields), brand())
    pages = list(render(pdf.data, 18))
    return {name: pages[pdf.pages[name] - 1].convert("RGB") for name in PAGES}


def differ(one: Image.Image, other: Image.Image) -> float:
    """Return how much two pictures differ where they differ most, of 255."""
    if one.size != other.size:
        return 255
    fields = ImageChops.difference(one, other).resize((10, 10), Image.Resampling.BOX)
    extrema: Any = fields.getextrema()  # a pair for each of the three channels
    return float(max(high for _, high in extrema))


@pytest.fixture(scope="module")
def pages() -> Pages:
    return draw_pages()


@pytest.mark.parametrize("name", PAGES)
def test_a_page_looks_as_it_did(name: str, pages: Pages, update_golden: bool) -> None:
    path = GOLDEN / f"{name}.png"
    if update_golden:
        GOLDEN.mkdir(exist_ok=True)
        pages[name].save(path, optimize=True)
    with Image.open(path) as golden:
        assert differ(pages[name], golden.convert("RGB")) < TOLERANCE


def test_another_partner_or_theme_would_be_seen(pages: Pages) -> None:
    other = draw_pages(name="Havnord Trust", themes=("social-protection", "crisis-contexts"))
    assert differ(pages["cover"], other["cover"]) > TOLERANCE
    assert differ(pages["numbers"], pages["ask"]) > TOLERANCE


def test_a_missing_block_would_be_seen(pages: Pages) -> None:
    page = pages["social-protection"].copy()
    width, height = page.size
    page.paste((255, 255, 255), (0, height * 2 // 3, width // 2, height * 9 // 10))
    assert differ(pages["social-protection"], page) > TOLERANCE
