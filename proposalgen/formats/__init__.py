"""A document and a brand to the bytes of a file, and back: a folder for each format."""
