"""The smallest template, a letter that prints every field, and what it says of a record."""

from __future__ import annotations

import tempfile
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from proposalgen.compose.templates import Template, load_template
from proposalgen.errors import InputError
from proposalgen.model.document import Document
from proposalgen.model.partner import Partner
from proposalgen.model.walk import words
from proposalgen.read.partners import check_record

TODAY = date(2026, 11, 26)


THEMES, LANGUAGES = ("water", "light"), ("en",)


RECORD: dict[str, Any] = {"name": "Nordhavn", "themes": ["water"]}


MONTHS = "January February March April May June July August September October November December"


INDEX = f"""sections: [letter]
words:
  months: {MONTHS}
  prepared_for: Prepared for
  draft: Draft
  status_verified: Checked
  status_secondary: Second source
  status_page: Stated
  reported_in: As reported in
  not_stated: Not stated
"""


LETTER = """---
layout: letter
---
# A letter

For «{{ partner.name }}»

**Dear {{ partner.contact_name }}**, in {{ partner.country }},

{{ partner.contact_email }}

{{ partner.amount }} on {{ today }}, from a {{ partner.type }}:
{% for theme in themes %}
- {{ theme.title }}
{% endfor %}
"""


@cache
def template() -> Template:
    """Return the letter as a template."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "template.yaml").write_text(INDEX, encoding="utf-8")
        (folder / "letter.md.j2").write_text(LETTER, encoding="utf-8")
        return load_template(folder)


def check(record: dict[str, Any]) -> Partner:
    """Return the partner of a record, for the small library; raises InputError."""
    return check_record(record, themes=THEMES, languages=LANGUAGES, today=TODAY)


def judge(record: dict[str, Any]) -> Partner | list[tuple[str, str]]:
    """Return the partner of a record, or the field and message of each of its problems."""
    try:
        return check(record)
    except InputError as error:
        return [(problem.field, problem.message) for problem in error.problems]


def say(document: Document) -> str:
    """Return all that a document says."""
    return " ".join(words(document, {section.id: 1 for section in document.sections}))
