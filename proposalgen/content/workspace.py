"""Find the content and the templates to work with."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from proposalgen.errors import InputError, OutputError, Problem, quote, suggest
from proposalgen.model.fields import Record
from proposalgen.read.validation import validate
from proposalgen.read.yaml import read_yaml

SETTINGS = "proposalgen.yaml"
_SETTINGS_TEXT = """\
# Where content/ and templates/ are, from this file. Commands run in this folder use them.
workspace: .
"""
_HOME = Path(__file__).parents[1]


@dataclass(frozen=True, slots=True)
class WorkspaceFolders:
    """Two folders: what the organisation says, and how it is worded and looks."""

    content: Path
    templates: Path

    @property
    def brand(self) -> Path:
        """The folder of the brand."""
        return self.templates / "brand"

    def resolve(self) -> WorkspaceFolders:
        """Return the same folders by whole paths, which hold in any working directory."""
        return WorkspaceFolders(self.content.resolve(), self.templates.resolve())

    def list_templates(self) -> tuple[str, ...]:
        """Return the names of the kinds of document that there are."""
        return tuple(sorted(path.parent.name for path in self.templates.glob("*/template.yaml")))

    def find_template(self, name: str) -> Path:
        """Return the folder of a kind of document.

        Raises:
            InputError: there is none of that name.
        """
        names = self.list_templates()
        if name not in names:
            message = f"no template called {quote(name)}"
            raise InputError(Problem(message, field="template", hint=suggest(name, names)))
        return self.templates / name


class Settings(Record):
    """The settings in ``proposalgen.yaml``."""

    workspace: str | None = None
    """The folder with content/ and templates/, by its path from this file."""


def find_workspace(option: Path | None, cwd: Path) -> WorkspaceFolders:
    """Return the workspace: the option's, else the settings', else the one that comes along.

    Settings are a ``proposalgen.yaml`` in ``cwd`` with the field ``workspace``, a folder relative
    to that file. An installed program carries a workspace; a checkout is one.

    Raises:
        InputError: the settings are wrong, or a folder is missing.
    """
    if option is not None:
        return _open(cwd / option, Problem("", field="workspace"))
    if (cwd / SETTINGS).is_file():
        settings = read_yaml(cwd / SETTINGS)
        data = {} if settings.data is None else settings.data
        if named := validate(Settings, data, settings.place()).workspace:
            return _open(cwd / named, settings.problem(("workspace",), ""))
    return find_default()


def find_default() -> WorkspaceFolders:
    """Return the workspace that comes along."""
    packaged = _HOME / "_workspace"
    return _open(packaged if packaged.is_dir() else _HOME.parent, Problem(""))


def create_workspace(
    folder: Path,
    folders: Mapping[str, Path],
    files: Mapping[str, str],
    finish: Callable[[WorkspaceFolders], object] = lambda _: None,
) -> None:
    """Make a workspace of one's own, with its settings; it appears whole or not at all.

    Args:
        folder: where; a new folder or an empty one.
        folders: what is copied, by its place in the folder; a later one replaces what is there.
        files: texts, by their places in the folder.
        finish: what is still to be made of it, before it appears.

    Raises:
        InputError: there is something in the folder, or a file of that name.
        OutputError: it cannot be written.
    """
    try:
        if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
            what = "is not empty" if folder.is_dir() else "is a file"
            hint = "Name a new folder, or an empty one. Nothing was written."
            raise InputError(Problem(what, file=str(folder), hint=hint))
        # Made beside its place, on the same file system, on which a rename is one step.
        folder.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(prefix=".init-", dir=folder.parent) as waiting:
            made = Path(waiting) / "workspace"
            for name, part in folders.items():
                shutil.rmtree(made / name, ignore_errors=True)
                shutil.copytree(part, made / name, ignore=shutil.ignore_patterns(".*"))
            for name, text in {SETTINGS: _SETTINGS_TEXT, **files}.items():
                (made / name).parent.mkdir(parents=True, exist_ok=True)
                (made / name).write_text(text, encoding="utf-8", newline="\n")
            finish(WorkspaceFolders(made / "content", made / "templates"))
            if folder.exists():
                folder.rmdir()  # Windows renames onto nothing that is there
            made.rename(folder)
    except OSError as error:
        message = f"cannot be written: {error.strerror or type(error).__name__}"
        hint = "Name a folder that you may write to."
        raise OutputError(Problem(message, file=str(folder), hint=hint)) from error


def _open(folder: Path, where: Problem) -> WorkspaceFolders:
    workspace = WorkspaceFolders(folder / "content", folder / "templates")
    missing = [f"no {p.name}/" for p in (workspace.content, workspace.templates) if not p.is_dir()]
    if missing:
        raise InputError(
            Problem(
                f"{' and '.join(missing)} in {quote(str(folder), 200)}",
                where.file,
                where.line,
                field=where.field,
                hint="A workspace is a folder with content/ and templates/: give it with "
                f"--workspace, or as 'workspace' in {SETTINGS}.",
            )
        )
    return workspace
