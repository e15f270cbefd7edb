"""Runs and fields: escaped text in its style, its language and its direction.

Children stand in the order that the schema asks for (ECMA-376 part 1, 17.3.2 and A.1, CT_RPr).
"""

from __future__ import annotations

from proposalgen.formats.docx.xml import escape, hex_colour
from proposalgen.model.scripts import Piece, split_text

LEFT_TO_RIGHT_MARK = "\u200e"
"""A character that prints nothing: what follows it runs from left to right (UAX #9, 2.6)."""

# Fonts of Windows for the scripts that the brand's fonts do not have. The PDF embeds its own; here
# a reader without them gets whatever their system has for the script.
_COMPLEX_SCRIPTS = {
    "ar": "Arial", "fa": "Arial", "ur": "Arial", "he": "Arial", "hi": "Nirmala UI",
    "bn": "Nirmala UI", "ta": "Nirmala UI", "th": "Leelawadee UI", "lo": "Leelawadee UI",
    "km": "Leelawadee UI",
}  # fmt: skip
"""Languages whose letters are shaped or run from right to left (17.3.2.7)."""
_EAST_ASIAN = {"zh": "Microsoft YaHei", "ja": "Yu Gothic", "ko": "Malgun Gothic"}
_OTHER = {"am": "Ebrima", "hy": "Segoe UI", "ka": "Segoe UI"}
_REGIONS = {
    "ar": "ar-SA", "fa": "fa-IR", "ur": "ur-PK", "he": "he-IL", "hi": "hi-IN", "bn": "bn-BD",
    "ta": "ta-IN", "th": "th-TH", "lo": "lo-LA", "km": "km-KH", "zh": "zh-CN", "ja": "ja-JP",
    "ko": "ko-KR", "am": "am-ET", "hy": "hy-AM", "ka": "ka-GE", "el": "el-GR", "ru": "ru-RU",
    "uk": "uk-UA", "be": "be-BY", "sr": "sr-Cyrl-RS", "vi": "vi-VN",
}  # fmt: skip
"""Word knows languages by region, and proofs nothing in a language without one."""


def run(content: str, style: str = "", ink: str = "", *, italic: bool = False) -> str:
    """Return a run around content; ``italic`` is in addition to its character style."""
    return _run(content, style, ink, italic=italic)


def text_run(
    text: str,
    style: str = "",
    ink: str = "",
    *,
    italic: bool = False,
    isolated: bool = False,
    raised: bool = False,
) -> str:
    """Return runs of plain text, one for each language and direction in it.

    Args:
        text: What the runs say.
        style: The id of a character style.
        ink: The colour of the text as ``#RRGGBB``, if not that of its style.
        italic: Whether it is italic in addition to its style.
        isolated: Whether its direction is its own, as ``split_text`` has it: a partner's name may
            run the other way than the sentence around it.
        raised: Whether the runs say themselves that they are raised, for readers that know no
            styles.
    """
    pieces = split_text(text, isolated=isolated)
    runs = [
        _run(
            f'<w:t xml:space="preserve">{escape(piece.text)}</w:t>', style, ink,
            italic=italic, language=piece.language, right_to_left=_is_right_to_left(piece),
            raised=raised,
        )
        for piece in pieces
    ]  # fmt: skip
    if isolated and pieces and pieces[0].level == 1 and not all(map(_is_right_to_left, pieces)):
        # Of a name in two directions that begins from the right, Word would order the pieces from
        # the left, as the paragraph runs (17.3.2.8).
        runs = [f'<w:dir w:val="rtl">{"".join(runs)}</w:dir>']
    if isolated and any(piece.level % 2 for piece in pieces):
        # Without it a number that follows would go to the left of the text (UAX #9, W2 and N1).
        runs.append(_run(f"<w:t>{LEFT_TO_RIGHT_MARK}</w:t>", style, ink))
    return "".join(runs)


def _is_right_to_left(piece: Piece) -> bool:
    """Return whether a piece runs from right to left, or is a number in text that does."""
    return piece.level % 2 == 1 or (piece.level == 2 and not any(map(str.isalpha, piece.text)))


def _run(
    content: str,
    style: str,
    ink: str,
    *,
    italic: bool = False,
    language: str = "",
    right_to_left: bool = False,
    raised: bool = False,
) -> str:
    fonts, lang = _describe_language(language)
    properties = f'<w:rStyle w:val="{style}"/>' if style else ""
    properties += fonts
    if italic:
        properties += "<w:i/><w:iCs/>"
    if ink:
        properties += f'<w:color w:val="{hex_colour(ink)}"/>'
    if raised:
        properties += '<w:vertAlign w:val="superscript"/>'
    # A run from right to left is a complex one anyway (17.3.2.30).
    if right_to_left:
        properties += "<w:rtl/>"
    elif language in _COMPLEX_SCRIPTS:
        properties += "<w:cs/>"
    properties += lang
    return f"<w:r>{f'<w:rPr>{properties}</w:rPr>' if properties else ''}{content}</w:r>"


def _describe_language(language: str) -> tuple[str, str]:
    """Return the ``w:rFonts`` and the ``w:lang`` of a language; both empty for the document's.

    A run's letters take one of four fonts by their script (17.3.2.26). Which of them, Word guesses
    where ``w:hint`` does not say it, and a wrong guess is a row of boxes.
    """
    if not language:
        return "", ""
    region = _REGIONS.get(language, language)
    if font := _COMPLEX_SCRIPTS.get(language):
        return f'<w:rFonts w:hint="cs" w:cs="{font}"/>', f'<w:lang w:bidi="{region}"/>'
    if font := _EAST_ASIAN.get(language):
        fonts = f'<w:rFonts w:hint="eastAsia" w:eastAsia="{font}"/>'
        return fonts, f'<w:lang w:eastAsia="{region}"/>'
    font = _OTHER.get(language, "")
    fonts = f'<w:rFonts w:ascii="{font}" w:hAnsi="{font}"/>' if font else ""
    return fonts, f'<w:lang w:val="{region}"/>'


def field(code: str, result: str, style: str = "", ink: str = "", *, raised: bool = False) -> str:
    """Return a complex field with its result filled in (ECMA-376 part 1, 17.16.18)."""
    shown = text_run(result, style, ink, raised=raised)
    return field_start(code, style, ink) + shown + field_end(style, ink)


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
