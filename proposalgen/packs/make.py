"""Make one partner's pack where packs are kept: built, and put there unless it is there already."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import replace

from proposalgen.errors import OutputError, Problem
from proposalgen.formats.table import FORMATS
from proposalgen.model.document import Document
from proposalgen.packs.build import build_pack, compose_pack
from proposalgen.packs.earlier import find_unchanged, plan_replacement
from proposalgen.packs.inputs import PackInputs
from proposalgen.packs.manifest import (
    BEFORE,
    MANIFEST,
    Manifest,
    format_manifest,
    list_manifests,
    read_manifest,
)
from proposalgen.packs.names import slug
from proposalgen.packs.pack import Pack, PlacedFile, PlacedPack
from proposalgen.packs.proof import prove_pack
from proposalgen.packs.siblings import choose_stem, is_same, sort_others
from proposalgen.packs.store import Store, Where, join, open_store


def make_pack(
    inputs: PackInputs,
    output: Where,
    *,
    strict: bool = False,
    skip: bool = False,
    thorough: bool = False,
) -> PlacedPack:
    """Make a partner's files in a folder below ``output``, with a ``pack.json`` beside them.

    All bytes are made, and proved to be this partner's alone, before the first is written.

    Args:
        inputs: All that the files are made of, as ``Workspace.prepare`` returns it.
        output: What has a folder for each partner: a path, an address, or a store.
        strict: Refuse to make a pack that would have warnings.
        skip: Make nothing where a pack of the same inputs is already there; it keeps its day.
        thorough: Read the files a second time, by the readers of ``verify``.

    Raises:
        LeakError, InputError, TemplateError, StrictError: as ``build_pack`` raises them; nothing
            was written.
        OutputError: a file could not be written.
    """
    store = open_store(output)
    inputs = replace(
        inputs, slug_bytes=store.fit_slug(inputs.template.name, inputs.partner.language)
    )
    there = _list_names(store, slug(inputs.partner.name, inputs.slug_bytes))
    if skip and (kept := _find_kept(inputs, store, there, strict=strict)):
        return kept
    return _put(build_proved(inputs, strict=strict, thorough=thorough), store, there)


def build_proved(inputs: PackInputs, *, strict: bool = False, thorough: bool = False) -> Pack:
    """Return a partner's pack, proved to be made of its own inputs alone.

    Raises:
        LeakError, InputError, TemplateError, StrictError: as ``build_pack`` raises them.
    """

    def inspect(document: Document, words: tuple[str, ...], pack: Pack) -> Iterator[Problem]:
        return prove_pack(inputs, document, words, pack, thorough=thorough)

    return build_pack(inputs, strict=strict, inspect=inspect)


def _find_kept(
    inputs: PackInputs, store: Store, there: Collection[str], *, strict: bool
) -> PlacedPack | None:
    """Return the pack that is there already, if it would be made of the same inputs.

    It keeps its day. But on another day a fact may have become due: then it is made again, so that
    nobody goes on with a pack whose warnings are of yesterday.

    Raises:
        StrictError: under ``strict``, it has warnings.
    """
    folder, key = slug(inputs.partner.name, inputs.slug_bytes), inputs.key
    vouched = [name for name in there if name == MANIFEST]
    earlier = [one for one in _read_earlier(store, folder, vouched) if one.inputs == key]
    if earlier and (strict or earlier[0].record.get("date") != inputs.partner.date.isoformat()):
        _, warnings = compose_pack(inputs, strict=strict)
        if tuple(map(str, warnings)) != earlier[0].warnings:
            return None
    return find_unchanged(store, folder, earlier, inputs)


def put_pack(pack: Pack, output: Where) -> PlacedPack:
    """Put a pack into the partner's folder below ``output``, ``pack.json`` last.

    Each file appears whole or not at all. A file that somebody edited since it was made is never
    lost: it is renamed, with a warning. An unedited file of a format that this pack has not is
    removed, with a warning. Other documents of the partner stay: of another template, language or
    paper, a draft, and of other themes, beside which this one has its themes in its name.

    Raises:
        OutputError: a file could not be written.
    """
    store = open_store(output)
    return _put(pack, store, _list_names(store, pack.folder))


def _put(pack: Pack, store: Store, there: Collection[str]) -> PlacedPack:
    """Put a pack into its folder, of which the files that are there are named."""
    folder = pack.folder
    earlier = _read_earlier(store, folder, there)
    template, language = pack.manifest.template.name, pack.manifest.record["language"]
    stem = choose_stem(pack.manifest, earlier, store.fit_slug(template, language))
    pack = pack.rename(stem)
    names = [f"{stem}{format_.extension}" for format_ in FORMATS.values()]
    # An earlier version may have called the same document otherwise.
    before = [one for one in earlier if is_same(one, pack.manifest)]
    names += [file.name for one in before for file in one.files]
    replacement = plan_replacement(store, folder, there, earlier, dict.fromkeys(names), pack.files)
    others = sort_others(pack.manifest, earlier)
    store.put(
        folder,
        pack.contents() | {MANIFEST: format_manifest(pack.manifest, others)},  # still the last
        remove=replacement.remove,
        rename=replacement.rename,
    )
    files = tuple(
        PlacedFile(
            one.name, store.locate(join(folder, one.name)), one.format, one.sha256, one.pages
        )
        for one in pack.files
    )
    warnings = (*pack.warnings, *replacement.warnings)
    return PlacedPack(pack.partner, folder, files, warnings, replacement.warnings)


def _list_names(store: Store, folder: str) -> tuple[str, ...]:
    """Return the names of the files in a pack's folder.

    Raises:
        OutputError: it cannot be looked at.
    """
    try:
        return store.list_names(folder)
    except OSError as error:
        message = f"cannot be looked at: {error.strerror or type(error).__name__}"
        hint = "Choose an --output that you may read and write."
        raise OutputError(Problem(message, file=store.locate(folder), hint=hint)) from error


def _read_earlier(store: Store, folder: str, there: Collection[str]) -> tuple[Manifest, ...]:
    """Return the manifests of earlier runs, of those files that are there.

    A run that was killed between the old manifest and the new one left the old one as ``BEFORE``.
    """
    for name in (MANIFEST, BEFORE):
        found = list_manifests(read_manifest(store, join(folder, name))) if name in there else ()
        if manifests := tuple(found):
            return manifests
    return ()
