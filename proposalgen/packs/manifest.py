"""The manifest of a pack, ``pack.json``: what went into its files, and what they should be.

A folder has one ``pack.json``. It holds the manifest of the documents that were made last, and
under ``others`` those of the partner's other documents in it.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Any

from pydantic import (
    BaseModel,
    ConfigDict,
    SerializerFunctionWrapHandler,
    ValidationError,
    model_serializer,
)

from proposalgen.errors import Problem
from proposalgen.model.document import Document, Note, Notes, Section
from proposalgen.model.partner import Partner
from proposalgen.model.records import Fact, Library
from proposalgen.model.walk import (
    find_blocks,
    find_printed,
    note_text,
    plain_text,
    section_inlines,
)
from proposalgen.packs.inputs import PackInputs
from proposalgen.packs.store import Store

MANIFEST = "pack.json"
BEFORE = ".pack.json.before"
"""The earlier manifest, as long as the files of a new run are being put in place."""


class _Entry(BaseModel):
    model_config = ConfigDict(frozen=True)


class FileEntry(_Entry):
    """One file, as it was made."""

    name: str
    format: str
    sha256: str
    pages: int
    says: str = ""
    """The fingerprint of what it says and shows: another one means that somebody edited it."""


class SourceEntry(_Entry):
    """The source of a fact."""

    id: str
    title: str
    year: int | None = None
    url: str | None = None


class FactEntry(_Entry):
    """A fact as the library had it; fields without a value are left out of the JSON."""

    id: str
    printed: dict[str, int] | None = None
    """How often the documents print each form of the fact's figure."""
    value: str | None = None
    unit: str | None = None
    qualifier: str | None = None
    as_of: str | None = None
    status: str
    source: SourceEntry
    superseded_by: str | None = None
    review_by: str | None = None

    @model_serializer(mode="wrap")
    def _leave_out_empty(self, serialise: SerializerFunctionWrapHandler) -> dict[str, Any]:
        return {name: value for name, value in serialise(self).items() if value is not None}


class SectionEntry(_Entry):
    """A section, by its title and the hash of its words: equal ones are read once for all."""

    title: str
    sha256: str


class LibraryEntry(_Entry):
    """The library, by the hash of its files."""

    sha256: str


class TemplateEntry(_Entry):
    """The template, by its name and the hash of its files."""

    name: str
    sha256: str


class BrandEntry(_Entry):
    """The brand, by the hash of its files, and the paper."""

    sha256: str
    paper: str


class Manifest(_Entry):
    """What went into a partner's documents of one template and language."""

    program: str
    inputs: str
    """The key of the inputs: while it stays the same, the pack is not made again."""
    record: dict[str, Any]
    """The fields of the partner that have a value."""
    draft: bool
    logo: str | None
    """SHA-256 of the logo's PNG."""
    template: TemplateEntry
    library: LibraryEntry
    brand: BrandEntry
    facts: tuple[FactEntry, ...]
    sections: tuple[SectionEntry, ...] = ()
    files: tuple[FileEntry, ...]
    warnings: tuple[str, ...]


# -- building and writing ------------------------------------------------------------------------


def build_manifest(
    inputs: PackInputs,
    document: Document,
    text: str,
    files: Iterable[FileEntry],
    warnings: Iterable[Problem],
) -> Manifest:
    """Return the manifest of finished files.

    Args:
        inputs: All that the files are made of.
        document: What they say.
        text: The words of the document in one line, in which the figures are counted.
        files: The finished files.
        warnings: What the partner's officer was warned of.
    """
    logo = inputs.logo
    return Manifest(
        program=inputs.program,
        inputs=inputs.key,
        record=_describe_record(inputs.partner),
        draft=inputs.draft,
        logo=hashlib.sha256(logo.data).hexdigest() if logo else None,
        template=TemplateEntry(name=inputs.template.name, sha256=inputs.template.digest),
        library=LibraryEntry(sha256=inputs.library.digest),
        brand=BrandEntry(sha256=inputs.brand.digest, paper=inputs.brand.paper),
        facts=tuple(
            _describe_fact(
                inputs.library.facts[name],
                {figure: text.count(figure) for figure in printed},
                inputs.library,
            )
            for name, printed in find_printed(document).items()
        ),
        sections=tuple(_describe_section(one, document.notes) for one in document.sections),
        files=tuple(files),
        warnings=tuple(map(str, warnings)),
    )


def _describe_record(partner: Partner) -> dict[str, Any]:
    """Return a record as JSON holds it: the fields that have a value, amounts as text."""
    described: dict[str, Any] = partner.model_dump(mode="json")
    return {name: value for name, value in described.items() if value not in (None, "")}


def _describe_fact(fact: Fact, printed: dict[str, int], library: Library) -> FactEntry:
    source = library.sources[fact.source]
    return FactEntry(
        id=fact.id,
        printed=printed or None,
        value=None if fact.value is None else str(fact.value),
        unit=fact.unit,
        qualifier=fact.qualifier,
        as_of=fact.as_of,
        status=fact.status,
        source=SourceEntry(id=source.id, title=source.title, year=source.year, url=source.url),
        superseded_by=fact.superseded_by,
        review_by=fact.review_by.isoformat() if fact.review_by else None,
    )


def _describe_section(section: Section, notes: Iterable[Note]) -> SectionEntry:
    """Return a section's entry.

    The numbers of its notes, of pages and of the section itself ("Theme 2 of 3") are none of its
    words: they depend on what stands before it.
    """
    said = list(map(plain_text, section_inlines(replace(section, label=()))))
    if any(find_blocks(section, Notes)):
        said += [line for note in notes for line in note_text(note)]
    digest = hashlib.sha256("\n".join(said).encode()).hexdigest()
    return SectionEntry(title=plain_text(section.title), sha256=digest)


def format_manifest(manifest: Manifest, others: Iterable[Manifest]) -> bytes:
    """Return the bytes of a ``pack.json``: equal manifests give equal bytes."""
    described = manifest.model_dump(mode="json")
    if kept := [other.model_dump(mode="json") for other in others]:
        described["others"] = kept
    # Sorted, so that the order of fields in the code is no part of the bytes.
    text = json.dumps(described, ensure_ascii=False, indent=2, sort_keys=True)
    return f"{text}\n".encode()


# -- reading -------------------------------------------------------------------------------------


def read_manifest(store: Store, name: str) -> dict[str, Any]:
    """Return what a ``pack.json`` holds, unchecked; empty where it cannot be read."""
    try:
        data = json.loads(store.read(name))
    except (OSError, ValueError, RecursionError):  # the last of lists in lists without end
        return {}
    return data if isinstance(data, dict) else {}


def list_manifests(data: Mapping[str, Any]) -> Iterator[Manifest]:
    """Yield the manifest of each template and language in a ``pack.json``, the latest first.

    One that is not as this program writes it is left out.
    """
    others = data.get("others")
    for one in (data, *(others if isinstance(others, list) else ())):
        try:
            yield Manifest.model_validate(one)
        except ValidationError:
            continue
