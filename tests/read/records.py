"""Partner records, checked with three themes and two editions."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from proposalgen.errors import InputError
from proposalgen.model.partner import Partner
from proposalgen.read.partners import check_record

THEMES = ("just-transition", "supply-chains", "social-protection")

TODAY = date(2026, 11, 26)

GIVEN = {"name": "Nordhavn Foundation", "themes": ["social-protection"]}


def check(folder: Path | None = None, **fields: object) -> Partner:
    """Return the partner of a record that is good but for these fields."""
    record = GIVEN | fields
    languages = ("en", "pt-BR")
    return check_record(
        record, themes=THEMES, languages=languages, today=TODAY, folder=folder or Path()
    )


def complain(folder: Path | None = None, **fields: object) -> str:
    """Return what is told about a record, a line a mistake."""
    with pytest.raises(InputError) as caught:
        check(folder, **fields)
    return str(caught.value)
