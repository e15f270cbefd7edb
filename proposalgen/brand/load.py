"""Load a brand from its folder, or report every mistake in it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from proposalgen.brand.contrast import TEXT_CONTRAST, measure_contrast
from proposalgen.brand.drawing import Drawing
from proposalgen.brand.model import Brand
from proposalgen.brand.svg import SvgError, read_svg
from proposalgen.brand.type_scale import FONT_ROLES
from proposalgen.errors import BrandError, InputError, Problem, quote, suggest
from proposalgen.read.folder import find_unfit_files, hash_folder
from proposalgen.read.yaml import YamlFile, read_yaml


def load_brand(folder: Path, paper: str = "") -> Brand:
    """Return the brand of a folder, on its usual paper or the one named.

    Raises:
        InputError: the brand has no paper of that name.
        BrandError: every mistake in ``brand.yaml``, and every sign or font that cannot be used.
    """
    if unfit := find_unfit_files(folder):
        raise BrandError(unfit)
    source = read_yaml(folder / "brand.yaml", "brand.yaml", BrandError)
    data: dict[str, Any] = source.data if isinstance(source.data, dict) else {}
    palette = data.get("palette")
    palette = palette if isinstance(palette, dict) else {}
    signs, unread = _read_signs(folder / "signs")
    given = {"signs": signs, "folder": folder, "digest": hash_folder(folder)}
    try:
        brand = Brand.model_validate({**data, **given}, context={"palette": palette})
    except ValidationError as error:
        raise BrandError(_describe(error, source)) from error
    problems = [*_find_unknown_papers(brand, source), *_find_unused_colours(data, source)]
    problems += [*_find_unfit_fonts(brand, source), *unread]
    problems = problems or [*_find_low_contrast(brand, data, source)]
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


def _describe(errors: ValidationError, source: YamlFile) -> Iterator[Problem]:
    """Yield a problem for each error of the model, at its place in the file."""
    for error in errors.errors():
        place = tuple(part for part in error["loc"] if part != "[key]")
        value, context = error["input"], error.get("ctx", {})
        match error["type"]:
            case "missing":
                yield source.problem(place, "missing", "Every brand has this entry.")
            case "extra_forbidden":
                yield source.problem(place, "no entry of a brand has this name", "Remove it.")
            case "unknown_name":
                yield source.problem(place, context["message"], context["hint"])
            case "literal_error":
                known = re.findall("'([^']*)'", context["expected"])
                message = f"nothing called {quote(value)}"
                yield source.problem(place, message, suggest(str(value), known))
            case _:
                yield source.problem(place, f"{error['msg'].lower()}: {quote(value)}")


def _find_unknown_papers(brand: Brand, source: YamlFile) -> Iterator[Problem]:
    if brand.paper not in brand.pages:
        message = f"nothing called {quote(brand.paper)}"
        yield source.problem(("paper",), message, suggest(brand.paper, brand.pages))


def _find_unused_colours(data: Mapping[str, Any], source: YamlFile) -> Iterator[Problem]:
    used = set(_list_texts([value for name, value in data.items() if name != "palette"]))
    for name in data["palette"]:
        if name not in used:
            hint = "Give it a role under colours, or remove it."
            yield source.problem(("palette", name), "this colour is used nowhere", hint)


def _list_texts(value: object) -> Iterator[str]:
    match value:
        case str():
            yield value
        case dict():
            yield from _list_texts(list(value.values()))
        case list():
            for each in value:
                yield from _list_texts(each)


_TRUETYPE = b"\0\1\0\0"  # OpenType 1.9, "Table directory"


def _find_unfit_fonts(brand: Brand, source: YamlFile) -> Iterator[Problem]:
    for role in FONT_ROLES:
        path, shown = brand.font_file(role), quote(brand.fonts[role].file)
        field = ("fonts", role, "file")
        if not path.is_file():
            yield source.problem(field, f"no file {shown} in the brand's folder")
        elif path.read_bytes()[:4] != _TRUETYPE:
            yield source.problem(field, f"not a TrueType font: {shown}")


def _find_low_contrast(
    brand: Brand, data: Mapping[str, Any], source: YamlFile
) -> Iterator[Problem]:
    """Yield a problem for each text that cannot be read on its ground."""
    names = data["colours"]
    pairs = [
        (("colours", text), names[text], names[ground])
        for text, ground in (
            ("text", "surface"), ("text", "panel"), ("text", "alert"), ("muted", "surface"),
            ("muted", "panel"), ("primary", "surface"), ("on-primary", "primary"),
        )
    ]  # fmt: skip
    for group in ("accents", "layouts", "cards"):
        for name, each in data[group].items():
            pairs.append(((group, name), each["text"], each["ground"]))
    for place, text, ground in pairs:
        ratio = measure_contrast(brand.palette.get(text, text), brand.palette.get(ground, ground))
        if ratio < TEXT_CONTRAST:
            message = f"{quote(text)} on {quote(ground)} has a contrast of {ratio:.1f} to 1"
            hint = f"Text needs {TEXT_CONTRAST} to 1 to be read."
            yield source.problem(place, message, hint)
