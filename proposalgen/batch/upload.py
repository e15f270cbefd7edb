"""Copy the packs of a batch to any file system that fsspec names: S3, SFTP, FTP, Azure, ..."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from proposalgen.errors import InputError, OutputError, Problem, quote
from proposalgen.packs.pack import MANIFEST


def copy_packs(
    output: Path, url: str, reports: tuple[str, ...], copied: Callable[[str], None]
) -> None:
    """Copy the packs that ``reports[-1]``, a ``batch.json``, tells of; those there are left alone.

    A pack is there if its ``pack.json`` is the same and its files have their sizes. Files arrive
    under another name and are then renamed, ``pack.json`` last, so that a copy that breaks off is
    finished by the next.

    Args:
        output: The folder of the batch.
        url: Where to, as fsspec has it: ``s3://bucket/folder``, ``sftp://host/folder``.
        reports: The files of the folder itself that go along, last of all.
        copied: Is told each pack's folder.

    Raises:
        InputError: fsspec, or what it needs for such an address, is not installed.
        OutputError: the other side could not be reached or written to.
    """
    shown = _hide_secrets(url)
    try:
        import fsspec

        there, root = fsspec.core.url_to_fs(url)
    except ImportError as error:
        hint = f"{error}; fsspec itself comes with: pip install 'proposalgen[remote]'."
        raise InputError(Problem(f"cannot write to {quote(shown)}", hint=hint)) from error
    except ValueError as error:
        hint = "Write it as in s3://bucket/folder or sftp://host/folder."
        raise InputError(Problem(f"no such kind of address: {quote(shown)}", hint=hint)) from error
    except Exception as error:
        raise _told(shown, error) from error
    try:
        for names in _list_packs(output / reports[-1]):
            if not _is_there(there, root, output, names):
                _put(there, root, output, names)
                copied(names[-1].rpartition("/")[0])
        _put(there, root, output, [name for name in reports if (output / name).is_file()])
    except Exception as error:  # each file system has its own
        raise _told(shown, error) from error


def _list_packs(report: Path) -> Iterator[list[str]]:
    """Yield the names of each pack's files, its manifest last."""
    for pack in json.loads(report.read_bytes())["packs"]:
        if files := pack["files"]:
            yield [*files, f"{files[0].rpartition('/')[0]}/{MANIFEST}"]


def _is_there(there: Any, root: str, output: Path, names: list[str]) -> bool:
    try:
        same = there.cat_file(f"{root}/{names[-1]}") == (output / names[-1]).read_bytes()
        return same and all(
            there.size(f"{root}/{name}") == (output / name).stat().st_size for name in names
        )
    except FileNotFoundError:
        return False


def _put(there: Any, root: str, output: Path, names: list[str]) -> None:
    """Copy files, the last of which vouches for the others and so goes first and comes last."""
    for folder in dict.fromkeys(f"{root}/{name}".rpartition("/")[0] for name in names):
        there.makedirs(folder, exist_ok=True)
    if there.exists(f"{root}/{names[-1]}"):
        there.rm_file(f"{root}/{names[-1]}")
    for name in names:
        place = f"{root}/{name}"
        folder, _, last = place.rpartition("/")
        waiting = f"{folder}/.{last}.part"
        there.put_file(str(output / name), waiting)
        if there.exists(place):
            there.rm_file(place)
        there.mv(waiting, place)


def _told(shown: str, error: Exception) -> OutputError:
    told = error.strerror if isinstance(error, OSError) else ""
    message = f"cannot be copied to: {told or f'{type(error).__name__}: {quote(str(error), 200)}'}"
    hint = "The packs are in the output folder; run it again to copy them."
    return OutputError(Problem(message, file=shown, hint=hint))


def _hide_secrets(url: str) -> str:
    """Return an address without the name and password that it may hold."""
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc.rpartition('@')[2]}{parts.path}"
