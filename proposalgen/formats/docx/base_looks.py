"""How the styles of the base document look: faces, colours, sizes, and which ones Word offers."""

from __future__ import annotations

from proposalgen.brand.model import Brand
from proposalgen.brand.type_scale import Style
from proposalgen.formats.docx.xml import hex_colour

_GALLERY = (
    "Normal", "heading 1", "heading 2", "heading 3", "Pitch Lead", "List Bullet", "List Number",
    "Quote", "Pitch Fact", "Pitch Note", "Strong", "Emphasis",
)  # fmt: skip
"""The styles that Word's gallery offers, in its order: those that somebody who writes needs."""
LATENT = (
    '<w:latentStyles w:defLockedState="0" w:defUIPriority="99" w:defSemiHidden="1"'
    ' w:defUnhideWhenUsed="1" w:defQFormat="0" w:count="376"/>'
)
"""Word's own styles that are not here stay out of its lists (17.7.4.5)."""


def rank(name: str) -> str:
    """Return whether and where Word's gallery shows a style."""
    if name in _GALLERY:
        return f'<w:uiPriority w:val="{_GALLERY.index(name) + 1}"/><w:qFormat/>'
    return '<w:uiPriority w:val="99"/><w:semiHidden/>'


def style_id(name: str) -> str:
    """Return a style's id: ``heading 1`` is ``Heading1``, ``Pitch Label`` ``PitchLabel``."""
    if name.startswith("toc "):
        return name.upper().replace(" ", "")
    return "".join(word[0].upper() + word[1:] for word in name.split())


def twentieths(points: float) -> int:
    """Return points as WordprocessingML counts distances."""
    return round(points * 20)


def write_face(face: str, brand: Brand, within: str = "") -> str:
    """Return a face: the theme's where it is one of its two, so that Word's own choice leads.

    ``within`` is the face of the paragraphs in which a character style stands: bold in bold, and
    italic in italic, switches it off (17.7.3).
    """
    font, around = brand.fonts[face], brand.fonts[within] if within else None
    theme = {brand.fonts.heading.family: "major", brand.fonts.body.family: "minor"}
    if which := theme.get(font.family):
        families = (
            f'w:asciiTheme="{which}HAnsi" w:eastAsiaTheme="{which}EastAsia"'
            f' w:hAnsiTheme="{which}HAnsi" w:cstheme="{which}Bidi"'
        )
    else:
        families = f'w:ascii="{font.family}" w:hAnsi="{font.family}"'
    bold = "<w:b/><w:bCs/>" if font.bold != (around is not None and around.bold) else ""
    italic = "<w:i/><w:iCs/>" if font.italic != (around is not None and around.italic) else ""
    return f"<w:rFonts {families}/>{bold}{italic}"


_SLOTS = {
    "text": "text1", "surface": "background1", "primary": "text2", "panel": "background2",
}  # fmt: skip
"""The theme's name of each role's colour that a theme has: Word's Design tab changes them all."""


def _find_slot(colour: str, brand: Brand) -> str:
    roles = (role for role in _SLOTS if getattr(brand.colours, role) == colour)
    return _SLOTS.get(next(roles, ""), "")


def write_colour(colour: str, brand: Brand) -> str:
    """Return the colour of text, by its name in the theme too where it has one (17.3.2.6)."""
    slot = _find_slot(colour, brand)
    theme = f' w:themeColor="{slot}"' if slot else ""
    return f'<w:color w:val="{hex_colour(colour)}"{theme}/>'


def write_ground(colour: str, brand: Brand) -> str:
    """Return the colour behind a paragraph or text (17.3.1.31)."""
    slot = _find_slot(colour, brand)
    theme = f' w:themeFill="{slot}"' if slot else ""
    return f'<w:shd w:val="clear" w:color="auto" w:fill="{hex_colour(colour)}"{theme}/>'


def write_tracking(style: Style) -> str:
    """Return the space between letters; empty for none (17.3.2.35)."""
    tracking = twentieths(style.tracking * style.size)
    return f'<w:spacing w:val="{tracking}"/>' if tracking else ""


def write_size(points: float) -> str:
    """Return the size of letters, of complex scripts too (17.3.2.38)."""
    return f'<w:sz w:val="{round(points * 2)}"/><w:szCs w:val="{round(points * 2)}"/>'
