"""What the shell completes for options and arguments that take an id of the workspace."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING, get_args

import click
from click.shell_completion import CompletionItem

from proposalgen.errors import ProposalError

if TYPE_CHECKING:
    from proposalgen.content.workspace import WorkspaceFolders

Complete = Callable[[click.Context, click.Parameter, str], list[CompletionItem]]
"""The ``shell_complete`` of a parameter of click."""


def _complete(find: Callable[[WorkspaceFolders], Iterable[str]]) -> Complete:
    """Return what completes the ids that ``find`` reads from the workspace."""

    def complete(
        ctx: click.Context, _param: click.Parameter, incomplete: str
    ) -> list[CompletionItem]:
        from proposalgen.content.workspace import find_workspace

        try:
            ids = find(find_workspace(ctx.params.get("workspace"), Path.cwd()))
        except ProposalError:
            return []  # a shell has no place for the message; the command itself reports it
        return [CompletionItem(one) for one in ids if one.startswith(incomplete)]

    return complete


def _list_themes(place: WorkspaceFolders) -> Iterable[str]:
    return (*sorted(path.name for path in place.content.glob("themes/[!.]*/")), "all")


def _list_languages(place: WorkspaceFolders) -> Iterable[str]:
    return sorted({path.stem for path in place.content.glob("themes/*/*.md")})


def _list_facts(place: WorkspaceFolders) -> Iterable[str]:
    from proposalgen.content.load import load_library

    return load_library(place.content).facts


def _list_types(_: WorkspaceFolders) -> Iterable[str]:
    from proposalgen.model.partner import PartnerType

    return get_args(PartnerType)


complete_themes = _complete(_list_themes)
complete_templates = _complete(lambda place: place.list_templates())
complete_languages = _complete(_list_languages)
complete_types = _complete(_list_types)
complete_facts = _complete(_list_facts)
