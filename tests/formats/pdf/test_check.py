"""A good PDF passes its checks; each planted defect is found, by the clause that it breaks."""

from __future__ import annotations

import io
import re
import shutil
import subprocess
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, String

from proposalgen.formats.format import FAULT
from proposalgen.formats.pdf.check import check_pdf
from proposalgen.formats.pdf.check.objects import kids_of, kind_of
from tests.formats.support import write_pitch
from tests.support.names import ALL, MIXED
from tests.support.real import THEME_SETS


@pytest.mark.parametrize("themes", THEME_SETS, ids=lambda t: t[0] if len(t) == 1 else "all")
@pytest.mark.parametrize("kind", ["pitch", "one-pager"])
def test_what_we_make_has_no_defects(kind: str, themes: tuple[str, ...]) -> None:
    assert check_pdf(write_pitch(kind=kind, themes=themes)["pdf"]) == ()


@pytest.mark.parametrize("name", [*ALL[::7], *MIXED])
def test_names_in_any_script_make_no_defects(name: str) -> None:
    assert check_pdf(write_pitch(name=name, themes=("social-protection",))["pdf"]) == ()


def elements(pdf: Any, kind: str) -> list[Any]:
    def walk(element: Any) -> Iterator[Any]:
        if kind_of(element) == kind:
            yield element
        for kid in kids_of(element):
            if kind_of(kid):
                yield from walk(kid)

    return list(walk(pdf.Root.StructTreeRoot.K))


def first(pdf: Any, kind: str) -> Any:
    return elements(pdf, kind)[0]


def list_links(pdf: Any) -> list[Any]:
    return [link for page in pdf.pages for link in page.get("/Annots", [])]


def fonts(pdf: Any) -> list[Any]:
    return list(pdf.pages[0].Resources.Font.values())


def rewrite(pdf: Any, at: int, old: bytes, new: bytes) -> None:
    page = pdf.pages[at]
    page.contents_coalesce()
    content = page.Contents.read_bytes()
    assert re.search(old, content)
    page.Contents = pdf.make_stream(re.sub(old, new, content, count=1))


def replace_metadata(pdf: Any, old: bytes, new: bytes) -> None:
    text = pdf.Root.Metadata.read_bytes()
    assert old in text
    pdf.Root.Metadata = pdf.make_stream(text.replace(old, new))


def swap_kind(pdf: Any, old: str, new: str) -> None:
    first(pdf, old).S = Name(new)


def own_twice(pdf: Any) -> None:
    one, other = elements(pdf, "P")[:2]
    other.K = Array([*kids_of(other), *kids_of(one)])


def spoil_parent_tree(pdf: Any) -> None:
    row = pdf.Root.StructTreeRoot.ParentTree.Kids[0].Nums[1]
    row[0], row[1] = row[1], row[0]


def lead_nowhere(pdf: Any) -> None:
    link = next(link for link in list_links(pdf) if "/Dest" in link)
    link.Dest = String("no such place")


def lose_page(pdf: Any) -> None:
    """Leave a link without its page, as a program does that copies only some of the pages."""
    link = next(link for link in list_links(pdf) if "/Dest" in link)
    link.Dest[0] = None


def lose_content(pdf: Any) -> None:
    element = first(pdf, "P")
    element.K = Array([])


def point_nowhere(pdf: Any) -> None:
    first(pdf, "P").K = 4000


def lose_header_row(pdf: Any) -> None:
    (head,) = kids_of(first(pdf, "THead"))
    for cell in kids_of(head):
        cell.S = Name.TD


def lose_cell(pdf: Any) -> None:
    row = kids_of(first(pdf, "TBody"))[0]
    row.K = Array(kids_of(row)[:-1])


def repeat_note(pdf: Any) -> None:
    one, other = elements(pdf, "Note")[:2]
    other.ID = one.ID


def lose_object_reference(pdf: Any) -> None:
    link = first(pdf, "Link")
    link.K = Array([kid for kid in kids_of(link) if isinstance(kid, int)])


def spell_nothing(pdf: Any) -> None:
    font = fonts(pdf)[0]
    text = font.ToUnicode.read_bytes()
    font.ToUnicode = pdf.make_stream(re.sub(rb"> <[0-9A-F]{4}>", b"> <0000>", text, count=1))


def lose_font_file(pdf: Any) -> None:
    del fonts(pdf)[0].DescendantFonts[0].FontDescriptor.FontFile2


def lose_note_number(pdf: Any) -> None:
    del first(pdf, "Note").ID


def lose_entry(pdf: Any) -> None:
    first(pdf, "TOCI").K = Array([kid for kid in kids_of(first(pdf, "TOCI"))
                                  if kind_of(kid) != "Reference"])  # fmt: skip


def spoil_link(pdf: Any, key: str, value: Any) -> None:
    list_links(pdf)[0][key] = value


PDF_DEFECTS: dict[str, Callable[[Any], object]] = {
    "not marked as tagged": lambda pdf: pdf.Root.__delitem__("/MarkInfo"),
    "no language": lambda pdf: pdf.Root.__delitem__("/Lang"),
    "title is not shown": lambda pdf: pdf.Root.__delitem__("/ViewerPreferences"),
    "no output intent": lambda pdf: pdf.Root.__delitem__("/OutputIntents"),
    "no XMP metadata": lambda pdf: pdf.Root.__delitem__("/Metadata"),
    "do not say pdfuaid:part 1": lambda pdf: replace_metadata(
        pdf, b"<pdfuaid:part>1<", b"<pdfuaid:part>2<"
    ),
    "do not say pdfaid:conformance A": lambda pdf: replace_metadata(
        pdf, b"<pdfaid:conformance>A<", b"<pdfaid:conformance>B<"
    ),
    "an action /OpenAction": lambda pdf: pdf.Root.__setitem__(
        "/OpenAction", Dictionary(S=Name.JavaScript, JS=String("app.alert(1)"))
    ),
    "no structure tree": lambda pdf: pdf.Root.__delitem__("/StructTreeRoot"),
    "unknown type 'Hero'": lambda pdf: swap_kind(pdf, "BlockQuote", "/Hero"),
    "heading of level 3 after one of level": lambda pdf: swap_kind(pdf, "H1", "/H3"),
    "without alternative text": lambda pdf: first(pdf, "Figure").__delitem__("/Alt"),
    "without a scope": lambda pdf: first(pdf, "TH").__delitem__("/A"),
    "without a row of headers": lose_header_row,
    "rows have different lengths": lose_cell,
    "without a body": lambda pdf: swap_kind(pdf, "LBody", "/Span"),
    "does not say how it counts": lambda pdf: first(pdf, "L").__delitem__("/A"),
    "does not say where it leads": lambda pdf: list_links(pdf)[0].__delitem__("/Contents"),
    "a link to nowhere": lead_nowhere,
    "link to nowhere": lose_page,
    "without its annotation": lose_object_reference,
    "neither tagged nor an artifact": lambda pdf: rewrite(
        pdf, 1, rb"/P <</MCID \d+>> BDC", b"/P BMC"
    ),
    "painted outside of all tags": lambda pdf: rewrite(pdf, 1, rb"$", b" 0 0 9 9 re f"),
    "belongs to two elements": own_twice,
    "belongs to no element": lose_content,
    "parent tree is wrong": spoil_parent_tree,
    "which no page has": point_nowhere,
    "is not embedded": lose_font_file,
    "stands for no text": spell_nothing,
    "two pieces of content": lambda pdf: rewrite(pdf, 1, rb"/MCID 1>>", b"/MCID 0>>"),
    "not in the order of the tags": lambda pdf: pdf.pages[1].__delitem__("/Tabs"),
    "notes called": repeat_note,
    "a link to 'http://example.org'": lambda pdf: next(
        link for link in list_links(pdf) if "/A" in link
    ).A.__setitem__("/URI", String("http://example.org")),
    "an annotation that is no link": lambda pdf: spoil_link(pdf, "/Subtype", Name.Text),
    "a link that is hidden or not printed": lambda pdf: spoil_link(pdf, "/F", 0),
    "a link outside of the tags": lambda pdf: list_links(pdf)[0].__delitem__("/StructParent"),
    "does not lead back to its element": lambda pdf: spoil_link(pdf, "/StructParent", 0),
    "marked content that is nested, or lacks its beginning": lambda pdf: rewrite(
        pdf, 1, rb"EMC", b""
    ),
    "an action /AA": lambda pdf: pdf.Root.__setitem__("/AA", Dictionary()),
    "the file holds /JavaScript": lambda pdf: pdf.Root.__setitem__(
        "/Names", Dictionary(JavaScript=Dictionary())
    ),
    "the file holds /EmbeddedFiles": lambda pdf: pdf.Root.__setitem__(
        "/Names", Dictionary(EmbeddedFiles=Dictionary())
    ),
    "no title in the metadata": lambda pdf: replace_metadata(pdf, b"dc:title", b"dc:name"),
    "has no ToUnicode": lambda pdf: fonts(pdf)[0].__delitem__("/ToUnicode"),
    "a role map": lambda pdf: pdf.Root.StructTreeRoot.__setitem__(
        "/RoleMap", Dictionary(Hero=Name.P)
    ),
    "a LBody inside Div": lambda pdf: swap_kind(pdf, "LI", "/Div"),
    "no language: 'x y'": lambda pdf: first(pdf, "P").__setitem__("/Lang", String("x y")),
    "a P with nothing in it": lose_content,
    "a note without an id": lose_note_number,
    "an entry of the contents that leads nowhere": lose_entry,
    "does not lead to its parent": lambda pdf: first(pdf, "P").__setitem__(
        "/P", elements(pdf, "P")[-1]
    ),
}


@cache
def find_problems(defect: str) -> tuple[str, ...]:
    """Return what is said of a pitch with a defect."""
    with pikepdf.open(io.BytesIO(write_pitch()["pdf"])) as pdf:
        PDF_DEFECTS[defect](pdf)
        bad = io.BytesIO()
        pdf.save(bad)
    return tuple(map(str, check_pdf(bad.getvalue())))


@pytest.mark.parametrize("told", PDF_DEFECTS)
def test_a_defect_of_a_pdf_is_found(told: str) -> None:
    assert any(told in problem for problem in find_problems(told))


@pytest.mark.parametrize("flag", [1, 2, 32, 256])
def test_a_link_that_is_printed_and_hidden_is_found(flag: int) -> None:
    with pikepdf.open(io.BytesIO(write_pitch()["pdf"])) as pdf:
        spoil_link(pdf, "/F", 4 | flag)
        bad = io.BytesIO()
        pdf.save(bad)
    (problem,) = check_pdf(bad.getvalue())
    assert problem.message == "a link that is hidden or not printed"


@pytest.mark.parametrize(
    ("marks", "said"), [("/ActualText (x)", 0), ("/ActualText (x) /MCID 99", 1)]
)
def test_an_artifact_may_spell_a_word_but_holds_nothing_tagged(marks: str, said: int) -> None:
    with pikepdf.open(io.BytesIO(write_pitch()["pdf"])) as pdf:
        inside = f"/Artifact BMC /Span <<{marks}>> BDC EMC".encode()
        rewrite(pdf, 1, rb"/Artifact BMC", inside)
        changed = io.BytesIO()
        pdf.save(changed)
    nested = [one for one in check_pdf(changed.getvalue()) if "nested" in one.message]
    assert len(nested) == said


def test_a_file_that_is_no_pdf_is_told() -> None:
    (problem,) = check_pdf(b"%PDF-1.7 and no more")
    assert "cannot be opened" in problem.message


def make_cycle(pdf: Any) -> None:
    element = first(pdf, "Sect")
    element.K = Array([element])


@pytest.mark.parametrize(
    "spoil",
    [
        lambda pdf: pdf.Root.StructTreeRoot.__delitem__("/K"),
        lambda pdf: pdf.Root.StructTreeRoot.ParentTree.Kids[0].__setitem__("/Nums", Array([1])),
        lambda pdf: first(pdf, "TH").__setitem__("/A", 7),
        lambda pdf: first(pdf, "P").__setitem__("/K", String("x")),
        lambda pdf: list_links(pdf)[0].__setitem__("/StructParent", String("x")),
        make_cycle,
    ],
)
def test_a_broken_structure_is_told_and_does_no_more_harm(spoil: Callable[[Any], object]) -> None:
    good = write_pitch()["pdf"]
    with pikepdf.open(io.BytesIO(good)) as pdf:
        spoil(pdf)
        bad = io.BytesIO()
        pdf.save(bad)
    (problem, *_) = check_pdf(bad.getvalue())
    assert "its structure" in problem.message


def test_a_fault_of_a_library_is_no_verdict_on_the_file(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        raise AttributeError("module 'pikepdf' has no attribute 'new_name'")

    good = write_pitch()["pdf"]
    monkeypatch.setattr("proposalgen.formats.pdf.check.check_content", fail)
    (problem,) = check_pdf(good)
    assert problem.field == FAULT
    assert "a fault of proposalgen or of a library (AttributeError:" in problem.message
    assert "That says nothing about the file." in problem.hint


def test_a_file_with_a_password_is_told() -> None:
    locked = io.BytesIO()
    with pikepdf.open(io.BytesIO(write_pitch()["pdf"])) as pdf:
        pdf.save(locked, encryption=pikepdf.Encryption(owner="o", user="u"))
    (problem,) = check_pdf(locked.getvalue())
    assert problem.message == "cannot be opened: protected with a password"


@pytest.mark.skipif(shutil.which("verapdf") is None, reason="veraPDF is not installed")
@pytest.mark.parametrize("flavour", ["ua1", "2a"])
def test_vera_pdf_accepts_the_pdf(tmp_path: Path, flavour: str) -> None:
    (tmp_path / "a.pdf").write_bytes(write_pitch()["pdf"])
    command = ["verapdf", "--flavour", flavour, "--format", "text", str(tmp_path / "a.pdf")]
    done = subprocess.run(command, capture_output=True, text=True, timeout=120)
    assert done.stdout.startswith("PASS")
