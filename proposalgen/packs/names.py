"""The names of a partner's folder and files: readable, and safe on any file system."""

from __future__ import annotations

import hashlib
import re
import unicodedata

from proposalgen.model.text import normalise

LONGEST_SLUG = 80
"""Bytes. With template, language and extension a name stays far below the 255 of file systems."""
_HASH_DIGITS = 8  # hexadecimal
_SHORTEST = 8  # bytes of a name beside what else a file is called
_PLAIN = re.compile(r"[a-z0-9]+(?: [a-z0-9]+)*")
# A plain name that ends like this could be the slug of another name, hash and all.
_ENDS_LIKE_HASH = re.compile(rf"(?:.* )?[0-9a-f]{{{_HASH_DIGITS}}}")
# Names of devices on Windows, with any extension: learn.microsoft.com, "Naming Files, Paths, and
# Namespaces".
_RESERVED = re.compile(r"con|prn|aux|nul|com[0-9]|lpt[0-9]")
# Letters that no decomposition takes to ASCII.
_ASCII = str.maketrans({"ø": "o", "æ": "ae", "œ": "oe", "ł": "l", "đ": "d", "ð": "d", "þ": "th",
                        "ı": "i"})  # fmt: skip


def slug(name: str, longest: int = LONGEST_SLUG) -> str:
    """Return the name of a partner's folder, of 1 to 80 bytes, or to fewer where paths are long.

    A name of plain ASCII words keeps them: ``nordhavn-foundation``. Any other name is folded. That
    could bring two partners together, so a hash of the name follows: ``a-star-1f0c5d2e``. Names
    that differ only in case, white space or normalisation belong to the same partner.
    """
    key = normalise(normalise(name).casefold())
    plain = (
        _PLAIN.fullmatch(key)
        and not _RESERVED.fullmatch(key)
        and not _ENDS_LIKE_HASH.fullmatch(key)
    )
    if plain and len(key) <= longest:
        return key.replace(" ", "-")
    # Of the key, not the name: another spelling of the same name is the same partner.
    digest = hashlib.sha256(key.encode()).hexdigest()[:_HASH_DIGITS]
    return f"{shorten(_fold(key), longest - _HASH_DIGITS - 1)}-{digest}"


def file_stem(
    partner: str, template: str, language: str, *marks: str, longest: int = LONGEST_SLUG
) -> str:
    """Return the name of a pack's files, without the extension of their format.

    No hash is in it, since the files are sent: ``a-star-pitch-en``. Two partners whose files have
    the same name have folders of their own.

    Args:
        partner: The partner's name.
        template: The kind of document.
        language: The edition.
        marks: What else sets it apart from others of the partner: a draft, another paper.
        longest: How many bytes the partner's name may have, with the marks.
    """
    key = normalise(normalise(partner).casefold())
    room = longest - sum(len(mark) + 1 for mark in marks)
    return "-".join((shorten(_fold(key), room), template, language, *marks))


def shorten(folded: str, most: int) -> str:
    """Return the beginning of a folded name in so many bytes; a few remain in any case."""
    room = max(most, _SHORTEST)
    return folded.encode()[:room].decode(errors="ignore").strip("-") or "partner"


def _fold(key: str) -> str:
    """Return letters and digits, without the accents of European scripts, joined by hyphens."""
    parts = unicodedata.normalize("NFKD", key.translate(_ASCII)).casefold()
    text = unicodedata.normalize("NFC", re.sub("[\u0300-\u036f]", "", parts))
    # Marks belong to the letters of Indic scripts and others: without them words are unreadable.
    kept = (c if unicodedata.category(c)[0] in "LMN" else "-" for c in text)
    return re.sub("-+", "-", "".join(kept)).strip("-")
