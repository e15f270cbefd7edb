"""The command line: options in, words and an exit code out.

What a command needs is imported inside it, so that ``--help`` answers at once.
"""

from __future__ import annotations

import click

from proposalgen import __version__
from proposalgen.cli.batch import batch
from proposalgen.cli.check import check
from proposalgen.cli.completion import completion
from proposalgen.cli.diff import diff
from proposalgen.cli.explain import explain
from proposalgen.cli.facts import facts
from proposalgen.cli.generate import generate
from proposalgen.cli.init import init
from proposalgen.cli.list import list_group
from proposalgen.cli.review import review
from proposalgen.cli.themes import themes
from proposalgen.cli.verify import verify


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="proposalgen", message="%(prog)s %(version)s")
def main() -> None:
    """Make pitch documents for partners: DOCX and PDF that say exactly the same."""


for _command in (
    generate, batch, list_group, review, themes, facts, explain, diff, check, verify, init,
    completion,
):  # fmt: skip
    main.add_command(_command)
