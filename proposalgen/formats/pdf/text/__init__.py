"""Text: inlines become runs, runs shaped words, words lines, and lines content of a page."""
