"""The file that a logo's path means, as people type, paste and drag paths; never one outside."""

from __future__ import annotations

import os
import re
import unicodedata
from collections.abc import Sequence
from pathlib import Path
from urllib.parse import unquote, urlsplit
from urllib.request import url2pathname

from pydantic_core import PydanticCustomError

from proposalgen.errors import quote
from proposalgen.model.fields import invalid
from proposalgen.model.text import name_forbidden, normalise

_QUOTES = ("''", '""', "‘’", "“”", "«»")


def find_logo(name: str, folder: Path) -> Path:
    r"""Return the regular file that a path means, from a folder on and inside it.

    The path is taken as it is first, and then as people and programs write the same: in quotes, as
    a ``file:`` address, with backslashes, in another normal form or case. What leads outside is
    refused by its words, before the disk is asked: on Windows the mere question "is
    ``\\server\logo.png`` there?" would send the user's password hash to that server.

    Raises:
        PydanticCustomError: no such file, more than one, or one outside the folder.
    """
    if re.match(r"(?i)(https?|ftp|data):", name.strip()):
        raise invalid(f"an address, not a file: {quote(name)}", "Save the picture, and name that.")
    spellings = _spell(name)
    inside = [path for spelling in spellings if (path := _confine(spelling, folder)) is not None]
    try:
        found = next(filter(None, (_look_up(folder, path.parts) for path in inside)), None)
        leaves = not inside or (found and not found.resolve().is_relative_to(folder.resolve()))
        regular = found is not None and found.is_file()
    except (OSError, RuntimeError) as error:  # RuntimeError: links in a circle, before 3.13
        raise invalid(f"cannot be read: {quote(name)}") from error
    if leaves:
        hint = "Copy the picture beside the list and name it from there."
        raise invalid(f"outside the list's folder: {quote(name)}", hint)
    if found is None or not regular:
        hint = f"It is looked for in {quote(str(folder.absolute()), 200)}."
        raise invalid(f"no file {quote(name)}", hint)
    return found


def split_option(name: str) -> tuple[Path, str]:
    """Return the folder and the name of a logo that a person gives on the command line.

    A whole path, as one is dragged into a terminal, is the person's own word: its folder then takes
    the place of the working directory. So a record, and ``pack.json``, never tell where on this
    machine a logo was.
    """
    whole = [path for path in map(_expand, _spell(name)) if path and path.is_absolute()]
    for path in whole:
        try:
            folder = _look_up(Path(path.anchor), path.parts[1:-1])
            if folder and _look_up(folder, path.parts[-1:]):
                return folder, path.name
        except (OSError, PydanticCustomError):
            continue  # told by the check of the record, with the field's name
    return (whole[0].parent, whole[0].name) if whole else (Path(), name)


def _expand(spelling: str) -> Path | None:
    try:
        return Path(spelling).expanduser()
    except RuntimeError:  # "~name" of nobody
        return None


def _spell(name: str) -> list[str]:
    """Return the paths that a text can mean: as it is first, then as it may have been pasted."""
    bare = name.strip()
    plain = bare
    if len(bare) > 2 and bare[0] + bare[-1] in _QUOTES:
        plain = bare[1:-1].strip()
    # A terminal writes "My\ Logo.png"; Windows separates folders by what is a letter elsewhere.
    slashes, unescaped = plain.replace("\\", "/"), re.sub(r"\\(\W)", r"\1", plain)
    spellings = (name, bare, plain, _read_address(plain), slashes, unescaped)
    return [path for path in dict.fromkeys(spellings) if path]


def _read_address(text: str) -> str:
    """Return the path of a ``file:`` address (RFC 8089); empty for other text, or another host."""
    if not text.casefold().startswith("file:"):
        return ""
    try:
        parts = urlsplit(text)
        path = url2pathname(parts.path)
    except ValueError:
        return ""
    usable = parts.netloc in ("", "localhost") and not any(map(name_forbidden, unquote(path)))
    return path if usable else ""


def _confine(spelling: str, folder: Path) -> Path | None:
    """Return a path relative to a folder; None where it leads outside, as its words say."""
    path = Path(os.path.normpath(spelling))
    if path.anchor or path.drive:
        bases = (folder.absolute(), folder.resolve())
        return next((path.relative_to(b) for b in bases if path.is_relative_to(b)), None)
    return None if ".." in path.parts else path


def _look_up(folder: Path, parts: Sequence[str]) -> Path | None:
    """Return what stands at a path in a folder, by its exact name or by one that is like it.

    Names are alike that differ in normal form (macOS decomposes them), kind of white space, case or
    a stop at the end (Windows heeds neither): lists are filled in on one system, read on another.

    Raises:
        PydanticCustomError: there is more than one like it.
    """
    for part in parts:
        if not os.path.lexists(folder / part):
            if not folder.is_dir():
                return None
            alike = [one.name for one in folder.iterdir() if _fold(one.name) == _fold(part)]
            form = unicodedata.normalize("NFC", part)
            alike = [a for a in alike if unicodedata.normalize("NFC", a) == form] or alike
            if len(alike) > 1:
                names = " and ".join(map(quote, sorted(alike)))
                raise invalid(f"no file {quote(part)}, but more than one like it: {names}")
            if not alike:
                return None
            part = alike[0]
        folder /= part
    return folder


def _fold(name: str) -> str:
    return normalise(name).casefold().rstrip(" .")
