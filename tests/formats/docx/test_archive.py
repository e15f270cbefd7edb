"""The ZIP is whole, its order and dates are fixed, each part has its content type."""

from __future__ import annotations

import io
import zipfile

from lxml import etree

from proposalgen.formats.docx.archive import zip_files
from tests.formats.docx.support import write
from tests.support.sample import make_document


def test_the_zip_is_whole_and_its_content_types_stand_first() -> None:
    file = zipfile.ZipFile(io.BytesIO(write(make_document())))
    assert file.testzip() is None
    assert file.namelist()[0] == "[Content_Types].xml"
    assert {info.date_time for info in file.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_every_part_has_a_content_type() -> None:
    data = write(make_document())
    types = etree.fromstring(zipfile.ZipFile(io.BytesIO(data)).read("[Content_Types].xml"))
    ends = {node.get("Extension"): node.get("ContentType") for node in types}
    named = {node.get("PartName") for node in types}
    assert (ends["png"], ends["svg"]) == ("image/png", "image/svg+xml")
    for name in zipfile.ZipFile(io.BytesIO(data)).namelist()[1:]:
        assert f"/{name}" in named or name.rpartition(".")[2] in ends


def test_files_come_back_as_they_went_in_whatever_their_names() -> None:
    files = {"a.txt": b"a" * 999, "ü/日.xml": b"", "b.png": b"\x89PNG" + b"b" * 999}
    with zipfile.ZipFile(io.BytesIO(zip_files(files.items()))) as file:
        assert {name: file.read(name) for name in file.namelist()} == files
        methods = [one.compress_type for one in file.infolist()]
    assert methods == [zipfile.ZIP_DEFLATED, zipfile.ZIP_STORED, zipfile.ZIP_STORED]
