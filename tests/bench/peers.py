"""The contenders: each is prepared once, then makes the document of partner number N.

A peer's libraries are imported where it is prepared, in a process of its own.
"""

from __future__ import annotations

import html
import itertools
import json
import logging
import random
import shutil
import subprocess
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, Literal

from tests.bench.parts import NAME, THEME_SETS, Part, partner_name, read_parts

ROOT = Path(__file__).parent.parent.parent
FONTS = ROOT / "templates" / "brand" / "fonts"
BODY = FONTS / "source-serif-4" / "SourceSerif4_400Regular.ttf"
HEAD = FONTS / "overpass" / "Overpass_700Bold.ttf"
DATE = date(2026, 11, 26)

Make = Callable[[int], Sequence[Path]]
"""Makes document number N and returns its files."""


class MissingError(Exception):
    """A tool that a contender needs is not here."""


@dataclass(frozen=True, eq=False)
class Contender:
    """One way to make the documents."""

    name: str
    makes: str
    """``both``, ``DOCX``, ``PDF``, ``one-pager`` or, for a step of our own, ``step``."""
    prepare: Callable[[Path], Make]
    """Given a folder with parts and a cover, to work in."""
    without: str = ""
    """What its documents lack that those of other peers have."""
    each: int = 1
    """How many documents one call makes."""
    themes: Sequence[Sequence[str]] = THEME_SETS
    """The sets of themes, which come in turn."""
    warm: int = 2 * len(THEME_SETS)
    """How many calls come before those that are measured: each set of themes twice."""
    ours: bool = False
    """Whether it is proposalgen."""
    script: str = ""
    """The JavaScript that makes the documents, once all is prepared."""


def find_tool(name: str) -> str:
    """Return the path of a program."""
    found = shutil.which(name)
    if not found:
        raise MissingError(f"{name} is not on the path")
    return found


# -- ours ------------------------------------------------------------------------------------------


def prepare_packs(
    *formats: Literal["docx", "pdf"],
    kind: str = "pitch",
    themes: Sequence[Sequence[str]] = THEME_SETS,
) -> Callable[[Path], Make]:
    """Return a way to prepare packs whose sets of themes come in turn."""

    def prepare(folder: Path) -> Make:
        from proposalgen.packs.make import make_pack
        from tests.support import real

        def make(number: int) -> list[Path]:
            partner = real.make_partner(
                name=partner_name(number), themes=themes[number % len(themes)], date=DATE
            )
            inputs = real.make_inputs(partner, kind=kind, formats=frozenset(formats))
            pack = make_pack(inputs, folder / "packs")
            return [Path(file.path) for file in pack.files]

        return make

    return prepare


def prepare_step(step: str) -> Callable[[Path], Make]:
    """Return a way to prepare one step of a pack; the steps before it are made beforehand."""

    def prepare(folder: Path) -> Make:
        from proposalgen.formats.docx.writer import write_docx
        from proposalgen.formats.pdf.writer import write_pdf
        from proposalgen.packs.build import compose_pack
        from tests.support import real

        brand = real.brand()

        def compose(number: int) -> Any:
            themes = THEME_SETS[number % len(THEME_SETS)]
            partner = real.make_partner(name=partner_name(number), themes=themes, date=DATE)
            return compose_pack(real.make_inputs(partner))[0]

        documents = {number: compose(number) for number in range(0 if step == "compose" else 60)}
        pages = {number: write_pdf(one, brand).pages for number, one in documents.items()
                 if step == "write_docx"}  # fmt: skip

        def make(number: int) -> list[Path]:
            match step:
                case "compose":
                    compose(number)
                case "write_pdf":
                    write_pdf(documents[number], brand)
                case "write_docx":
                    write_docx(documents[number], brand, pages[number])
            return []

        return make

    return prepare


def order_themes() -> Sequence[tuple[str, ...]]:
    """Return every order of every three themes, shuffled: none comes twice in a run."""
    themes = sorted(set(itertools.chain(*THEME_SETS)))
    orders = list(itertools.permutations(themes, 3))
    random.Random(1).shuffle(orders)
    return orders


# -- DOCX ------------------------------------------------------------------------------------------


def write_templates(folder: Path, opening: str, closing: str) -> list[Path]:
    """Write a template in Word's styles for each set of themes; the name stands in braces."""
    import docx
    from docx.enum.text import WD_BREAK
    from docx.oxml import OxmlElement
    from docx.shared import Mm

    name = f"{opening}name{closing}"
    styles = {"h1": "Heading 1", "h2": "Heading 2", "h3": "Heading 3", "p": "Normal",
              "figure": "Intense Quote", "small": "Caption", "ul": "List Bullet",
              "ol": "List Number"}  # fmt: skip
    files = []
    for number, parts in enumerate(read_parts(folder)):
        made = docx.Document()
        made.add_picture(str(folder / "cover.png"), Mm(150))
        for part in break_after_cover(parts):
            if part is None:
                made.paragraphs[-1].add_run().add_break(WD_BREAK.PAGE)
                continue
            for line in part.lines:
                made.add_paragraph(line.replace(NAME, name), styles[part.kind])
            if part.rows:
                table = made.add_table(len(part.rows), len(part.rows[0]), "Table Grid")
                for cells, row in zip(table.rows, part.rows, strict=True):
                    for cell, words in zip(cells.cells, row, strict=True):
                        cell.text = words.replace(NAME, name)
        foot = made.sections[0].footer.paragraphs[0]
        foot.add_run(f"Prepared for {name}   ")
        field = OxmlElement("w:fldSimple")
        field.set(docx.oxml.ns.qn("w:instr"), "PAGE")
        foot._p.append(field)
        files.append(folder / f"template-{number}.docx")
        made.save(str(files[-1]))
    return files


def break_after_cover(parts: Sequence[Part]) -> Iterator[Part | None]:
    """Yield the parts, and None before the second title, where the cover ends."""
    titles = 0
    for part in parts:
        titles += part.kind == "h1"
        if part.kind == "h1" and titles == 2:
            yield None
        yield part


def prepare_docxtpl(folder: Path) -> Make:
    """Word templates with Jinja2 inside."""
    import docxtpl

    templates = write_templates(folder, "{{ ", " }}")

    def make(number: int) -> list[Path]:
        template = docxtpl.DocxTemplate(templates[number % len(templates)])
        template.render({"name": partner_name(number)}, autoescape=True)
        template.save(folder / f"{number}.docx")
        return [folder / f"{number}.docx"]

    return make


def prepare_docxtpl_and_libreoffice(together: int) -> Callable[[Path], Make]:
    """Return a way to prepare Word templates and the PDFs that LibreOffice makes of them."""

    def prepare(folder: Path) -> Make:
        soffice, make_docx = find_tool("soffice"), prepare_docxtpl(folder)

        def make(number: int) -> list[Path]:
            files = [make_docx(number * together + one)[0] for one in range(together)]
            convert(soffice, folder, files)
            return [*files, *(file.with_suffix(".pdf") for file in files)]

        return make

    return prepare


def convert(soffice: str, folder: Path, files: Sequence[Path]) -> None:
    """Have LibreOffice make PDFs in a folder, with a profile of its own, kept from call to call."""
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    options = ("--headless", "--convert-to", "pdf", "--outdir")
    subprocess.run([soffice, profile, *options, folder, *files], check=True, capture_output=True)


def prepare_docxtemplater(folder: Path) -> Make:
    """Word templates for JavaScript."""
    find_tool("node")
    if not (Path(__file__).parent / "node_modules" / "docxtemplater").exists():
        raise MissingError("docxtemplater is not installed (npm ci in tests/bench)")
    write_templates(folder, "{", "}")
    names = [partner_name(number) for number in range(200)]
    (folder / "names.json").write_text(json.dumps(names), "utf-8")
    return lambda number: [folder / f"{number}.docx"]


# -- PDF -------------------------------------------------------------------------------------------


def prepare_typst(folder: Path) -> Make:
    """Typst, tagged as PDF/UA-1, compiled in this process."""
    import typst

    shutil.copy(BODY, folder / "body.ttf")
    shutil.copy(HEAD, folder / "head.ttf")
    fonts = typst.Fonts(include_system_fonts=False, font_paths=[folder])
    compilers = []
    for number, parts in enumerate(read_parts(folder)):
        source = folder / f"{number}.typ"
        source.write_text(write_typst(parts), "utf-8")
        compilers.append(typst.Compiler(source, root=folder, font_paths=fonts))

    def make(number: int) -> list[Path]:
        file = folder / f"{number}.pdf"
        compilers[number % len(compilers)].compile(
            output=file, sys_inputs={"name": partner_name(number)}, pdf_standards=["ua-1"]
        )
        return [file]

    return make


def write_typst(parts: Sequence[Part]) -> str:
    """Return the parts as a document of Typst that takes the name from outside."""

    def quote(words: str) -> str:
        plain = words.replace("\\", "\\\\").replace('"', '\\"')
        return f'"{plain}"'.replace(NAME, '" + name + "')

    code = [
        "#let name = sys.inputs.name",
        f"#set document(title: {quote(parts[1].line)}, author: {quote(parts[0].line)})",
        '#set text(font: "Source Serif 4", size: 10pt, lang: "en", hyphenate: false)',
        '#show heading: set text(font: "Overpass", weight: "bold")',
        "#show table.cell.where(y: 0): strong",
        '#set page(paper: "a4", margin: 20mm, footer: context [Prepared for #name '
        "#h(1fr) #counter(page).display()])",
        '#image("cover.svg", width: 100%, alt: "A floor of tiles")',
    ]
    for part in break_after_cover(parts):
        if part is None:
            code.append("#pagebreak()")
            continue
        lines = ", ".join(map(quote, part.lines))
        match part.kind:
            case "h1" | "h2" | "h3":
                code.append(f"#heading(level: {part.kind[1]}, {lines})")
            case "p":
                code.append(f"#par({lines})")
            case "figure":
                code.append(f"#par(text(size: 24pt, {lines}))")
            case "small":
                code.append(f"#par(text(size: 8pt, {lines}))")
            case "ul" | "ol":
                code.append(f"#{'list' if part.kind == 'ul' else 'enum'}({lines})")
            case "table":
                head, *rows = (", ".join(map(quote, row)) for row in part.rows)
                cells = ", ".join([f"table.header({head})", *rows])
                code.append(f"#table(columns: {len(part.rows[0])}, {cells})")
    return "\n\n".join(code)


STYLE = f"""
@font-face {{ font-family: Body; src: url({BODY.as_uri()}) }}
@font-face {{ font-family: Head; font-weight: bold; src: url({HEAD.as_uri()}) }}
@page {{ size: A4; margin: 20mm; @bottom-left {{ content: string(name) }}
         @bottom-right {{ content: counter(page) }} }}
html {{ font: 10pt Body }}
body {{ string-set: name attr(data-name) }}
h1, h2, h3, th {{ font-family: Head }}
table {{ border-collapse: collapse }}
td, th {{ border: 0.5pt solid; padding: 2pt 4pt; text-align: left }}
img {{ width: 100% }}
p, ul, ol, table {{ margin: 6pt 0 }}
.figure {{ font-size: 24pt }} .small {{ font-size: 8pt }} .break {{ break-before: page }}
"""


def prepare_weasyprint(folder: Path) -> Make:
    """WeasyPrint, tagged as PDF/UA-1, from HTML with the name put in."""
    import weasyprint
    from weasyprint.text.fonts import FontConfiguration

    fonts = FontConfiguration()
    style = weasyprint.CSS(string=STYLE, font_config=fonts)
    pages = [write_html(parts) for parts in read_parts(folder)]
    images: dict[str, Any] = {}

    def make(number: int) -> list[Path]:
        name = html.escape(partner_name(number))
        page = weasyprint.HTML(
            string=pages[number % len(pages)].replace(NAME, name), base_url=str(folder) + "/"
        )
        page.write_pdf(
            folder / f"{number}.pdf", stylesheets=[style], font_config=fonts, cache=images,
            pdf_variant="pdf/ua-1",
        )  # fmt: skip
        return [folder / f"{number}.pdf"]

    return make


def write_html(parts: Sequence[Part]) -> str:
    """Return the parts as a page of HTML."""
    code = [
        '<!doctype html><html lang="en"><head><meta charset="utf-8">',
        f"<title>{html.escape(parts[1].line)}</title></head>",
        f'<body data-name="Prepared for {NAME}">',
        '<img src="cover.svg" alt="A floor of tiles">',
    ]
    pause = ""
    for part in break_after_cover(parts):
        if part is None:
            pause = ' class="break"'
            continue
        lines = [html.escape(line) for line in part.lines]
        match part.kind:
            case "h1" | "h2" | "h3" | "p":
                code.append(f"<{part.kind}{pause}>{lines[0]}</{part.kind}>")
            case "figure" | "small":
                code.append(f'<p class="{part.kind}">{lines[0]}</p>')
            case "ul" | "ol":
                items = "".join(f"<li>{line}</li>" for line in lines)
                code.append(f"<{part.kind}>{items}</{part.kind}>")
            case "table":
                head, *rows = ([html.escape(cell) for cell in row] for row in part.rows)
                code.append("<table><thead><tr>")
                code += (f'<th scope="col">{cell}</th>' for cell in head)
                code.append("</tr></thead><tbody>")
                code += ("<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>"
                         for row in rows)  # fmt: skip
                code.append("</tbody></table>")
        pause = ""
    return "\n".join([*code, "</body></html>"])


def prepare_fpdf2(folder: Path) -> Make:
    """fpdf2, by its own headings, paragraphs and tables."""
    import fpdf

    sets = read_parts(folder)
    # It says for each picture that it knows no clipPath; the picture is cut off by rect_clip.
    logging.getLogger("fpdf").setLevel(logging.ERROR)

    class Pitch(fpdf.FPDF):
        name = ""

        def footer(self) -> None:
            self.set_y(-15)
            self.set_font("Body", size=8)
            self.cell(0, 5, f"Prepared for {self.name}")
            self.cell(0, 5, str(self.page_no()), align="R")

    sizes = {"h1": 20, "h2": 14, "h3": 11, "figure": 24, "small": 8}

    def make(number: int) -> list[Path]:
        pdf = Pitch()
        pdf.name = partner_name(number)
        pdf.set_margin(20)
        pdf.set_auto_page_break(True, 20)
        pdf.add_font("Body", fname=BODY)
        pdf.add_font("Head", fname=HEAD)
        parts = sets[number % len(sets)]
        pdf.set_title(parts[1].line)
        pdf.set_lang("en")
        pdf.add_page()
        high = pdf.epw * 100 / 170
        with pdf.rect_clip(pdf.x, pdf.y, pdf.epw, high):
            pdf.image(folder / "cover.svg", w=pdf.epw, h=high, alt_text="A floor of tiles")
        pdf.set_xy(pdf.l_margin, pdf.t_margin + high)
        for part in break_after_cover(parts):
            if part is None:
                pdf.add_page()
                continue
            size = sizes.get(part.kind, 10)
            if part.kind in ("h1", "h2", "h3"):
                pdf.start_section(part.line, level=int(part.kind[1]) - 1)
                pdf.set_font("Head", size=size)
            else:
                pdf.set_font("Body", size=size)
            for at, line in enumerate(part.lines, 1):
                lead = {"ul": "•  ", "ol": f"{at}.  "}.get(part.kind, "")
                words = lead + line.replace(NAME, pdf.name)
                pdf.multi_cell(0, size * 0.5, words, new_x="LMARGIN", new_y="NEXT", align="L")
            if part.rows:
                with pdf.table(headings_style=fpdf.FontFace(family="Head", emphasis="")) as table:
                    for cells in part.rows:
                        row = table.row()
                        for cell in cells:
                            row.cell(cell.replace(NAME, pdf.name))
            pdf.ln(2)
        pdf.output(folder / f"{number}.pdf")
        return [folder / f"{number}.pdf"]

    return make


# -- all -------------------------------------------------------------------------------------------

NO_TAGS = "no tags, so no PDF/UA"

CONTENDERS = (
    Contender("proposalgen", "both", prepare_packs("docx", "pdf"), ours=True),
    Contender(
        "proposalgen, themes never seen", "both",
        prepare_packs("docx", "pdf", themes=order_themes()), themes=order_themes(), ours=True,
    ),
    Contender(
        "docxtpl + LibreOffice, 20 at once", "both", prepare_docxtpl_and_libreoffice(20),
        NO_TAGS, each=20, warm=1,
    ),
    Contender(
        "docxtpl + LibreOffice, one alone", "both", prepare_docxtpl_and_libreoffice(1),
        f"{NO_TAGS}, and it starts for each", warm=1,
    ),
    Contender("proposalgen, DOCX alone", "DOCX", prepare_packs("docx"), ours=True),
    Contender("docxtpl", "DOCX", prepare_docxtpl),
    Contender("docxtemplater", "DOCX", prepare_docxtemplater, script="docxtemplater.js"),
    Contender("proposalgen, PDF alone", "PDF", prepare_packs("pdf"), ours=True),
    Contender("Typst", "PDF", prepare_typst),
    Contender("WeasyPrint", "PDF", prepare_weasyprint),
    Contender("fpdf2", "PDF", prepare_fpdf2, "tags for few things, so no PDF/UA"),
    Contender(
        "proposalgen", "one-pager", prepare_packs("docx", "pdf", kind="one-pager"), ours=True
    ),
    Contender("compose_pack", "step", prepare_step("compose"), ours=True),
    Contender("write_pdf", "step", prepare_step("write_pdf"), ours=True),
    Contender("write_docx", "step", prepare_step("write_docx"), ours=True),
)  # fmt: skip
