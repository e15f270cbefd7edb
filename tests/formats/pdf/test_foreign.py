"""A PDF that another program saved is read as before, or the file is named."""

from __future__ import annotations

import io
from collections.abc import Callable
from typing import Any

import pikepdf
import pypdfium2
import pytest
from pikepdf import Dictionary, Name

from proposalgen.formats.embedded import NAMESPACE, read_facts
from proposalgen.formats.format import UnreadableError
from proposalgen.formats.pdf.check import check_pdf
from proposalgen.formats.pdf.reader import PdfReader
from proposalgen.formats.pdf.reading.cmap import read_cmap
from proposalgen.formats.pdf.writer import write_pdf
from proposalgen.model.document import FactUse
from tests.support.real import brand
from tests.support.sample import make_document

PITCH = write_pdf(make_document(), brand()).data


def save(change: Callable[[pikepdf.Pdf], object] = lambda _: None, **options: Any) -> bytes:
    """Return the pitch as pikepdf saves it, after a change."""
    saved = io.BytesIO()
    with pikepdf.open(io.BytesIO(PITCH)) as pdf:
        change(pdf)
        pdf.save(saved, **options)
    return saved.getvalue()


def write_contents_anew(pdf: pikepdf.Pdf) -> None:
    """Write each page's content in one stream, its strings no longer in hexadecimal."""
    for page in pdf.pages:
        content = pikepdf.unparse_content_stream(pikepdf.parse_content_stream(page))
        page.Contents = pdf.make_stream(content)


def name_properties(pdf: pikepdf.Pdf) -> None:
    """Put the properties of marked content among the resources, as Acrobat does."""
    for page in pdf.pages:
        named, out = Dictionary(), list[Any]()
        instructions: Any = pikepdf.parse_content_stream(page)
        for operands, operator in instructions:
            if str(operator) == "BDC":
                name = f"/MC{len(out)}"
                named[name] = operands[1]
                out.append(([operands[0], Name(name)], operator))
            else:
                out.append((operands, operator))
        resources: Any = page.Resources
        page.Resources = Dictionary(dict(resources.items()) | {"/Properties": named})
        page.Contents = pdf.make_stream(pikepdf.unparse_content_stream(out))


def save_with_pdfium(data: bytes) -> bytes:
    saved = io.BytesIO()
    document = pypdfium2.PdfDocument(data)
    document.save(saved)
    document.close()
    return saved.getvalue()


SAVED = {
    "without object streams": lambda: save(object_stream_mode=pikepdf.ObjectStreamMode.disable),
    "linearized": lambda: save(linearize=True),
    "uncompressed": lambda: save(
        compress_streams=False, stream_decode_level=pikepdf.StreamDecodeLevel.all
    ),
    "contents anew": lambda: save(write_contents_anew),
    "named properties": lambda: save(name_properties),
    "by PDFium": lambda: save_with_pdfium(PITCH),
}


@pytest.mark.parametrize("how", SAVED)
def test_a_file_that_was_only_saved_anew_says_the_same_and_is_sound(how: str) -> None:
    saved = SAVED[how]()
    assert saved != PITCH
    before, after = PdfReader(PITCH), PdfReader(saved)
    assert after.words() == before.words()
    assert after.passages() == before.passages()
    assert after.headings() == before.headings()
    assert after.tables() == before.tables()
    assert check_pdf(saved) == ()


def test_a_file_that_opens_without_a_password_is_read_and_one_that_does_not_is_named() -> None:
    free = save(encryption=pikepdf.Encryption(owner="owner", user=""))
    assert PdfReader(free).words() == PdfReader(PITCH).words()
    locked = save(encryption=pikepdf.Encryption(owner="owner", user="user"))
    with pytest.raises(UnreadableError, match="password"):
        PdfReader(locked).words()


def test_a_file_whose_tags_were_dropped_is_named_so() -> None:
    bare = save(lambda pdf: pdf.Root.__delitem__("/StructTreeRoot"))
    with pytest.raises(UnreadableError, match="no tags"):
        PdfReader(bare).words()


def test_types_that_a_program_made_up_are_read_as_what_they_stand_for() -> None:
    def rename(pdf: pikepdf.Pdf) -> None:
        tree: Any = pdf.Root.StructTreeRoot
        tree.RoleMap = Dictionary({"/Title2": Name.H1})
        for element in pdf.objects:
            if isinstance(element, Dictionary) and element.get("/S") == Name.H1:
                element.S = Name("/Title2")

    assert PdfReader(save(rename)).headings() == PdfReader(PITCH).headings()


def test_a_cmap_may_have_ranges_and_codes_of_one_byte() -> None:
    cmap = (
        b"1 begincodespacerange <00> <FF> endcodespacerange 2 beginbfrange "
        b"<01> <03> <0041> <04> <05> [<0061> <00660069>] endbfrange "
        b"1 beginbfchar <06> <D83DDE00> endbfchar"
    )
    pdf = pikepdf.new()
    font = Dictionary(ToUnicode=pdf.make_stream(cmap))
    assert "".join(read_cmap(font).values()) == "ABCafi\U0001f600"
    assert read_cmap(Dictionary()) == {}


def test_facts_are_read_as_an_attribute_too_as_adobe_writes_them() -> None:
    told = "[{&quot;id&quot;:&quot;a&quot;,&quot;claim&quot;:&quot;b&quot;}]"
    packet = f'<rdf:Description xmlns:pg="{NAMESPACE}" pg:facts="{told}"/>'.encode()
    assert read_facts(packet) == (FactUse("a", claim="b"),)
