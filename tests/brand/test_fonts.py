"""What a face is called and how Word lists it, its file says."""

from __future__ import annotations

from typing import get_args

import pytest

from proposalgen.brand.fonts import FONT_ROLES, FontRole, Fonts
from tests.support.brands import other_brand
from tests.support.real import brand


def test_every_role_has_a_face() -> None:
    fields = [name.replace("_", "-") for name in Fonts.model_fields]
    assert sorted(fields) == sorted(FONT_ROLES) == sorted(get_args(FontRole))


@pytest.mark.parametrize(
    ("role", "family", "bold", "italic"),
    [
        ("small", "Overpass", False, False),
        ("label", "Overpass SemiBold", True, False),
        ("heading", "Overpass", True, False),
        ("body-italic", "Source Serif 4", False, True),
        ("quote", "Source Serif 4 Light", False, False),
    ],
)
def test_a_family_is_read_from_the_file(
    role: FontRole, family: str, bold: bool, italic: bool
) -> None:
    face = brand().fonts[role]
    assert (face.family, face.bold, face.italic) == (family, bold, italic)


def test_two_roles_may_share_a_file() -> None:
    fonts = other_brand("harbour").fonts
    assert fonts.heading.file == fonts.display.file
    assert fonts.heading.family == "DejaVu Serif"


def test_bold_and_italic_have_faces_in_texts_that_show_emphasis() -> None:
    emphasis = brand().emphasis
    body, small = emphasis.get("body"), emphasis.get("small")
    assert body is not None
    assert small is not None
    assert (body.bold, body.italic) == ("body-bold", "body-italic")
    assert (small.bold, small.italic) == ("heading", "body-italic")
    assert emphasis.get("display") is None
