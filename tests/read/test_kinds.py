"""The kind of a file without a name is seen from its bytes."""

from __future__ import annotations

import pytest

from proposalgen.read.kinds import guess_list_kind, guess_record_kind


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (b"name,themes\nNordhavn,all\n", ".csv"),
        (b"#,Name,Themes\n1,Nordhavn,all\n", ".csv"),
        (b"\xff\xfen\x00a\x00", ".csv"),
        (b"", ".csv"),
        (b'\xef\xbb\xbf[{"name": "Nordhavn"}]', ".json"),
        (b'\n{"name": "Nordhavn"}\n{"name": "Sydhavn"}\n', ".jsonl"),
        (b"- name: Nordhavn\n", ".yaml"),
        (b"# Partners of 2026\n\n- name: Nordhavn\n", ".yaml"),
        (b"---\n- name: Nordhavn\n", ".yaml"),
        (b"PK\x03\x04" + bytes(26) + b"[Content_Types].xml", ".xlsx"),
        (b"PK\x03\x04" + bytes(26) + b"[Content_Types].xml xl/workbook.bin", ".xlsb"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", ".xls"),
        (b"PK\x03\x04" + bytes(26) + b"mimetypeapplication/vnd.oasis.opendocument.spreadsheet",
         ".ods"),
    ],
)  # fmt: skip
def test_a_list_is_taken_for_what_it_begins_like(data: bytes, kind: str) -> None:
    assert guess_list_kind(data) == kind


@pytest.mark.parametrize(
    ("data", "kind"), [(b' {"name": "A"}', ".json"), (b"name: A\n", ".yaml"), (b"", ".yaml")]
)
def test_a_record_is_json_or_yaml(data: bytes, kind: str) -> None:
    assert guess_record_kind(data) == kind
