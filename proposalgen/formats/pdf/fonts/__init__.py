"""Fonts: faces that shape text, faces for scripts that a brand lacks, and embedding."""
