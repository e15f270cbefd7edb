"""A story of a DOCX as it is printed: revisions settled, one of each alternative, fields' results.

What another program has put into the file is taken away or put in its place, so that what is left
holds each word once, where it is read (ECMA-376 part 1, 17, and part 3, 10).
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from xml.etree import ElementTree as ET

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_M = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"

_GONE = {f"{W}{tag}" for tag in ("del", "moveFrom", "delText", "delInstrText", "rt")}
"""What was deleted or moved away (17.13.5), and the small letters over a word (17.3.3.24)."""
_SHOWN = {
    *(f"{W}{tag}" for tag in (
        "t", "br", "cr", "tab", "ptab", "noBreakHyphen", "softHyphen", "sym", "drawing", "pict",
        "object", "endnoteReference", "footnoteReference",
    )), f"{_M}t",
}  # fmt: skip
_OFF = ("0", "false", "off")


def settle(story: ET.Element) -> None:
    """Change a story's XML to what is printed of it."""
    _settle_kids(story)
    _settle_fields(story)


def is_on(element: ET.Element | None) -> bool:
    """Return whether a property is there and not switched off (17.17.4)."""
    return element is not None and element.get(f"{W}val", "1") not in _OFF


def _settle_kids(element: ET.Element) -> None:
    kept: list[ET.Element] = []
    joined: list[ET.Element] = []
    """The content of paragraphs whose mark is deleted: it goes on in the next one."""
    for kid in _choose(element):
        if kid.tag in _GONE or _is_hidden(kid):
            continue
        goes_on = kid.find(f"{W}pPr/{W}rPr/{W}del") is not None
        _settle_kids(kid)
        if kid.tag != f"{W}p":
            kept.append(kid)
            continue
        boxes = _take_boxes(kid)
        content = [one for one in kid if one.tag != f"{W}pPr"]
        if goes_on:
            joined += content
        else:
            if joined:
                kid[:] = [*kid.findall(f"{W}pPr"), *joined, *content]
                joined = []
            kept.append(kid)
        kept += boxes
    if joined:
        last = ET.Element(f"{W}p")
        last.extend(joined)
        kept.append(last)
    element[:] = kept


def _choose(element: ET.Element) -> list[ET.Element]:
    """Return an element's kids, with the first of each set of alternatives (part 3, 10.2.1).

    Word itself writes what it knows first, and beside it what older programs need.
    """
    kids: list[ET.Element] = []
    for kid in element:
        if kid.tag == f"{_MC}AlternateContent":
            kids += _choose(kid[0]) if len(kid) else []
        else:
            kids.append(kid)
    return kids


def _is_hidden(element: ET.Element) -> bool:
    """Return whether a run is hidden text, or a row or cell is deleted."""
    match element.tag.removeprefix(W):
        case "r":
            return is_on(element.find(f"{W}rPr/{W}vanish"))
        case "tr":
            return element.find(f"{W}trPr/{W}del") is not None
        case "tc":
            return element.find(f"{W}tcPr/{W}cellDel") is not None
    return False


def _take_boxes(paragraph: ET.Element) -> list[ET.Element]:
    """Return the blocks of a paragraph's text boxes, which are then no longer in it."""
    blocks: list[ET.Element] = []
    for box in list(paragraph.iter(f"{W}txbxContent")):
        blocks += box
        box[:] = []
    return blocks


# -- fields --------------------------------------------------------------------------------------


@dataclass(slots=True)
class _Field:
    """A complex field that has begun (17.16.18)."""

    code: str = ""
    has_result: bool = False
    form: ET.Element | None = None
    """What a legacy form field begins with, which holds its state."""
    hidden: list[ET.Element] = field(default_factory=list)
    """What stands in its code, such as another field's result."""
    texts: list[ET.Element] = field(default_factory=list)
    """The texts of its result."""


def _settle_fields(story: ET.Element) -> None:
    """Take the codes of fields away, and put the number of a note into brackets.

    A field that never ends is none: what follows it is printed.
    """
    for simple in list(story.iter(f"{W}fldSimple")):
        _mark_note(simple.get(f"{W}instr", ""), list(simple.iter(f"{W}t")))
    open_fields: list[_Field] = []
    for element in list(story.iter()):
        match element.tag.removeprefix(W):
            case "fldChar":
                _follow(element, open_fields)
            case "instrText" if open_fields and not open_fields[-1].has_result:
                open_fields[-1].code += element.text or ""
            case _ if element.tag in _SHOWN:
                for one in open_fields:
                    if not one.has_result:
                        one.hidden.append(element)
                    elif element.tag == f"{W}t":
                        one.texts.append(element)


def _follow(mark: ET.Element, open_fields: list[_Field]) -> None:
    """Follow the fields that have begun over one of their marks."""
    match mark.get(f"{W}fldCharType"):
        case "begin":
            open_fields.append(_Field(form=mark if mark.find(f"{W}ffData") is not None else None))
        case "separate" if open_fields:
            open_fields[-1].has_result = True
        case "end" if open_fields:
            ended = open_fields.pop()
            for element in ended.hidden:
                element.clear()
                element.tag = "code"
            _mark_note(ended.code, ended.texts)
            if ended.form is not None and not ended.texts:
                _show_form(ended.form)


def _show_form(form: ET.Element) -> None:
    """Put what a legacy form field shows in the place of its beginning (17.16.7, 17.16.9).

    A list shows the entry that is chosen, and a box whether it is ticked: neither is in the text.
    """
    box, shown = form.find(f"{W}ffData/{W}checkBox"), ""
    entries = [one.get(f"{W}val", "") for one in form.iterfind(f"{W}ffData/{W}ddList/{W}listEntry")]
    if box is not None:
        state = box.find(f"{W}checked")
        shown = "☒" if is_on(box.find(f"{W}default") if state is None else state) else "☐"
    elif entries:
        chosen = [form.find(f"{W}ffData/{W}ddList/{W}{tag}") for tag in ("result", "default")]
        at = next((one.get(f"{W}val", "") for one in chosen if one is not None), "0")
        shown = entries[int(at)] if at.isdecimal() and int(at) < len(entries) else entries[0]
    form.clear()
    form.tag, form.text = f"{W}t", shown


def _mark_note(code: str, texts: list[ET.Element]) -> None:
    r"""Put the result of a reference to a note or source into brackets (17.16.5.43, 17.16.5.50).

    With ``\p`` such a field says "above" or "below", which is a word like others.
    """
    number = "".join(text.text or "" for text in texts).strip()
    kind, target = (*code.split()[:2], "", "")[:2]
    if (kind == "NOTEREF" or (kind == "REF" and SOURCE.fullmatch(target))) and number.isdigit():
        for text in texts[1:]:
            text.text = ""
        texts[0].text = f" [{number}] "


# -- sources and notes -----------------------------------------------------------------------------

SOURCE = re.compile(r"_Src\d+")
"""The names of the bookmarks on our sources, which stand in a numbered list."""


def number_sources(body: ET.Element) -> int:
    """Put before each source its number in brackets; return how many there are."""
    count = 0
    for paragraph in body.iter(f"{W}p"):
        bookmarks = (one.get(f"{W}name", "") for one in paragraph.iter(f"{W}bookmarkStart"))
        if any(map(SOURCE.fullmatch, bookmarks)):
            count += 1
            number = ET.Element(f"{W}r")
            ET.SubElement(number, f"{W}t").text = f"[{count}] "
            paragraph.insert(0, number)
    return count


NUMBER = "number"
"""The attribute that a reference to a note has once it is numbered."""


def number_notes(body: ET.Element, kind: str) -> dict[str, str]:
    """Give each reference to a note its number; return the numbers by the notes' ids.

    Word counts the references in their order; the ids may be in any (17.11.7). A reference with a
    mark of its own is not counted, and its mark is text.

    Args:
        body: What the references stand in.
        kind: ``endnote`` or ``footnote``.
    """
    numbers: dict[str, str] = {}
    count = 0
    for reference in body.iter(f"{W}{kind}Reference"):
        name = reference.get(f"{W}id", "")
        if reference.get(f"{W}customMarkFollows", "0") not in _OFF:
            numbers.setdefault(name, "")
            continue
        count += 1
        reference.set(NUMBER, str(count))
        numbers.setdefault(name, str(count))
    return numbers
