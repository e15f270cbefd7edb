"""The canvas: all that is drawn is tagged or an artifact."""

from __future__ import annotations

from proposalgen.formats.pdf.canvas import TaggedCanvas
from proposalgen.formats.pdf.structure import LinkAnnotation, MarkedContent
from tests.formats.pdf.setting import A4, show


def make_canvas() -> TaggedCanvas:
    return TaggedCanvas(A4, "Sect")


def test_what_is_painted_outside_of_tags_becomes_an_artifact() -> None:
    canvas = make_canvas()
    canvas.fill_rect(0, 0, 10, 10, "#FF0000")
    (page,) = show(canvas).pages
    assert page.content.split(b"\n")[0] == b"/Artifact BMC"
    assert page.content.split(b"\n")[-1] == b"EMC"
    assert page.owners == ()


def test_a_change_of_state_alone_is_no_artifact() -> None:
    canvas = make_canvas()
    canvas.saveState()
    canvas.restoreState()
    assert b"Artifact" not in show(canvas).pages[0].content


def test_what_is_painted_in_a_tag_belongs_to_its_element() -> None:
    canvas = make_canvas()
    paragraph = canvas.root.add("P")
    with canvas.tag(paragraph, "said"):
        canvas.fill_rect(0, 0, 10, 10, "#FF0000")
    drawn = show(canvas)
    assert drawn.pages[0].owners == (paragraph,)
    assert paragraph.kids == [MarkedContent(1, 0)]
    assert b"/P <</MCID 0 /ActualText (said)>> BDC" in drawn.pages[0].content
    assert b"Artifact" not in drawn.pages[0].content


def test_heights_are_measured_from_the_top() -> None:
    canvas = make_canvas()
    canvas.fill_rect(10, 20, 30, 40, "#000000")
    canvas.add_destination("here", 20)
    drawn = show(canvas)
    top = A4[1] - 20
    assert f"10 {round(top - 40, 2):g} 30 40 re f".encode() in drawn.pages[0].content
    assert drawn.destinations == {"here": (1, top)}


def test_each_page_counts_its_own_marked_content() -> None:
    canvas = make_canvas()
    paragraph = canvas.root.add("P")
    for _ in range(2):
        with canvas.tag(paragraph):
            canvas.fill_rect(0, 0, 1, 1, "#000000")
        canvas.showPage()
    assert canvas.finish().elements[1].kids == [MarkedContent(1, 0), MarkedContent(2, 0)]


def test_a_link_belongs_to_its_element_and_escapes_its_address() -> None:
    canvas = make_canvas()
    link = canvas.root.add("Link")
    canvas.add_link(link, (1, 2, 3, 4), "Where it leads", url="https://example.org/a_(b)")
    (annotation,) = show(canvas).links
    assert link.kids == [annotation]
    assert isinstance(annotation, LinkAnnotation)
    assert "/URI (https://example.org/a_%28b%29)" in annotation.entries
    assert annotation.contents == "Where it leads"
    assert annotation.destination == ""


def test_a_link_to_a_note_is_described_by_its_number() -> None:
    canvas = make_canvas()
    canvas.add_link(canvas.root.add("Link"), (1, 2, 3, 4), "", destination="note-report")
    (annotation,) = show(canvas).links
    assert (annotation.contents, annotation.destination) == ("", "note-report")


def test_a_deferred_number_is_a_token_in_the_content() -> None:
    canvas = make_canvas()
    canvas.add_marked(canvas.defer_number("section-ask", lambda number: f"<{number}>"))
    (page,) = show(canvas).pages
    (placeholder,) = page.placeholders
    assert page.content.count(placeholder.token) == 1
    assert (placeholder.destination, placeholder.show(9)) == ("section-ask", "<9>")


def test_no_font_that_is_not_embedded_is_selected() -> None:
    canvas = make_canvas()
    canvas.fill_rect(0, 0, 1, 1, "#000000")
    assert b"Tf" not in show(canvas).pages[0].content
