"""Make one partner's files and put them in place, whole or not at all."""

from __future__ import annotations

import contextlib
import errno
import hashlib
import itertools
import json
import os
import re
import time
import unicodedata
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import IO, Any

from proposalgen import __version__
from proposalgen.brand.model import Brand
from proposalgen.compose.document import compose
from proposalgen.compose.templates import Template
from proposalgen.content.embed import embed_facts
from proposalgen.content.freshness import check_freshness
from proposalgen.errors import (
    InputError,
    LeakError,
    OutputError,
    Problem,
    StrictError,
    quote,
    suggest,
)
from proposalgen.formats.table import FORMATS, render
from proposalgen.model.document import Document, Logo
from proposalgen.model.partner import Partner
from proposalgen.model.records import Fact, Library
from proposalgen.model.text import normalise
from proposalgen.model.walk import find_printed, words

Inspect = Callable[[Document, Mapping[str, bytes]], Iterable[Problem]]
MANIFEST = "pack.json"
BEFORE = ".pack.json.before"
"""What a run that did not end leaves of the manifest of an earlier one."""


@dataclass(frozen=True, slots=True)
class PackFile:
    """One file of a pack, in place."""

    path: Path
    format: str
    sha256: str
    pages: int
    """As laid out in the PDF, from which the DOCX takes its page numbers."""


@dataclass(frozen=True, slots=True)
class Pack:
    """What was made for one partner."""

    partner: str
    files: tuple[PackFile, ...]
    warnings: tuple[Problem, ...]
    unchanged: bool = False
    """Whether it was there already, made of the same inputs."""


def make_pack(
    partner: Partner,
    library: Library,
    template: Template,
    brand: Brand,
    *,
    output: Path,
    logo: Logo | None = None,
    formats: Collection[str] = tuple(FORMATS),
    draft: bool = False,
    strict: bool = False,
    skip: bool = False,
    inspect: Inspect | None = None,
) -> Pack:
    """Make a partner's files in ``output``, and the ``pack.json`` that tells what went in.

    All bytes are made before the first is written. Each file then appears whole or not at all,
    ``pack.json`` last. A file that was edited since an earlier run made it is never lost: it moves
    aside, with a warning. A file of the other format that is as it was made is removed. Facts are
    judged as of the partner's date, so that equal input gives equal
    bytes on any day. Under ``skip`` nothing is done where a pack of the same inputs is there.
    ``inspect`` looks at the finished files before they are put in place; what it finds is a leak.

    Raises:
        LeakError: ``inspect`` found something.
        InputError: none of the themes, or not the template, has text in the partner's language.
        TemplateError: the template cannot be composed.
        StrictError: under ``strict``, a fact is stale or superseded or a theme is without text.
        OutputError: a file could not be written.
    """
    name = slug(partner.name)
    folder = output / name
    stem = f"{name}-{template.name}-{partner.language}"
    earlier = read_manifest(folder)
    inputs = _hash_inputs(partner, library, template, brand, logo, formats, draft=draft)
    if skip and not strict and (found := _find_unchanged(partner, folder, earlier, inputs)):
        return found
    earlier = earlier or read_manifest(folder, BEFORE)
    document, warnings = compose_pack(
        partner, library, template, logo=logo, draft=draft, strict=strict
    )
    chosen = [one for name, one in FORMATS.items() if name in formats]
    rendered = render(document, brand, chosen)
    if inspect and (leaks := tuple(inspect(document, rendered.files))):
        raise LeakError(leaks)
    files = tuple(
        PackFile(
            folder / f"{stem}.{one}", one, hashlib.sha256(data).hexdigest(), rendered.page_count
        )
        for one, data in rendered.files.items()
    )
    with tell_unwritable(folder):
        unchanged, edited = _sort_earlier(
            folder, earlier, [f"{stem}.{one}" for one in FORMATS], files
        )
    replaced = {file.path for file in files}
    aside = {path: _find_free_name(path) for path in edited if path in replaced}
    kept = tuple(
        Problem(
            f"was edited since it was made: kept as {quote(aside.get(path, path).name, 200)}",
            file=str(path),
        )
        for path in edited
    )
    said = " ".join(words(document, rendered.first_pages))
    manifest = {
        "program": __version__,
        "inputs": inputs,
        "record": _tell_record(partner),
        "draft": draft,
        "logo": hashlib.sha256(logo.data).hexdigest() if logo else None,
        "template": {"name": template.name, "sha256": template.digest},
        "library": {"sha256": library.digest},
        "brand": {"sha256": brand.digest, "paper": brand.paper},
        "facts": [
            _tell_fact(library.facts[name], {text: said.count(text) for text in printed}, library)
            for name, printed in find_printed(document).items()
        ],
        "files": [
            {"name": file.path.name, "format": file.format, "sha256": file.sha256,
             "pages": file.pages}
            for file in files
        ],
        "warnings": [str(warning) for warning in warnings],
    }  # fmt: skip
    if others := _keep_others(earlier, template.name, partner.language):
        manifest["others"] = others
    text = json.dumps(manifest, ensure_ascii=False, indent=2, sort_keys=True) + "\n"
    contents = {file.path.name: rendered.files[file.format] for file in files}
    stale = [path for path in unchanged if path not in replaced]
    put_files(folder, {**contents, MANIFEST: text.encode()}, remove=stale, aside=aside)
    return Pack(partner.name, files, (*warnings, *kept))


def compose_pack(
    partner: Partner,
    library: Library,
    template: Template,
    *,
    logo: Logo | None = None,
    draft: bool = False,
    strict: bool = False,
) -> tuple[Document, tuple[Problem, ...]]:
    """Return a partner's document and its warnings: all of a pack that comes before its bytes.

    Raises:
        InputError, TemplateError, StrictError: as ``make_pack`` has them.
    """
    told, unsaid = _choose_themes(partner, library, template)
    document = embed_facts(compose(told, library, template, draft=draft, logo=logo), library)
    warnings = (*unsaid, *check_freshness(document, library, partner.date))
    if strict and warnings:
        raise StrictError(warnings)
    return document, warnings


def _choose_themes(
    partner: Partner, library: Library, template: Template
) -> tuple[Partner, tuple[Problem, ...]]:
    """Return the partner with the themes that have text, and a problem for each that has none."""
    language = partner.language
    if language not in template.languages:
        message = f"the template {quote(template.name)} has no text in {quote(language)}"
        hint = suggest(language, template.languages)
        raise InputError(Problem(message, field="language", hint=hint))
    edition = library.themes.get(language, {})
    unsaid = tuple(
        Problem(
            f"the theme {quote(theme)} has no text in {quote(language)} and is left out",
            field="themes",
            hint=f"Write content/themes/{theme}/{language}.md.",
        )
        for theme in partner.themes
        if theme not in edition
    )
    if len(unsaid) == len(partner.themes):
        raise InputError(unsaid)
    themes = tuple(theme for theme in partner.themes if theme in edition)
    return partner.model_copy(update={"themes": themes}), unsaid


def _hash_inputs(
    partner: Partner,
    library: Library,
    template: Template,
    brand: Brand,
    logo: Logo | None,
    formats: Collection[str],
    *,
    draft: bool,
) -> str:
    """Return the SHA-256 of all that a pack is made of."""
    inputs = {
        "program": __version__,
        "record": _tell_record(partner),
        "draft": draft,
        "logo": hashlib.sha256(logo.data).hexdigest() if logo else None,
        "formats": sorted(formats),
        "template": template.digest,
        "library": library.digest,
        "brand": [brand.digest, brand.paper],
    }
    return hashlib.sha256(json.dumps(inputs, sort_keys=True).encode()).hexdigest()


def _find_unchanged(
    partner: Partner, folder: Path, earlier: Mapping[str, Any], inputs: str
) -> Pack | None:
    """Return the pack that is in a folder, if it is of these inputs and as it was made."""
    for manifest in list_manifests(earlier):
        if manifest.get("inputs") != inputs:
            continue
        files = tuple(
            PackFile(folder / Path(one["name"]).name, one["format"], one["sha256"], one["pages"])
            for one in manifest["files"]
        )
        try:
            whole = all(
                hashlib.sha256(file.path.read_bytes()).hexdigest() == file.sha256 for file in files
            )
        except OSError:
            return None
        warnings = tuple(Problem(text) for text in manifest.get("warnings", ()))
        return Pack(partner.name, files, warnings, unchanged=True) if whole else None
    return None


# -- what went in --------------------------------------------------------------------------------


def _tell_record(partner: Partner) -> dict[str, object]:
    """Return the record as JSON holds it: what has a value, amounts as they are written."""
    fields: dict[str, Any] = partner.model_dump(mode="json")
    return {name: value for name, value in fields.items() if value not in (None, "")}


def _tell_fact(fact: Fact, printed: dict[str, int], library: Library) -> dict[str, object]:
    """Return what a fact says, whose word it is, and how often its figure is printed."""
    source = library.sources[fact.source]
    told = {
        "id": fact.id,
        "printed": printed or None,
        "value": None if fact.value is None else str(fact.value),
        "unit": fact.unit,
        "qualifier": fact.qualifier,
        "as_of": fact.as_of,
        "status": fact.status,
        "source": {"id": source.id, "title": source.title, "year": source.year, "url": source.url},
        "superseded_by": fact.superseded_by,
        "review_by": fact.review_by.isoformat() if fact.review_by else None,
    }
    return {name: value for name, value in told.items() if value is not None}


# -- names of files ------------------------------------------------------------------------------

_LONGEST_SLUG = 80  # bytes
_HASH = 8  # hexadecimal digits
_PLAIN = re.compile(r"[a-z0-9]+(?: [a-z0-9]+)*")
_LIKE_HASH = re.compile(rf"(?:.* )?[0-9a-f]{{{_HASH}}}")
# Names of devices on Windows, with any extension: learn.microsoft.com, "Naming Files, Paths, and
# Namespaces".
_RESERVED = re.compile(r"con|prn|aux|nul|com[0-9]|lpt[0-9]")
# Letters that no decomposition takes to ASCII.
_ASCII = str.maketrans({"ø": "o", "æ": "ae", "œ": "oe", "ł": "l", "đ": "d", "ð": "d", "þ": "th",
                        "ı": "i"})  # fmt: skip


def slug(name: str) -> str:
    """Return the name of a partner's folder and files: readable, safe on any file system.

    Names that are plain ASCII words keep them: ``nordhavn-foundation``. Any other is folded, which
    could bring two partners together, and so ends in a hash of the name: ``a-star-1f0c5d2e``.
    Names that differ only in case, white space or normalisation are the same partner's.
    """
    key = normalise(normalise(name).casefold())
    plain = _PLAIN.fullmatch(key) and not _RESERVED.fullmatch(key) and not _LIKE_HASH.fullmatch(key)
    if plain and len(key) <= _LONGEST_SLUG:
        return key.replace(" ", "-")
    digest = hashlib.sha256(key.encode()).hexdigest()[:_HASH]
    folded = _fold(key).encode()[: _LONGEST_SLUG - _HASH - 1].decode(errors="ignore").strip("-")
    return f"{folded or 'partner'}-{digest}"


def _fold(key: str) -> str:
    """Return letters and digits, without the accents of European scripts, joined by hyphens."""
    parts = unicodedata.normalize("NFKD", key.translate(_ASCII)).casefold()
    text = unicodedata.normalize("NFC", re.sub("[\u0300-\u036f]", "", parts))
    # Marks belong to the letters of Indic scripts and others: without them words are unreadable.
    kept = (c if unicodedata.category(c)[0] in "LMN" else "-" for c in text)
    return re.sub("-+", "-", "".join(kept)).strip("-")


# -- files in place ------------------------------------------------------------------------------


def read_manifest(folder: Path, name: str = MANIFEST) -> dict[str, Any]:
    """Return the ``pack.json`` of an earlier run; empty where there is none that can be read."""
    try:
        earlier = json.loads((folder / name).read_bytes())
    except (OSError, ValueError, RecursionError):
        return {}
    return earlier if isinstance(earlier, dict) else {}


def list_manifests(earlier: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    """Yield the manifest of each template and language in a ``pack.json``."""
    others = earlier.get("others")
    listed = others if isinstance(others, list) else []
    alone = {name: value for name, value in earlier.items() if name != "others"}
    for manifest in (alone, *listed):
        if isinstance(manifest, dict) and isinstance(manifest.get("files"), list):
            yield manifest


def _keep_others(earlier: Mapping[str, Any], template: str, language: str) -> list[dict[str, Any]]:
    """Return the manifests of the folder's other templates and languages, in order of names."""
    end = f"-{template}-{language}"

    def name_first(manifest: dict[str, Any]) -> str:
        return min((str(file.get("name", "")) for file in manifest["files"]), default="")

    kept = [m for m in list_manifests(earlier) if not Path(name_first(m)).stem.endswith(end)]
    return sorted(kept, key=name_first)


def _sort_earlier(
    folder: Path, earlier: Mapping[str, Any], names: Iterable[str], files: Iterable[PackFile]
) -> tuple[list[Path], list[Path]]:
    """Return the files that are as an earlier run made them, and those that are not.

    What is as this run makes it, too, was put there by a run that was killed before it could tell.
    """
    sums = {
        (str(file.get("name")), str(file.get("sha256")))
        for manifest in list_manifests(earlier)
        for file in manifest["files"]
        if isinstance(file, dict)
    } | {(file.path.name, file.sha256) for file in files}
    unchanged: list[Path] = []
    edited: list[Path] = []
    for path in (folder / name for name in names):
        if not path.is_file():
            continue
        try:
            digest = hashlib.sha256(path.read_bytes()).hexdigest()
        except OSError:
            digest = ""
        (unchanged if (path.name, digest) in sums else edited).append(path)
    return unchanged, edited


def _find_free_name(path: Path) -> Path:
    """Return ``name-edited-1.docx``, or the first such number that is free."""
    names = (path.with_stem(f"{path.stem}-edited-{number}") for number in itertools.count(1))
    return next(name for name in names if not name.exists())


@contextlib.contextmanager
def put_stream(place: Path) -> Iterator[IO[bytes]]:
    """Open a file that appears in its place, whole, when all has been written to it.

    Raises:
        OutputError: it could not be written.
    """
    waiting = place.with_name(f".{place.name}.{os.getpid()}.tmp")
    with tell_unwritable(place):
        try:
            with waiting.open("wb") as file:
                yield file
                file.flush()
                os.fsync(file.fileno())
            waiting.replace(place)
        finally:
            with contextlib.suppress(OSError):
                waiting.unlink(missing_ok=True)


def put_files(
    folder: Path,
    contents: Mapping[str, bytes],
    *,
    remove: Iterable[Path] = (),
    aside: Mapping[Path, Path] = MappingProxyType({}),
) -> None:
    """Put files into a folder, in order, each whole or not at all.

    All are written beside their places first, so a full disk leaves the folder as it was. The last
    is the one that vouches for the others: its earlier version moves to ``.NAME.before`` before any
    of them changes, and goes when they have. Then the files of ``remove`` go and those of ``aside``
    move to their new names.

    Raises:
        OutputError: the folder or a file could not be written.
    """
    with tell_unwritable(folder):
        folder.mkdir(parents=True, exist_ok=True)
    _sweep(folder)
    waiting: dict[Path, Path] = {}
    try:
        for name, data in contents.items():
            place = folder / name
            waiting[place] = folder / f".{name}.{os.getpid()}.tmp"
            with tell_unwritable(place), waiting[place].open("wb") as file:
                file.write(data)
                file.flush()
                os.fsync(file.fileno())
        last = folder / list(contents)[-1]
        before = folder / f".{last.name}.before"
        with tell_unwritable(last), contextlib.suppress(FileNotFoundError):
            last.replace(before)
        for path in remove:
            with tell_unwritable(path):
                path.unlink(missing_ok=True)
        for path, kept in aside.items():
            with tell_unwritable(path):
                path.replace(kept)
        for place, written in waiting.items():
            with tell_unwritable(place):
                if place == last:
                    before.unlink(missing_ok=True)
                written.replace(place)
        with tell_unwritable(folder):
            _sync_folder(folder)
    finally:
        for written in waiting.values():
            with contextlib.suppress(OSError):
                written.unlink(missing_ok=True)


def _sweep(folder: Path) -> None:
    """Remove what a run that was killed left half written; what is young may be another's work."""
    for stale in folder.glob(".*.tmp"):
        with contextlib.suppress(OSError):
            if time.time() - stale.stat().st_mtime > 3600:
                stale.unlink()


def _sync_folder(folder: Path) -> None:
    """Make the new names last through a loss of power, where folders can be opened."""
    if os.name == "nt":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


@contextlib.contextmanager
def tell_unwritable(path: Path) -> Iterator[None]:
    """Tell an error of the operating system as one that names the path and the way out."""
    try:
        yield
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise OutputError(
            Problem(f"cannot be written: {reason}", file=str(path), hint=_way_out(error, path))
        ) from error
    except UnicodeEncodeError as error:
        message = f"cannot be written: the system's encoding, {error.encoding}, has no such name"
        hint = "Set the variable PYTHONUTF8=1, or a locale of UTF-8."
        raise OutputError(Problem(message, file=str(path), hint=hint)) from error


def _way_out(error: OSError, path: Path) -> str:
    if isinstance(error, PermissionError) or error.errno == errno.EROFS:
        if path.is_file():
            return "If it is open in Word or a reader, close it; then run again."
        return "Choose a folder that you may write to with --output."
    if error.errno == errno.ENAMETOOLONG:
        return "Choose an --output with a shorter path."
    if isinstance(error, FileNotFoundError):
        return "Was the folder removed while this ran? Run it again."
    if isinstance(error, FileExistsError | NotADirectoryError | IsADirectoryError):
        return "There is a file where a folder should be, or the reverse: choose another --output."
    return "Make room, or choose another folder with --output; then run again."
