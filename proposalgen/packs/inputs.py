"""All that a pack is made of, as one frozen value, and the key that differs whenever it does."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass, field, fields, is_dataclass
from pathlib import Path

from pydantic import BaseModel

from proposalgen import __version__
from proposalgen.brand.model import Brand
from proposalgen.caches import cached
from proposalgen.compose.templates import Template
from proposalgen.formats.table import FORMATS
from proposalgen.model.document import Logo
from proposalgen.model.partner import Partner
from proposalgen.model.records import Library
from proposalgen.packs.names import LONGEST_SLUG, file_stem


@dataclass(frozen=True, slots=True)
class PackInputs:
    """Everything that the documents of a pack depend on; nothing else reaches their bytes.

    Two equal values give the same bytes on any day and any machine. A new option that changes a
    document is a new field here, and so a part of the key. A date that nobody gave is no part of
    it: a pack that is there keeps its day.
    """

    partner: Partner
    library: Library
    template: Template
    brand: Brand
    """On the paper that was asked for."""
    logo: Logo | None = None
    formats: frozenset[str] = frozenset(FORMATS)
    """The names of the formats that are made."""
    draft: bool = False
    program: str = __version__
    """The version of the program: another one may set the same words otherwise."""
    slug_bytes: int = field(default=LONGEST_SLUG, compare=False)
    """How long the partner's name may be in the names of folder and files: no part of their bytes,
    nor of the key."""

    @property
    def stem(self) -> str:
        """The name of the files, without the extension of their format."""
        paper = self.brand.paper if self.brand.paper != self.brand.usual_paper else ""
        marks = filter(None, ("draft" if self.draft else "", paper))
        partner, kind = self.partner, self.template.name
        return file_stem(partner.name, kind, partner.language, *marks, longest=self.slug_bytes)

    @property
    def key(self) -> str:
        """SHA-256 over every field, in hexadecimal: packs of the same key are the same pack."""
        described = {
            one.name: _describe(getattr(self, one.name)) for one in fields(self) if one.compare
        }
        return _hash(described)


def _hash(described: object) -> str:
    return hashlib.sha256(json.dumps(described, sort_keys=True).encode()).hexdigest()


def _describe(value: object) -> object:
    """Return a value as JSON holds it, so that two different values are described differently.

    Raises:
        TypeError: the value is of a type for which no description is written yet.
    """
    match value:
        case None | bool() | int() | str():
            return value
        case bytes():
            return hashlib.sha256(value).hexdigest()
        case frozenset():
            return sorted(value)
        case tuple():
            return [_describe(one) for one in value]
        case Library() | Template():
            # Both are read from files and from nothing else, so a hash of the files describes them.
            return value.digest
        case Brand():
            return _hash_brand(value)
        case Partner() if not value.is_dated:
            # The day on which the list was read is nobody's choice: tomorrow the pack is the same.
            return value.model_dump(mode="json", exclude={"date"})
        case BaseModel():
            return value.model_dump(mode="json")
        case _ if is_dataclass(value):
            return {one.name: _describe(getattr(value, one.name)) for one in fields(value)}
    raise TypeError(f"an input of a pack of the type {type(value).__name__} has no description")


@cached("hashes of brands", size=4, why="all packs of a batch have the same brand")
def _hash_brand(brand: Brand) -> str:
    """Return a hash of all of a brand but where its files are: it looks the same anywhere.

    The hash of its files would not do, because the paper is chosen after they are read.
    """
    return _hash(_make_relative(brand.model_dump(exclude={"folder"}), brand.folder))


def _make_relative(value: object, folder: Path) -> object:
    """Return a value in which paths are relative to a folder."""
    match value:
        case Path():
            return value.relative_to(folder).as_posix()
        case dict():
            return {name: _make_relative(one, folder) for name, one in value.items()}
        case list() | tuple():
            return [_make_relative(one, folder) for one in value]
    return value
