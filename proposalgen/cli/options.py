"""Options that several commands share, and the date that they all take as today."""

from __future__ import annotations

import os
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click
from click.shell_completion import CompletionItem

from proposalgen.cli.ids import complete_languages, complete_templates
from proposalgen.errors import InputError, Problem, quote

# Only the newest versions of click have a generic ParamType at run time.
if TYPE_CHECKING:
    StringType = click.ParamType[str]
else:
    StringType = click.ParamType


class FormatName(StringType):
    """The name of a format: a choice from the table of formats, which is loaded only when asked."""

    name = "format"

    def _choice(self) -> click.Choice[str]:
        from proposalgen.formats.table import FORMATS

        return click.Choice(list(FORMATS))

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """Return the format's name as the table has it; raises click's BadParameter."""
        return self._choice().convert(value, param, ctx)

    def get_metavar(self, param: click.Parameter, ctx: click.Context) -> str | None:
        """Return the names as the help shows them."""
        return self._choice().get_metavar(param, ctx)

    def shell_complete(
        self, ctx: click.Context, param: click.Parameter, incomplete: str
    ) -> list[CompletionItem]:
        """Return the names that begin with what is typed."""
        return self._choice().shell_complete(ctx, param, incomplete)


workspace_option = click.option(
    "--workspace", metavar="DIR", type=click.Path(path_type=Path),
    help="Folder with content/ and templates/ of your own.",
)  # fmt: skip
json_option = click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
quiet_option = click.option("-q", "--quiet", is_flag=True, help="Leave out the closing line.")
template_option = click.option(
    "--template",
    default="pitch",
    metavar="NAME",
    help="Kind of document. [pitch]",
    shell_complete=complete_templates,
)
formats_option = click.option(
    "-f", "--format", "formats", multiple=True, type=FormatName(),
    help="Make only this format. [both]",
)  # fmt: skip
output_option = click.option(
    "-o", "--output", default=Path("output"), metavar="DIR", type=click.Path(path_type=Path),
    help="Folder that gets a folder for each partner. [output]",
)  # fmt: skip
paper_option = click.option(
    "--paper", metavar="NAME", default="", help="Paper size: a4, letter or the brand's own. [a4]"
)
draft_option = click.option("--draft", is_flag=True, help="Mark every page as a draft.")
language_option = click.option(
    "-l",
    "--language",
    metavar="CODE",
    help="Language of the text. [en]",
    shell_complete=complete_languages,
)


def find_today() -> date:
    """Return the date of SOURCE_DATE_EPOCH if it is set, else the clock's, in local time.

    See reproducible-builds.org/specs/source-date-epoch.

    Raises:
        InputError: SOURCE_DATE_EPOCH is not a number of seconds.
    """
    epoch = os.environ.get("SOURCE_DATE_EPOCH")
    if not epoch:
        return datetime.now().astimezone().date()
    try:
        return datetime.fromtimestamp(int(epoch), UTC).date()
    except (ValueError, OverflowError, OSError) as error:
        message = f"SOURCE_DATE_EPOCH is not a number of seconds: {quote(epoch)}"
        hint = "Set it as in 1795651200, or not at all."
        raise InputError(Problem(message, hint=hint)) from error
