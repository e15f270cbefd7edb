"""Reading a PDF back: its structure tree, its text as drawn, its images."""
