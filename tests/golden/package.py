"""A DOCX as text: its XML part by part, an element a line, and what its pictures show."""

from __future__ import annotations

import io
import re
import zipfile
from collections import Counter
from collections.abc import Iterator, Mapping

from lxml import etree
from PIL import Image

SAME_IN_ALL = ("styles.xml", "theme1.xml", "numbering.xml", "fontTable.xml", "settings.xml",
               "app.xml", "[Content_Types].xml", ".rels", "item1.xml", "itemProps1.xml",
               "chart1.xml", "header2.xml", "footer2.xml")  # fmt: skip
"""Ends of the names of parts that say the same, or nothing new, in all documents."""
WIDTH = 100
"""An element that is no longer stands on one line, with all that is in it."""
_RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_PACKAGE = "{http://schemas.openxmlformats.org/package/2006/relationships}"


def describe(data: bytes, *, whole: bool) -> dict[str, str]:
    """Return the parts of a DOCX by their names; ``whole`` has those that all documents share."""
    described: dict[str, str] = {}
    pictures: list[str] = []
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        for name in package.namelist():
            content = package.read(name)
            if name.endswith(".svg"):
                pictures.append(_describe_drawing(name, content))
            elif name.endswith((".png", ".jpg", ".jpeg")):
                pictures.append(describe_picture(name, content))
            elif name.endswith((".xml", ".rels")):
                if whole or not name.endswith(SAME_IN_ALL):
                    path = name.replace("[Content_Types]", "content-types").replace("_rels/.", "")
                    described[f"docx/{path}"] = _describe_part(name, content, package)
            else:
                pictures.append(name)
    return described | {"docx/pictures.txt": "\n".join(pictures) + "\n"}


def _describe_part(name: str, content: bytes, package: zipfile.ZipFile) -> str:
    root = etree.fromstring(content)
    if name.endswith(".rels"):
        relations = sorted(
            f"{relation.get('Type', '').rpartition('/')[2]} {relation.get('Target')}"
            for relation in root
        )
        return "\n".join(relations) + "\n"
    lines = _describe_element(root, _read_targets(name, package))
    text = "".join(f"{line}\n" for line in lines)
    # The facts that a file carries are JSON inside of one element.
    return text.replace("},{", "},\n{") if name.startswith("customXml/") else text


def _read_targets(name: str, package: zipfile.ZipFile) -> dict[str, str]:
    """Return what the ids of a part's relationships lead to."""
    folder, _, file = name.rpartition("/")
    path = f"{folder}/_rels/{file}.rels"
    if path not in package.namelist():
        return {}
    root = etree.fromstring(package.read(path))
    relations = root.iter(f"{_PACKAGE}Relationship")
    return {one.get("Id", ""): one.get("Target", "") for one in relations}


def _describe_element(
    element: etree._Element, targets: Mapping[str, str], depth: int = 0
) -> Iterator[str]:
    """Yield an element on one line if it is short, else a line for each of its kids."""
    indent = " " * depth
    line = _write(element, targets)
    if not len(element) or len(indent + line) <= WIDTH:
        yield indent + line
        return
    yield indent + _open(element, targets) + _escape(element.text)
    for kid in element:
        yield from _describe_element(kid, targets, depth + 1)
    yield f"{indent}</{_short(element.tag, element)}>"


def _write(element: etree._Element, targets: Mapping[str, str]) -> str:
    opening = _open(element, targets)
    inside = _escape(element.text) + "".join(_write(kid, targets) for kid in element)
    tail = _escape(element.tail)
    if not inside:
        return f"{opening[:-1]}/>{tail}"
    return f"{opening}{inside}</{_short(element.tag, element)}>{tail}"


def _open(element: etree._Element, targets: Mapping[str, str]) -> str:
    """Return the opening tag, attributes in order of their names, relationships as targets."""
    said = [_short(element.tag, element)]
    for name, value in sorted((str(name), str(value)) for name, value in element.attrib.items()):
        shown = targets.get(value, value) if name.startswith(_RELATION) else value
        said.append(f'{_short(name, element)}="{_escape(shown)}"')
    return f"<{' '.join(said)}>"


def _short(tag: str, element: etree._Element) -> str:
    """Return a name with its prefix."""
    name = etree.QName(tag)
    prefixes = {uri: prefix for prefix, uri in element.nsmap.items()}
    prefixes["http://www.w3.org/XML/1998/namespace"] = "xml"
    prefix = prefixes.get(name.namespace or "")
    return f"{prefix}:{name.localname}" if prefix else name.localname


def _escape(text: str | None) -> str:
    return (text or "").replace("&", "&amp;").replace("<", "&lt;").replace("\n", "&#10;")


def describe_picture(name: str, content: bytes) -> str:
    """Return the size of a picture, and its colours with a share of more than 4 %.

    Pixels at an edge differ between rasterizers, whole areas do not.
    """
    with Image.open(io.BytesIO(content)) as picture:
        seen: Counter[str] = Counter()
        # A picture has at most as many colours as pixels.
        for count, colour in (
            picture.convert("RGBA").getcolors(picture.width * picture.height) or ()
        ):
            seen[_name_colour(colour)] += count
        size = f"{picture.width} x {picture.height} pixels"
    shares = {name: count / seen.total() * 100 for name, count in sorted(seen.items())}
    shown = ", ".join(f"{name} {share:.1f}%" for name, share in shares.items() if share > 4)
    return f"{name} {size}: {shown}"


def _name_colour(colour: object) -> str:
    assert isinstance(colour, tuple)
    red, green, blue, alpha = colour
    return f"#{red:02X}{green:02X}{blue:02X}" if alpha else "clear"


_NUMBER = re.compile(r"-?\d+(?:\.\d+)?")


def _describe_drawing(name: str, content: bytes) -> str:
    """Return the size of an SVG, and for each paint how many shapes it has and where they lie."""
    root = etree.fromstring(content)
    painted: dict[str, list[etree._Element]] = {}
    for shape in root.iter():
        inks = [f"{key} {shape.get(key)}" for key in ("fill", "stroke")
                if shape.get(key, "none") != "none"]  # fmt: skip
        if inks:
            painted.setdefault(", ".join(inks), []).append(shape)
    lines = [f"{name} {root.get('viewBox')}"]
    for paint, shapes in painted.items():
        numbers = [float(n) for s in shapes for n in _NUMBER.findall(s.get("d", ""))]
        place = f" from {min(numbers):.1f} to {max(numbers):.1f}" if numbers else ""
        lines.append(f"  {paint}: {len(shapes)}{place}")
    return "\n".join(lines)
