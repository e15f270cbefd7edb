"""Content controls: the partner's name and what else is typed once and changes everywhere.

Each is bound to an element of one custom XML part (17.5.2.6). Word shows the part's text in every
control of it, and writes what is typed into one of them back. So both must say the same.
"""

from __future__ import annotations

from docx.document import Document as WordDocument

from proposalgen.formats.docx.custom_xml import ITEM_IDS, add_custom_xml
from proposalgen.formats.docx.runs import text_run
from proposalgen.formats.docx.xml import escape
from proposalgen.model.document import Break, Document, Paragraph
from proposalgen.model.walk import plain_text, walk_blocks

NAMESPACE = "urn:proposalgen:pitch:1"
_PART = 2
_FIELDS = {
    "name": "partner", "called": "called", "country": "country",
    "contact_name": "contact", "contact_email": "email",
}  # fmt: skip
"""The elements of fields. A sum has none: its share and its tiles would not follow it."""
_DATE = "date"
_FIRST_ID = 1_000_000


class Controls:
    """The content controls of one document."""

    def __init__(self, document: Document) -> None:
        self._partner = document.meta.partner
        self.date = find_printed_date(document)
        """The document's date as its first page words it; empty where that gives none."""
        self._values: dict[str, str] = {}
        self._count = 0

    def bind(self, text: str, field: str, runs: str) -> str:
        """Return the runs of a text in a control, if it is one that is bound.

        Not bound are a text in several runs, which has several scripts, and one with a look of its
        own, which LibreOffice would lose: only that of its paragraph stays.
        """
        name = self._find_element(text, field)
        if not name or runs.count("<w:r>") != 1 or "<w:rPr>" in runs:
            return runs
        return self._control(name, text, runs)

    def bind_last(self, line: str, value: str) -> str:
        """Return the runs of a line, the last place of a value in it bound."""
        before, found, after = line.rpartition(value) if value else ("", "", line)
        said = text_run(before) if before else ""
        if found:
            said += self.bind(value, "name" if value == self._partner else "", text_run(value))
        return said + (text_run(after) if after else "")

    def write(self, word: WordDocument) -> None:
        """Put the bound texts into their part, if there are any."""
        if self._values:
            texts = "".join(
                f"<{name}>{escape(value)}</{name}>" for name, value in self._values.items()
            )
            add_custom_xml(word, NAMESPACE, f"<pitch>{texts}</pitch>", _PART)

    def _find_element(self, text: str, field: str) -> str:
        """Return the element that a text is bound to; empty for none."""
        if field in ("name", "called") and text == self._partner:
            name = "partner"
        elif not field and text == self.date:
            name = _DATE if text else ""
        else:
            name = _FIELDS.get(field, "")
        # A field is not worded alike everywhere: "The Ministry" begins a sentence.
        return name if name and self._values.setdefault(name, text) == text else ""

    def _control(self, name: str, text: str, runs: str) -> str:
        self._count += 1
        assert self._values[name] == text
        return (
            f'<w:sdt><w:sdtPr><w:alias w:val="{name.capitalize()}"/><w:tag w:val="pitch.{name}"/>'
            f'<w:id w:val="{_FIRST_ID + self._count}"/><w:lock w:val="sdtLocked"/>'
            f"<w:dataBinding w:prefixMappings=\"xmlns:p='{NAMESPACE}'\""
            f' w:xpath="/p:pitch[1]/p:{name}[1]" w:storeItemID="{ITEM_IDS[_PART]}"/><w:text/>'
            f"</w:sdtPr><w:sdtContent>{runs}</w:sdtContent></w:sdt>"
        )


def find_printed_date(document: Document) -> str:
    """Return the document's date as its first page words it; empty where that gives no date.

    The wording is the template's, in the document's language: it is not worded a second time here.
    """
    for section in document.sections[:1]:
        for block in walk_blocks(section.blocks):
            if isinstance(block, Paragraph) and block.role == "details":
                breaks = [at for at, one in enumerate(block.inlines) if isinstance(one, Break)]
                return plain_text(block.inlines[breaks[-1] + 1 if breaks else 0 :]).strip()
    return ""
