"""Find the content and the templates to work with."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from proposalgen.errors import InputError, Problem, quote, suggest
from proposalgen.yamlfile import YamlError, YamlFile, read_yaml

SETTINGS = "proposalgen.yaml"
_HOME = Path(__file__).parent


@dataclass(frozen=True, slots=True)
class Workspace:
    """Two folders: what the organisation says, and how it is told and looks."""

    content: Path
    templates: Path

    @property
    def brand(self) -> Path:
        """The folder of the brand."""
        return self.templates / "brand"

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


def find_workspace(option: Path | None, cwd: Path) -> Workspace:
    """Return the workspace: the option's, else the settings', else the one that comes along.

    Settings are a ``proposalgen.yaml`` in ``cwd`` with the field ``workspace``, a folder relative
    to that file. An installed program carries a workspace; a checkout is one.

    Raises:
        InputError: the settings are wrong, or a folder is missing.
    """
    if option is not None:
        return _open(cwd / option, Problem("", field="workspace"))
    if (cwd / SETTINGS).is_file():
        try:
            settings = read_yaml(cwd / SETTINGS)
        except YamlError as error:
            raise InputError(error.problem) from error
        if problems := tuple(_find_mistakes(settings)):
            raise InputError(problems)
        if settings.data and settings.data.get("workspace"):
            named = cwd / settings.data["workspace"]
            return _open(named, settings.problem(("workspace",), ""))
    packaged = _HOME / "_workspace"
    return _open(packaged if packaged.is_dir() else _HOME.parent, Problem(""))


def _find_mistakes(settings: YamlFile) -> Iterator[Problem]:
    if settings.data is None:
        return
    if not isinstance(settings.data, dict):
        yield settings.problem((), "not fields", "Write 'workspace: FOLDER'.")
        return
    for name, value in settings.data.items():
        if name != "workspace":
            hint = suggest(str(name), ["workspace"])
            yield settings.problem((str(name),), f"no field called {quote(name)}", hint)
        elif value is not None and not isinstance(value, str):
            message = f"not the name of a folder: {quote(value)}"
            yield settings.problem(("workspace",), message, "Put it in quotes.")


def _open(folder: Path, where: Problem) -> Workspace:
    workspace = Workspace(folder / "content", folder / "templates")
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
