"""Boxes: what a block becomes on paper, measured, drawn and split between pages."""
