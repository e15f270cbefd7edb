"""Was a file edited since it was made? By what it says and shows, not by its bytes."""

from __future__ import annotations

import hashlib
from enum import Enum

from proposalgen.formats.format import UnreadableError
from proposalgen.formats.table import open_file


class State(Enum):
    """What became of a file since it was made."""

    AS_MADE = "as made"
    """It says and shows the same, though a program may have written it anew."""
    EDITED = "edited"
    UNREADABLE = "unreadable"
    """It is damaged, locked by a password, or no longer of its format."""


def judge(data: bytes, sha256: str, says: str) -> State:
    """Return what became of a file, of which its hash and its fingerprint are known."""
    if hashlib.sha256(data).hexdigest() == sha256:
        return State.AS_MADE
    found = read_fingerprint(data)
    if not found:
        return State.UNREADABLE
    return State.AS_MADE if found == says else State.EDITED


def read_fingerprint(data: bytes) -> str:
    """Return the fingerprint of what a file says and shows; empty where it cannot be read."""
    try:
        return open_file(data).fingerprint()
    except UnreadableError:
        return ""
