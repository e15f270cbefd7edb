"""The brand: the look of every document of one organisation, as frozen data."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

from pydantic import Field
from pydantic.json_schema import SkipJsonSchema

from proposalgen.brand.colours import Cards, Colours, Ground, Hex, Layouts
from proposalgen.brand.drawing import Drawing
from proposalgen.brand.entry import Entry
from proposalgen.brand.fonts import FONT_ROLES, Emphases, Fonts
from proposalgen.brand.type_scale import TypeScale

Millimetres = Annotated[float, Field(gt=0, le=2000)]


class Page(Entry):
    """The sheet and its grid, in millimetres."""

    width: Millimetres
    height: Millimetres
    side: Millimetres
    top: Millimetres
    bottom: Millimetres
    columns: Annotated[int, Field(gt=0, le=24)]
    gutter: Millimetres
    band: Millimetres
    """Height of a theme's band."""
    sign: Millimetres
    """Size of the sign that stands on the band's lower edge."""


class Brand(Entry):
    """The look of every document of one organisation.

    Colours are ``#RRGGBB``: what ``brand.yaml`` calls by a name of its palette is looked up when
    it is loaded.
    """

    name: str
    """Whose look it is."""
    paper: str
    """The sheet in use, one of ``pages``."""
    pages: dict[str, Page]
    """The sheets there are, by name."""
    palette: dict[str, Hex]
    """The brand's colours, by names of its own."""
    colours: Colours
    accents: dict[str, Ground]
    """Each theme's colour, by the theme's id."""
    layouts: Layouts
    cards: Cards
    fonts: Fonts
    embed_fonts: bool = True
    """Whether Word files carry the faces with them."""
    emphasis: Emphases
    styles: TypeScale
    signs: SkipJsonSchema[dict[str, Drawing]] = Field(default_factory=dict)
    """Each theme's sign as it is drawn in ``signs/<theme>.svg``."""
    folder: SkipJsonSchema[Path]
    """Where the brand's files are."""
    usual_paper: SkipJsonSchema[str] = ""
    """The sheet that ``brand.yaml`` names, whichever is in use."""
    digest: SkipJsonSchema[str] = ""
    """SHA-256 over every file of the brand, names and bytes."""

    def __hash__(self) -> int:
        # Caches ask for it often; the digest stands for all that the brand's files say.
        return hash((self.folder, self.digest, self.paper))

    @property
    def page(self) -> Page:
        """The sheet in use and its grid."""
        return self.pages[self.paper]

    @property
    def surface(self) -> Ground:
        """The ground of pages, and the text on it."""
        return Ground(ground=self.colours.surface, text=self.colours.text)

    @property
    def primary(self) -> Ground:
        """The organisation's own colour, and the text on it."""
        return Ground(ground=self.colours.primary, text=self.colours.on_primary)

    @property
    def panel(self) -> Ground:
        """The light ground of panels, and the text on it."""
        return Ground(ground=self.colours.panel, text=self.colours.text)

    def accent(self, theme: str, layout: str = "") -> Ground:
        """Return the ground of a theme, else of a layout, else the primary colour."""
        return self.accents.get(theme) or getattr(self.layouts, layout, None) or self.primary

    def card(self, role: str) -> Ground:
        """Return the ground of a key number by its role, else the primary colour."""
        ground: Ground = getattr(self.cards, role, self.primary) if role else self.primary
        return ground

    @property
    def font_files(self) -> dict[str, Path]:
        """The TrueType file of each role of a face."""
        return {role: self.font_file(role) for role in FONT_ROLES}

    def font_file(self, role: str) -> Path:
        """Return the TrueType file of a role of a face."""
        return self.fonts[role].file
