"""What a new workspace begins with: a copy of what comes along, a blank, or an invented example."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from proposalgen.content.workspace import find_default

_HOME = Path(__file__).parents[1] / "examples"
_FICTION = {
    "prepared_for: Prepared for": "prepared_for: A fictional example, prepared for",
    "numbers: The case in numbers": "numbers: The case in numbers, a fictional example",
}
"""Words of the templates that stand on every page, and what they say in the example."""
_GROUNDS = ("teal", "yellow", "green", "light-blue")
"""Colours of the brand that come along, for the themes of a workspace of one's own."""


@dataclass(frozen=True, slots=True)
class Seed:
    """Folders to copy, by their places in the workspace, and texts that take a file's place."""

    folders: Mapping[str, Path]
    files: Mapping[str, str] = field(default_factory=dict)

    @property
    def has_own_brand(self) -> bool:
        """Whether the brand's base document has to be made for it."""
        return "templates/brand/brand.yaml" in self.files


def seed_copy() -> Seed:
    """Return the workspace that comes along."""
    default = find_default()
    return Seed({"content": default.content, "templates": default.templates})


def seed_blank(name: str) -> Seed:
    """Return a workspace in which nothing is said yet but an organisation's name."""
    quoted = name.replace("\\", "\\\\").replace('"', '\\"')
    organisation = (
        f'# Who makes the documents.\nname: "{quoted}"\nshort_name: "{quoted}"\n'
        "url: https://example.org\nlanguages: [en]\n"
    )
    seed = _seed("blank", quoted)
    return Seed(seed.folders, {**seed.files, "content/organisation.yaml": organisation})


def seed_example() -> Seed:
    """Return a whole invented organisation; each page of its documents says that it is invented."""
    seed = _seed("night-buses", "Lantern Lines")
    words = {}
    for path in (_HOME / "templates").glob("*/template.yaml"):
        text = path.read_text("utf-8")
        for plain, fictional in _FICTION.items():
            text = text.replace(plain, fictional)
        words[f"templates/{path.parent.name}/template.yaml"] = text
    return Seed(seed.folders, {**seed.files, **words})


def _seed(kind: str, name: str) -> Seed:
    """Return the content of a kind, templates that name nobody, and the brand under a name."""
    folders = {
        "content": _HOME / kind / "content",
        "templates": _HOME / "templates",
        "templates/brand": find_default().brand,
        "templates/brand/signs": _HOME / kind / "signs",
    }
    themes = sorted(path.name for path in (folders["content"] / "themes").iterdir())
    accents = "".join(
        f"  {theme}: {{ ground: {ground}, text: dark-blue }}\n"
        for theme, ground in zip(themes, _GROUNDS, strict=False)
    )
    text = (folders["templates/brand"] / "brand.yaml").read_text("utf-8")
    text = re.sub(r"(?m)^name: .*$", lambda _: f'name: "{name}"', text, count=1)
    text = re.sub(r"(?m)^accents:\n(?:  .*\n)+", lambda _: f"accents:\n{accents}", text, count=1)
    return Seed(folders, {"templates/brand/brand.yaml": _drop_unused(text)})


def _drop_unused(text: str) -> str:
    """Return a brand's text without the colours of its palette that nothing uses."""
    palette = re.search(r"(?m)^palette:\n(?:  .*\n)+", text)
    if palette is None:
        return text
    rest = text.replace(palette[0], "")
    kept = [
        line
        for line in palette[0].splitlines(keepends=True)
        if not line.startswith("  ") or re.search(rf"\b{line.split(':')[0].strip()}\b", rest)
    ]
    return text.replace(palette[0], "".join(kept))
