"""The site of these pages, made by ``make docs`` with Sphinx, MyST and Furo."""

from __future__ import annotations

import sys
from pathlib import Path

# The source folder is the whole repository, so that links work here as they do on the forge.
ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))

from proposalgen import __version__  # noqa: E402 - it is found by the line above

project = "proposalgen"
version = release = __version__
project_copyright = "the authors of proposalgen, Apache-2.0"

extensions = ["myst_parser", "sphinx.ext.autodoc", "sphinx.ext.napoleon"]
root_doc = "docs/index"
include_patterns = [
    "README.md",
    "CHANGELOG.md",
    "CONTRIBUTING.md",
    "SECURITY.md",
    "docs/*.md",
    "docs/decisions/*.md",
]
source_suffix = {".md": "markdown"}
myst_enable_extensions = ["colon_fence"]
myst_heading_anchors = 3

html_theme = "furo"
html_title = f"proposalgen {__version__}"

autodoc_member_order = "bysource"
autodoc_typehints = "description"
