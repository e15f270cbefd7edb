"""The XMP packet, and the colour profile."""

from __future__ import annotations

import io
import struct
from dataclasses import replace
from importlib.resources import files

import pytest
from lxml import etree
from PIL import ImageCms

from proposalgen.formats.pdf.file.metadata import Properties, make_xmp

PROPERTIES = Properties(
    title="A floor for <everyone> & all",
    author="International Labour Organization",
    subject="Social protection",
    keywords="one, two",
    language="en",
    timestamp=1_795_651_200,
)
PROFILE = files("proposalgen.formats.pdf.file").joinpath("srgb.icc").read_bytes()


def test_the_packet_is_xml_and_says_the_properties() -> None:
    packet = etree.fromstring(make_xmp(PROPERTIES).encode())
    texts = [text.strip() for text in packet.itertext() if text.strip()]
    for text in (PROPERTIES.title, PROPERTIES.author, PROPERTIES.subject, "one, two", "en"):
        assert text in texts
    assert texts.count("2026-11-26T00:00:00+00:00") == 2


@pytest.mark.parametrize(
    "claim",
    [
        "<pdfaid:part>2</pdfaid:part>",
        "<pdfaid:conformance>A</pdfaid:conformance>",
        "<pdfuaid:part>1</pdfuaid:part>",
    ],
)
def test_it_claims_its_standards(claim: str) -> None:
    assert claim in make_xmp(PROPERTIES)


def test_facts_come_with_the_schema_that_describes_them() -> None:
    plain = make_xmp(PROPERTIES)
    packet = make_xmp(replace(PROPERTIES, facts="[]"))
    assert "pgen:facts" not in plain
    assert "<pgen:facts>[]</pgen:facts>" in packet
    assert "Facts of a document" in packet


def make_srgb_profile() -> bytes:
    """Return an sRGB profile from the numbers of the standards (ICC.1:2010, IEC 61966-2-1)."""

    def fixed(*values: float) -> bytes:
        return b"".join(struct.pack(">i", round(value * 65536)) for value in values)

    def text(words: str) -> bytes:
        data = words.encode("utf-16-be")
        head = struct.pack(">II", 1, 12) + b"enUS" + struct.pack(">II", len(data), 28)
        return b"mluc\0\0\0\0" + head + data

    def point(*values: float) -> bytes:
        return b"XYZ \0\0\0\0" + fixed(*values)

    curve = b"para\0\0\0\0" + struct.pack(">HH", 3, 0)
    curve += fixed(2.4, 1 / 1.055, 0.055 / 1.055, 1 / 12.92, 0.04045)
    adaption = b"sf32\0\0\0\0" + fixed(
        1.0478112, 0.0228866, -0.0501270, 0.0295424, 0.9904844, -0.0170491,
        -0.0092345, 0.0150436, 0.7521316,
    )  # fmt: skip
    tags = (
        (b"desc", text("sRGB")),
        (b"cprt", text("CC0")),
        (b"wtpt", point(0.9642, 1, 0.8249)),
        (b"chad", adaption),
        (b"rXYZ", point(0.4360747, 0.2225045, 0.0139322)),
        (b"gXYZ", point(0.3850649, 0.7168786, 0.0971045)),
        (b"bXYZ", point(0.1430804, 0.0606169, 0.7141733)),
        (b"rTRC", curve),
        (b"gTRC", curve),
        (b"bTRC", curve),
    )
    offset, table, data = 128 + 4 + 12 * len(tags), b"", b""
    for signature, value in tags:
        table += signature + struct.pack(">II", offset + len(data), len(value))
        data += value + b"\0" * (-len(value) % 4)
    body = struct.pack(">I", len(tags)) + table + data
    head = struct.pack(">I4sI4s4s4s", 128 + len(body), b"", 0x04200000, b"mntr", b"RGB ", b"XYZ ")
    head += struct.pack(">6H", 2000, 1, 1, 0, 0, 0) + b"acsp" + bytes(28) + fixed(0.9642, 1, 0.8249)
    return head.ljust(128, b"\0") + body


def test_the_profile_is_what_the_standards_numbers_make() -> None:
    assert make_srgb_profile() == PROFILE


def test_the_profile_is_srgb_to_a_colour_engine() -> None:
    profile = ImageCms.ImageCmsProfile(io.BytesIO(PROFILE))
    assert ImageCms.getProfileDescription(profile).strip() == "sRGB"
    assert profile.profile.xcolor_space.strip() == "RGB"
    assert profile.profile.copyright == "CC0"
