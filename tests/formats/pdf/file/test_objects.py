"""Objects of a file, with object and cross-reference streams."""

from __future__ import annotations

import io

import pikepdf
import pytest

from proposalgen.formats.pdf.file.objects import (
    CATALOG,
    FIRST,
    PAGES,
    STEP,
    FileWriter,
    object_stream,
)
from proposalgen.formats.pdf.syntax import stream


def write(info: str = "(x)") -> bytes:
    file = FileWriter()
    number = file.take()
    file.add(CATALOG, f"<</Type /Catalog /Pages 2 0 R /Data {number} 0 R>>")
    file.add(PAGES, "<</Type /Pages /Count 1 /Kids [4 0 R]>>")
    file.add(4, "<</Type /Page /Parent 2 0 R /MediaBox [0 0 9 9] /Resources <<>>>>")
    file.add(3, f"<</Title {info}>>")
    file.add_stream(number, stream(b"data"))
    return file.finish()


def test_a_file_can_be_opened_with_all_its_objects() -> None:
    with pikepdf.open(io.BytesIO(write())) as pdf:
        assert pdf.check_pdf_syntax() == []
        assert pdf.Root.Data.read_bytes() == b"data"
        assert str(pdf.docinfo.Title) == "x"


def test_it_begins_and_ends_as_a_file_does() -> None:
    data = write()
    assert data.startswith(b"%PDF-1.7\n%")
    assert data.endswith(b"%%EOF\n")
    assert max(data[10:14]) > 127


def test_its_identifier_follows_from_its_content() -> None:
    def read(info: str) -> list[bytes]:
        with pikepdf.open(io.BytesIO(write(info))) as pdf:
            return [bytes(one) for one in pdf.trailer.ID]

    assert read("(x)") == read("(x)")
    assert read("(x)") != read("(y)")


@pytest.mark.parametrize(
    ("size", "free"), [(1, FIRST + STEP), (STEP, FIRST + STEP), (STEP + 1, FIRST + 2 * STEP)]
)
def test_objects_that_are_written_together_reserve_a_multiple_of_numbers(
    size: int, free: int
) -> None:
    file = FileWriter()
    file.add_rows(file.free, [b""], size)
    assert file.free == free


def test_an_object_stream_says_where_each_object_begins() -> None:
    assert b"/N 2 /First 9 " in object_stream({7: "<<>>", 12: "[1]"})
