"""The state of one DOCX package while its body is written: what fragments of XML refer to.

Fragments are strings. Whatever they refer to by a number or a relationship (a bookmark, a link, a
source, a comment, a picture, a list's numbering) is added to the package here at the moment the
fragment is made.
"""

from __future__ import annotations

from collections.abc import Mapping

from docx.document import Document as WordDocument

from proposalgen.brand.model import Brand
from proposalgen.formats.docx.comments import Comments
from proposalgen.formats.docx.controls import Controls
from proposalgen.formats.docx.estimate import estimate_height
from proposalgen.formats.docx.graphics import Graphics
from proposalgen.formats.docx.links import link_to_address, link_to_bookmark
from proposalgen.formats.docx.runs import field
from proposalgen.formats.docx.sources import Sources
from proposalgen.formats.docx.word_sections import group_sections
from proposalgen.model.document import Document, Section


class PackageBuilder:
    """Builds the package of one document; never shared between documents.

    Args:
        document: The document that is written.
        brand: Its look.
        pages: The first page of each section, by the section's id.
        word: The copy of the base document that it is written into.
    """

    def __init__(
        self, document: Document, brand: Brand, pages: Mapping[str, int], word: WordDocument
    ) -> None:
        self.document = document
        self.brand = brand
        self.controls = Controls(document)
        self.comments = Comments(document.meta, word.part)
        self.sources = Sources(document, word.part, self.bookmark)
        self.graphics = Graphics(brand, document.meta.language, word.part)
        self.groups = group_sections(document.sections)
        self._pages = pages
        self._part = word.part
        self._anchors = {
            section.id: f"_Toc{number:09d}" for number, section in enumerate(document.sections, 1)
        }
        self._bookmarks = 0

    def finish(self) -> None:
        """Write the part that the body's fragments have filled, the comments.

        Raises:
            ValueError: a source is never referred to.
        """
        self.sources.check()
        self.comments.write()

    def begins_page(self, section: Section) -> bool:
        """Return whether a section's first paragraph has to begin a page, which Word did not."""
        return all(section is not group[0] for group in self.groups)

    def anchor(self, section: str) -> str:
        """Return the name of the bookmark on a section's title.

        Names that begin with ``_Toc`` are those that Word itself gives to entries of contents.
        """
        return self._anchors[section]

    def bookmark(self, name: str, content: str) -> str:
        """Return runs inside a bookmark (ECMA-376 part 1, 17.13.6)."""
        self._bookmarks += 1
        start = f'<w:bookmarkStart w:id="{self._bookmarks}" w:name="{name}"/>'
        return f'{start}{content}<w:bookmarkEnd w:id="{self._bookmarks}"/>'

    def page_reference(self, section: str, ink: str = "") -> str:
        """Return the number of a section's first page as a link to it.

        It is a PAGEREF field (17.16.5.45) with its result filled in, which Word can update.
        """
        anchor = self.anchor(section)
        number = field(f"PAGEREF {anchor} \\h", str(self._pages[section]), ink=ink)
        return link_to_bookmark(anchor, number)

    def link(self, url: str, text: str, ink: str = "") -> str:
        """Return text that links to an address.

        Raises:
            ValueError: the address is neither https nor mailto.
        """
        return link_to_address(self._part, url, text, ink)

    def new_numbering(self) -> int:
        """Return the id of a numbering that counts from 1 in the style of numbered lists.

        Without one of its own, a list would count on from the list before it (17.9.15).
        """
        numbering = self._part.numbering_part.element
        style = self._part.styles.element.get_by_id("ListNumber")
        used = style.xpath("./w:pPr/w:numPr/w:numId/@w:val")[0]
        abstract = numbering.num_having_numId(int(used)).abstractNumId.val
        num = numbering.add_num(abstract)
        num.add_lvlOverride(ilvl=0).add_startOverride(1)
        return int(num.numId)

    def estimate_height(self, content: str, width: float) -> float:
        """Return about how high paragraphs stand in a width, both in millimetres."""
        return estimate_height(content, width, self._part)
