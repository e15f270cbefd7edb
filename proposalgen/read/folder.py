"""Look over the files below a folder: which are its own, which are unfit, one hash of them all."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from pathlib import Path

from proposalgen.errors import Problem

LARGEST_FILE = 50_000_000
"""Bytes of any file of a workspace, fonts among them."""


_LITTER = {
    "desktop.ini", "thumbs.db", "thumbs.db:encryptable", "ehthumbs.db", "ehthumbs_vista.db",
    "icon\r", "__macosx", "@eadir", "$recycle.bin", "system volume information", "lost+found",
}  # fmt: skip
"""Names, in small letters, of what Windows, macOS and storage servers put into folders."""


def is_litter(name: str) -> bool:
    """Return whether a file or folder is there for a system or an editor, not for a person.

    Hidden files, the pictures that a file browser keeps, locks of an office program, and what
    editors leave beside the file that they save. A second copy of a file ("en (1).md") is none:
    somebody's work may be in it.
    """
    small = name.casefold()
    return (
        name.startswith((".", "~$", ".~lock."))
        or small in _LITTER
        or small.endswith(("~", ".swp", ".swo"))
        or (len(name) > 2 and name.startswith("#") and name.endswith("#"))
    )


def walk_folder(folder: Path, pattern: str = "*") -> Iterator[Path]:
    """Yield what is below a folder, in the order of the names, but for litter and what is in it."""
    for path in sorted(folder.rglob(pattern), key=lambda path: path.relative_to(folder).as_posix()):
        if not any(map(is_litter, path.relative_to(folder).parts)):
            yield path


def find_unfit_files(folder: Path, shown: str = "") -> list[Problem]:
    """Return a problem for each file below a folder that is none of its own, or none to be read.

    ``shown`` stands before the name of each.

    What a link leads to outside would come into documents, or never end.
    """
    problems = []
    home = folder.resolve()
    for path in walk_folder(folder):
        name = shown + path.relative_to(folder).as_posix()
        try:
            inside = path.resolve(strict=True).is_relative_to(home)
            size = path.stat().st_size if path.is_file() else 0
        except (OSError, RuntimeError):
            problems.append(Problem("a link that leads nowhere", file=name))
            continue
        if not inside:
            hint = "Put the file itself there."
            problems.append(Problem("a link that leads out of the folder", file=name, hint=hint))
        elif not path.is_file() and not path.is_dir():
            problems.append(Problem("neither a file nor a folder", file=name, hint="Remove it."))
        elif size > LARGEST_FILE:
            hint = f"At most {LARGEST_FILE // 1_000_000} MB."
            problems.append(Problem("too large", file=name, hint=hint))
    return problems


def hash_folder(folder: Path) -> str:
    """Return the SHA-256 of every file below a folder: names with ``/``, lengths and bytes.

    A folder that was opened on Windows, where a ``desktop.ini`` came into it, stays the same.
    """
    digest = hashlib.sha256()
    for path in walk_folder(folder):
        if path.is_file():
            data = path.read_bytes()
            digest.update(f"{path.relative_to(folder).as_posix()}\0{len(data)}\0".encode())
            digest.update(data)
    return digest.hexdigest()
