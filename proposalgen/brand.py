"""The brand: colours, faces, type scale and page, read from ``templates/brand/``."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, ValidationError

from proposalgen.errors import BrandError, Problem, quote, suggest
from proposalgen.yamlfile import YamlError, YamlFile, read_yaml

Colour = Annotated[str, StringConstraints(pattern=r"^#[0-9A-F]{6}$")]
Millimetres = Annotated[float, Field(gt=0, le=2000)]
Points = Annotated[float, Field(gt=0, le=400)]


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Page(_Part):
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


class Ground(_Part):
    """A colour to stand on and the colour of the text on it, by name."""

    ground: str
    text: str


class Face(_Part):
    """One font file, and the family by which Word knows it."""

    file: str
    family: str
    bold: bool = False
    italic: bool = False
    fallback: str


class Emphasis(_Part):
    """The faces for bold and for italic inside a run."""

    bold: str
    italic: str


class Style(_Part):
    """One step of the type scale: a face, size and leading in points, tracking in em."""

    font: str
    size: Points
    leading: Points
    tracking: float = 0


class Brand(_Part):
    """The look of every document of one organisation."""

    name: str
    page: Page
    colours: dict[str, Colour]
    text: str
    house: str
    muted: str
    accents: dict[str, Ground]
    layouts: dict[str, Ground] = {}
    roles: dict[str, Ground]
    fonts: dict[str, Face]
    emphasis: dict[str, Emphasis]
    styles: dict[str, Style]
    folder: Path
    digest: str = ""
    """SHA-256 over every file of the brand, names and bytes."""

    def colour(self, name: str) -> str:
        """Return a colour's ``#RRGGBB``."""
        return self.colours[name]

    def accent(self, theme: str, layout: str = "") -> Ground:
        """Return the ground and text of a theme, else of a layout, else of the house."""
        house = Ground(ground=self.house, text="white")
        return self.accents.get(theme) or self.layouts.get(layout) or house

    def font_file(self, face: str) -> Path:
        """Return the path of a face's TrueType file."""
        return self.folder / self.fonts[face].file


def load_brand(folder: Path) -> Brand:
    """Return the brand of a folder.

    Raises:
        BrandError: every mistake in ``brand.yaml`` and every font file that is missing.
    """
    try:
        source = read_yaml(folder / "brand.yaml", "brand.yaml")
    except YamlError as error:
        raise BrandError(error.problem) from error
    data: dict[str, Any] = source.data if isinstance(source.data, dict) else {}
    try:
        brand = Brand(**{**data, "folder": folder, "digest": hash_folder(folder)})
    except ValidationError as error:
        raise BrandError(
            source.problem(tuple(e["loc"]), f"{e['msg'].lower()}: {quote(e['input'])}")
            for e in error.errors()
        ) from error
    problems = [*_find_unknown_names(brand, source), *_find_missing_files(brand, source)]
    if problems:
        raise BrandError(problems)
    return brand


def _find_unknown_names(brand: Brand, source: YamlFile) -> list[Problem]:
    uses: list[tuple[tuple[str, ...], str, dict[str, Any]]] = [
        ((field,), getattr(brand, field), brand.colours) for field in ("text", "house", "muted")
    ]
    for group in ("accents", "layouts", "roles"):
        for name, ground in getattr(brand, group).items():
            uses += [((group, name, "ground"), ground.ground, brand.colours)]
            uses += [((group, name, "text"), ground.text, brand.colours)]
    for name, style in brand.styles.items():
        uses += [(("styles", name, "font"), style.font, brand.fonts)]
    for name, emphasis in brand.emphasis.items():
        uses += [(("emphasis", name), name, brand.fonts)]
        uses += [(("emphasis", name, "bold"), emphasis.bold, brand.fonts)]
        uses += [(("emphasis", name, "italic"), emphasis.italic, brand.fonts)]
    return [
        source.problem(path, f"nothing called {quote(value)}", suggest(value, known))
        for path, value, known in uses
        if value not in known
    ]


def _find_missing_files(brand: Brand, source: YamlFile) -> list[Problem]:
    return [
        source.problem(("fonts", name, "file"), f"no file {quote(face.file)} in the brand's folder")
        for name, face in brand.fonts.items()
        if not (brand.folder / face.file).is_file()
    ]


def hash_folder(folder: Path) -> str:
    """Return the SHA-256 of every file below a folder: names with ``/``, lengths and bytes."""
    digest = hashlib.sha256()
    for path in sorted(folder.rglob("*"), key=lambda path: path.relative_to(folder).as_posix()):
        if path.is_file():
            data = path.read_bytes()
            digest.update(f"{path.relative_to(folder).as_posix()}\0{len(data)}\0".encode())
            digest.update(data)
    return digest.hexdigest()
