"""Facts of the library: each stated once, in a file of facts."""

from __future__ import annotations

from pathlib import Path

from tests.content.spoilt import problems_of, spoil


def test_a_fact_with_a_mistake_may_still_be_referred_to(content: Path) -> None:
    spoil(content, "facts/town.yaml", "claim: 300 meals an evening", "claim: ''")

    assert problems_of(content) == ["facts/town.yaml, line 43, meals.claim: empty"]


def test_a_fact_is_stated_once_whatever_the_file(content: Path) -> None:
    again = "meals: {kind: claim, claim: Meals, source: ledger}\n"
    (content / "facts/zoo.yaml").write_text(again, "utf-8")

    assert problems_of(content) == [
        "facts/zoo.yaml, line 1, meals: written twice. It stands in facts/town.yaml too."
    ]


def test_figures_cannot_supersede_each_other_in_a_circle(content: Path) -> None:
    spoil(
        content, "facts/town.yaml", "  value: 4800", "  superseded_by: walkers-2020\n  value: 4800"
    )

    assert problems_of(content) == [
        "facts/town.yaml, line 15, walkers-2020.superseded_by: superseded in a circle: "
        "walkers-2020 → walkers → walkers-2020"
    ]


def test_a_file_of_facts_by_another_ending_is_not_passed_over(content: Path) -> None:
    (content / "facts/more.yml").write_text("", "utf-8")

    assert problems_of(content) == [
        "facts/more.yml: not a file of facts. Facts stand in files that end in .yaml."
    ]
