"""A DOCX opened to be read: its parts by name, and what their relationships lead to."""

from __future__ import annotations

import io
import posixpath
import zipfile
from dataclasses import dataclass
from xml.etree import ElementTree as ET

_RELATIONSHIP = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"


@dataclass(frozen=True)
class OpenedPackage:
    """The parts of a package by name, without the leading slash (ECMA-376 part 2, 6.2)."""

    parts: dict[str, bytes]

    @classmethod
    def open(cls, data: bytes) -> OpenedPackage:
        """Return the parts of a file.

        Raises:
            zipfile.BadZipFile: it is no ZIP file.
        """
        with zipfile.ZipFile(io.BytesIO(data)) as file:
            return cls({name: file.read(name) for name in file.namelist()})

    def xml(self, name: str) -> ET.Element:
        """Return a part's root element.

        Raises:
            KeyError: there is no such part.
            ET.ParseError: it is not well-formed.
        """
        return ET.fromstring(self.parts[name])

    def related(self, part: str, relationship: str) -> str:
        """Return the name of the part that a relationship of another leads to.

        Raises:
            ValueError: there is no relationship of that id.
        """
        folder, name = part.rsplit("/", 1)
        for one in self.xml(f"{folder}/_rels/{name}.rels").iter(_RELATIONSHIP):
            if one.get("Id") == relationship:
                return posixpath.normpath(posixpath.join(folder, one.attrib["Target"]))
        raise ValueError(f"{part} has no relationship {relationship}")
