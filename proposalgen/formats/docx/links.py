"""Links: to an address outside, and to a bookmark of the same document (17.16.22)."""

from __future__ import annotations

from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.part import Part

from proposalgen.formats.docx.runs import text_run


def link_to_address(part: Part, url: str, text: str, ink: str = "") -> str:
    """Return text that links to an address, to which the part gets a relationship.

    Raises:
        ValueError: the address is neither https nor mailto.
    """
    if not url.startswith(("https://", "mailto:")):
        raise ValueError(f"neither an https nor a mailto address: {url!r}")
    relationship = part.relate_to(url, RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
    shown = text_run(text, "Hyperlink", ink)
    return f'<w:hyperlink r:id="{relationship}" w:history="1">{shown}</w:hyperlink>'


def link_to_bookmark(name: str, content: str) -> str:
    """Return runs that link to a bookmark of the same document."""
    return f'<w:hyperlink w:anchor="{name}" w:history="1">{content}</w:hyperlink>'
