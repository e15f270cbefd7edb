"""Templates of a few lines, and the documents that they make."""

from __future__ import annotations

from pathlib import Path

from proposalgen.compose.document import compose
from proposalgen.compose.templates import Template, load_template
from proposalgen.model.document import Cards, Document, Section
from proposalgen.model.partner import Partner
from proposalgen.model.records import Library
from tests.support.small import make_library, make_partner

WORDS = """
words:
  months: Jan Feb Mar Apr May June July Aug Sept Oct Nov Dec
  prepared_for: Prepared for
  draft: Draft.
  challenge: The challenge
  impact: Our impact
  need: What we need
  one_dot: One dot is
  one_tile: One tile is
  one_of_them: one of them
  reported_in: As reported in
  not_stated: Not stated
  one_in_a_hundred: one in a hundred
  status_verified: Checked
  status_secondary: Second source
  status_page: Stated
"""
NOTES = "# Sources\n\n{{ notes() }}"


def write_template(folder: Path, words: str = WORDS, **sections: str) -> Template:
    """Write a template of the given sections, in their order, and load it."""
    index = f"sections: [{', '.join(sections)}]\n{words}"
    (folder / "template.yaml").write_text(index, encoding="utf-8")
    for name, body in sections.items():
        front = "" if body.startswith("---") else "---\nlayout: page\n---\n"
        (folder / f"{name}.md.j2").write_text(front + body, encoding="utf-8")
    return load_template(folder)


def compose_with(
    folder: Path,
    partner: Partner | None = None,
    library: Library | None = None,
    *,
    draft: bool = False,
    **sections: str,
) -> Document:
    """Compose with a template of the given sections, in their order."""
    template = write_template(folder, **sections)
    return compose(partner or make_partner(), library or make_library(), template, draft=draft)


def only_cards(section: Section) -> Cards:
    """Return a section's only block, which is cards."""
    (block,) = section.blocks
    assert isinstance(block, Cards)
    return block
