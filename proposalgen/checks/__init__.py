"""What can be told of a finished file from its bytes alone."""

from proposalgen.checks.docx import check_docx
from proposalgen.checks.parity import compare_files
from proposalgen.checks.pdf import check_pdf

__all__ = ["check_docx", "check_pdf", "compare_files"]
