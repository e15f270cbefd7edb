"""Structure elements."""

from __future__ import annotations

from proposalgen.formats.pdf.structure import Element, MarkedContent


def test_elements_are_walked_in_reading_order() -> None:
    root = Element("Sect")
    first = root.add("P")
    first.add("Span")
    root.add("H1")
    assert [element.kind for element in root.walk()] == ["Sect", "P", "Span", "H1"]


def test_an_element_knows_its_parent() -> None:
    root = Element("Sect")
    assert root.add("P").parent is root


def test_pruning_removes_what_never_got_content_but_keeps_cells() -> None:
    root = Element("Sect")
    row = root.add("TR")
    row.add("TD")
    root.add("Div").add("P")
    root.add("P").kids.append(MarkedContent(1, 0))
    assert root.prune()
    assert [element.kind for element in root.walk()] == ["Sect", "TR", "TD", "P"]


def test_pruning_says_when_nothing_is_left() -> None:
    root = Element("Sect")
    root.add("P")
    assert not root.prune()
    assert root.kids == []
