"""Blocks become boxes of a given width, and elements of the structure tree in reading order."""
