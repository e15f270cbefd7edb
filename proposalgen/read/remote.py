"""Addresses of files and folders elsewhere, as fsspec names them: ``s3://bucket/packs``."""

from __future__ import annotations

import re
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from types import MappingProxyType
from typing import Any
from urllib.parse import urlsplit
from urllib.request import url2pathname

from proposalgen.errors import InputError, Problem, ProposalError, quote

# Two letters at least: "C:" is a drive of Windows.
_ADDRESS = re.compile(r"[A-Za-z][A-Za-z0-9+.-]+://")


CHECK_ADDRESS = "Is the address right, and may you go there?"


def is_address(text: str) -> bool:
    """Return whether a text names a place by an address, and not by a path of this machine."""
    return _ADDRESS.match(text) is not None


def split_place(place: str) -> tuple[str, str]:
    """Return what a path or an address is in, and its last name."""
    if is_address(place):
        above, _, name = place.rstrip("/").rpartition("/")
        return above, name
    path = Path(place)
    return str(path.parent), path.name


def find_local(address: str) -> Path | None:
    """Return the path for which an address ``file://`` stands; None for any other address."""
    parts = urlsplit(address)
    return Path(url2pathname(parts.path)) if parts.scheme.casefold() == "file" else None


def hide_secrets(address: str) -> str:
    """Return an address without the name, the password and the query that it may hold."""
    parts = urlsplit(address)
    return f"{parts.scheme}://{parts.netloc.rpartition('@')[2]}{parts.path}"


def connect(
    address: str,
    raises: type[ProposalError],
    options: Mapping[str, object] = MappingProxyType({}),
) -> tuple[Any, str]:
    """Return the file system of an address, and the path on it.

    ``options`` are for the file system: credentials, an endpoint.

    Raises:
        InputError: there is no such kind of address, or what it needs is not installed.
        ProposalError: the other side cannot be reached; of the type ``raises``.
    """
    shown = hide_secrets(address)
    try:
        import fsspec

        system, root = fsspec.core.url_to_fs(address, **options)
    except ImportError as error:
        hint = f"{error}; fsspec itself comes with: pip install 'proposalgen[remote]'."
        raise InputError(Problem(f"cannot be reached: {quote(shown)}", hint=hint)) from error
    except ValueError as error:
        hint = "Write it as in s3://bucket/folder or sftp://host/folder."
        raise InputError(Problem(f"no such kind of address: {quote(shown)}", hint=hint)) from error
    except Exception as error:  # each file system raises errors of its own
        message = f"cannot be reached: {name_reason(error)}"
        raise raises(Problem(message, file=shown, hint=CHECK_ADDRESS)) from error
    return system, str(root).rstrip("/")


def name_reason(error: Exception) -> str:
    """Return why something failed elsewhere, in the other side's words."""
    reason = error.strerror if isinstance(error, OSError) else ""
    return reason or f"{type(error).__name__}: {quote(str(error), 200)}"


@contextmanager
def fetch(address: str, largest: int) -> Iterator[Path]:
    """Give a copy of a file that is elsewhere, under its own name, for as long as this lasts.

    Raises:
        InputError: it is not there, cannot be read, or is larger than ``largest`` bytes.
    """
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / hide_secrets(address).rpartition("/")[2]
        _download(address, copy, largest)
        yield copy


def _download(address: str, copy: Path, largest: int) -> None:
    shown = hide_secrets(address)
    system, path = connect(address, InputError)
    try:
        size = system.info(path).get("size") or 0
        if size <= largest:
            system.get_file(path, str(copy))
            return
    except Exception as error:  # each file system raises errors of its own
        reason = "is not there" if isinstance(error, FileNotFoundError) else name_reason(error)
        message = f"cannot be read: {reason}"
        raise InputError(Problem(message, file=shown, hint=CHECK_ADDRESS)) from error
    message = f"{size / 1_000_000:.0f} MB, and at most {largest // 1_000_000} MB are read"
    raise InputError(Problem(message, file=shown, hint="Split it."))
