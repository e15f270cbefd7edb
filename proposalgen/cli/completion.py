"""The command that prints what a shell needs to complete commands, options and ids."""

from __future__ import annotations

import click
from click.shell_completion import get_completion_class

SHELLS = ("bash", "zsh", "fish", "powershell")
PROGRAM = "proposalgen"
VARIABLE = "_PROPOSALGEN_COMPLETE"
"""The variable by which click asks the program for completions: its name is click's rule."""


@click.command(
    epilog="""\b
    Examples:
      eval "$(proposalgen completion bash)"     a line for ~/.bashrc
      proposalgen completion fish > ~/.config/fish/completions/proposalgen.fish
      proposalgen completion powershell | Out-String | Invoke-Expression"""
)
@click.argument("shell", metavar="SHELL", type=click.Choice(SHELLS))
@click.pass_context
def completion(ctx: click.Context, shell: str) -> None:
    """Print the completion for a shell: bash, zsh, fish or powershell."""
    complete = get_completion_class(shell)
    if complete is None:
        raise click.UsageError(
            f"The installed click completes nothing in {shell}: install a later one."
        )
    click.echo(complete(ctx.find_root().command, {}, PROGRAM, VARIABLE).source())
