"""The records of the organisation's library: frozen, typed, checked field by field."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal
from urllib.parse import urlsplit

from pydantic import AfterValidator, Field, InstanceOf
from pydantic.json_schema import SkipJsonSchema

from proposalgen.errors import quote
from proposalgen.model.document import Chart, Status
from proposalgen.model.fields import (
    Address,
    Email,
    Host,
    Language,
    Line,
    Number,
    Record,
    Slug,
    Year,
    invalid,
)
from proposalgen.model.numbers import format_money, format_number, write_number
from proposalgen.model.partner import PartnerType
from proposalgen.model.prose import Paragraphs, Prose
from proposalgen.model.years import end_of_span

THEME_IDS = (
    "just-transition",
    "supply-chains",
    "crisis-contexts",
    "social-protection",
    "child-labour-forced-labour",
    "gender-equality",
    "lifelong-learning-skills",
)
"""The themes of the contract, in the library's order."""


# -- facts ------------------------------------------------------------------------------------


class Source(Record):
    """A text that says so: title, publisher, year and, where it has one, its address."""

    id: SkipJsonSchema[Slug]
    title: Line
    publisher: Line
    kind: Literal["original", "own", "report"] = "original"
    """``own``: the organisation's word about itself, not traced further; ``report``: a text that
    tells what another one says, such as a newspaper."""
    year: Year | None = None
    url: Address | None = None
    seen_at: tuple[Address, ...] = ()
    """Where the claim was read, when not at the source itself."""


def name_host(address: str) -> str:
    """Return the host of an address as readers know it: ``example.org``."""
    return urlsplit(address).netloc.removeprefix("www.")


class Evidence(Record):
    """What somebody read: in which words, who, when and where."""

    words: Line
    """The source's own words, as few as bear the claim; never printed."""
    at: Address | None = None
    """Where they were read; the source's own address where it is left out."""
    by: Line | None = None
    on: date | None = None


class Fact(Record):
    """One figure or claim with its source, stated once and referred to by id."""

    id: SkipJsonSchema[Slug]
    kind: Literal["statistic", "target", "historical", "money", "claim"]
    claim: Line
    """The fact in one short line, as the sources page lists it."""
    value: Number | None = None
    qualifier: Line | None = None
    """"more than", "at least", "up to": never printed without."""
    unit: Line | None = None
    """What is counted; an ISO 4217 code for money."""
    as_of: Line | None = None
    """When it was so, in the source's words; empty where the source does not say."""
    source: Slug
    evidence: Evidence | None = None
    """The source's own words, to which the claim, the value and the qualifier are held."""
    status: SkipJsonSchema[Status]
    """How well it is founded: follows from where it was read."""
    ends: date | None = None
    """The last day of the period that it is about, such as a programme's phase; after it, it is
    told as past, and a sum is not asked for."""
    superseded_by: Slug | None = None
    review_by: date | None = None
    """Until when it may be used without another look; decides in place of its age."""
    owner: Line | None = None
    """Who keeps it up to date; a warning about the fact names them."""
    disputed: Line | None = None
    """Who says otherwise, and what."""
    kept: Line | None = None
    """Why it stays in the library though no document prints it."""
    note: Line | None = None
    """For the library's editors; never printed."""

    @property
    def figure(self) -> tuple[str, str]:
        """The number and its scale or sign, as printed: ``("3.8", "billion")``, ``("20%", "")``.

        Money stands without its currency. Empty for a claim without a value.
        """
        return ("", "") if self.value is None else format_number(self.value, self.unit or "")

    @property
    def text(self) -> str:
        """The figure as prose says it: ``3.8 billion``, ``US$ 43 million``, ``20 per cent``."""
        if self.kind == "money":
            return format_money(self.value, self.unit or "")
        return "" if self.value is None else write_number(self.value, self.unit or "")

    def is_over(self, today: date) -> bool:
        """Return whether its period is over as of a day; one without a period never is."""
        if self.ends:
            return self.ends < today
        year = end_of_span(self.as_of or "")
        return year is not None and year < today.year


# -- what the organisation is and does --------------------------------------------------------


class Sender(Record):
    """A person or a team that signs letters and can be called."""

    id: Slug
    name: Line
    title: Line | None = None
    """What the person is: "Head, Partnerships"."""
    email: Email | None = None
    telephone: Line | None = None


def _check_senders(senders: tuple[Sender, ...]) -> tuple[Sender, ...]:
    ids = [sender.id for sender in senders]
    if twice := next((one for one in ids if ids.count(one) > 1), ""):
        raise invalid(f"{quote(twice)} is there twice", "Give each sender an id of its own.")
    return senders


class Organisation(Record):
    """Who makes the pitch."""

    name: Line
    short_name: Line
    url: Address
    languages: tuple[Language, ...] = ("en",)
    sites: tuple[Host, ...] = ()
    """Its other domains: what bears its name and stands elsewhere is reported, not its own."""
    never: tuple[Line, ...] = ()
    """Words that no document of it prints, besides those that nobody's does."""
    facts: tuple[Slug, ...] = ()
    """Facts about the organisation that a template may use."""
    about: Paragraphs = ()
    """Who it is, for a reader who does not know it."""
    closing: Prose = ()
    """The last thing that a document says before its sources."""
    senders: Annotated[tuple[Sender, ...], AfterValidator(_check_senders)] = ()
    """Those who may sign; the first does where a record names none."""

    @property
    def sender_ids(self) -> tuple[str, ...]:
        """The ids of the senders, in their order."""
        return tuple(sender.id for sender in self.senders)


class Standard(Record):
    """A standard or framework, with what it says in a sentence or two."""

    id: SkipJsonSchema[Slug]
    kind: Line
    """Convention, Recommendation, Protocol, Declaration, Guidelines, Resolution."""
    title: Line
    year: Year | None = None
    number: Annotated[int, Field(ge=1)] | None = None
    themes: tuple[Slug, ...]
    text: Prose
    """Prose; its note mark names its source."""

    @property
    def citation(self) -> str:
        """The standard as it is cited: ``Forced Labour Convention, 1930 (No. 29)``."""
        year = f", {self.year}" if self.year else ""
        return f"{self.title}{year}" + (f" (No. {self.number})" if self.number else "")


class Figure(Record):
    """A fact with the words that follow its number."""

    fact: Slug
    text: Prose


class Programme(Record):
    """A named programme: what it is, what it has done."""

    id: SkipJsonSchema[Slug]
    name: Line
    long_name: Line | None = None
    themes: tuple[Slug, ...]
    text: Prose
    details: Paragraphs = ()
    """What a document adds where the programme has room of its own, beyond a row of a table."""
    figures: tuple[Figure, ...] = ()


class Step(Record):
    """One part of a story."""

    title: Line
    text: Prose


class Story(Record):
    """One person's story, with the person's own words exactly as spoken."""

    id: SkipJsonSchema[Slug]
    theme: Slug
    person: Line
    promise: Prose
    """Who the person is, in a line or two."""
    quote: Line
    speaker: Line
    source: Slug
    steps: tuple[Step, ...]


class CaseCard(Record):
    """One key number of a theme: a fact, or words where no figure is named."""

    role: Literal["challenge", "impact", "need"]
    fact: Slug | None = None
    words: Line | None = None
    """Stands in for the figure where there is none: "From promise to practice"."""
    text: Prose
    as_of: Line | None = None
    """Replaces the fact's own, where the card needs fewer words."""


class PartnerText(Record):
    """What a theme says to partners of one type."""

    type: PartnerType
    text: Prose


class Theme(Record):
    """A thematic area in one language: everything a document says about it."""

    id: SkipJsonSchema[Slug]
    language: SkipJsonSchema[str]
    title: Line
    """The long title: "Improving social protection coverage for all"."""
    short_title: Line
    prose_title: Line | None = None
    """The short title as it stands within a sentence, where that differs."""
    cover_title: Line
    """The document's title when this theme leads: "A floor for everyone"."""
    promise: Prose
    source: Slug | None = None
    """Where a reader can learn more: the source of the organisation's own page on the theme."""
    headline: Line
    """The letter's title when this theme leads."""
    opening: Paragraphs
    """The letter's paragraphs when this theme leads."""
    case: tuple[CaseCard, ...]
    """Challenge, impact and need: the case in numbers when this theme leads."""
    cards: tuple[CaseCard, ...]
    """Challenge, impact and need for the theme's own page."""
    partners: tuple[PartnerText, ...] = ()
    """A paragraph for each type of partner."""
    standards_title: Line | None = None
    programmes_title: Line | None = None
    chart_title: Line | None = None
    chart_text: Paragraphs = ()
    """What the chart shows, in words."""
    chart: InstanceOf[Chart] | None = None
    ask_fact: Slug | None = None
    """The money fact that names what the theme still needs; empty where no sum is named."""
    work: SkipJsonSchema[Paragraphs]
    """What the organisation does."""
    offer: SkipJsonSchema[Paragraphs]
    """What a partnership makes possible."""

    @property
    def in_prose(self) -> str:
        """The short title within a sentence."""
        return self.prose_title or self.short_title


class Exemption(Record):
    """Words with a number that is no figure, or with a word that is never printed but here."""

    id: SkipJsonSchema[Slug]
    words: Line
    """The words as prose has them; ``{number}``, ``{count}`` (a number as a word) and ``{year}``
    stand for any such."""
    reason: Line


class Library(Record):
    """All of ``content/``, loaded and checked. Mappings keep the order of the files."""

    organisation: Organisation
    sources: dict[str, Source]
    facts: dict[str, Fact]
    standards: tuple[Standard, ...]
    programmes: tuple[Programme, ...]
    stories: tuple[Story, ...]
    themes: dict[str, dict[str, Theme]]
    """By language, then by id, in the contract's order."""
    exceptions: tuple[Exemption, ...] = ()
    """Numbers in prose that come from no fact, and words that are never printed, and may."""
    locks: dict[str, str] | None = None
    """Hashes of quotations and of what standards say, by name; none where nothing is locked."""
    others: tuple[Organisation, ...] = ()
    """The organisations whose texts come along with the program, but for this one."""
    places: dict[str, tuple[str, int]] = Field(default_factory=dict)
    """The file and line of each fact."""
    digest: str = ""
    """SHA-256 over every file of the library, names and bytes."""

    @property
    def theme_ids(self) -> tuple[str, ...]:
        """The themes of all languages, the contract's in its order and then others."""
        known = dict.fromkeys(theme for edition in self.themes.values() for theme in edition)
        ours = (theme for theme in THEME_IDS if theme in known)
        return tuple(dict.fromkeys((*ours, *known)))
