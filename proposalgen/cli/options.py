"""Options that several commands share."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click
from click.shell_completion import CompletionItem

from proposalgen.cli.ids import complete_languages, complete_templates

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


class Location(StringType):
    """A path where there is something, or an address that fsspec knows."""

    name = "location"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """Return it as it is; raises click's BadParameter where there is no such path."""
        from proposalgen.read.remote import is_address

        if not is_address(value):
            click.Path(exists=True).convert(value, param, ctx)
        return str(value)


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
    "-o", "--output", default="output", metavar="DIR",
    help="Folder or URL that gets a folder for each partner. [output]",
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
