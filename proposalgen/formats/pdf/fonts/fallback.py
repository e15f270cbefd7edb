"""Faces for what a brand's own lack: Noto's, which the package brings for every script."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from proposalgen.formats.pdf.fonts.face import Face, load_face
from proposalgen.model.scripts import script_of

_FOLDER = Path(__file__).parents[3] / "fonts"
_NAMES = {
    "Arab": "Arabic", "Armn": "Armenian", "Beng": "Bengali", "Deva": "Devanagari",
    "Ethi": "Ethiopic", "Geor": "Georgian", "Hebr": "Hebrew", "Khmr": "Khmer", "Laoo": "Lao",
    "Taml": "Tamil", "Thai": "Thai",
}  # fmt: skip
"""The family's name for a script (ISO 15924)."""
_IDEOGRAPHS = {"ja": ("JP", "SC", "KR"), "ko": ("KR", "SC", "JP")}
"""Regional families by language: one ideograph is drawn differently in Japan, Korea and China."""

_BOLD = 600
"""From this weight on (CSS Fonts 4, 2.2) a bold face stands beside the text."""


def find_fallbacks(character: str, language: str, weight: int) -> Iterator[Face]:
    """Yield the package's faces for a character that a brand's lack, the likeliest first.

    Args:
        character: A letter or sign.
        language: BCP 47 tag of the text around it, which decides how ideographs are drawn.
        weight: Of the face it should stand beside, as in CSS.
    """
    script = script_of(character)
    stems = [f"NotoSans{name}" for name in _IDEOGRAPHS.get(language, ("SC", "JP", "KR"))]
    first = [f"NotoSans{_NAMES[script]}"] if script in _NAMES else ["NotoSans", "NotoEmoji"]
    # The faces of ideographs come last for every character: they have many signs of all scripts.
    for stem in (*first, *stems):
        bold = _FOLDER / f"{stem}_700Bold.ttf"
        path = bold if weight >= _BOLD and bold.is_file() else _FOLDER / f"{stem}_400Regular.ttf"
        yield load_face(path)
