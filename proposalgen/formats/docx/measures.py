"""Measures in millimetres on which the base document's styles and the writer must agree."""

GAP = 6.0
"""Between columns, and from a panel's edge to its text."""

ASIDE_TEXT = 48.0
"""Width of the text in the panel beside the letter: the contents' tab stop."""
