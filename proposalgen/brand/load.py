"""Load a brand from its folder, or report every mistake in it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from proposalgen.brand.contrast import TEXT_CONTRAST, measure_contrast
from proposalgen.brand.drawing import Drawing
from proposalgen.brand.model import Brand
from proposalgen.brand.svg import read_svg
from proposalgen.brand.svg_style import SvgError
from proposalgen.errors import BrandError, InputError, Problem, quote, suggest
from proposalgen.read.folder import find_unfit_files, hash_folder, walk_folder
from proposalgen.read.validation import validate
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
    # Signs are read first, so that their mistakes are reported together with brand.yaml's.
    signs, unread = _read_signs(folder / "signs")
    try:
        brand = check_brand(source, folder)
    except BrandError as error:
        raise BrandError([*error.problems, *unread]) from error
    if unread:
        raise BrandError(unread)
    if paper and paper not in brand.pages:
        message = f"no paper called {quote(paper)}"
        raise InputError(Problem(message, field="paper", hint=suggest(paper, brand.pages)))
    digest = hash_folder(folder)
    update = {
        "signs": signs,
        "digest": digest,
        "paper": paper or brand.paper,
        "usual_paper": brand.paper,
    }
    return brand.model_copy(update=update)


def check_brand(source: YamlFile, folder: Path) -> Brand:
    """Return what a ``brand.yaml`` describes, its fonts in a folder; it has no signs as yet.

    Raises:
        BrandError: every mistake in it.
    """
    palette = source.data.get("palette") if isinstance(source.data, dict) else None
    brand = validate(
        Brand,
        source.data,
        source.place(),
        given={"signs": {}, "folder": folder, "digest": ""},
        context={"palette": palette if isinstance(palette, dict) else {}, "folder": folder},
        raises=BrandError,
    )
    problems = [*_find_unknown_papers(brand, source), *_find_unused_colours(source)]
    problems += _find_low_contrast(brand, source)
    if problems:
        raise BrandError(problems)
    return brand


def _read_signs(folder: Path) -> tuple[dict[str, Drawing], list[Problem]]:
    """Return the signs of a folder by their names, and what is wrong with the others."""
    signs: dict[str, Drawing] = {}
    problems = []
    for path in walk_folder(folder, "*.svg"):
        try:
            signs[path.stem] = read_svg(path)
        except (SvgError, OSError) as error:
            hint = "Save it as plain SVG, all of it as shapes."
            problems.append(Problem(str(error), file=f"signs/{path.name}", hint=hint))
    return signs, problems


def _find_unknown_papers(brand: Brand, source: YamlFile) -> Iterator[Problem]:
    if brand.paper not in brand.pages:
        message = f"nothing called {quote(brand.paper)}"
        yield source.problem(("paper",), message, suggest(brand.paper, brand.pages))


def _find_unused_colours(source: YamlFile) -> Iterator[Problem]:
    data: dict[str, Any] = source.data
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


def _find_low_contrast(brand: Brand, source: YamlFile) -> Iterator[Problem]:
    """Yield a problem for each text that cannot be read on its ground."""
    data: dict[str, Any] = source.data
    names = data["colours"]
    pairs = [
        (("colours", field), names[text], names[ground])
        for text, ground, field in (
            ("text", "surface", "text"), ("muted", "surface", "muted"),
            ("primary", "surface", "primary"), ("on-primary", "primary", "on-primary"),
            ("text", "panel", "panel"), ("muted", "panel", "panel"), ("text", "alert", "alert"),
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
