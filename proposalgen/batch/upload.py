"""Copy the packs of a batch to any file system that fsspec names: S3, SFTP, FTP, Azure, ..."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from proposalgen.errors import InputError, OutputError, Problem, quote
from proposalgen.packs.manifest import MANIFEST


def copy_packs(
    output: Path, url: str, reports: tuple[str, ...], copied: Callable[[str], None]
) -> None:
    """Copy the packs that a ``batch.json`` lists; a pack that is there already is left alone.

    A pack is there if its ``pack.json`` is the same and its files have their sizes. Files arrive
    under a temporary name and are then renamed, ``pack.json`` last, so that the next copy finishes
    one that breaks off.

    Args:
        output: The folder of the batch.
        url: Where to copy them, as fsspec writes it: ``s3://bucket/folder``.
        reports: Files of the folder itself that are copied after the packs, ``batch.json`` last.
        copied: Gets the name of each pack's folder once it is copied.

    Raises:
        InputError: fsspec, or what it needs for such an address, is not installed.
        OutputError: the other side could not be reached or written to.
    """
    shown = _hide_secrets(url)
    try:
        import fsspec

        remote, root = fsspec.core.url_to_fs(url)
    except ImportError as error:
        hint = f"{error}; fsspec itself comes with: pip install 'proposalgen[remote]'."
        raise InputError(Problem(f"cannot write to {quote(shown)}", hint=hint)) from error
    except ValueError as error:
        hint = "Write it as in s3://bucket/folder or sftp://host/folder."
        raise InputError(Problem(f"no such kind of address: {quote(shown)}", hint=hint)) from error
    except Exception as error:  # each file system raises errors of its own
        raise _explain(shown, error) from error
    try:
        for names in _list_packs(output / reports[-1]):
            if not _is_copied(remote, root, output, names):
                _put(remote, root, output, names)
                copied(names[-1].rpartition("/")[0])
        _put(remote, root, output, [name for name in reports if (output / name).is_file()])
    except Exception as error:
        raise _explain(shown, error) from error


def _list_packs(report: Path) -> Iterator[list[str]]:
    """Yield the names of each pack's files, its manifest last."""
    for pack in json.loads(report.read_bytes())["packs"]:
        if files := pack["files"]:
            yield [*files, f"{files[0].rpartition('/')[0]}/{MANIFEST}"]


def _is_copied(remote: Any, root: str, output: Path, names: list[str]) -> bool:
    """Return whether a pack is there, without reading its documents back."""
    try:
        # The manifest has the hashes of its files, so sizes are enough to see that they are whole.
        same = remote.cat_file(f"{root}/{names[-1]}") == (output / names[-1]).read_bytes()
        return same and all(
            remote.size(f"{root}/{name}") == (output / name).stat().st_size for name in names
        )
    except FileNotFoundError:
        return False


def _put(remote: Any, root: str, output: Path, names: list[str]) -> None:
    """Copy files; the last vouches for the others, so its old version goes first."""
    for folder in dict.fromkeys(f"{root}/{name}".rpartition("/")[0] for name in names):
        remote.makedirs(folder, exist_ok=True)
    if remote.exists(f"{root}/{names[-1]}"):
        remote.rm_file(f"{root}/{names[-1]}")
    for name in names:
        path = f"{root}/{name}"
        folder, _, last = path.rpartition("/")
        temporary = f"{folder}/.{last}.part"
        remote.put_file(str(output / name), temporary)
        # Few file systems rename onto a file that is there.
        if remote.exists(path):
            remote.rm_file(path)
        remote.mv(temporary, path)


def _explain(shown: str, error: Exception) -> OutputError:
    reason = error.strerror if isinstance(error, OSError) else ""
    message = (
        f"cannot be copied to: {reason or f'{type(error).__name__}: {quote(str(error), 200)}'}"
    )
    hint = "The packs are in the output folder; run it again to copy them."
    return OutputError(Problem(message, file=shown, hint=hint))


def _hide_secrets(url: str) -> str:
    """Return an address without the name and password that it may hold."""
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc.rpartition('@')[2]}{parts.path}"
