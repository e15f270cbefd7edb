"""The faces of a brand, by what they are for."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Literal, NamedTuple, get_args

from fontTools.ttLib import TTFont
from pydantic import BeforeValidator, ValidationInfo

from proposalgen.brand.entry import Entry
from proposalgen.caches import cached
from proposalgen.errors import quote
from proposalgen.model.fields import invalid

FontRole = Literal[
    "small", "label", "heading", "display", "body", "body-italic", "body-bold", "quote"
]
"""What a face is for; each has one file."""
FONT_ROLES: tuple[FontRole, ...] = get_args(FontRole)


# OpenType 1.9, "Table directory". Word embeds no other outlines, and neither does our PDF.
_TRUETYPE = b"\0\1\0\0"


def _find_font(name: object, info: ValidationInfo) -> object:
    """Return the path of a font; the brand's folder is in the context of the validation."""
    if info.context is None or not isinstance(name, str):
        return name
    path: Path = info.context["folder"] / name
    if not path.is_file():
        raise invalid(f"no file {quote(name)} in the brand's folder")
    with path.open("rb") as file:
        if file.read(4) != _TRUETYPE:
            raise invalid(f"not a TrueType font: {quote(name)}", "Save it as .ttf.")
    return path


FontFile = Annotated[Path, BeforeValidator(_find_font)]
"""A TrueType file: by its path in the brand's folder in ``brand.yaml``, then by its whole path."""


_BOLD_FROM = 600
"""The weight from which a face is bold (OpenType 1.9, OS/2 usWeightClass): that of semi-bold."""


class _Names(NamedTuple):
    family: str
    style: str
    weight: int


@cached("names of fonts", size=64, why="Word's styles name the same few faces again and again")
def _read_names(file: Path) -> _Names:
    """Return the family and style by which Word lists a font (OpenType 1.9, "name", ids 1, 2)."""
    with TTFont(file, lazy=True) as font:
        names, weight = font["name"], font["OS/2"].usWeightClass
        return _Names(names.getDebugName(1) or file.stem, names.getDebugName(2) or "", weight)


class Face(Entry):
    """One font file, and what Word shows in its place where the font is not installed."""

    file: FontFile
    """A TrueType file of the brand's folder; its licence must allow it to be embedded."""
    fallback: str
    """The family that Word shows where the font is not installed."""

    @property
    def family(self) -> str:
        """The family by which Word lists it."""
        return _read_names(self.file).family

    @property
    def bold(self) -> bool:
        """Whether Word has to ask for bold: then what stands in for the face is bold, too."""
        names = _read_names(self.file)
        return "Bold" in names.style.split() or names.weight >= _BOLD_FROM

    @property
    def italic(self) -> bool:
        """Whether Word lists it as the italic of its family."""
        return "Italic" in _read_names(self.file).style.split()


class Fonts(Entry):
    """The face of each role; a brand gives all of them, and may give one file to several."""

    small: Face
    """Facts, notes, tables, charts, headers and footers."""
    label: Face
    """Labels, heads of tables, marks of notes and lists, names on covers."""
    heading: Face
    """Headings below the title, units of numbers, page numbers, letters under a name's tiles."""
    display: Face
    """Titles and large numbers."""
    body: Face
    """Running text."""
    body_italic: Face
    """Italics, in running text and elsewhere."""
    body_bold: Face
    """Bold in running text."""
    quote: Face
    """Large quotations."""

    def __getitem__(self, role: str) -> Face:
        """Return the face of a role, by its name in ``brand.yaml``."""
        face: Face = getattr(self, role.replace("-", "_"))
        return face


class Emphasis(Entry):
    """The faces for bold and for italic inside a text."""

    bold: FontRole
    italic: FontRole


class Emphases(Entry):
    """Faces that have others for emphasis; all other faces show none."""

    small: Emphasis
    body: Emphasis

    def get(self, role: str) -> Emphasis | None:
        """Return the emphasis of a face, None where it has none."""
        return {"small": self.small, "body": self.body}.get(role)
