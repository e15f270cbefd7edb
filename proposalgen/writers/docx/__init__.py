"""The DOCX writer: a document and a brand to the bytes of a Word file."""

from proposalgen.writers.docx.writer import write_docx

__all__ = ["write_docx"]
