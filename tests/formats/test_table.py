"""The table of formats: what is in it is made, read, checked and compared, and nothing else."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from proposalgen.formats.format import UnreadableError
from proposalgen.formats.pdf.writer import write_pdf
from proposalgen.formats.table import DOCX, FORMATS, PDF, find_format, open_file, render
from proposalgen.model.walk import words
from tests.support.real import ROOT, brand, make_pitch
from tests.support.sample import make_document


def test_a_format_is_found_by_its_name_and_by_its_extension_in_any_case() -> None:
    assert list(FORMATS) == ["docx", "pdf"]
    assert find_format(".PDF") is PDF
    assert find_format(".docx") is DOCX
    assert find_format(".odt") is None


def test_a_file_is_opened_by_its_bytes_and_not_its_name() -> None:
    rendered = render(make_document(), brand(), FORMATS.values())
    said = list(words(make_document(), rendered.first_pages))
    for data in rendered.files.values():
        assert open_file(data).words() == said


@pytest.mark.parametrize("data", [b"", b"dear all", b"<html></html>"])
def test_a_file_of_no_format_is_reported(data: bytes) -> None:
    with pytest.raises(UnreadableError, match="neither docx nor pdf"):
        open_file(data)


@pytest.mark.parametrize("one", FORMATS.values(), ids=list(FORMATS))
@pytest.mark.parametrize("ask", ["words", "passages", "headings", "tables", "count_notes", "facts"])
def test_a_damaged_file_raises_one_error_whatever_its_format(one, ask: str) -> None:  # type: ignore[no-untyped-def]
    data = render(make_document(), brand(), [one]).files[one.name]
    with pytest.raises(UnreadableError):
        getattr(one.read(data[: len(data) // 2 : 2]), ask)()


def test_a_docx_without_a_pdf_prints_the_page_numbers_of_the_pdf() -> None:
    document = make_pitch()
    alone = render(document, brand(), [DOCX])
    pdf = write_pdf(document, brand())
    assert alone.files == {"docx": render(document, brand(), [PDF, DOCX]).files["docx"]}
    assert (alone.first_pages, alone.page_count) == (pdf.pages, pdf.page_count)
    assert DOCX.read(alone.files["docx"]).words() == list(words(document, pdf.pages))


@pytest.mark.parametrize("arguments", [["--help"], ["generate", "--help"]])
def test_help_loads_no_writer(arguments: list[str]) -> None:
    script = f"""
import sys
from proposalgen.cli import main
try:
    main({arguments})
except SystemExit:
    pass
print(sorted({{"docx", "lxml", "PIL", "pikepdf", "pydantic", "reportlab"}} & set(sys.modules)))
"""
    done = subprocess.run([sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True,
                          check=True)  # fmt: skip
    assert done.stdout.endswith("\n[]\n")


# -- a further format --------------------------------------------------------------------------

PLAIN_TEXT = '''
"""Plain text: a section a paragraph."""
from proposalgen.formats.embedded import write_facts
from proposalgen.formats.format import Format, Passage
from proposalgen.formats.skim import Skim
from proposalgen.model.walk import words


class Reader:
    def __init__(self, data):
        self.text, _, self.rest = data.decode().partition("\\f")
    def words(self): return self.text.split()
    def passages(self): return [Passage("", self.text)]
    def headings(self): return eval(self.rest)[0]
    def tables(self): return eval(self.rest)[1]
    def count_notes(self): return eval(self.rest)[2]
    def facts(self): return None
    def pictures(self): return []


def write(document, brand, layout):
    from proposalgen.formats.pdf.reader import PdfReader  # its structure, to have one to compare
    pdf = PdfReader(layout.data)
    told = repr([pdf.headings(), pdf.tables(), pdf.count_notes(), write_facts(document.meta.facts)])
    return (" ".join(words(document, layout.pages)) + "\\f" + told).encode()


def skim(data):
    file = Reader(data)
    return Skim(tuple(file.words()), frozenset(), eval(file.rest)[3], frozenset(), ())


FORMAT = Format(
    name="text",
    extension=".text",
    write=write,
    read=Reader,
    check=lambda data: (),
    skim=skim,
    list_own_texts=lambda document, brand: frozenset(),
    shows=lambda picture, logo: False,
    recognise=lambda data: False,
)
'''


def test_a_further_format_is_a_folder_and_a_line_of_the_table(tmp_path: Path) -> None:
    shutil.copytree(ROOT / "proposalgen", tmp_path / "proposalgen")
    table = tmp_path / "proposalgen" / "formats" / "table.py"
    (table.parent / "text").mkdir()
    (table.parent / "text" / "__init__.py").write_text(PLAIN_TEXT)
    source = table.read_text("utf-8")
    source = source.replace("(DOCX, PDF)", "(DOCX, PDF, TEXT)")
    imported = "from proposalgen.formats.text import FORMAT as TEXT\n"
    at = source.index("from proposalgen.formats.pdf import lay_out")
    table.write_text(source[:at] + imported + source[at:])

    def run(*arguments: str) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-m", "proposalgen", *arguments, "--workspace", str(ROOT)]
        # The copy comes before whatever is installed, and before what a test runner puts there.
        copy = os.environ | {"PYTHONPATH": str(tmp_path)}
        return subprocess.run(
            command, cwd=tmp_path, env=copy, capture_output=True, text=True, check=False
        )

    made = run("generate", "-p", "Nordhavn Foundation", "-t", "social-protection")
    paths = [Path(line) for line in made.stdout.splitlines()]
    assert [path.suffix for path in paths] == [".docx", ".pdf", ".text"], made.stderr
    folder = tmp_path / paths[0].parent
    assert run("verify", str(folder)).returncode == 0
    text = tmp_path / paths[2]
    text.write_text(text.read_text("utf-8").replace("Nordhavn", "Southhavn"), "utf-8")
    failed = run("verify", str(folder))
    assert failed.returncode == 7
    assert "the DOCX says 'Nordhavn', the TEXT 'Southhavn'" in failed.stdout + failed.stderr
