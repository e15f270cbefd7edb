"""Texts of letters and signs that need care, for property tests."""

from __future__ import annotations

from hypothesis import strategies as st

LETTERS = st.text("abcXY אבג شخص 12٣٤.,:+-%$()[]{}日本กี่é\u200d\u200f", max_size=24)
