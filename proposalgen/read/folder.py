"""Look over the files below a folder: which of them are unfit, and one hash of them all."""

from __future__ import annotations

import hashlib
from pathlib import Path

from proposalgen.errors import Problem

LARGEST_FILE = 50_000_000
"""Bytes of any file of a workspace, fonts among them."""


def find_unfit_files(folder: Path, shown: str = "") -> list[Problem]:
    """Return a problem for each file below a folder that is none of its own, or none to be read.

    ``shown`` stands before the name of each.

    What a link leads to outside would come into documents, or never end.
    """
    problems = []
    home = folder.resolve()
    for path in sorted(folder.rglob("*")):
        name = shown + path.relative_to(folder).as_posix()
        try:
            inside = path.resolve(strict=True).is_relative_to(home)
            size = path.stat().st_size if path.is_file() else 0
        except (OSError, RuntimeError):
            if not path.name.startswith("."):  # Emacs has such links beside what it edits
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
    """Return the SHA-256 of every file below a folder: names with ``/``, lengths and bytes."""
    digest = hashlib.sha256()
    for path in sorted(folder.rglob("*"), key=lambda path: path.relative_to(folder).as_posix()):
        if path.is_file():
            data = path.read_bytes()
            digest.update(f"{path.relative_to(folder).as_posix()}\0{len(data)}\0".encode())
            digest.update(data)
    return digest.hexdigest()
