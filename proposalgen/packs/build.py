"""Build one partner's pack in memory: compose its document, write each format, describe it."""

from __future__ import annotations

import hashlib
import threading
from collections.abc import Callable, Iterable, Iterator, Mapping
from types import MappingProxyType

from proposalgen.brand.model import Brand
from proposalgen.compose.dates import SATURDAY
from proposalgen.compose.document import compose
from proposalgen.content.embed import embed_facts
from proposalgen.content.judge import judge
from proposalgen.errors import InputError, LeakError, Problem, StrictError, quote, suggest
from proposalgen.formats.table import FORMATS, lay_out, render
from proposalgen.model.document import Document, Section
from proposalgen.model.partner import Partner
from proposalgen.model.walk import words
from proposalgen.packs.edited import read_fingerprint
from proposalgen.packs.inputs import PackInputs
from proposalgen.packs.manifest import FileEntry, build_manifest
from proposalgen.packs.names import slug
from proposalgen.packs.pack import Pack, PackFile

Inspect = Callable[[Document, tuple[str, ...], Pack], Iterable[Problem]]
"""Looks at a document, its words and the pack made of it, before anybody gets that, and returns
what must not be in them."""

_one_at_a_time = threading.RLock()
"""Held while a pack is composed or built: what the writers keep from one document to the next is
not made for threads, and building is work for one processor anyway."""


def build_pack(inputs: PackInputs, *, strict: bool = False, inspect: Inspect | None = None) -> Pack:
    """Return a partner's files as bytes, and the manifest that says what went in.

    Nothing is read or written but the files of the brand. Facts are judged as of the partner's
    date, so that equal inputs give equal bytes on any day. Any number of threads may build packs;
    each waits for its turn.

    Args:
        inputs: All that the files are made of.
        strict: Refuse to make a pack that would have warnings.
        inspect: Looks for what belongs to another partner; what it finds is a leak.

    Raises:
        LeakError: ``inspect`` found something.
        InputError: the template, or every chosen theme, lacks text in the partner's language; or
            no font of the brand has one of the characters.
        TemplateError: the template cannot be composed.
        StrictError: under ``strict``, the document says what it should not, or a theme is without
            text.
    """
    with _one_at_a_time:
        return _build(inputs, strict=strict, inspect=inspect)


def _build(inputs: PackInputs, *, strict: bool, inspect: Inspect | None) -> Pack:
    document, warnings = compose_pack(inputs, strict=strict)
    # In the order of the table, whatever the order in which they were asked for.
    formats = [format_ for name, format_ in FORMATS.items() if name in inputs.formats]
    rendered = render(document, inputs.brand, formats)
    name = inputs.partner.name
    files = tuple(
        PackFile(
            f"{inputs.stem}{FORMATS[format_].extension}",
            format_,
            hashlib.sha256(data).hexdigest(),
            rendered.page_count,
            data,
        )
        for format_, data in rendered.files.items()
    )
    entries = [
        FileEntry(
            name=file.name,
            format=file.format,
            sha256=file.sha256,
            pages=file.pages,
            says=read_fingerprint(file.data),
        )
        for file in files
    ]
    said = words(document, rendered.first_pages)
    manifest = build_manifest(inputs, document, " ".join(said), entries, warnings)
    pack = Pack(name, slug(name, inputs.slug_bytes), files, manifest, warnings)
    if inspect and (leaks := tuple(inspect(document, said, pack))):
        raise LeakError(leaks)
    return pack


def count_pages(document: Document, brand: Brand) -> int:
    """Return how many pages a document has, without writing it.

    Raises:
        InputError: no font of the brand has one of the characters.
    """
    with _one_at_a_time:
        return lay_out(document, brand).page_count


def compose_pack(
    inputs: PackInputs, *, strict: bool = False
) -> tuple[Document, tuple[Problem, ...]]:
    """Return a partner's document and its warnings: all of a pack that comes before its bytes.

    Raises:
        InputError, TemplateError, StrictError: as ``build_pack`` raises them.
    """
    with _one_at_a_time:
        return _compose(inputs, strict=strict)


def _compose(inputs: PackInputs, *, strict: bool) -> tuple[Document, tuple[Problem, ...]]:
    document, left_out = compose_document(inputs), _choose_themes(inputs)[1]
    library, partner = inputs.library, inputs.partner
    doubts = inputs.logo.doubts if inputs.logo else ()
    warnings = (
        *left_out,
        *doubts,
        *_check_next_date(partner),
        *judge(document, library, partner.date),
    )
    if strict and warnings:
        raise StrictError(warnings)
    return document, warnings


def compose_document(
    inputs: PackInputs, kept: Mapping[str, Section] = MappingProxyType({})
) -> Document:
    """Return a partner's document.

    Args:
        inputs: What it is made of.
        kept: Sections by their ids that are as they will be, and need not be composed.

    Raises:
        InputError, TemplateError: as ``build_pack`` raises them.
    """
    partner = inputs.partner.model_copy(update={"themes": _choose_themes(inputs)[0]})
    library, template = inputs.library, inputs.template
    document = compose(partner, library, template, draft=inputs.draft, logo=inputs.logo, kept=kept)
    return embed_facts(document, library)


def _check_next_date(partner: Partner) -> Iterator[Problem]:
    """Yield a problem where the next step is on a day that no letter should name."""
    day = partner.next_date
    if day and day < partner.date:
        message = f"{day} is before the document's date, {partner.date}, and is left out"
        yield Problem(message, field="next_date", hint="Give a later day, or none.")
    elif day and day.weekday() >= SATURDAY:
        yield Problem(f"{day} is a {day:%A}", field="next_date", hint="Is it the right day?")


def _choose_themes(inputs: PackInputs) -> tuple[tuple[str, ...], tuple[Problem, ...]]:
    """Return the partner's themes that have text in its language, and a problem for each other.

    Raises:
        InputError: the template, or every one of the themes, lacks text in the language.
    """
    partner, template = inputs.partner, inputs.template
    language = partner.language
    if language not in template.languages:
        message = f"the template {quote(template.name)} has no text in {quote(language)}"
        hint = suggest(language, template.languages)
        raise InputError(Problem(message, field="language", hint=hint))
    edition = inputs.library.themes.get(language, {})
    left_out = tuple(
        Problem(
            f"the theme {quote(theme)} has no text in {quote(language)} and is left out",
            field="themes",
            hint=f"Write content/themes/{theme}/{language}.md.",
        )
        for theme in partner.themes
        if theme not in edition
    )
    if len(left_out) == len(partner.themes):
        raise InputError(left_out)
    return tuple(theme for theme in partner.themes if theme in edition), left_out
