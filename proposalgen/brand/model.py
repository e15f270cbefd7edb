"""The brand: colours, faces, type scale and page, read from ``templates/brand/``."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, ValidationError

from proposalgen.brand.drawing import Drawing
from proposalgen.brand.outlines import SvgError, read_svg
from proposalgen.errors import BrandError, InputError, Problem, quote, suggest
from proposalgen.read.yaml import YamlError, YamlFile, read_yaml

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
    sign: Millimetres
    """Size of the sign that stands on the band's lower edge."""


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
    paper: str
    """The sheet in use, one of ``pages``."""
    pages: dict[str, Page]
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
    signs: dict[str, Drawing] = {}
    """A theme's sign as it is drawn in ``signs/<theme>.svg``."""
    folder: Path
    digest: str = ""
    """SHA-256 over every file of the brand, names and bytes."""

    def __hash__(self) -> int:
        return hash((self.folder, self.digest, self.paper))

    @property
    def page(self) -> Page:
        """The sheet in use and its grid."""
        return self.pages[self.paper]

    def colour(self, name: str) -> str:
        """Return a colour's ``#RRGGBB``."""
        return self.colours[name]

    def colour_or(self, name: str, otherwise: str) -> str:
        """Return the ``#RRGGBB`` of a colour that a brand need not have, or of another."""
        return self.colours.get(name) or self.colours[otherwise]

    def accent(self, theme: str, layout: str = "") -> Ground:
        """Return the ground and text of a theme, else of a layout, else of the house."""
        return self.accents.get(theme) or self.layouts.get(layout) or self.house_ground

    def role(self, role: str) -> Ground:
        """Return the ground and text of a card's role, else of the house."""
        return self.roles.get(role) or self.house_ground

    @property
    def house_ground(self) -> Ground:
        """The house colour and the text on it."""
        return Ground(ground=self.house, text="white")

    def font_file(self, face: str) -> Path:
        """Return the path of a face's TrueType file."""
        return self.folder / self.fonts[face].file


def load_brand(folder: Path, paper: str = "") -> Brand:
    """Return the brand of a folder, on its usual paper or the one named.

    Raises:
        InputError: the brand has no paper of that name.
        BrandError: every mistake in ``brand.yaml`` and every font file that is missing.
    """
    if unfit := find_unfit_files(folder):
        raise BrandError(unfit)
    try:
        source = read_yaml(folder / "brand.yaml", "brand.yaml")
    except YamlError as error:
        raise BrandError(error.problem) from error
    data: dict[str, Any] = source.data if isinstance(source.data, dict) else {}
    signs, unread = _read_signs(folder / "signs")
    given = {"signs": signs, "folder": folder, "digest": hash_folder(folder)}
    try:
        brand = Brand(**{**data, **given})
    except ValidationError as error:
        raise BrandError(
            source.problem(tuple(e["loc"]), f"{e['msg'].lower()}: {quote(e['input'])}")
            for e in error.errors()
        ) from error
    problems = [*_find_unknown_names(brand, source), *_find_missing_files(brand, source), *unread]
    problems = problems or _find_low_contrast(brand, source)
    if problems:
        raise BrandError(problems)
    if paper and paper not in brand.pages:
        message = f"no paper called {quote(paper)}"
        raise InputError(Problem(message, field="paper", hint=suggest(paper, brand.pages)))
    return brand.model_copy(update={"paper": paper}) if paper else brand


def _read_signs(folder: Path) -> tuple[dict[str, Drawing], list[Problem]]:
    """Return the signs of a folder by their names, and what is wrong with the others."""
    signs: dict[str, Drawing] = {}
    problems = []
    for path in sorted(folder.glob("*.svg")):
        try:
            signs[path.stem] = read_svg(path)
        except (SvgError, OSError) as error:
            hint = "Save it as plain SVG, all of it as shapes, none grouped and moved."
            problems.append(Problem(str(error), file=f"signs/{path.name}", hint=hint))
    return signs, problems


def _find_unknown_names(brand: Brand, source: YamlFile) -> list[Problem]:
    uses: list[tuple[tuple[str, ...], str, dict[str, Any]]] = [
        ((field,), getattr(brand, field), brand.colours) for field in ("text", "house", "muted")
    ]
    uses += [(("paper",), brand.paper, brand.pages)]
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


def _find_missing_files(brand: Brand, source: YamlFile) -> Iterator[Problem]:
    for name, face in brand.fonts.items():
        path = brand.folder / face.file
        field = ("fonts", name, "file")
        if not path.is_file():
            yield source.problem(field, f"no file {quote(face.file)} in the brand's folder")
        elif path.read_bytes()[:4] != _TRUETYPE:
            yield source.problem(field, f"not a TrueType font: {quote(face.file)}")


_TRUETYPE = b"\0\1\0\0"  # OpenType 1.9, "Table directory"


LEAST_CONTRAST = 4.5
"""Of text and its ground (WCAG 2.2, 1.4.3)."""


def _find_low_contrast(brand: Brand, source: YamlFile) -> list[Problem]:
    pairs: list[tuple[tuple[str, ...], str, str]] = [
        ((field,), getattr(brand, field), "white") for field in ("text", "house", "muted")
    ]
    for group in ("accents", "layouts", "roles"):
        for name, ground in getattr(brand, group).items():
            pairs.append(((group, name), ground.text, ground.ground))
    problems = []
    for path, text, ground in pairs:
        ratio = measure_contrast(brand.colour(text), brand.colour(ground))
        if ratio < LEAST_CONTRAST:
            message = f"{quote(text)} on {quote(ground)} has a contrast of {ratio:.1f} to 1"
            hint = f"It takes {LEAST_CONTRAST} to 1 to be read."
            problems.append(source.problem(path, message, hint))
    return problems


def measure_contrast(one: str, other: str) -> float:
    """Return the contrast ratio of two colours, from 1 to 21 (WCAG 2.2, definitions)."""

    def measure_luminance(colour: str) -> float:
        parts = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
        linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

    dark, light = sorted((measure_luminance(one), measure_luminance(other)))
    return (light + 0.05) / (dark + 0.05)


LARGEST_FILE = 50_000_000
"""Bytes of any file of a workspace, fonts among them."""


def find_unfit_files(folder: Path, shown: str = "") -> list[Problem]:
    """Return a problem for each file below a folder that is none of its own, or none to be read.

    ``shown`` stands before the name of each.

    What a link leads to outside would come into documents, or never end.
    """
    problems = []
    home = folder.resolve()
    for path in sorted(folder.rglob("*")):
        name = shown + path.relative_to(folder).as_posix()
        try:
            inside = path.resolve(strict=True).is_relative_to(home)
            size = path.stat().st_size if path.is_file() else 0
        except (OSError, RuntimeError):
            if not path.name.startswith("."):  # Emacs has such links beside what it edits
                problems.append(Problem("a link that leads nowhere", file=name))
            continue
        if not inside:
            hint = "Put the file itself there."
            problems.append(Problem("a link that leads out of the folder", file=name, hint=hint))
        elif not path.is_file() and not path.is_dir():
            problems.append(Problem("neither a file nor a folder", file=name, hint="Remove it."))
        elif size > LARGEST_FILE:
            hint = f"At most {LARGEST_FILE // 1_000_000} MB."
            problems.append(Problem("too large", file=name, hint=hint))
    return problems


def hash_folder(folder: Path) -> str:
    """Return the SHA-256 of every file below a folder: names with ``/``, lengths and bytes."""
    digest = hashlib.sha256()
    for path in sorted(folder.rglob("*"), key=lambda path: path.relative_to(folder).as_posix()):
        if path.is_file():
            data = path.read_bytes()
            digest.update(f"{path.relative_to(folder).as_posix()}\0{len(data)}\0".encode())
            digest.update(data)
    return digest.hexdigest()
