"""The document outline, whose items readers show as bookmarks (ISO 32000-1 12.3.3)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from proposalgen.formats.pdf.file.objects import OUTLINE, FileWriter
from proposalgen.formats.pdf.file.section import SectionObjects
from proposalgen.formats.pdf.syntax import pdf_string


@dataclass(slots=True)
class _Item:
    """An item of the outline: its object's number, title and destination, and those below it."""

    number: int
    title: str = ""
    destination: str = ""
    kids: list[_Item] = field(default_factory=list)

    def count(self) -> int:
        """Return how many items there are below it, at all levels."""
        return len(self.kids) + sum(kid.count() for kid in self.kids)


def add_outline(file: FileWriter, sections: Sequence[SectionObjects]) -> None:
    """Add the bookmarks of all sections, each below the last one of a higher level."""
    root = _Item(OUTLINE)
    above: list[_Item] = [root]
    for section in sections:
        for bookmark in section.drawn.bookmarks:
            # A bookmark whose level skips one hangs below the last that there is.
            del above[max(1, bookmark.level + 1) :]
            page = section.pages[bookmark.page - 1]
            item = _Item(file.take(), bookmark.title, f"[{page} 0 R /XYZ 0 {bookmark.y:.1f} 0]")
            above[-1].kids.append(item)
            above.append(item)
    if root.kids:
        file.add(OUTLINE, f"<</Type /Outlines {_add_items(file, root)}>>")


def _add_items(file: FileWriter, above: _Item) -> str:
    """Add the items below one; return the entries by which it refers to them.

    A positive count says that they are shown open.
    """
    for at, item in enumerate(above.kids):
        previous = f" /Prev {above.kids[at - 1].number} 0 R" if at else ""
        following = f" /Next {above.kids[at + 1].number} 0 R" if at + 1 < len(above.kids) else ""
        below = f" {_add_items(file, item)}" if item.kids else ""
        file.add(
            item.number,
            f"<</Title {pdf_string(item.title)} /Parent {above.number} 0 R"
            f" /Dest {item.destination}{previous}{following}{below}>>",
        )
    first, last = above.kids[0].number, above.kids[-1].number
    return f"/First {first} 0 R /Last {last} 0 R /Count {above.count()}"
