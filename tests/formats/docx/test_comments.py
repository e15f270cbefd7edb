"""Comments: in a draft, on each weak figure, by an author whom Word can name."""

from __future__ import annotations

from dataclasses import replace

from proposalgen.model.document import Document, FactUse, NoteMark, Paragraph, Text
from tests.formats.docx.support import make_with, open_word, write
from tests.support.sample import make_document

WEAK = FactUse("poor", "people are poor", "3", source="A report", weak="It is of 2001. Ask.")
SOUND = FactUse("rich", "people are rich", "4", source="A report")


def make_draft(*paragraphs: Paragraph) -> Document:
    document = make_with(*paragraphs)
    return replace(document, meta=replace(document.meta, facts=(WEAK, SOUND)))


def test_a_weak_figure_has_a_comment_that_says_what_why_and_by_whom() -> None:
    text = (Text("3", fact="poor"), Text(" and "), Text("4", fact="rich"))
    (comment,) = open_word(write(make_draft(Paragraph(text)))).comments
    assert (comment.author, comment.initials) == ("proposalgen", "PG")
    assert comment.text == "poor: people are poor\nSource: A report\nIt is of 2001. Ask."
    assert comment.timestamp is not None
    assert comment.timestamp.date() == make_document().meta.date


def test_a_comment_stands_on_the_figure_and_not_again_on_its_note() -> None:
    note = replace(make_document().notes[0], id="poor")
    text = (Text("3", fact="poor"), NoteMark("report", fact="poor"))
    document = replace(make_draft(Paragraph(text)), notes=(note,))
    word = open_word(write(document))
    assert len(list(word.comments)) == 1
    inside = "//w:commentRangeStart/following-sibling::w:r[1]/w:t/text()"
    assert word.element.xpath(inside) == ["3"]


def test_a_figure_that_stands_apart_has_its_comment_on_its_note() -> None:
    note = replace(make_document().notes[0], id="poor")
    document = replace(make_draft(Paragraph((NoteMark("report", fact="poor"),))), notes=(note,))
    assert len(list(open_word(write(document)).comments)) == 1


def test_two_weak_figures_have_comments_with_numbers_of_their_own() -> None:
    paragraph = Paragraph((Text("3", fact="poor"),))
    word = open_word(write(make_draft(paragraph, paragraph)))
    assert word.element.xpath("//w:commentReference/@w:id") == ["0", "1"]


def test_a_document_without_weak_figures_has_no_comments_part() -> None:
    word = open_word(write(make_draft(Paragraph((Text("4", fact="rich"),)))))
    assert not [rel for rel in word.part.rels.values() if "comments" in rel.reltype]
