"""A DOCX opened to be read: its parts by name, and what their relationships lead to.

Whoever wrote the file: Word calls the main part ``word/document.xml``, SharePoint at times
``/word/document2.xml``, and only the relationships say which part is what (ECMA-376 part 2, 6.5).
"""

from __future__ import annotations

import io
import posixpath
import re
import zipfile
import zlib
from dataclasses import dataclass, field
from urllib.parse import unquote
from xml.etree import ElementTree as ET

from proposalgen.formats.format import UnreadableError

DOCUMENT = "word/document.xml"
LARGEST = 500_000_000
"""Bytes of all parts of a file together: more is a ZIP bomb, not a letter."""

_RELATIONSHIP = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
_COMPOUND_FILE = b"\xd0\xcf\x11\xe0"
"""How a file of Word 97 begins, and one that is encrypted ([MS-CFB] 2.2)."""
_STRICT = re.compile(rb"http://purl\.oclc\.org/ooxml/(\w+)/(\w+)")
_NAMES = {
    "styles": "word/styles.xml",
    "numbering": "word/numbering.xml",
    "settings": "word/settings.xml",
    "endnotes": "word/endnotes.xml",
    "footnotes": "word/footnotes.xml",
    "comments": "word/comments.xml",
}
"""What we call the parts that the main part is related to, by the kind of their relationship."""


def is_strict(data: bytes) -> bool:
    """Return whether XML is in the namespaces of strict documents (ISO/IEC 29500-1, annex A)."""
    return b"purl.oclc.org/ooxml" in data


def to_transitional(data: bytes) -> bytes:
    """Return XML with the namespaces of ISO/IEC 29500-4 in place of the strict ones of part 1.

    "Strict Open XML Document" is one of the types that Word saves.
    """
    if not is_strict(data):
        return data
    return _STRICT.sub(rb"http://schemas.openxmlformats.org/\1/2006/\2", data)


@dataclass(frozen=True, slots=True)
class Relationship:
    """What one part is related to."""

    kind: str
    """The last word of its type: ``image``."""
    target: str
    """The name of a part, or an address outside of the file."""
    external: bool


@dataclass(frozen=True)
class OpenedPackage:
    """The parts of a package by name, without the leading slash (ECMA-376 part 2, 6.2).

    The main part and the parts that it has once are under the names that Word gives them.
    """

    parts: dict[str, bytes]
    repeated: bool = False
    """Whether the file has a part twice."""
    _origins: dict[str, str] = field(default_factory=dict)
    """The name in the file of each part that is called otherwise there."""

    @classmethod
    def open(cls, data: bytes) -> OpenedPackage:
        """Return the parts of a file.

        Raises:
            UnreadableError: it is no ZIP file, is encrypted, or is damaged.
        """
        if data.startswith(_COMPOUND_FILE):
            raise UnreadableError("protected with a password, or a .doc of Word 97")
        try:
            with zipfile.ZipFile(io.BytesIO(data)) as file:
                if sum(one.file_size for one in file.infolist()) > LARGEST:
                    raise UnreadableError("too large inside")
                names = [one for one in file.namelist() if not one.endswith(("/", "\\"))]
                parts = {_clean(name): file.read(name) for name in names}
        except (
            zipfile.BadZipFile, zlib.error, EOFError, RuntimeError, NotImplementedError, OSError,
        ) as error:  # fmt: skip
            raise UnreadableError(str(error)) from error
        return cls(parts, len(parts) != len(names))._with_usual_names()

    def _with_usual_names(self) -> OpenedPackage:
        """Return the package with its main part, and what that has once, under Word's names."""
        main = self._find("", "officeDocument") or DOCUMENT
        origins = {DOCUMENT: main}
        origins |= {name: self._find(main, kind) or name for kind, name in _NAMES.items()}
        origins["docProps/core.xml"] = self._find("", "core-properties") or "docProps/core.xml"
        origins |= {_rels_of(name): _rels_of(origin) for name, origin in origins.items()}
        renamed = {origin: name for name, origin in origins.items() if name != origin}
        parts = {renamed.get(name, name): data for name, data in self.parts.items()}
        origins = {name: origin for origin, name in renamed.items()}
        return OpenedPackage(parts, self.repeated, origins)

    def origin(self, part: str) -> str:
        """Return the name that a part has in the file."""
        return self._origins.get(part, part)

    def _find(self, part: str, kind: str) -> str:
        related = (one for one in self.relationships(part).values() if not one.external)
        return next((one.target for one in related if one.kind == kind), "")

    def xml(self, name: str) -> ET.Element:
        """Return a part's root element, in the namespaces of transitional documents.

        Raises:
            UnreadableError: there is no such part, or it is not well-formed.
        """
        if name not in self.parts:
            raise UnreadableError(f"it has no part {name}")
        try:
            return ET.fromstring(to_transitional(self.parts[name]))
        except (ET.ParseError, LookupError, ValueError) as error:
            raise UnreadableError(f"{name} is no XML: {error}") from error

    def relationships(self, part: str) -> dict[str, Relationship]:
        """Return the relationships of a part by their ids, or of the package itself, ``""``."""
        rels = _rels_of(part)
        if rels not in self.parts:
            return {}
        folder = posixpath.dirname(self.origin(part))
        names = {origin: name for name, origin in self._origins.items()}
        found: dict[str, Relationship] = {}
        for one in self.xml(rels).iter(_RELATIONSHIP):
            target, external = one.get("Target", ""), one.get("TargetMode") == "External"
            if not external:
                target = self._match(_clean(posixpath.join("/", folder, unquote(target))))
                target = names.get(target, target)
            kind = one.get("Type", "").rpartition("/")[2]
            found[one.get("Id", "")] = Relationship(kind, target, external)
        return found

    def _match(self, name: str) -> str:
        """Return the name that a part has: names are the same in any case (6.2.2.3)."""
        if name in self.parts:
            return name
        return next((one for one in self.parts if one.lower() == name.lower()), name)

    def related(self, part: str, relationship: str) -> str:
        """Return the name of the part that a relationship of another leads to.

        Raises:
            UnreadableError: there is no relationship of that id, or no part where it leads.
        """
        found = self.relationships(part).get(relationship)
        if found is None or found.external or found.target not in self.parts:
            raise UnreadableError(f"{part} has no relationship {relationship} to a part")
        return found.target


def _clean(name: str) -> str:
    """Return a part's name without its leading slash; some programs write backslashes."""
    return posixpath.normpath(name.replace("\\", "/")).lstrip("/")


def _rels_of(part: str) -> str:
    folder, _, name = part.rpartition("/")
    return posixpath.join(folder, "_rels", f"{name}.rels")
