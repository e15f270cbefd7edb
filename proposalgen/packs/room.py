"""How long a partner's name may be in paths, so that none is longer than the system takes."""

from __future__ import annotations

import sys
from pathlib import Path

from proposalgen.errors import OutputError, Problem
from proposalgen.packs.names import LONGEST_SLUG

SHORTEST_SLUG = 24
"""Bytes: with its hash a name then still has some letters."""
_WINDOWS, _OTHERS, _WINDOWS_LONG = 259, 4095, 32_766
"""Characters of a path: learn.microsoft.com, "Maximum Path Length Limitation"; Linux's PATH_MAX."""
_AROUND = len("//.--.docx.old.1234567.tmp")
"""Characters of the longest path in a pack's folder but for folder, name, template and language: of
a copy that waits to be put back."""


def find_longest_path() -> int:
    """Return how many characters a path may have on this system."""
    if sys.platform != "win32":
        return _OTHERS
    import winreg

    try:
        place = r"SYSTEM\CurrentControlSet\Control\FileSystem"
        with winreg.OpenKey(winreg.HKEY_LOCAL_MACHINE, place) as key:
            switched_on = winreg.QueryValueEx(key, "LongPathsEnabled")[0]
    except OSError:
        return _WINDOWS
    return _WINDOWS_LONG if switched_on else _WINDOWS


def fit_slug(folder: Path, template: str, language: str, longest_path: int) -> int:
    """Return how many bytes a partner's name may have in the paths below a folder.

    It stands in each of them twice.

    Raises:
        OutputError: there is no room for a name, which is told before anything is written.
    """
    taken = len(str(folder.absolute())) + _AROUND + len(template) + len(language)
    room = (longest_path - taken) // 2
    if room < SHORTEST_SLUG:
        longest = taken + 2 * SHORTEST_SLUG
        message = f"its paths would have {longest} characters, and this system takes {longest_path}"
        hint = "Choose an --output with a shorter path."
        raise OutputError(Problem(message, file=str(folder), hint=hint))
    return min(room, LONGEST_SLUG)
