"""Prove that a pack holds nothing of another partner: where each value came from, not how it looks.

Two proofs make one. The document holds this record's values and the library's words, and nothing
else; the finished files say what the document says, and nothing else. No text is searched for a
name, so no name can raise an alarm.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from itertools import zip_longest

from proposalgen.brand.spelled import is_laid
from proposalgen.caches import cached
from proposalgen.compose.context import view_partner
from proposalgen.errors import Problem, ProposalError, quote
from proposalgen.formats.embedded import write_facts
from proposalgen.formats.format import UnreadableError
from proposalgen.formats.parity import compare_readers
from proposalgen.formats.skim import Skim, find_strangers, list_texts
from proposalgen.formats.table import FORMATS
from proposalgen.model.document import Document, Logo, Section, Text
from proposalgen.model.partner import Partner
from proposalgen.model.walk import find_inlines, find_speaker, plain_text
from proposalgen.packs.build import compose_document
from proposalgen.packs.inputs import PackInputs
from proposalgen.packs.names import slug
from proposalgen.packs.pack import Pack

_HINT = "This is a fault in the program: nothing was written; please report it."
_CHOICES = ("themes", "type", "language", "date", "sender")
"""The fields of a record that choose from what there is; all others hold values of its own."""
_WORDS_BEFORE = 4
"""How many words before a difference are quoted."""


def prove_pack(
    inputs: PackInputs, document: Document, words: tuple[str, ...], pack: Pack, *, thorough: bool
) -> Iterator[Problem]:
    """Yield what in a pack does not come from its own inputs.

    Args:
        inputs: All that the pack should be made of.
        document: What the files were written from.
        words: The words of the document, as its files should say them.
        pack: The files and their names.
        thorough: Read the files a second time, by the readers that ``verify`` uses.
    """
    yield from _find_foreign_values(document, inputs)
    yield from _find_changes(document, inputs)
    yield from _find_foreign_names(pack, inputs)
    texts = list_texts(document)
    for file in pack.files:
        try:
            skim = FORMATS[file.format].skim(file.data)
        except UnreadableError as error:
            yield _problem(f"the {file.format.upper()} cannot be read: {error}")
            continue
        own = FORMATS[file.format].list_own_texts(document, inputs.brand)
        yield from _compare(file.format, skim, document, words, texts | own)
    if thorough:
        yield from _read_again(words, {file.format: file.data for file in pack.files})


# -- the document ----------------------------------------------------------------------------------


def _find_foreign_values(document: Document, inputs: PackInputs) -> Iterator[Problem]:
    """Yield the values of a document that are not those of its record."""
    view = view_partner(inputs.partner)
    for text in find_inlines(document.sections, Text):
        own = getattr(view, text.field, ()) if text.field else ()
        # A message is several values, a paragraph each.
        values = map(plain_text, own if text.field == "message" else (own,))
        if text.field and text.text not in values:
            message = f"the document holds {quote(text.text)}, which is not this record's"
            yield _problem(message, text.field)
    meta, logo = document.meta, inputs.logo
    if meta.partner != inputs.partner.name:
        yield _problem(f"the document is for {quote(meta.partner)}", "name")
    if meta.logo != logo:
        yield _problem("the document holds another logo than this record's", "logo")


def _find_changes(document: Document, inputs: PackInputs) -> Iterator[Problem]:
    """Yield where a document is not what its record, library and template make, made once more."""
    anybody = _compose_for(_Anybody.who_chose(inputs))
    # What stands alike in the document of a record without values holds none of anybody's.
    kept = {one.id: one for one in document.sections if anybody.get(one.id) == one}
    expected = compose_document(inputs, kept)
    if document == expected:
        return
    for name in ("meta", "notes"):
        if getattr(document, name) != getattr(expected, name):
            yield _problem(f"the document's {name} are not what its inputs make")
    for one, other in zip_longest(document.sections, expected.sections):
        if one != other:
            section = (one or other).id
            yield _problem(f"the section {quote(section)} is not what its inputs make")


@dataclass(frozen=True, slots=True)
class _Anybody:
    """What the document of a record that holds no values is made of."""

    partner: Partner
    draft: bool
    digests: tuple[str, str]
    """Of library and template, by which two are the same."""
    inputs: PackInputs = field(compare=False)

    @classmethod
    def who_chose(cls, inputs: PackInputs) -> _Anybody:
        """Return a record with the same themes, type, language, date and sender, and no values."""
        chosen = {name: getattr(inputs.partner, name) for name in _CHOICES}
        partner = Partner.model_validate({"name": "Anybody", **chosen})
        digests = (inputs.library.digest, inputs.template.digest)
        return cls(partner, inputs.draft, digests, replace(inputs, partner=partner, logo=None))


@cached(
    "sections for anybody", size=64,
    why="records of a batch choose the same themes, and most sections hold no value of a record",
)  # fmt: skip
def _compose_for(anybody: _Anybody) -> Mapping[str, Section]:
    """Return the sections of a document without values, by their ids."""
    try:
        return {section.id: section for section in compose_document(anybody.inputs).sections}
    except ProposalError:  # a template may need a value
        return {}


def _find_foreign_names(pack: Pack, inputs: PackInputs) -> Iterator[Problem]:
    """Yield the names of folder and files that are not made of this record's name."""
    name = inputs.partner.name
    if pack.partner != name or pack.folder != slug(name, inputs.slug_bytes):
        yield _problem(f"the folder {quote(pack.folder)} is another partner's", "name")
    for file in pack.files:
        if not file.name.startswith(inputs.stem):
            yield _problem(f"the file {quote(file.name)} is another partner's", "name")


# -- the files -------------------------------------------------------------------------------------


def _compare(
    format_: str, skim: Skim, document: Document, words: tuple[str, ...], texts: frozenset[str]
) -> Iterator[Problem]:
    """Yield where a file says anything else than its document."""
    name, meta = format_.upper(), document.meta
    if skim.words != words:
        yield _problem(f"the {name} {_find_difference(skim.words, words)}")
    for text in find_strangers(skim, texts):
        yield _problem(f"the {name} holds {quote(text)}, which its document does not say")
    if skim.facts != (write_facts(meta.facts) if meta.facts else ""):
        yield _problem(f"the {name} carries other facts than its document")
    # A page that has nothing of its partner is filled with a floor for no name.
    names = (meta.partner, "", *_list_persons(document))
    for letters in sorted(skim.laid):
        if not any(is_laid(letters, one) for one in names):
            yield _problem(f"the {name} lays {quote(letters)} in tiles, which is not its partner")
    if not all(_shows(format_, picture, meta.logo) for picture in skim.pictures):
        yield _problem(f"the {name} holds another picture than this record's logo", "logo")


def _list_persons(document: Document) -> list[str]:
    """Return the first names of those whose stories are told, round whom a ring spells them."""
    stories = (section for section in document.sections if section.layout == "story")
    return [find_speaker(section).partition(" ")[0] for section in stories]


def _shows(format_: str, picture: bytes, logo: Logo | None) -> bool:
    return logo is not None and FORMATS[format_].shows(picture, logo)


def _find_difference(said: tuple[str, ...], words: tuple[str, ...]) -> str:
    pairs = zip_longest(said, words, fillvalue="")
    at = next(at for at, (one, other) in enumerate(pairs) if one != other)
    place, here, there = (
        quote(" ".join(some))
        for some in (words[max(0, at - _WORDS_BEFORE) : at], said[at : at + 3], words[at : at + 3])
    )
    return f"says {here} after {place}, where its document says {there}"


def _read_again(words: tuple[str, ...], files: Mapping[str, bytes]) -> Iterator[Problem]:
    """Yield where the files differ from the document or from each other, read in full."""
    readers = {format_: FORMATS[format_].read(data) for format_, data in files.items()}
    for format_, reader in readers.items():
        if tuple(reader.words()) != words:
            yield _problem(f"the {format_.upper()}, read in full, says other words")
    for problem in compare_readers(readers):
        yield _problem(problem.message)


def _problem(message: str, field: str = "") -> Problem:
    return Problem(message, field=field, hint=_HINT)
