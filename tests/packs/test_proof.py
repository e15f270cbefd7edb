"""What does not come from a pack's own inputs is found wherever it stands; nothing else is."""

from __future__ import annotations

import io
import shutil
from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

import docx
import pytest
from PIL import Image

from proposalgen.brand.load import load_brand
from proposalgen.formats.skim import find_strangers, list_texts
from proposalgen.formats.table import FORMATS, render
from proposalgen.model.document import Document, Logo
from proposalgen.model.walk import words
from proposalgen.packs.build import build_pack, compose_pack
from proposalgen.packs.inputs import PackInputs
from proposalgen.packs.pack import Pack, PackFile
from proposalgen.packs.proof import prove_pack
from tests.support.changes import Change, make_logo, put, put_meta, rewrite_archive
from tests.support.real import brand, library, make_partner, template

ONE = ("social-protection",)


def make_inputs(kind: str = "pitch", logo: Logo | None = None, **fields: Any) -> PackInputs:
    partner = make_partner(**{"themes": ONE, **fields})
    return PackInputs(partner, library(), template(kind), brand(), logo=logo)


def keep(document: Document) -> Document:
    return document


def prove(
    inputs: PackInputs, change: Change = keep, written: Change = keep, thorough: bool = False
) -> list[str]:
    """Return what the proof finds in a pack.

    Args:
        inputs: What the pack is made of.
        change: A fault in what makes the document.
        written: A fault in what writes the files: they say this, the document does not.
        thorough: Whether the files are read a second time.
    """
    document = change(compose_pack(inputs)[0])
    rendered = render(written(document), inputs.brand, FORMATS.values())
    pack = build_pack(inputs)
    files = tuple(replace(file, data=rendered.files[file.format]) for file in pack.files)
    pack = replace(pack, files=files)
    said = words(document, rendered.first_pages)
    return [one.message for one in prove_pack(inputs, document, said, pack, thorough=thorough)]


def test_the_readers_of_verify_have_their_say_where_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    inputs, other = make_inputs(), compose_for(name="Vesterhav Trust")
    wrong = FORMATS["pdf"].read(render(other, brand(), [FORMATS["pdf"]]).files["pdf"])
    table = {**FORMATS, "pdf": replace(FORMATS["pdf"], read=lambda data: wrong)}
    monkeypatch.setattr("proposalgen.packs.proof.FORMATS", table)
    assert prove(inputs) == []
    assert "the PDF, read in full, says other words" in prove(inputs, thorough=True)


def prove_changed(extension: str, change: Callable[[bytes], bytes]) -> list[str]:
    """Return what the proof finds where one file's bytes are changed once it is written."""
    inputs = make_inputs()
    document = compose_pack(inputs)[0]
    pack = build_pack(inputs)
    files = tuple(
        replace(file, data=change(file.data)) if file.name.endswith(extension) else file
        for file in pack.files
    )
    said = words(document, render(document, inputs.brand, FORMATS.values()).first_pages)
    changed = prove_pack(inputs, document, said, replace(pack, files=files), thorough=False)
    return [one.message for one in changed]


PLANTED = {
    "name in the letter": put("Dear Vesterhav Trust,"),
    "name in capitals": put("VESTERHAV TRUST"),
    "name over a line": put("We thank Vesterhav\u00a0Trust for it", "programmes"),
    "name in the theme": put("Vesterhav Trust", "social-protection"),
    "name in the title": put_meta(title="For Vesterhav Trust"),
    "name in the foot of each page": put_meta(prepared_for="Prepared for Vesterhav Trust"),
    "name in the keywords": put_meta(keywords=("Vesterhav Trust",)),
    "contact": put("Dear Ana Lima,"),
    "address": put("Write to ana.lima@vesterhav.example today."),
    "amount": put("NOK 1.234 million is 3% of it."),
    "logo": put_meta(logo=make_logo()),
}


@pytest.mark.parametrize("kind", PLANTED)
def test_what_stands_in_a_document_without_being_its_record_s_is_found(kind: str) -> None:
    assert prove(make_inputs(), change=PLANTED[kind])


@pytest.mark.parametrize("kind", PLANTED)
def test_what_a_file_says_and_its_document_does_not_is_found(kind: str) -> None:
    assert prove(make_inputs(), written=PLANTED[kind])


def compose_for(**fields: Any) -> Document:
    return compose_pack(make_inputs(**fields))[0]


def test_a_section_that_was_kept_from_the_pack_before_is_found() -> None:
    before = compose_for(name="Vesterhav Trust")

    def mix(document: Document) -> Document:
        return replace(document, sections=(document.sections[0], *before.sections[1:]))

    assert any("'letter'" in message for message in prove(make_inputs(), change=mix))
    assert any("'Vesterhav Trust'" in message for message in prove(make_inputs(), change=mix))
    assert any("PDF says" in message for message in prove(make_inputs(), written=mix))
    assert any("DOCX says" in message for message in prove(make_inputs(), written=mix))


def test_a_name_that_is_the_beginning_of_the_own_one_is_found() -> None:
    inputs = make_inputs(name="Asian Development Bank Institute")
    before = compose_for(name="Asian Development Bank")
    found = prove(inputs, written=lambda document: replace(document, meta=before.meta))
    assert any("DOCX holds" in message for message in found)
    assert any("PDF holds" in message for message in found)


BROKEN_CACHES = {
    "a floor and a strip": put_meta(partner="Vesterhav Trust"),
    "metadata": put_meta(subject="For Vesterhav Trust"),
    "a sum in the metadata": put_meta(keywords=("5000000",)),
    "a foot": put_meta(prepared_for="Prepared for Vesterhav Trust"),
    "a foot that is cut": put_meta(prepared_for="Prepared for Nordhavn Found…"),
    "a title": put_meta(title="A floor for Vesterhav Trust"),
    "a logo": put_meta(logo=make_logo()),
    "a note": lambda document: replace(
        document,
        notes=(replace(document.notes[0], claim="As Vesterhav says"), *document.notes[1:]),
    ),
    "carried facts": lambda document: replace(
        document,
        meta=replace(
            document.meta,
            facts=(replace(document.meta.facts[0], claim="As Vesterhav says"),),
        ),
    ),
}
"""What only something kept for too long would put into the files, and not into the document."""


@pytest.mark.parametrize("kind", BROKEN_CACHES)
def test_what_is_kept_for_too_long_is_found_in_both_files(kind: str) -> None:
    found = prove(make_inputs(), written=BROKEN_CACHES[kind])
    assert any("the DOCX" in message for message in found)
    assert any("the PDF" in message for message in found)


@pytest.mark.parametrize(
    ("part", "old", "new"),
    [
        ("word/charts/chart", b"<c:v>Any benefit", b"<c:v>Vesterhav"),
        ("word/embeddings/", b"Any benefit", b"Vesterhav"),
        ("word/document.xml", b'"_Toc0', b'"Vesterhav_0'),
        ("word/document.xml", b'descr="', b'descr="Vesterhav: '),
        ("docProps/core.xml", b"<dc:creator>", b"<dc:creator>Vesterhav, "),
        ("docProps/app.xml", b"</Properties>", b"<Company>Vesterhav</Company></Properties>"),
        ("word/footer", b"International", b"Vesterhav and the International"),
        ("word/_rels/document.xml.rels", b'Target="https://', b'Target="https://vesterhav.example/'),
    ],
)  # fmt: skip
def test_a_text_in_any_part_of_a_docx_is_found(part: str, old: bytes, new: bytes) -> None:
    found = prove_changed(".docx", lambda data: rewrite_archive(data, part, old, new))
    assert found
    assert all("the DOCX" in message for message in found)


def test_a_floor_of_another_is_found_where_nothing_else_of_it_is() -> None:
    found = prove(make_inputs(), written=put_meta(partner="Vesterhav Trust"))
    assert any("the DOCX lays 'VESTERHAVTRUST" in message for message in found)
    assert any("the PDF lays 'VESTERHAVTRUST" in message for message in found)
    assert all("in tiles" in message for message in found)


def test_a_foot_from_right_to_left_of_the_same_letters_is_found() -> None:
    inputs = make_inputs(name="קרן שלום")
    assert prove(inputs) == []
    found = prove(inputs, written=put_meta(prepared_for="Prepared for קרן מולש"))
    assert any("the PDF holds" in message for message in found)
    assert any("the DOCX holds" in message for message in found)


@pytest.mark.parametrize("letters", range(24, 44, 4))
@pytest.mark.parametrize("name", ["وزارة العمل", "משרד העבודה", "श्रम मंत्रालय"])
def test_a_foot_that_is_cut_inside_of_a_name_is_no_alarm(name: str, letters: int) -> None:
    title = "A title of some words that is long enough to be cut"[:letters].strip()
    inputs = make_inputs(name=name)
    document = put_meta(title=title)(compose_pack(inputs)[0])
    rendered = render(document, inputs.brand, [FORMATS["pdf"]])
    said = list_texts(document) | FORMATS["pdf"].list_own_texts(document, inputs.brand)
    assert find_strangers(FORMATS["pdf"].skim(rendered.files["pdf"]), said) == []


def test_a_file_of_the_pack_before_is_found() -> None:
    inputs, before = make_inputs(), build_pack(make_inputs(name="Vesterhav Trust"))
    pack = build_pack(inputs)
    document = compose_pack(inputs)[0]
    said = words(document, render(document, brand(), FORMATS.values()).first_pages)
    for at, file in enumerate(pack.files):
        mixed = list(pack.files)
        mixed[at] = replace(file, data=before.files[at].data)
        found = list(
            prove_pack(inputs, document, said, replace(pack, files=tuple(mixed)), thorough=False)
        )
        assert found, file.format


def test_a_file_name_of_the_pack_before_is_found() -> None:
    inputs = make_inputs()
    pack, before = build_pack(inputs), build_pack(make_inputs(name="Vesterhav Trust"))
    document = compose_pack(inputs)[0]
    said = words(document, render(document, brand(), FORMATS.values()).first_pages)

    def name(file: PackFile, other: PackFile) -> PackFile:
        return replace(file, name=other.name)

    def look(pack: Pack) -> list[str]:
        return [one.message for one in prove_pack(inputs, document, said, pack, thorough=False)]

    assert look(pack) == []
    assert look(replace(pack, files=tuple(map(name, pack.files, before.files))))
    assert look(replace(pack, folder=before.folder))
    elsewhere = replace(pack, folder=before.folder)
    (found,) = prove_pack(inputs, document, said, elsewhere, thorough=False)
    assert found.field == "name"


def draw(colour: tuple[int, int, int, int], size: tuple[int, int] = (90, 40)) -> Logo:
    picture = Image.new("RGBA", size, (0, 0, 0, 0))
    picture.paste(colour, (5, 5, size[0] - 20, size[1] - 5))
    data = io.BytesIO()
    picture.save(data, "PNG")
    return Logo(data.getvalue(), *size, light=False, alt="Logo of Nordhavn")


RED, GREEN = (200, 0, 0, 255), (0, 90, 0, 255)
LOGOS = {
    "wide": draw(RED),
    "very tall": draw(RED, (30, 1200)),
    "half clear": draw((200, 0, 0, 120)),
    "opaque": Logo(make_logo().data, 60, 30, light=False, alt="Logo of Nordhavn"),
}


@pytest.mark.parametrize("kind", LOGOS)
@pytest.mark.parametrize("document", ["pitch", "one-pager"])
def test_the_own_logo_is_no_alarm_and_that_of_the_pack_before_is_found(
    kind: str, document: str
) -> None:
    inputs = make_inputs(document, logo=LOGOS[kind])
    assert prove(inputs) == []
    other = replace(draw(GREEN, (LOGOS[kind].width, LOGOS[kind].height)), alt=LOGOS[kind].alt)
    found = prove(inputs, written=put_meta(logo=other))
    assert found == [
        "the DOCX holds another picture than this record's logo",
        "the PDF holds another picture than this record's logo",
    ]


def test_a_picture_without_a_logo_is_found() -> None:
    found = prove(make_inputs(), written=put_meta(logo=make_logo()))
    assert any("another picture" in message for message in found)


def test_an_embedded_fact_of_another_document_is_found() -> None:
    other = compose_for(themes=("gender-equality",)).meta.facts
    assert prove(make_inputs(), written=put_meta(facts=other)) == [
        "the DOCX carries other facts than its document",
        "the PDF carries other facts than its document",
    ]


NAMES = [
    "Global", "ILO", "Page", "Climate Action", "Just Transition", "Social protection", "2", "!!!",
    "USD 43 million", "Asian Development Bank", "Asian Development Bank Institute", "Data",
    "International Labour Organization", "Note 1", "[1]", "Kestrel Capital Inc.", "EMC", "BDC",
    "Prepared for", "A floor for everyone · Prepared for", "(a) \\ <b> & %PDF",
    "wörld, one; two: x",
    "وزارة العمل", "משרד העבודה", "श्रम मंत्रालय", "กระทรวงแรงงาน", "厚生労働省",
    "Ministry وزارة 12 (A)",
    "The Federal Ministry for Economic Cooperation, Development and Everything Else of Nordhavn",
    "W" * 300,
]  # fmt: skip


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("kind", ["pitch", "one-pager"])
def test_no_name_is_an_alarm(name: str, kind: str) -> None:
    inputs = make_inputs(
        kind, name=name, contact_name=name, amount=Decimal(43000000), currency="USD",
        themes=("social-protection", "just-transition"),
    )  # fmt: skip
    assert prove(inputs, thorough=True) == []


@pytest.mark.parametrize("draft", [True, False])
@pytest.mark.parametrize("theme", library().theme_ids)
def test_no_theme_is_an_alarm_alone_or_in_a_draft(theme: str, draft: bool) -> None:
    inputs = replace(make_inputs(themes=(theme,)), draft=draft)
    assert prove(inputs, thorough=True) == []


def test_properties_that_are_cut_off_are_no_alarm() -> None:
    everything = make_inputs(themes=library().theme_ids)
    assert len(compose_pack(everything)[0].meta.subject) > 255
    assert prove(everything) == []


def test_a_base_with_words_of_its_own_is_no_alarm(tmp_path: Path) -> None:
    folder = shutil.copytree(brand().folder, tmp_path / "brand")
    base = docx.Document(str(folder / "base.docx"))
    base.sections[0].header.add_paragraph("Office for partnerships, Geneva")
    base.sections[0].header.paragraphs[0].add_run(" · Geneva")  # beside what is filled in
    base.save(str(folder / "base.docx"))
    assert prove(replace(make_inputs(), brand=load_brand(folder))) == []
