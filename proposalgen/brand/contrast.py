"""How well a colour can be seen on another (WCAG 2.2)."""

from __future__ import annotations

TEXT_CONTRAST = 4.5
"""The least contrast ratio of text and its ground (WCAG 2.2, 1.4.3, level AA)."""

SHAPE_CONTRAST = 3.0
"""The least contrast ratio of a shape that means something (WCAG 2.2, 1.4.11)."""


def measure_contrast(one: str, other: str) -> float:
    """Return the contrast ratio of two colours, from 1 to 21 (WCAG 2.2, definitions)."""
    dark, light = sorted((_measure_luminance(one), _measure_luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def is_light(colour: str) -> bool:
    """Return whether a colour stands out more on black than on white."""
    return measure_contrast(colour, "#000000") > measure_contrast(colour, "#FFFFFF")


def _measure_luminance(colour: str) -> float:
    """Return the relative luminance of a colour, from 0 to 1 (WCAG 2.2, definitions)."""
    # Older texts of WCAG have 0.03928 for 0.04045; no colour of 8 bits lies between the two.
    parts = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
