"""PDF's notation."""

from __future__ import annotations

import zlib

import pytest

from proposalgen.formats.pdf.syntax import number, pdf_string, references, stream


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("plain", "(plain)"),
        ("a (b) \\", r"(a \(b\) \\)"),
        ("Søn", "<FEFF005300F8006E>"),
        ("🌍", "<FEFFD83CDF0D>"),
        ("a\nb", "<FEFF0061000A0062>"),
    ],
)
def test_a_string_is_ascii_or_utf_16(text: str, written: str) -> None:
    assert pdf_string(text) == written


@pytest.mark.parametrize(
    ("value", "written"),
    [(1, "1"), (1.005, "1"), (12.346, "12.35"), (-0.5, "-0.5"), (595.28, "595.28")],
)
def test_a_number_has_two_decimals_at_most(value: float, written: str) -> None:
    assert number(value) == written


def test_references_are_indirect() -> None:
    assert references([3, 14]) == "3 0 R 14 0 R"


def test_a_stream_says_its_length_and_filter() -> None:
    data = b"0 0 9 9 re f " * 40
    head, _, rest = stream(data, "/N 3 ").partition(b"\nstream\n")
    body = rest.removesuffix(b"\r\nendstream")
    assert zlib.decompress(body) == data
    assert head == b"<</Filter /FlateDecode /N 3 /Length %d>>" % len(body)


def test_a_stream_may_be_left_as_it_is() -> None:
    assert stream(b"abc", compress=False) == b"<</Length 3>>\nstream\nabc\r\nendstream"
