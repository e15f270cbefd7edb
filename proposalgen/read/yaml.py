"""Read YAML and front matter, remembering on which line each field stands."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from proposalgen.errors import InputError, Problem, ProposalError, quote
from proposalgen.read.place import FieldPath, Place


@dataclass(frozen=True, slots=True)
class YamlFile:
    """What one file says, and where it says it.

    ``lines`` maps the path of a field (``("facts", 3, "value")``) to its line, counted from 1.
    """

    name: str
    data: Any
    lines: dict[FieldPath, int] = field(default_factory=dict)
    comments: dict[FieldPath, str] = field(default_factory=dict)
    """What stands after ``#`` behind the text of a field that is not in quotes."""
    body: str = ""
    """The text after the front matter, as many empty lines before it as it stands from the top."""

    def line_of(self, path: FieldPath) -> int:
        """Return the line of a field, or of the nearest field above it that is there."""
        while path and path not in self.lines:
            path = path[:-1]
        return self.lines.get(path, 1)

    def place(self, path: FieldPath = ()) -> Place:
        """Return the place of a record in this file."""
        return Place(self.name, self.line_of, path)

    def problem(self, path: FieldPath, message: str, hint: str = "") -> Problem:
        """Return a problem of a field of this file."""
        return self.place().problem(path, message, hint)


_TAGS = (None, "!", *(f"tag:yaml.org,2002:{kind}" for kind in ("str", "seq", "map")))
"""Other tags make a value of a kind that its text does not show, or run code."""


LARGEST_FILE = 1_000_000
"""Bytes of a file; PyYAML takes some seconds over them."""
_MOST_NODES = 100_000
"""Fields and values of a file."""


class _Loader(yaml.SafeLoader):
    """Safe YAML whose plain scalars stay text, but for true, false, null and integers.

    Dates and floats stay text so that ``1.10`` and ``2022-10`` mean what they say, and
    figures become exact decimals; aliases are refused (a bomb in a few lines).
    """

    nodes = 0

    def compose_node(self, parent: Any, index: Any) -> Any:
        self.nodes += 1
        if self.nodes > _MOST_NODES:
            raise yaml.YAMLError(f"more than {_MOST_NODES:,} fields and values")
        if self.check_event(yaml.AliasEvent):
            mark = self.peek_event().start_mark  # type: ignore[no-untyped-call]
            raise yaml.MarkedYAMLError(None, None, "aliases are not used here", mark)
        event = self.peek_event()  # type: ignore[no-untyped-call]
        if event.tag not in _TAGS:
            message = f"the tag {quote(event.tag)} is not used here"
            raise yaml.MarkedYAMLError(None, None, message, event.start_mark)
        if event.anchor is not None:  # "name: &Sons Ltd" would be the name "Ltd"
            message = f"the anchor {quote('&' + event.anchor)} is not used here"
            raise yaml.MarkedYAMLError(None, None, message, event.start_mark)
        return super().compose_node(parent, index)


# The core schema of YAML 1.2.2 (10.3.2) without its floats: "no", "on", "12:30", "1_000" and
# "010" are text.
_Loader.yaml_implicit_resolvers = {}
for _tag, _pattern, _first in (
    ("bool", r"true|True|TRUE|false|False|FALSE", "tTfF"),
    ("null", r"null|Null|NULL|~|", ["n", "N", "~", ""]),
    ("int", r"[-+]?(?:0|[1-9][0-9]*)", "-+0123456789"),
):
    _Loader.add_implicit_resolver(
        f"tag:yaml.org,2002:{_tag}", re.compile(rf"(?:{_pattern})\Z"), list(_first)
    )


def read_yaml(path: Path, name: str = "", raises: type[ProposalError] = InputError) -> YamlFile:
    """Return a YAML file's data and lines.

    Args:
        path: the file.
        name: what messages call it; its own name where it is left out.
        raises: the error to raise.

    Raises:
        ProposalError: the file cannot be read, is not UTF-8 or is not YAML; ``raises`` names the
            class.
    """
    name = name or path.name
    return _parse(read_text(path, name, raises), name, 1, raises)


def read_front_matter(
    path: Path, name: str = "", raises: type[ProposalError] = InputError
) -> YamlFile:
    """Return the data between two ``---`` lines, and the text after them as ``body``.

    Raises:
        ProposalError: the file cannot be read, or has no front matter; ``raises`` names the class.
    """
    name = name or path.name
    lines = read_text(path, name, raises).splitlines(keepends=True)
    if not lines or lines[0].rstrip() != "---":
        hint = "Put the fields between two lines of '---' at the top of the file."
        raise raises(Problem("no front matter", file=name, line=1, hint=hint))
    end = next((n for n, text in enumerate(lines[1:], 1) if text.rstrip() == "---"), None)
    if end is None:
        hint = "Close it with a line of '---'."
        raise raises(Problem("front matter without end", file=name, line=1, hint=hint))
    parsed = _parse("".join(lines[1:end]), name, 2, raises)
    return YamlFile(
        name, parsed.data, parsed.lines, body="\n" * (end + 1) + "".join(lines[end + 1 :])
    )


_FREE_TEXT = (
    "name", "country", "contact_name", "called", "greeting", "message", "priority",
    "priority_source",
)  # fmt: skip
"""Fields of a partner whose text may well have a ``#`` in it."""


def warn_of_comments(file: YamlFile) -> Iterator[Problem]:
    """Yield a problem for each text of a partner that a comment follows: is it part of the text?"""
    for path, comment in file.comments.items():
        if path[-1:] and path[-1] in _FREE_TEXT:
            message = f"{quote(comment)} is a comment in YAML, and left out"
            yield file.problem(
                path, message, "Put the whole text in quotes where it is part of it."
            )


def read_text(path: Path, name: str, raises: type[ProposalError]) -> str:
    """Return the text of a file, without a byte order mark.

    Raises:
        ProposalError: the file cannot be read, is too large or is not UTF-8; ``raises`` names the
            class.
    """
    try:
        if not path.is_file() and path.exists():
            raise raises(Problem("not a file", file=name))
        if path.is_file() and path.stat().st_size > LARGEST_FILE:
            hint = f"At most {LARGEST_FILE // 1_000_000} MB. Split it."
            raise raises(Problem("too large", file=name, hint=hint))
        return path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        hint = "Save it as UTF-8."
        raise raises(Problem("not UTF-8 text", file=name, hint=hint)) from error
    except OSError as error:
        raise raises(Problem(f"cannot be read: {error.strerror}", file=name)) from error


def _parse(text: str, name: str, first_line: int, raises: type[ProposalError]) -> YamlFile:
    """Return what a text says; its own first line is ``first_line`` of the file."""
    try:
        loader = _Loader(text)
    except yaml.reader.ReaderError as error:
        line = text.count("\n", 0, error.position) + first_line
        message = f"not text: the character U+{error.character:04X}"
        raise raises(Problem(message, file=name, line=line)) from error
    try:
        node = loader.get_single_node()
        lines: dict[FieldPath, int] = {}
        comments: dict[FieldPath, str] = {}
        problems: list[Problem] = []
        if node is not None:
            _find_lines(node, (), first_line, name, lines, problems)
            comments.update(_find_comments(node, (), text))
        if problems:
            raise raises(problems)
        data = None if node is None else loader.construct_document(node)
    except yaml.MarkedYAMLError as error:
        at = error.problem_mark.line if error.problem_mark else 0
        hint = _suggest_quotes(text.splitlines()[at:], str(error.problem))
        problem = Problem(f"not YAML: {error.problem}", file=name, line=at + first_line, hint=hint)
        raise raises(problem) from error
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        first = str(error).partition("\n")[0]
        raise raises(Problem(f"not YAML: {first}", file=name, line=first_line)) from error
    finally:
        loader.dispose()
    return YamlFile(name, data, lines, comments)


_FIELD = re.compile(r"\s*(?:- +)?[\w-]+: +(\S.*?)\s*")
"""A line with a field and its text."""


def _suggest_quotes(lines: Sequence[str], problem: str) -> str:
    """Return the way out where a line of YAML cannot be read, of which it is nearly always one."""
    line = lines[0] if lines else ""
    if "\\t" in problem or line.startswith("\t"):
        return "Indent with spaces, not with tabs."
    if not (found := _FIELD.fullmatch(line)) or found[1][0] in "[{":
        return "A text with ': ', ' #' or quotes in it, or a sign at its beginning, goes in quotes."
    text = found[1]
    if len(text) > 1 and text[0] == text[-1] and text[0] in "'\"":
        text = text[1:-1]
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'Put the text in quotes: "{escaped}".'


def _find_comments(node: yaml.Node, path: FieldPath, text: str) -> Iterator[tuple[FieldPath, str]]:
    """Yield what stands after ``#`` behind each text that is not in quotes, by the field's path."""
    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            yield from _find_comments(value, (*path, str(key.value)), text)
    elif isinstance(node, yaml.SequenceNode):
        for index, item in enumerate(node.value):
            yield from _find_comments(item, (*path, index), text)
    elif isinstance(node, yaml.ScalarNode) and node.style is None:
        rest = text[node.end_mark.index : node.end_mark.index + 1000].partition("\n")[0]
        if rest.lstrip(" ").startswith("#"):
            yield path, rest.strip()


def _find_lines(
    node: yaml.Node,
    path: FieldPath,
    first_line: int,
    name: str,
    lines: dict[FieldPath, int],
    problems: list[Problem],
) -> None:
    """Add the line of every field below a node, and a problem for each key written twice."""
    lines.setdefault(path, node.start_mark.line + first_line)
    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            child = (*path, str(key.value))
            line = key.start_mark.line + first_line
            if child in lines:
                dotted = ".".join(map(str, child))
                problems.append(Problem("written twice", file=name, line=line, field=dotted))
            lines[child] = line
            _find_lines(value, child, first_line, name, lines, problems)
    elif isinstance(node, yaml.SequenceNode):
        for index, item in enumerate(node.value):
            _find_lines(item, (*path, index), first_line, name, lines, problems)
