"""Make one partner's pack: compose its document, write each format, put the files in place."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path

from proposalgen.compose.document import compose
from proposalgen.content.embed import embed_facts
from proposalgen.content.freshness import check_freshness
from proposalgen.errors import InputError, LeakError, Problem, StrictError, quote, suggest
from proposalgen.formats.table import FORMATS, render
from proposalgen.model.document import Document
from proposalgen.model.walk import words
from proposalgen.packs.earlier import find_unchanged, plan_replacement
from proposalgen.packs.files import explain_os_errors, put_files
from proposalgen.packs.inputs import PackInputs
from proposalgen.packs.manifest import (
    BEFORE,
    MANIFEST,
    build_manifest,
    format_manifest,
    list_manifests,
    read_manifest,
    select_others,
)
from proposalgen.packs.names import file_stem, slug
from proposalgen.packs.pack import Pack, PackFile

Inspect = Callable[[Document, Mapping[str, bytes]], Iterable[Problem]]
"""Looks at finished files before they are put in place, and returns what must not be in them."""


def make_pack(
    inputs: PackInputs,
    output: Path,
    *,
    strict: bool = False,
    skip: bool = False,
    inspect: Inspect | None = None,
) -> Pack:
    """Make a partner's files in a folder below ``output``, with a ``pack.json`` beside them.

    All bytes are made before the first is written. Each file then appears whole or not at all,
    ``pack.json`` last. A file that somebody edited since it was made is never lost: it is renamed,
    with a warning. An unedited file of a format that is not made this time is removed. Facts are
    judged as of the partner's date, so that equal inputs give equal bytes on any day.

    Args:
        inputs: All that the files are made of.
        output: The folder that has a folder for each partner.
        strict: Refuse to make a pack that would have warnings.
        skip: Make nothing where a pack of the same inputs is already there.
        inspect: Looks for what belongs to another partner; what it finds is a leak.

    Raises:
        LeakError: ``inspect`` found something; nothing was written.
        InputError: the template, or every chosen theme, lacks text in the partner's language.
        TemplateError: the template cannot be composed.
        StrictError: under ``strict``, a fact is stale or superseded or a theme is without text.
        OutputError: a file could not be written.
    """
    folder = output / slug(inputs.partner.name)
    earlier = tuple(list_manifests(read_manifest(folder)))
    if skip and not strict and (found := find_unchanged(folder, earlier, inputs)):
        return found
    # A run that was killed between the old manifest and the new one left the old one here.
    earlier = earlier or tuple(list_manifests(read_manifest(folder, BEFORE)))

    document, warnings = compose_pack(inputs, strict=strict)
    # In the order of the table, whatever the order in which they were asked for.
    formats = [format_ for name, format_ in FORMATS.items() if name in inputs.formats]
    rendered = render(document, inputs.brand, formats)
    if inspect and (leaks := tuple(inspect(document, rendered.files))):
        raise LeakError(leaks)

    template, language = inputs.template.name, inputs.partner.language
    stem = file_stem(inputs.partner.name, template, language)
    paths = {name: folder / f"{stem}{format_.extension}" for name, format_ in FORMATS.items()}
    files = tuple(
        PackFile(paths[name], name, hashlib.sha256(data).hexdigest(), rendered.page_count)
        for name, data in rendered.files.items()
    )
    text = " ".join(words(document, rendered.first_pages))
    manifest = build_manifest(inputs, document, text, files, warnings)
    others = select_others(earlier, template, language)
    with explain_os_errors(folder):
        replacement = plan_replacement(earlier, paths.values(), files)
    put_files(
        folder,
        {file.path.name: rendered.files[file.format] for file in files}
        | {MANIFEST: format_manifest(manifest, others)},  # last: it vouches for the others
        remove=replacement.remove,
        rename=replacement.rename,
    )
    return Pack(inputs.partner.name, files, (*warnings, *replacement.warnings))


def compose_pack(
    inputs: PackInputs, *, strict: bool = False
) -> tuple[Document, tuple[Problem, ...]]:
    """Return a partner's document and its warnings: all of a pack that comes before its bytes.

    Raises:
        InputError, TemplateError, StrictError: as ``make_pack`` raises them.
    """
    library = inputs.library
    themes, left_out = _choose_themes(inputs)
    partner = inputs.partner.model_copy(update={"themes": themes})
    document = compose(partner, library, inputs.template, draft=inputs.draft, logo=inputs.logo)
    document = embed_facts(document, library)
    warnings = (*left_out, *check_freshness(document, library, partner.date))
    if strict and warnings:
        raise StrictError(warnings)
    return document, warnings


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
