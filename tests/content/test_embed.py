"""A finished file carries the facts that it uses, and a version of each."""

from __future__ import annotations

from dataclasses import replace

import pytest

from proposalgen.content.embed import embed_facts, version_entry, version_fact
from proposalgen.model.document import FactUse, NoteMark, Text
from tests.content.printed import figure, make_document
from tests.support.small import make_fact, make_library


def test_a_document_carries_its_facts_in_order_of_first_use() -> None:
    library = make_library()
    gap, unserved = library.facts["gap"], library.facts["unserved"]
    marked = (Text("Laws."), NoteMark("page", fact="promise"))
    document = make_document(figure(gap), figure(unserved), marked, figure(gap))
    uses = embed_facts(document, library).meta.facts
    assert [use.id for use in uses] == ["gap", "unserved", "promise"]
    assert uses[0] == FactUse(
        id="gap", claim="gap in words", figure="US$ 43 million", source="A page, The Office",
        url="https://example.org/page", as_of="2023", status="page", version=version_fact(gap),
    )  # fmt: skip
    assert (uses[2].figure, uses[2].as_of) == ("", "")


def test_only_a_draft_says_what_is_weak() -> None:
    library = make_library()
    document = make_document(figure(library.facts["unserved-2020"]))
    draft = replace(document, meta=replace(document.meta, draft="Draft."))
    (final,), (weak,) = (embed_facts(one, library).meta.facts for one in (document, draft))
    assert final.weak == ""
    assert weak.weak == "It is superseded. Use 'unserved'."


@pytest.mark.parametrize(
    "changed",
    [
        {"value": "6000"},
        {"unit": "people"},
        {"qualifier": "more than"},
        {"as_of": "2024"},
        {"status": "secondary"},
        {"source": "page"},
    ],
)
def test_what_a_fact_says_makes_its_version(changed: dict[str, str]) -> None:
    fact = make_fact("wells", "5000")
    value = changed.pop("value", "5000")
    assert version_fact(make_fact("wells", value, **changed)) != version_fact(fact)


def test_other_words_for_the_same_figure_are_the_same_version() -> None:
    fact = make_fact("wells", "5000")
    reworded = make_fact("wells", "5000", claim="Wells, counted", owner="Ana", note="Ask Ana.")
    assert version_fact(reworded) == version_fact(fact)
    assert version_fact(make_fact("pumps", "5000")) != version_fact(fact)


def test_an_entry_of_a_manifest_has_the_version_of_its_fact() -> None:
    fact = make_fact("wells", "5000", unit="wells")
    entry = {
        "id": "wells", "value": "5000", "unit": "wells", "as_of": "2023", "status": "verified",
        "source": {"id": "report", "title": "World Report"}, "version": "whatever",
    }  # fmt: skip
    assert version_entry(entry) == version_fact(fact)
