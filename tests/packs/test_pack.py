"""A pack's files have safe names of their own, and appear whole or not at all."""

import errno
import hashlib
import json
import os
import signal
import subprocess
import sys
import textwrap
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from proposalgen.content.freshness import check_freshness
from proposalgen.errors import InputError, OutputError, StrictError
from proposalgen.formats.table import FORMATS, Rendered
from proposalgen.model.text import normalise
from proposalgen.model.walk import find_fact_ids
from proposalgen.packs import pack
from proposalgen.packs.pack import make_pack, put_files, slug
from tests.support import real

# -- names ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Nordhavn Foundation", "nordhavn-foundation"),
        ("  NORDHAVN\tfoundation ", "nordhavn-foundation"),
        ("3M", "3m"),
    ],
)
def test_a_plain_name_is_its_own_slug(name, expected):
    assert slug(name) == expected


@pytest.mark.parametrize(
    ("name", "start"),
    [
        ("A*STAR", "a-star-"),
        ("São Tomé & Søn", "sao-tome-son-"),
        ("日本財団", "日本財団-"),
        ("ガバメント", "ガバメント-"),
        ("भारत सरकार", "भारत-सरकार-"),
        ("../../etc/passwd", "etc-passwd-"),
        ("CON", "con-"),
        ("com1", "com1-"),
        ("NUL.txt", "nul-txt-"),
        ("deadbeef", "deadbeef-"),
        ("***", "partner-"),
        ("Nordhavn-Foundation", "nordhavn-foundation-"),
    ],
)
def test_any_other_name_is_readable_and_ends_in_a_hash(name, start):
    assert slug(name).startswith(start)
    assert len(slug(name)) == len(start) + 8


def test_a_name_that_looks_like_the_slug_of_another_gets_its_own():
    assert slug(slug("A*STAR").replace("-", " ")) != slug("A*STAR")


def key(name):
    return normalise(normalise(name).casefold())


NEAR = st.text(st.sampled_from("aAäÄ\u0308éß s-.*日ﬀİı0f\u200d"), min_size=1, max_size=12)


@given(st.one_of(NEAR, st.text(min_size=1)), st.one_of(NEAR, st.text(min_size=1)))
def test_two_partners_share_a_slug_only_if_they_are_the_same(one, other):
    try:
        same = slug(one) == slug(other)
    except UnicodeEncodeError:  # half a surrogate pair, which no record holds
        return
    assert same == (key(one) == key(other))


@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=300))
def test_a_slug_is_safe_on_any_file_system(name):
    made = slug(name)
    assert 1 <= len(made.encode()) <= 80
    assert made == made.strip("-. ")
    assert not set(made) & set('<>:"/\\|?* \t\n.')
    assert made == normalise(made)
    assert made.split(".")[0] not in {"con", "nul", "aux", "prn", "com1", "lpt9"}


# -- facts ---------------------------------------------------------------------------------------


def test_the_facts_of_a_document_are_those_it_prints():
    document = real.make_pitch(themes=("social-protection",))
    found = list(find_fact_ids(document.sections))
    assert "uncovered" in found
    assert len(found) == len(set(found))


def make_judged(fact_id, **changes):
    """Return the problems of a pitch, one of whose facts was changed."""
    library = real.library()
    fact = library.facts[fact_id].model_copy(update=changes)
    changed = library.model_copy(update={"facts": library.facts | {fact_id: fact}})
    document = real.make_pitch(themes=("social-protection",))
    return [str(p) for p in check_freshness(document, changed, date(2026, 11, 26))]


def test_a_superseded_fact_names_its_successor():
    told = make_judged("uncovered", superseded_by="newer")
    assert told == [
        "facts/social-protection.yaml, line 12, facts: the fact 'uncovered' is superseded. "
        "Use 'newer'."
    ]


def test_a_fact_is_stale_the_day_after_its_review_was_due():
    assert make_judged("uncovered", review_by=date(2026, 11, 26)) == []
    assert (
        "to be reviewed by 2026-11-25" in make_judged("uncovered", review_by=date(2026, 11, 25))[0]
    )


# -- packs ---------------------------------------------------------------------------------------


@pytest.fixture
def make(tmp_path, monkeypatch):
    """Make a pack with writers that write the document's title and partner."""

    def render(document, brand, formats):
        pages = {section.id: n for n, section in enumerate(document.sections, 1)}
        said = f"{document.meta.partner}{document.meta.draft}"
        files = {one.name: f"{one.name.upper()} {said}".encode() for one in formats}
        return Rendered(files, pages, len(pages))

    monkeypatch.setattr(pack, "render", render)

    def make(
        *, library=None, kind="pitch", draft=False, strict=False, formats=tuple(FORMATS), **fields
    ):
        return make_pack(
            real.make_partner(**fields),
            library or real.library(),
            real.template(kind),
            real.brand(),
            output=tmp_path,
            formats=formats,
            draft=draft,
            strict=strict,
        )

    return make


FOLDER = "nordhavn-foundation"
STEM = "nordhavn-foundation-pitch-en"


def list_names(folder):
    return sorted(path.name for path in (folder / FOLDER).iterdir())


def read_manifest(folder):
    return json.loads((folder / FOLDER / "pack.json").read_text("utf-8"))


def test_a_pack_is_two_files_and_what_went_into_them(make, tmp_path):
    made = make(amount=Decimal("2500000.50"), currency="NOK")
    assert list_names(tmp_path) == [f"{STEM}.docx", f"{STEM}.pdf", "pack.json"]
    manifest = read_manifest(tmp_path)
    assert manifest["record"]["name"] == "Nordhavn Foundation"
    assert manifest["record"]["amount"] == "2500000.50"
    assert manifest["library"]["sha256"] == real.library().digest
    for told, file in zip(manifest["files"], made.files, strict=True):
        data = (tmp_path / FOLDER / told["name"]).read_bytes()
        assert hashlib.sha256(data).hexdigest() == told["sha256"] == file.sha256
    fact = next(fact for fact in manifest["facts"] if fact["id"] == "uncovered")
    assert fact["value"] == "3800000000"
    assert fact["source"]["title"]


def test_the_same_input_makes_the_same_bytes(make, tmp_path):
    make()
    first = (tmp_path / FOLDER / "pack.json").read_bytes()
    make()
    assert (tmp_path / FOLDER / "pack.json").read_bytes() == first


def test_the_file_of_an_earlier_run_does_not_lie_beside_another_content(make, tmp_path):
    make()
    make(draft=True, formats=("pdf",))
    assert list_names(tmp_path) == [f"{STEM}.pdf", "pack.json"]


def test_a_file_that_was_edited_is_kept_and_told(make, tmp_path):
    make()
    (tmp_path / FOLDER / f"{STEM}.docx").write_bytes(b"edited in Word")
    made = make(formats=("pdf",))
    assert (tmp_path / FOLDER / f"{STEM}.docx").read_bytes() == b"edited in Word"
    assert f"{STEM}.docx" in str(made.warnings[-1])


def test_an_edited_file_moves_aside_when_it_is_made_again(make, tmp_path):
    make()
    for edit in (b"edited in Word", b"edited once more"):
        (tmp_path / FOLDER / f"{STEM}.docx").write_bytes(edit)
        warning = str(make().warnings[-1])
        assert "was edited since it was made: kept as" in warning
    assert (tmp_path / FOLDER / f"{STEM}-edited-1.docx").read_bytes() == b"edited in Word"
    assert (tmp_path / FOLDER / f"{STEM}-edited-2.docx").read_bytes() == b"edited once more"
    assert "was edited" not in " ".join(map(str, make().warnings))


def test_another_template_keeps_what_is_known_of_the_first(make, tmp_path):
    make()
    make(kind="one-pager")
    told = read_manifest(tmp_path)
    assert told["template"]["name"] == "one-pager"
    assert [other["template"]["name"] for other in told["others"]] == ["pitch"]
    assert "was edited" not in " ".join(map(str, make().warnings))
    told = read_manifest(tmp_path)
    assert told["template"]["name"] == "pitch"
    assert [other["template"]["name"] for other in told["others"]] == ["one-pager"]


def test_a_theme_without_text_is_left_out_and_told(make):
    library = real.library()
    short = {k: v for k, v in library.themes["en"].items() if k != "gender-equality"}
    library = library.model_copy(update={"themes": {"en": short}})
    themes = ("social-protection", "gender-equality")
    made = make(library=library, themes=themes)
    assert "the theme 'gender-equality' has no text in 'en'" in str(made.warnings[0])
    with pytest.raises(StrictError):
        make(library=library, themes=themes, strict=True)
    with pytest.raises(InputError):
        make(library=library, themes=("gender-equality",))


def test_strict_refuses_a_stale_figure_before_anything_is_written(make, tmp_path):
    with pytest.raises(StrictError, match="was to be reviewed by"):
        make(strict=True, date=date(2090, 1, 1))
    assert list(tmp_path.iterdir()) == []


def test_a_language_the_template_lacks_is_refused(make):
    with pytest.raises(InputError, match="the template 'pitch' has no text in 'fr'"):
        make(language="fr")


# -- files in place ------------------------------------------------------------------------------


@pytest.mark.parametrize("failing", [1, 2, 3])
def test_a_full_disk_leaves_the_folder_as_it_was(tmp_path, monkeypatch, failing):
    put_files(tmp_path, {"a": b"old", "b": b"old", "pack.json": b"old"})
    calls = []

    def fsync(handle):
        calls.append(handle)
        if len(calls) == failing:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(pack.os, "fsync", fsync)
    with pytest.raises(OutputError, match="Make room") as caught:
        put_files(tmp_path, {"a": b"new", "b": b"new", "pack.json": b"new"})
    assert str(tmp_path) in str(caught.value)
    assert {p.name: p.read_bytes() for p in tmp_path.iterdir()} == {
        "a": b"old", "b": b"old", "pack.json": b"old",
    }  # fmt: skip


def test_a_file_that_is_open_in_word_is_told_so(tmp_path, monkeypatch):
    put_files(tmp_path, {"a.docx": b"old", "pack.json": b"old"})

    def replace(self, target):
        raise PermissionError(errno.EACCES, "Access is denied")

    monkeypatch.setattr(Path, "replace", replace)
    with pytest.raises(OutputError, match="open in Word or a reader, close it; then run again"):
        put_files(tmp_path, {"a.docx": b"new", "pack.json": b"new"})
    assert (tmp_path / "a.docx").read_bytes() == b"old"
    assert not list(tmp_path.glob(".*"))


def test_a_file_in_the_place_of_the_folder_is_told(tmp_path):
    (tmp_path / "output").write_text("")
    with pytest.raises(OutputError, match="choose another --output"):
        put_files(tmp_path / "output" / "x", {"pack.json": b""})


@pytest.mark.skipif(os.name == "nt", reason="needs kill -9")
def test_a_run_that_is_killed_leaves_no_broken_file(tmp_path):
    program = """
        import itertools, pathlib, sys
        from proposalgen.packs import pack
        for n in itertools.count():
            data = b"%d" % n * 100_000
            files = {"a": data, "b": data, "pack.json": b"%d" % n}
            pack.put_files(pathlib.Path(sys.argv[1]), files)
            print(n, flush=True)
    """
    for rounds in range(1, 6):
        command = [sys.executable, "-c", textwrap.dedent(program), str(tmp_path)]
        with subprocess.Popen(command, stdout=subprocess.PIPE) as run:
            for _ in range(rounds * 3):
                run.stdout.readline()
            run.send_signal(signal.SIGKILL)
        whole = {name: (tmp_path / name).read_bytes() for name in ("a", "b")}
        for data in whole.values():
            assert data == data[: len(data) // 100_000] * 100_000
        if (tmp_path / "pack.json").exists():
            vouched = (tmp_path / "pack.json").read_bytes() * 100_000
            assert whole == {"a": vouched, "b": vouched}
