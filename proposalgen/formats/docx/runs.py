"""Runs and fields: escaped text in its style, its language and its direction.

Children stand in the order that the schema asks for (ECMA-376 part 1, 17.3.2 and A.1, CT_RPr).
"""

from __future__ import annotations

from proposalgen.formats.docx.xml import escape, hex_colour
from proposalgen.model.scripts import Piece, split_text


def run(content: str, style: str = "", ink: str = "", *, italic: bool = False) -> str:
    """Return a run around markup; ``italic`` is in addition to its character style."""
    return _run(content, style, ink, italic=italic)


def text_run(
    text: str, style: str = "", ink: str = "", *, italic: bool = False, apart: bool = False
) -> str:
    """Return runs of plain text, one for each language and direction in it.

    ``apart`` is as in ``split_text``: whether the text has a direction of its own.
    """
    pieces = split_text(text, isolated=apart)
    runs = [
        _run(
            f'<w:t xml:space="preserve">{escape(piece.text)}</w:t>', style, ink,
            italic=italic, language=piece.language, right=_runs_right(piece),
        )
        for piece in pieces
    ]  # fmt: skip
    if apart and len(pieces) > 1 and pieces[0].level == 1 and not all(map(_runs_right, pieces)):
        runs = [f'<w:dir w:val="rtl">{"".join(runs)}</w:dir>']
    if apart and any(piece.level % 2 for piece in pieces):
        # Without it a number that follows would go to the left of the text.
        runs.append(_run(f"<w:t>{LEFT_TO_RIGHT}</w:t>", style, ink))
    return "".join(runs)


LEFT_TO_RIGHT = "\u200e"
"""A mark that prints nothing: what follows runs from left to right (UAX #9)."""


def _runs_right(piece: Piece) -> bool:
    """Return whether a piece runs from right to left, or is a number in text that does."""
    return piece.level % 2 == 1 or (piece.level == 2 and not any(map(str.isalpha, piece.text)))


# ECMA-376 part 1, 17.3.2.26: a run's letters take one of four faces, by what script they are of;
# `w:hint` and `w:cs` tell which. The faces are those of Windows; elsewhere a like one stands in.
_COMPLEX = {
    "ar": "Arial", "fa": "Arial", "ur": "Arial", "he": "Arial", "hi": "Nirmala UI",
    "bn": "Nirmala UI", "ta": "Nirmala UI", "th": "Leelawadee UI", "lo": "Leelawadee UI",
    "km": "Leelawadee UI",
}  # fmt: skip
_EAST_ASIAN = {"zh": "Microsoft YaHei", "ja": "Yu Gothic", "ko": "Malgun Gothic"}
_OTHER = {"am": "Ebrima", "hy": "Segoe UI", "ka": "Segoe UI"}
_REGIONS = {
    "ar": "ar-SA", "fa": "fa-IR", "ur": "ur-PK", "he": "he-IL", "hi": "hi-IN", "bn": "bn-BD",
    "ta": "ta-IN", "th": "th-TH", "lo": "lo-LA", "km": "km-KH", "zh": "zh-CN", "ja": "ja-JP",
    "ko": "ko-KR", "am": "am-ET", "hy": "hy-AM", "ka": "ka-GE", "el": "el-GR", "ru": "ru-RU",
    "uk": "uk-UA", "be": "be-BY", "sr": "sr-Cyrl-RS", "vi": "vi-VN",
}  # fmt: skip
"""Word knows languages by their regions."""


def _run(
    content: str,
    style: str,
    ink: str,
    *,
    italic: bool = False,
    language: str = "",
    right: bool = False,
) -> str:
    properties = f'<w:rStyle w:val="{style}"/>' if style else ""
    kind, hint = "", ""
    if language in _COMPLEX:
        kind, hint = "bidi", f'<w:rFonts w:hint="cs" w:cs="{_COMPLEX[language]}"/>'
    elif language in _EAST_ASIAN:
        kind = "eastAsia"
        hint = f'<w:rFonts w:hint="eastAsia" w:eastAsia="{_EAST_ASIAN[language]}"/>'
    elif language:
        face = _OTHER.get(language)
        kind, hint = "val", f'<w:rFonts w:ascii="{face}" w:hAnsi="{face}"/>' if face else ""
    properties += hint
    if italic:
        properties += "<w:i/><w:iCs/>"
    if ink:
        properties += f'<w:color w:val="{hex_colour(ink)}"/>'
    if right:
        properties += "<w:rtl/>"
    elif language in _COMPLEX:
        properties += "<w:cs/>"
    if language:
        properties += f'<w:lang w:{kind}="{_REGIONS.get(language, language)}"/>'
    return f"<w:r>{f'<w:rPr>{properties}</w:rPr>' if properties else ''}{content}</w:r>"


def field(code: str, result: str, style: str = "", ink: str = "") -> str:
    """Return a complex field with its result filled in (ECMA-376 part 1, 17.16.18)."""
    return field_start(code, style, ink) + text_run(result, style, ink) + field_end(style, ink)


def field_start(code: str, style: str = "", ink: str = "") -> str:
    """Return the opening of a field whose result follows."""
    instruction = f'<w:instrText xml:space="preserve"> {escape(code)} </w:instrText>'
    return (
        run('<w:fldChar w:fldCharType="begin"/>', style, ink)
        + run(instruction, style, ink)
        + run('<w:fldChar w:fldCharType="separate"/>', style, ink)
    )


def field_end(style: str = "", ink: str = "") -> str:
    """Return the close of a field."""
    return run('<w:fldChar w:fldCharType="end"/>', style, ink)
