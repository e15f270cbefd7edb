"""The organisations whose texts come along with the program: theirs are not to be sent as ours."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from proposalgen.caches import cached
from proposalgen.content.workspace import find_default
from proposalgen.errors import ContentError, InputError
from proposalgen.model.records import Organisation
from proposalgen.read.validation import validate
from proposalgen.read.yaml import read_yaml

_NAMED = ("name", "short_name", "url", "languages")
"""What is asked of another organisation; its texts cite facts of its own library."""
EXAMPLES = Path(__file__).parents[1] / "examples"


def find_others(name: str) -> tuple[Organisation, ...]:
    """Return the organisations that come along, but for the one of that name."""
    return tuple(organisation for organisation in _read_all() if organisation.name != name)


def _find_own() -> Iterator[Path]:
    """Yield the content that comes along; a copy of the program may have none beside it."""
    with suppress(InputError):
        yield find_default().content


@cached("organisations that come along", size=1, why="every library asks for them")
def _read_all() -> tuple[Organisation, ...]:
    found = []
    for content in (*_find_own(), *sorted(EXAMPLES.glob("*/content"))):
        path = content / "organisation.yaml"
        try:
            file = read_yaml(path, path.name, ContentError)
            named = {name: file.data[name] for name in _NAMED if name in file.data}
            found.append(validate(Organisation, named, file.place(), raises=ContentError))
        except (ContentError, TypeError):  # whoever works on it is told of it by its own check
            continue
    return tuple(found)
