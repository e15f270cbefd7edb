"""Content controls: what is typed once and changes everywhere, in text, head and foot."""

from __future__ import annotations

import io
import re
import shutil
import subprocess
import zipfile
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from docx.oxml.ns import qn
from lxml import etree

from proposalgen.formats.docx.reader import DocxReader
from proposalgen.model.document import Paragraph, Text
from tests.formats.docx.support import DOCUMENT, make_with, open_word, read_part, write
from tests.support.real import make_pitch

ITEM = "customXml/item2.xml"
FIELDS = {
    "name": "Nordhavn Foundation", "called": "the Foundation", "country": "Norway",
    "contact_name": "Ana Lima", "contact_email": "ana@nordhavn.example",
}  # fmt: skip


def write_real(**fields: object) -> bytes:
    given: dict[str, Any] = {**FIELDS, "amount": "43000000", "currency": "USD", **fields}
    return write(make_pitch(**given))


def read_item(data: bytes) -> dict[str, str]:
    root = etree.fromstring(read_part(data, ITEM).encode())
    return {etree.QName(one).localname: one.text or "" for one in root}


def list_bound(data: bytes) -> list[tuple[str, str]]:
    """Return the element and the shown text of each bound control, in all parts."""
    bound = []
    with zipfile.ZipFile(io.BytesIO(data)) as file:
        for name in filter(
            re.compile(r"word/(document|header|footer).*\.xml").match, file.namelist()
        ):
            for control in etree.fromstring(file.read(name)).iter(qn("w:sdt")):
                for binding in control.iter(qn("w:dataBinding")):
                    path = binding.get(qn("w:xpath"), "")
                    match = re.fullmatch(r"/p:pitch\[1\]/p:(\w+)\[1\]", path)
                    assert match
                    shown = "".join(text.text or "" for text in control.iter(qn("w:t")))
                    bound.append((match[1], shown))
    return bound


def test_the_part_says_what_the_controls_show() -> None:
    data = write_real()
    item = read_item(data)
    assert item == {
        "partner": "Nordhavn Foundation", "called": "the Foundation", "country": "Norway",
        "contact": "Ana Lima", "email": "ana@nordhavn.example", "date": "November 2026",
    }  # fmt: skip
    bound = list_bound(data)
    assert {name for name, _ in bound} == set(item)
    assert all(item[name] == shown for name, shown in bound)


def test_the_name_is_bound_wherever_it_stands_as_a_name() -> None:
    data = write_real()
    for part in (DOCUMENT, "word/header1.xml"):
        bare = re.sub(r"<w:sdt><w:sdtPr><w:alias.*?</w:sdt>", "", read_part(data, part))
        assert "Nordhavn Foundation" not in bare
    assert ("partner", "Nordhavn Foundation") in list_bound(data)


def test_each_control_has_a_number_of_its_own() -> None:
    data = write_real()
    numbers = [
        number
        for part in (DOCUMENT, "word/header1.xml", "word/footer1.xml")
        for number in re.findall(r'</w:tag>|<w:id w:val="(\d{7})"/>', read_part(data, part))
    ]
    assert len(numbers) == len(set(numbers)) == len(list_bound(data))


def test_a_sum_is_not_bound_since_its_share_would_not_follow() -> None:
    assert all("43" not in shown for _, shown in list_bound(write_real()))


def test_a_bound_text_has_no_look_but_its_paragraph_s() -> None:
    body = open_word(write_real()).element
    assert body.xpath("//w:sdt[w:sdtPr/w:dataBinding]")
    assert not body.xpath("//w:sdt[w:sdtPr/w:dataBinding]//w:rPr")


def test_the_bound_words_are_read_like_others() -> None:
    said = " ".join(DocxReader(write_real()).words())
    assert "Dear Ana Lima," in said
    assert said.count("the Foundation") > 1


def test_another_wording_of_a_field_is_not_bound() -> None:
    shown = (
        Text("The Foundation", field="called"),
        Text(" and "),
        Text("the Foundation", field="called"),
    )
    bound = list_bound(write(make_with(Paragraph(shown))))
    assert [one for one in bound if one[0] == "called"] == [("called", "The Foundation")]


@pytest.mark.parametrize("name", ["مؤسسة العمل", "日本財団", "Nordhavn & 日本"])
def test_a_name_in_other_scripts_is_said_and_kept_as_it_is(name: str) -> None:
    document = make_pitch(name=name)
    data = write(replace(document, sections=document.sections[:1], notes=()))
    assert name in " ".join(DocxReader(data).words())
    assert all("\u200e" not in shown for _, shown in list_bound(data))


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
def test_libreoffice_shows_a_new_name_everywhere_when_the_part_is_changed(tmp_path: Path) -> None:
    changed = tmp_path / "pitch.docx"
    with zipfile.ZipFile(io.BytesIO(write_real())) as old, zipfile.ZipFile(changed, "w") as new:
        for name in old.namelist():
            content = old.read(name)
            if name == ITEM:
                content = content.replace(b"Nordhavn Foundation", b"Vesterhav Trust")
            new.writestr(name, content)
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    command = ["soffice", profile, "--headless", "--convert-to", "txt:Text", "pitch.docx"]
    subprocess.run(command, cwd=tmp_path, check=True, capture_output=True, timeout=180)
    shown = (tmp_path / "pitch.txt").read_text(encoding="utf-8-sig")
    assert "Nordhavn Foundation" not in shown
    assert shown.count("Vesterhav Trust") == 3
