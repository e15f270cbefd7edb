"""A section's objects."""

from __future__ import annotations

import re
import zlib

import pytest

from proposalgen.formats.pdf.canvas import TaggedCanvas
from proposalgen.formats.pdf.drawn import DrawnPages
from proposalgen.formats.pdf.file.objects import FIRST, FileWriter
from proposalgen.formats.pdf.file.section import add_links, add_section, write_section
from tests.formats.pdf.setting import A4


def make_drawn(*, shared: bool = False) -> DrawnPages:
    """Return two pages: a paragraph that goes over both, and a link to a note on the first."""
    canvas = TaggedCanvas(A4, "Sect")
    paragraph = canvas.root.add("P")
    for page in range(2):
        with canvas.tag(paragraph):
            canvas.fill_rect(0, 0, 1, 1, "#000000")
        if page == 1:
            canvas.add_destination("note-report", 100)
        else:
            link = canvas.root.add("Link")
            code = canvas.begin_marked_content(link)
            token = canvas.defer_number("note-report", lambda number: f"({number})")
            canvas.add_marked(f"{code} BT {token} ET EMC")
            canvas.add_link(link, (1, 2, 3, 4), "", destination="note-report")
        canvas.showPage()
    return canvas.finish(shared=shared)


def find_objects(drawn: DrawnPages) -> str:
    """Return the text of a section's objects, without compression."""
    section = write_section(drawn, FIRST, (7,))
    streams = re.findall(rb"stream\n(.*?)\r\nendstream", section.data, re.DOTALL)
    return b"\n".join(map(zlib.decompress, streams)).decode("latin-1")


def test_numbers_take_the_place_of_their_tokens() -> None:
    text = find_objects(make_drawn())
    assert "BT (7) ET" in text
    assert "\x1a" not in text


def test_a_link_to_a_note_leads_to_its_page_and_height_and_says_its_number() -> None:
    file = FileWriter()
    section = add_section(file, make_drawn(), [b"", b""], {"note-report": 7})
    add_links(file, [section], {"note-report": 7})
    (number,) = section.links
    link = file._small[number]
    height = A4[1] - 100
    assert f"/Dest [{section.pages[1]} 0 R /XYZ 0 {height:.1f} 0] /Contents (Note 7)" in link
    assert f"/StructParent {number}>>" in link


def test_content_on_another_page_names_its_page() -> None:
    first, second = FIRST, FIRST + 1
    text = find_objects(make_drawn())
    assert f"/S /P /P {FIRST + 6} 0 R /Pg {first} 0 R" in text
    assert f"/K [0 <</Type /MCR /Pg {second} 0 R /MCID 0>>]" in text


def test_a_link_and_its_element_lead_to_each_other() -> None:
    text = find_objects(make_drawn())
    found = re.search(r"/Type /OBJR /Pg \d+ 0 R /Obj (\d+) 0 R", text)
    assert found
    assert re.search(rf"{found[1]} \d+ 0 R\]>>", text)  # in the parent tree


@pytest.mark.parametrize("shared", [True, False])
def test_a_shared_section_is_written_once_for_equal_numbers(shared: bool) -> None:
    drawn = make_drawn(shared=shared)
    one, other = (
        add_section(FileWriter(), drawn, [b"", b""], {"note-report": 7}) for _ in range(2)
    )
    assert (one is other) == shared
    different = add_section(FileWriter(), drawn, [b"", b""], {"note-report": 8})
    assert different is not one
    assert different.data != one.data
