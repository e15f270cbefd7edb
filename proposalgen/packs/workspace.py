"""A workspace in use: the one way from a partner to a pack."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from os import PathLike
from pathlib import Path

from proposalgen.brand.load import load_brand
from proposalgen.brand.model import Brand
from proposalgen.caches import cached
from proposalgen.compose.templates import Template, load_template
from proposalgen.content.load import load_library
from proposalgen.content.workspace import WorkspaceFolders, find_workspace
from proposalgen.errors import InputError, Problem, StrictError, quote, suggest
from proposalgen.formats.docx.base import find_stale_base
from proposalgen.formats.table import FORMATS
from proposalgen.model.partner import Partner
from proposalgen.packs.inputs import PackInputs
from proposalgen.packs.make import build_proved
from proposalgen.packs.pack import Pack
from proposalgen.read.logo import read_logo, read_logo_file
from proposalgen.read.logo_files import split_option
from proposalgen.read.partners import check_record
from proposalgen.read.place import Place
from proposalgen.read.today import find_today

PITCH = "pitch"
"""The kind of document that is made where nobody names another."""


class Workspace:
    """What an organisation says and how it looks, loaded and checked; packs are made of it.

    It stays as it was when it was opened: open it again to see what changed on the disk. Any
    number of threads may use one.
    """

    def __init__(self, folders: WorkspaceFolders) -> None:
        """Load the content of a workspace; its templates and brands are loaded when asked for.

        Raises:
            ContentError: the content has mistakes.
        """
        self.folders = folders
        self.library = load_library(folders.content)
        self.load_template = cached(
            "templates of a workspace", size=16, why="its packs are of a few kinds of document"
        )(self._load_template)
        self.load_brand = cached(
            "brands of a workspace", size=4, why="its packs are on one paper or a few"
        )(self._load_brand)

    @classmethod
    def open(cls, path: str | PathLike[str] | None = None) -> Workspace:
        """Return the workspace in a folder that has ``content/`` and ``templates/``.

        Without a path it is the one that a ``proposalgen.yaml`` in the working directory names,
        else the one that comes along.

        Raises:
            InputError: there is none.
            ContentError: its content has mistakes.
        """
        return cls(find_workspace(None if path is None else Path(path), Path.cwd()))

    @property
    def themes(self) -> tuple[str, ...]:
        """The ids of its themes, in the order for which ``all`` stands."""
        return self.library.theme_ids

    @property
    def templates(self) -> tuple[str, ...]:
        """The names of the kinds of document that it has."""
        return self.folders.list_templates()

    def make(
        self,
        partner: Partner | Mapping[str, object] | None = None,
        /,
        *,
        template: str = PITCH,
        formats: Iterable[str] = (),
        paper: str = "",
        logo: bytes | str | PathLike[str] | None = None,
        draft: bool = False,
        strict: bool = False,
        today: date | None = None,
        **fields: object,
    ) -> Pack:
        """Return a partner's pack in memory; nothing is written.

        The partner comes as keywords, as a mapping, or as a ``Partner``, and is checked alike.

        Args:
            partner: The record, where its fields are not given as keywords.
            template: The kind of document.
            formats: ``docx``, ``pdf``; all where none is named.
            paper: ``a4``, ``letter`` or another of the brand's; the brand's usual one if empty.
            logo: A PNG or JPEG, as bytes or by its path, in place of the one that the record names.
            draft: Mark every page as a draft.
            strict: Refuse to make a pack that would have warnings.
            today: The date of a record that has none; that of ``SOURCE_DATE_EPOCH`` or the clock
                if left out.
            fields: The record: ``name=``, ``themes=`` and so on.

        Raises:
            InputError: every mistake of the record, or of these arguments.
            TemplateError, BrandError: the template or the brand has mistakes.
            StrictError: under ``strict``, all that would be warned of.
            LeakError: a file holds what is not this partner's: a fault in the program.
            TypeError: the partner is given twice over.
        """
        inputs = self.prepare(
            _choose(partner, fields), template=template, formats=formats, paper=paper, logo=logo,
            draft=draft, today=today,
        )  # fmt: skip
        if strict:
            self.find_doubts(paper, strict=True)
        return build_proved(inputs, strict=strict)

    def prepare(
        self,
        partner: Partner | Mapping[str, object] | None = None,
        /,
        *,
        template: str = PITCH,
        formats: Iterable[str] = (),
        paper: str = "",
        logo: bytes | str | PathLike[str] | None = None,
        draft: bool = False,
        today: date | None = None,
        folder: str | PathLike[str] = ".",
        place: Place = Place(),  # noqa: B008  frozen
        **fields: object,
    ) -> PackInputs:
        """Return all that a partner's pack is made of, checked: ``make_pack`` makes it of that.

        Args:
            partner: The record, where its fields are not given as keywords.
            template: The kind of document.
            formats: ``docx``, ``pdf``; all where none is named.
            paper: The name of a paper; the brand's usual one if empty.
            logo: A PNG or JPEG, as bytes or by its path, in place of the one that the record names.
            draft: Mark every page as a draft.
            today: The date of a record that has none.
            folder: Where the path of the record's logo starts, and what it may not leave.
            place: Where the record stands, for messages.
            fields: The record: ``name=``, ``themes=`` and so on.

        Raises:
            InputError, TemplateError, BrandError, TypeError: as ``make`` raises them.
        """
        record = dict(_list_fields(_choose(partner, fields)))
        folder = Path(folder)
        if isinstance(logo, bytes):
            record.pop("logo", None)
        elif logo is not None:
            folder, record["logo"] = split_option(str(logo))
        checked = check_record(
            record,
            themes=self.library.theme_ids,
            languages=tuple(self.library.themes),
            senders=self.library.organisation.sender_ids,
            today=today or find_today(),
            place=place,
            folder=folder,
        )
        data = logo if isinstance(logo, bytes) else read_logo_file(checked, folder)
        return self.assemble(
            checked, logo=data, template=template, formats=formats, paper=paper, draft=draft
        )

    def assemble(
        self,
        partner: Partner,
        *,
        logo: bytes | None,
        template: str,
        formats: Iterable[str],
        paper: str,
        draft: bool,
    ) -> PackInputs:
        """Return all that the pack of a checked partner is made of.

        Raises:
            InputError, TemplateError, BrandError: as ``make`` raises them.
        """
        return PackInputs(
            partner,
            self.library,
            self.load_template(template),
            self.load_brand(paper),
            logo=read_logo(partner, logo) if logo else None,
            formats=_check_formats(formats),
            draft=draft,
        )

    def find_doubts(self, paper: str = "", *, strict: bool = False) -> tuple[Problem, ...]:
        """Return what is amiss in every pack, whoever the partner is: a stale ``base.docx``.

        Raises:
            InputError: the brand has no paper of that name.
            BrandError: the brand has mistakes.
            StrictError: something is amiss, and doubts are errors.
        """
        doubts = tuple(find_stale_base(self.load_brand(paper)))
        if strict and doubts:
            raise StrictError(doubts)
        return doubts

    def _load_template(self, name: str) -> Template:
        return load_template(self.folders.find_template(name))

    def _load_brand(self, paper: str) -> Brand:
        return load_brand(self.folders.brand, paper)


def _choose(
    partner: Partner | Mapping[str, object] | None, fields: Mapping[str, object]
) -> Partner | Mapping[str, object]:
    """Return a record that was given in one of the two ways; raises TypeError where in both."""
    if partner is not None and fields:
        raise TypeError("give the partner as one record or as keywords, not as both")
    return fields if partner is None else partner


def _list_fields(partner: Partner | Mapping[str, object]) -> Mapping[str, object]:
    """Return a record by its fields; a checked one too, which may be of another workspace."""
    if not isinstance(partner, Partner):
        return partner
    fields = partner.model_dump(exclude_defaults=True)
    return fields if partner.is_dated else {**fields, "date": None}


def _check_formats(names: Iterable[str]) -> frozenset[str]:
    """Return the names of formats; all where none is given.

    Raises:
        InputError: there is no such format.
    """
    chosen = frozenset([names] if isinstance(names, str) else names)
    if unknown := sorted(chosen - set(FORMATS)):
        raise InputError(
            Problem(f"no format called {quote(name)}", field="format", hint=suggest(name, FORMATS))
            for name in unknown
        )
    return chosen or frozenset(FORMATS)
