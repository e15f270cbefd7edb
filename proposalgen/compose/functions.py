"""The functions that a template may call: each makes inlines or blocks from records."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Literal

from proposalgen.compose.cards import (
    add_field,
    add_flag,
    lay_units,
    make_card,
    make_text,
    make_tile,
)
from proposalgen.compose.dates import find_workday, format_date
from proposalgen.compose.templates import for_templates
from proposalgen.errors import quote, suggest
from proposalgen.model.document import (
    Block,
    Cards,
    Contents,
    Inlines,
    Link,
    NoteMark,
    Notes,
    PageMark,
    Text,
)
from proposalgen.model.partner import Partner
from proposalgen.model.records import CaseCard, Fact, Library, Programme, Standard, Theme

Blocks = tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Functions:
    """What the functions know: ``docs/writing.md`` lists them for writers."""

    library: Library
    language: str
    words: Mapping[str, str]
    """The template's words."""
    next_day: date
    """The day of the next step."""
    draft: bool
    partner: Partner

    def list_all(self) -> dict[str, Callable[..., object]]:
        """Return the functions by the names that templates call them by."""
        return {
            name: getattr(self, name)
            for name, function in vars(Functions).items()
            if getattr(function, "for_templates", False)
        }

    @for_templates
    def figure(self, fact_id: str) -> Inlines:
        """Return a fact's figure; its note follows by itself.

        Raises:
            LookupError: the library has no such fact.
        """
        return (Text(self._find_fact(fact_id).text, fact=fact_id),)

    @for_templates
    def mark(self, fact_id: str) -> Inlines:
        """Return the mark of a fact's note, for words that rely on the fact.

        Raises:
            LookupError: the library has no such fact.
        """
        return (NoteMark(self._find_fact(fact_id).source, fact=fact_id),)

    @for_templates
    def source(self, source_id: str) -> Inlines:
        """Return the mark of a source's note, for words that rely on no fact.

        Raises:
            LookupError: the library has no such source.
        """
        if source_id not in self.library.sources:
            raise LookupError(f"no source called {quote(source_id)}")
        return (NoteMark(source_id),)

    @for_templates
    def link(self, source_id: str, words: str) -> Inlines:
        """Return words that lead to where a source can be read; alone, where it has no address.

        Raises:
            LookupError: the library has no such source.
        """
        if source_id not in self.library.sources:
            raise LookupError(f"no source called {quote(source_id)}")
        url = self.library.sources[source_id].url
        return (Link(words, url) if url else Text(words),)

    @for_templates
    def page(self, section: str) -> Inlines:
        """Return the number of the page on which a section begins.

        Raises:
            TypeError: a value stands where a section's name should.
        """
        if not isinstance(section, str):
            raise TypeError(f"not the name of a section: {quote(section)}")
        return (PageMark(section),)

    @for_templates
    def date_after_next(self, days: int) -> str:
        """Return the workday that is so many days after the next step's date, or the next one."""
        day = find_workday(self.next_day + timedelta(days=days))
        return format_date(day, self.words)

    @for_templates
    def theme(self, theme_id: str) -> Theme:
        """Return a theme of the document's language, chosen or not.

        Raises:
            KeyError: the edition has no such theme.
        """
        return self.library.themes[self.language][theme_id]

    @for_templates
    def cards(self, cases: Iterable[CaseCard], size: Literal["band", "small", "row"]) -> Block:
        """Return key numbers as cards; in a ``band`` each figure is also drawn as units."""
        made = [make_card(case, self.library, self.words) for case in cases]
        if self.draft:
            made = [add_flag(card, self.library, self.words) for card in made]
        if size == "band":
            made = [add_field(card, self.library, self.words) for card in made]
        return Cards(tuple(made), size)

    @for_templates
    def units(self, theme: Theme, other: Theme | None = None) -> Block | Blocks:
        """Return what one theme or two still need as units, as far as sums are named.

        Of one theme the units that the partner's sum lays are filled, in the same currency; it is
        not laid in two places.
        """
        cards = []
        for one in filter(None, (theme, other)):
            case = CaseCard(role="need", fact=one.ask_fact, text=())
            card = add_field(make_card(case, self.library, {}), self.library, self.words)
            if other is None:
                card = lay_units(card, self.partner, self.library, self.words)
            # The words beside it state the figure, and carry its note.
            drawn = replace(card, label=make_text(one.short_title), number="", unit="", fact="")
            if drawn.field:
                cards.append(drawn)
        return Cards(tuple(cards), "units") if cards else ()

    @for_templates
    def figures(self, programme: Programme) -> Block | Blocks:
        """Return a programme's figures in ruled rows."""
        cases = (CaseCard(role="impact", fact=f.fact, text=f.text) for f in programme.figures)
        made = (make_card(case, self.library, {}) for case in cases)
        return Cards(tuple(replace(card, role="", as_of=()) for card in made), "row")

    @for_templates
    def tiles(self, standards: Iterable[Standard]) -> Block:
        """Return the first two standards as large tiles, side by side."""
        roles: tuple[Literal["impact", "challenge"], ...] = ("impact", "challenge")
        made = zip(roles, standards, strict=False)
        return Cards(tuple(make_tile(standard, role) for role, standard in made), "tile")

    @for_templates
    def contents(self) -> Block:
        """Return the list of the sections that come after, and their pages."""
        return Contents(())

    @for_templates
    def notes(self) -> Block:
        """Return the document's notes."""
        return Notes()

    def _find_fact(self, fact_id: str) -> Fact:
        try:
            return self.library.facts[fact_id]
        except KeyError:
            near = suggest(str(fact_id), self.library.facts).partition("There are:")[0]
            raise LookupError(f"no fact called {quote(fact_id)}. {near}".strip()) from None
