"""Escaping: text stays text, in attributes too."""

from __future__ import annotations

import pytest

from proposalgen.formats.docx.xml import escape, hex_colour, twips


def test_an_ampersand_and_a_quote_stay_text_in_attributes_too() -> None:
    assert escape('a & b <c> "d"') == "a &amp; b &lt;c&gt; &quot;d&quot;"


@pytest.mark.parametrize("letter", ["\0", "\a", "\x0b", "\ufffe", "\ud800"])
def test_a_character_that_xml_does_not_allow_is_named(letter: str) -> None:
    with pytest.raises(ValueError, match=rf"U\+{ord(letter):04X}"):
        escape(f"a{letter}b")


def test_tabs_line_breaks_and_every_plane_are_characters_of_xml() -> None:
    assert escape("\t\n\r日👩\U0010ffff") == "\t\n\r日👩\U0010ffff"


def test_lengths_are_twentieths_of_a_point_and_colours_have_no_sign() -> None:
    assert (twips(25.4), twips(10), hex_colour("#1E2DBE")) == (1440, 567, "1E2DBE")
