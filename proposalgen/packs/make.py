"""Make one partner's pack in its folder: built, and put in place unless it is there already."""

from __future__ import annotations

from pathlib import Path

from proposalgen.formats.table import FORMATS
from proposalgen.packs.build import Inspect, build_pack, compose_pack
from proposalgen.packs.earlier import find_unchanged, plan_replacement
from proposalgen.packs.files import put_files
from proposalgen.packs.inputs import PackInputs
from proposalgen.packs.manifest import (
    BEFORE,
    MANIFEST,
    Manifest,
    format_manifest,
    list_manifests,
    read_manifest,
    select_others,
)
from proposalgen.packs.names import file_stem, slug
from proposalgen.packs.pack import Pack, PlacedFile, PlacedPack
from proposalgen.packs.system_errors import explain_os_errors


def make_pack(
    inputs: PackInputs,
    output: Path,
    *,
    strict: bool = False,
    skip: bool = False,
    inspect: Inspect | None = None,
) -> PlacedPack:
    """Make a partner's files in a folder below ``output``, with a ``pack.json`` beside them.

    All bytes are made before the first is written: ``build_pack``, then ``put_pack``.

    Args:
        inputs: All that the files are made of.
        output: The folder that has a folder for each partner.
        strict: Refuse to make a pack that would have warnings.
        skip: Make nothing where a pack of the same inputs is already there; it keeps its day.
        inspect: Looks for what belongs to another partner; what it finds is a leak.

    Raises:
        LeakError, InputError, TemplateError, StrictError: as ``build_pack`` raises them; nothing
            was written.
        OutputError: a file could not be written.
    """
    if skip and (kept := _find_kept(inputs, output / slug(inputs.partner.name), strict=strict)):
        return kept
    return put_pack(build_pack(inputs, strict=strict, inspect=inspect), output)


def _find_kept(inputs: PackInputs, folder: Path, *, strict: bool) -> PlacedPack | None:
    """Return the pack that is there already, if it would be made of the same inputs.

    It keeps its day. But on another day a fact may have become due: then it is made again, so that
    nobody goes on with a pack whose warnings are of yesterday.

    Raises:
        StrictError: under ``strict``, it has warnings.
    """
    key = inputs.key
    earlier = [one for one in _read_earlier(folder, MANIFEST) if one.inputs == key]
    if earlier and (strict or earlier[0].record.get("date") != inputs.partner.date.isoformat()):
        _, warnings = compose_pack(inputs, strict=strict)
        if tuple(map(str, warnings)) != earlier[0].warnings:
            return None
    return find_unchanged(folder, earlier, inputs)


def put_pack(pack: Pack, output: Path) -> PlacedPack:
    """Put a pack into the partner's folder below ``output``, ``pack.json`` last.

    Each file appears whole or not at all. A file that somebody edited since it was made is never
    lost: it is renamed, with a warning. An unedited file of a format that this pack has not is
    removed. What an earlier run made of another template or language stays.

    Raises:
        OutputError: a file could not be written.
    """
    folder = output / pack.folder
    # A run that was killed between the old manifest and the new one left the old one here.
    earlier = _read_earlier(folder, MANIFEST) or _read_earlier(folder, BEFORE)
    template, language = pack.manifest.template.name, pack.manifest.record["language"]
    stem = file_stem(pack.partner, template, language)
    paths = [folder / f"{stem}{format_.extension}" for format_ in FORMATS.values()]
    files = tuple(
        PlacedFile(folder / file.name, file.format, file.sha256, file.pages) for file in pack.files
    )
    with explain_os_errors(folder):
        replacement = plan_replacement(earlier, paths, files)
    others = select_others(earlier, template, language)
    put_files(
        folder,
        pack.contents() | {MANIFEST: format_manifest(pack.manifest, others)},  # still the last
        remove=replacement.remove,
        rename=replacement.rename,
    )
    return PlacedPack(
        pack.partner, files, (*pack.warnings, *replacement.warnings), replacement.warnings
    )


def _read_earlier(folder: Path, name: str) -> tuple[Manifest, ...]:
    return tuple(list_manifests(read_manifest(folder, name)))
