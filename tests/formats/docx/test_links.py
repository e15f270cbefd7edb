"""Links lead to their addresses, and inside the file to bookmarks that are there."""

from __future__ import annotations

import pytest

from proposalgen.model.document import Link
from tests.formats.docx.support import make_paragraph, open_word, write
from tests.support.sample import make_document


def test_links_lead_to_their_addresses() -> None:
    document = make_document()
    part = open_word(write(document)).part
    external = {rel.target_ref for rel in part.rels.values() if rel.is_external}
    sources = {note.url for note in document.notes if note.url}
    assert external - sources == {"mailto:a@example.org", "https://example.org/a"}


@pytest.mark.parametrize("url", ["javascript:alert(1)", "file:///etc/passwd", "http://a.org"])
def test_a_link_of_another_kind_is_refused(url: str) -> None:
    with pytest.raises(ValueError, match="neither an https nor a mailto"):
        write(make_paragraph(Link("here", url)))


def test_every_link_and_reference_inside_the_file_finds_its_bookmark() -> None:
    element = open_word(write(make_document())).element
    names = element.xpath("//w:bookmarkStart/@w:name")
    assert len(names) == len(set(names))
    codes = element.xpath("//w:instrText/text()")
    referred = {code.split()[1] for code in codes if code.split()[0] in {"PAGEREF", "NOTEREF"}}
    assert referred | set(element.xpath("//w:hyperlink/@w:anchor")) <= set(names)
