"""What is another partner's is found wherever it stands; what only looks so is not."""

from __future__ import annotations

import io
from collections.abc import Iterable
from decimal import Decimal
from functools import cache
from typing import Any

import pytest
from PIL import Image, ImageDraw

from proposalgen.batch.leaks import Baseline, Identifiers, find_leaks
from proposalgen.compose.document import compose
from proposalgen.formats.docx.writer import write_docx
from proposalgen.formats.pdf.writer import write_pdf
from proposalgen.model.document import Logo
from tests.support.changes import Change, make_logo, put, put_meta
from tests.support.real import brand, library, make_partner, template

OTHER = {
    "name": "Vesterhav Trust",
    "contact_name": "Ana Lima",
    "contact_email": "ana.lima@vesterhav.example",
    "amount": Decimal("1234000"),
    "currency": "NOK",
}
ONE = ("social-protection",)


@cache
def say_ordinary() -> Baseline:
    return Baseline.of(compose(make_partner(name="Qx", themes=ONE), library(), template()))


def look_for(
    change: Change = lambda document: document,
    others: Iterable[dict[str, Any]] = (OTHER,),
    **fields: Any,
) -> list[str]:
    """Return what is found in the files of a partner, its document changed on the way."""
    partner = make_partner(themes=ONE, **fields)
    identifiers = Identifiers()
    for given in (fields, *others):
        identifiers.add(make_partner(**given))
    document = change(compose(partner, library(), template()))
    pdf = write_pdf(document, brand())
    files = {"pdf": pdf.data, "docx": write_docx(document, brand(), pdf.pages)}
    return [problem.message for problem in find_leaks(partner, identifiers, files, say_ordinary())]


LEAKS = {
    "name in the letter": (put("Dear Vesterhav Trust,"), "name"),
    "name in capitals": (put("VESTERHAV TRUST"), "name"),
    "name over a line": (put("We thank Vesterhav\u00a0Trust for it", "programmes"), "name"),
    "name in the theme": (put("Vesterhav Trust", "social-protection"), "name"),
    "name in the title": (put_meta(title="For Vesterhav Trust"), "name"),
    "name in the foot of each page": (
        put_meta(prepared_for="Prepared for Vesterhav Trust"),
        "name",
    ),
    "name in the keywords": (put_meta(keywords=("Vesterhav Trust",)), "name"),
    "contact": (put("Dear Ana Lima,"), "contact_name"),
    "address": (put("Write to ana.lima@vesterhav.example today."), "contact_email"),
    "amount": (put("NOK 1.234 million is 3% of it."), "amount"),
    "logo": (put_meta(logo=make_logo()), "logo"),
}


@pytest.mark.parametrize("kind", LEAKS)
def test_a_leak_is_found(kind: str) -> None:
    change, field = LEAKS[kind]
    found = look_for(change)
    assert any(f"another partner's {field}" in message for message in found)


def draw_logo(kind: str) -> Logo:
    """Return a logo: of one colour, with a hole, light, or a photograph."""
    picture = Image.new("RGBA", (90, 40), (0, 0, 0, 0))
    if kind == "photograph":
        picture = Image.effect_mandelbrot((90, 40), (-2, -1, 1, 1), 50).convert("RGBA")
    else:
        colour = {"light": (255, 255, 255, 255), "red": (200, 0, 0, 255)}.get(kind, (0, 90, 0, 255))
        ImageDraw.Draw(picture).ellipse((5, 5, 70, 35), colour)
        if kind == "hole":
            ImageDraw.Draw(picture).ellipse((20, 15, 40, 25), (0, 0, 0, 0))
    data = io.BytesIO()
    picture.save(data, "PNG")
    return Logo(data.getvalue(), 90, 40, light=kind == "light", alt="A logo")


KINDS = ("red", "hole", "light", "photograph")


@pytest.mark.parametrize("own", KINDS)
def test_the_partner_s_own_logo_is_no_leak_and_any_other_is(own: str) -> None:
    partner = make_partner(themes=ONE, logo="own.png")
    for shown in KINDS:
        document = compose(partner, library(), template("one-pager"), logo=draw_logo(shown))
        pdf = write_pdf(document, brand())
        files = {"pdf": pdf.data, "docx": write_docx(document, brand(), pdf.pages)}
        ordinary = Baseline.of(compose(make_partner(name="Qx", themes=ONE), library(),
                                       template("one-pager")))  # fmt: skip
        found = find_leaks(partner, Identifiers(), files, ordinary, draw_logo(own))
        told = [problem.message for problem in found]
        assert told == ([] if shown == own else [
            "the PDF holds another partner's logo", "the DOCX holds another partner's logo",
        ]), (own, shown)  # fmt: skip


def test_a_clean_pack_has_none() -> None:
    assert look_for() == []


@pytest.mark.parametrize("own", ["Vesterhav Trust Fund", "The Vesterhav Trust", "vesterhav trust."])
def test_a_name_inside_the_partner_s_own_is_no_leak(own: str) -> None:
    assert look_for(name=own) == []


@pytest.mark.parametrize("name", ["International Labour Organization", "Thailand", "a", "2", "!!!"])
def test_a_name_that_the_library_says_anyway_is_no_leak(name: str) -> None:
    assert look_for(others=({"name": name},)) == []


def test_a_name_that_the_library_says_is_a_leak_where_it_is_said_more_often() -> None:
    assert look_for(put("Thailand, Thailand"), others=({"name": "Thailand"},))


def test_the_same_amount_of_two_partners_is_no_leak() -> None:
    mine: dict[str, Any] = {"amount": Decimal("1234000"), "currency": "NOK"}
    assert look_for(**mine) == []
