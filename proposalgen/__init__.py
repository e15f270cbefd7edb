"""Partner-facing pitch documents, in DOCX and PDF that say exactly the same."""

__version__ = "0.1.0"
