"""Load all of ``content/`` into one frozen library, or report every mistake in it at once."""

from __future__ import annotations

from pathlib import Path

from proposalgen.content.cards import check_figures, check_partners, check_theme
from proposalgen.content.facts import read_facts
from proposalgen.content.locks import LOCKS
from proposalgen.content.others import find_others
from proposalgen.content.reading import Entry, Reading, Register
from proposalgen.content.records import read_record, read_register
from proposalgen.content.references import check_references
from proposalgen.content.themes import read_themes
from proposalgen.errors import ContentError
from proposalgen.model.records import (
    Exemption,
    Library,
    Organisation,
    Programme,
    Source,
    Standard,
    Story,
)
from proposalgen.read.folder import find_unfit_files, hash_folder

_EXCEPTIONS = "exceptions.yaml"
"""May be left out, as may the locks."""


def load_library(folder: Path) -> Library:
    """Return the library of a folder.

    Raises:
        ContentError: every mistake in every file, by file and line.
    """
    if unfit := find_unfit_files(folder):
        raise ContentError(unfit)
    reading = Reading(folder)
    library = _read(reading)
    if library is None:
        problems = dict.fromkeys(reading.problems)
        raise ContentError(sorted(problems, key=lambda p: (p.file, p.line, p.field)))
    return library


def _read(reading: Reading) -> Library | None:
    """Return the library; None where there is a mistake anywhere."""
    # Before all prose: what it may print and cite must be known when it is read.
    reading.sources = read_register(reading, "sources.yaml", Source)
    read_facts(reading)
    organisation = _read_organisation(reading)
    languages = (organisation and organisation.record.languages) or (reading.language,)
    reading.language = languages[0]
    standards = read_register(reading, "standards.yaml", Standard)
    programmes = read_register(reading, "programmes.yaml", Programme)
    stories = read_register(reading, "stories.yaml", Story)
    exceptions: Register[Exemption] = Register()
    if (reading.folder / _EXCEPTIONS).exists():
        exceptions = read_register(reading, _EXCEPTIONS, Exemption)
    locks = _read_locks(reading)
    themes = read_themes(reading, languages)
    for programme in programmes.entries():
        check_figures(reading, programme, "figures", programme.record.figures, reading.language)
    for edition in themes.values():
        for theme in edition.entries():
            check_theme(reading, theme)
        check_partners(reading, edition.entries())
    # A record may name one of a later file, so names are looked up when all have been read.
    check_references(reading)
    if reading.problems or organisation is None:
        return None
    return Library(
        organisation=organisation.record,
        sources=reading.sources.records(),
        facts=reading.facts.records(),
        standards=tuple(standards.records().values()),
        programmes=tuple(programmes.records().values()),
        stories=tuple(stories.records().values()),
        themes={language: edition.records() for language, edition in themes.items()},
        exceptions=tuple(exceptions.records().values()),
        locks=locks,
        others=find_others(organisation.record.name),
        places={
            entry.record.id: (entry.place.file, entry.place.line)
            for entry in reading.facts.entries()
        },
        digest=hash_folder(reading.folder),
    )


def _read_locks(reading: Reading) -> dict[str, str] | None:
    """Return the locks by name; None where the library has no file of them."""
    if not (reading.folder / LOCKS).exists():
        return None
    file = reading.open(LOCKS)
    data = (file.data or {}) if file else None
    if file and not (isinstance(data, dict) and all(isinstance(v, str) for v in data.values())):
        hint = "Make it anew with 'proposalgen check --renew-locks'."
        reading.problems.append(file.problem((), "must map names to hashes", hint))
        return None
    return data if isinstance(data, dict) else None


def _read_organisation(reading: Reading) -> Entry[Organisation] | None:
    """Return the organisation's record; None where it has mistakes."""
    file = reading.open("organisation.yaml")
    entry = read_record(reading, Organisation, file.place(), file.data) if file else None
    if entry and not entry.record.languages:
        reading.problems.append(entry.problem(("languages",), "names no language"))
    return entry
