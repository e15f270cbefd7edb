"""PDF: its writer, its reader and its checks."""

from proposalgen.formats.pdf import alone  # noqa: F401 - before anything of ReportLab
