"""Packs in one zip file: equal packs give equal bytes."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable
from typing import IO

from proposalgen.packs.pack import Pack

_DATE = (1980, 1, 1, 0, 0, 0)
"""Of every member, so that equal packs give equal bytes; the earliest there is."""


def zip_packs(packs: Iterable[Pack]) -> bytes:
    """Return a zip file with a folder for each pack."""
    data = io.BytesIO()
    write_zip(
        data,
        (
            (f"{pack.folder}/{name}", content)
            for pack in packs
            for name, content in pack.contents().items()
        ),
    )
    return data.getvalue()


def write_zip(target: IO[bytes], members: Iterable[tuple[str, bytes]]) -> None:
    """Write a zip file of members, each by its name and bytes, as they come."""
    # DOCX and PDF are deflated already.
    with zipfile.ZipFile(target, "w") as file:
        for name, content in members:
            file.writestr(zipfile.ZipInfo(name, _DATE), content)
