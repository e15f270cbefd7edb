"""What a format is: how a document is written in it, and how a file of it is read and checked."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple, Protocol

from proposalgen.errors import FaultError, Problem, quote
from proposalgen.model.document import Document, FactUse, Logo
from proposalgen.model.plan import Plan

if TYPE_CHECKING:  # neither is needed to list the formats, as ``--help`` does
    from PIL.Image import Image

    from proposalgen.brand.model import Brand
    from proposalgen.formats.skim import Skim


class Layout(Protocol):
    """A document laid out on pages, which only a format with fixed pages can do.

    A format whose pages are broken by the program that opens it, as DOCX, takes the page numbers
    that it prints from here.
    """

    @property
    def data(self) -> bytes:
        """The file in the format that laid it out."""

    @property
    def pages(self) -> Mapping[str, int]:
        """The first page of each section, from 1, by the section's id."""

    @property
    def page_count(self) -> int:
        """How many pages there are."""

    @property
    def plan(self) -> Plan:
        """How each section stands on its pages, for formats that take their breaks from it."""


class Passage(NamedTuple):
    """A paragraph, list item or table cell, and the heading it stands under."""

    heading: str
    text: str


class Reader(Protocol):
    """What a finished file says, in reading order, as assistive technology meets it.

    Each method raises UnreadableError where the file is damaged.
    """

    def words(self) -> list[str]:
        """Return every word; a note and each reference to it begin with the word ``[3]``.

        What is repeated on each page is left out, as by ``model.document.words``.
        """

    def passages(self) -> list[Passage]:
        """Return every paragraph, item and cell with the heading above it; headings too."""

    def headings(self) -> list[tuple[int, str]]:
        """Return the level, from 1, and the words of each heading."""

    def tables(self) -> list[list[list[str]]]:
        """Return the words of each cell of each row of each table that has a header row."""

    def count_notes(self) -> int:
        """Return how many notes there are."""

    def facts(self) -> tuple[FactUse, ...] | None:
        """Return the facts that are embedded in the file, or None where there are none."""

    def fingerprint(self) -> str:
        """Return a hash of all that the file says and shows.

        It stays the same when a program rewrites the file's package and changes nothing in it.
        """

    def pictures(self) -> list[Image]:
        """Return the raster pictures that came from outside, such as a partner's logo."""


@dataclass(frozen=True, slots=True)
class Format:
    """A file format that documents are made in."""

    name: str
    """As ``--format`` and ``pack.json`` name it: ``pdf``."""
    extension: str
    """With its dot, in lower case."""
    write: Callable[[Document, Brand, Layout], bytes]
    """Return the document as a file; the same bytes for the same arguments."""
    read: Callable[[bytes], Reader]
    """Open a file's bytes to ask what it says."""
    check: Callable[[bytes], tuple[Problem, ...]]
    """Return where a file breaks the rules of its format or of accessibility."""
    skim: Callable[[bytes], Skim]
    """Read a file that ``write`` has just made, fast and whole."""
    list_own_texts: Callable[[Document, Brand], frozenset[str]]
    """Return the texts that a file has beside its document's, without white space.

    They are the brand's, or joined or cut from several of the document's.
    """
    shows: Callable[[bytes, Logo], bool]
    """Return whether a raster picture, as ``skim`` gives it, shows a logo and nothing else."""
    recognise: Callable[[bytes], bool]
    """Return whether bytes begin or end as files of the format do, whatever their name."""


class UnreadableError(ValueError):
    """A file is damaged, protected, or of another format than it should be."""


FAULT = "program"
"""The ``field`` of a problem that the program or a library has with a file, and not the file."""


def describe_fault(error: Exception) -> Problem:
    """Return the problem for an error that nobody foresaw: no verdict on the file."""
    cause = f"{type(error).__name__}: {quote(str(error), 120)}"
    message = f"could not be looked at: a fault of proposalgen or of a library ({cause})"
    hint = "That says nothing about the file. Please tell us, and send it if you may."
    return Problem(message, field=FAULT, hint=hint)


@contextmanager
def reading(*errors: type[Exception]) -> Iterator[None]:
    """Turn errors of the libraries that read a file into ours, so that one file stops no others.

    Raises:
        UnreadableError: in place of any of ``errors``, by which a library says that the file is
            not as it must be; and of structures without end.
        FaultError: in place of any other, which nobody foresaw.
    """
    try:
        yield
    except (UnreadableError, FaultError):
        raise
    except RecursionError as error:
        raise UnreadableError("its structure has no end") from error
    except errors as error:
        raise UnreadableError(str(error)) from error
    except Exception as error:
        raise FaultError(describe_fault(error)) from error
