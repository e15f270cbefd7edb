"""Thirty untruths of ten kinds, each planted into a copy of the real workspace."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

Plant = Callable[[Path], None]


@dataclass(frozen=True, slots=True)
class Untruth:
    """A wrong change, where it shows, and what is said of it."""

    kind: str
    plant: Plant
    told: str
    theme: str = "social-protection"


def change(file: str, pattern: str, new: str) -> Plant:
    """Return a planting that writes other words where a pattern is found first."""

    def plant(workspace: Path) -> None:
        path = workspace / file
        text, found = re.subn(pattern, new, path.read_text("utf-8"), count=1, flags=re.MULTILINE)
        assert found, f"{file} has no {pattern!r}"
        path.write_text(text, "utf-8")

    return plant


def change_fact(fact: str, field: str, value: str) -> Plant:
    """Return a planting that gives a fact another value of a field."""
    file = next(path for path in FACTS.glob("*.yaml") if f"\n{fact}:" in f"\n{path.read_text()}")
    body = rf"(^{fact}:\n(?:  .*\n)*?)  (?:  )?{field}: .*\n"
    there = re.search(body, file.read_text("utf-8"), re.MULTILINE)
    indent = "    " if there and re.search(rf"\n    {field}: ", there[0]) else "  "
    pattern = body if there else rf"(^{fact}:\n)"
    return change(f"content/facts/{file.name}", pattern, rf"\g<1>{indent}{field}: {value}\n")


def say(sentence: str, theme: str = "social-protection") -> Plant:
    """Return a planting that adds an item to a theme's text."""

    def plant(workspace: Path) -> None:
        path = workspace / f"content/themes/{theme}/en.md"
        path.write_text(f"{path.read_text('utf-8').rstrip()}\n\n- {sentence}\n", "utf-8")

    return plant


def print_in_ask(markdown: str) -> Plant:
    """Return a planting that adds to the pitch's section that asks."""

    def plant(workspace: Path) -> None:
        path = workspace / "templates/pitch/ask.md.j2"
        path.write_text(f"{path.read_text('utf-8')}\n{markdown}\n", "utf-8")

    return plant


FACTS = Path(__file__).parents[2] / "content" / "facts"
SOURCES = "content/sources.yaml"
ORGANISATION = "content/organisation.yaml"

UNTRUTHS = (
    Untruth(
        "count", print_in_ask("## Four agreements\n\n- One.\n- Another."), "'Four' counts what is 2"
    ),
    Untruth(
        "count", print_in_ask("## Five ways to join\n\n- Fund.\n- Lend."), "'Five' counts what is 2"
    ),
    Untruth(
        "count", print_in_ask("## 9 partners\n\n| Name |\n|---|\n| A |"), "'9' counts what is 1"
    ),
    Untruth(
        "changed quotation",
        change("content/stories.yaml", "to please include", "to include"),
        "stories.champa is not as it was locked",
    ),
    Untruth(
        "changed quotation",
        change("content/stories.yaml", "and President, Network", "and member, Network"),
        "stories.champa is not as it was locked",
    ),
    Untruth(
        "changed quotation",
        change("content/standards.yaml", r"(?s)(^c102:.*?  text: )", r"\1Nowadays "),
        "standards.c102 is not as it was locked",
    ),
    Untruth(
        "changed qualifier",
        change_fact("protection-countries", "qualifier", "about"),
        "does not say 'about'",
    ),
    Untruth(
        "changed qualifier",
        say("It came to [[heat-workers]] workers."),
        "'2.4 billion' stands without 'more than'",
    ),
    Untruth(
        "changed qualifier",
        print_in_ask('It came to {{ figure("protection-countries") }} countries.'),
        "'protection-countries' is told without 'more than'",
    ),
    Untruth(
        "expired ask",
        change_fact("protection-gap", "ends", "2024-12-31"),
        "'protection-gap' asks for a sum whose period is over",
    ),
    Untruth(
        "expired ask",
        say("We need [[skills-extra]].", "lifelong-learning-skills"),
        "'skills-extra' is told as if its period went on",
        "lifelong-learning-skills",
    ),
    Untruth(
        "expired ask",
        say("The programme works in [[flagship-countries]] countries."),
        "'flagship-countries' is told as if its period went on",
    ),
    Untruth("promise", say("The ILO guarantees success."), "'guarantees' is never printed"),
    Untruth("promise", say("You are our exclusive partner."), "'exclusive' is never printed"),
    Untruth(
        "promise", say("You may deduct your gift from tax."), "'deduct your gift from tax' is never"
    ),
    Untruth("number word", say("Half of all workers gain from it."), "'Half' comes from no fact"),
    Untruth("number word", say("Cover has doubled."), "'doubled' comes from no fact"),
    Untruth("number word", say("Fifty countries have asked for it."), "'Fifty' comes from no fact"),
    Untruth(
        "value against claim",
        change_fact("uncovered", "value", "3900000000"),
        "does not say the value, '3.9 billion'",
    ),
    Untruth(
        "value against claim",
        change_fact("covered-any", "claim", "53% of the world are covered"),
        "does not say the value, '52.4 per cent'",
    ),
    Untruth(
        "value against claim",
        change_fact("accelerator-countries", "value", "19"),
        "does not say the value, '19'",
    ),
    Untruth(
        "other organisation",
        say("Lantern Lines welcomes you."),
        "'Lantern Lines' is another organisation",
    ),
    Untruth(
        "other organisation",
        say("[Join](https://lanternlines.example.org/join) us."),
        "leads to Lantern Lines",
    ),
    Untruth(
        "other organisation",
        change(ORGANISATION, "^name: .*\nshort_name: .*", "name: Nordic Aid\nshort_name: NA"),
        "'ILO' is another organisation",
    ),
    Untruth(
        "newspaper as primary",
        change(
            SOURCES,
            "(?s)(^child-labour-2024:.*?  year: .*?\n)",
            r"\1  url: https://www.africanews.com/a\n",
        ),
        "a source whose address is of africanews.com",
        "child-labour-forced-labour",
    ),
    Untruth(
        "newspaper as primary",
        change(
            SOURCES,
            r"(?s)(^world-social-protection-report:.*?  url: )\S+",
            r"\1https://vss.gov.vn/a",
        ),
        "a source whose address is of vss.gov.vn",
    ),
    Untruth(
        "newspaper as primary",
        change(SOURCES, r"(?s)(^crisis-topic:.*?  url: )\S+", r"\1https://mb.com.ph/a"),
        "a source whose address is of mb.com.ph",
        "crisis-contexts",
    ),
    Untruth(
        "evidence that says less",
        change_fact("protection-gap", "words", "a gap of about 43 million USD"),
        "says more than the source, which has 'about'",
    ),
    Untruth(
        "evidence that says less",
        say("The ILO has won new rights for them.[^champa-review]"),
        "'champa-review' is told without 'potentially'",
    ),
    Untruth(
        "evidence that says less",
        change_fact("accelerator-jobs", "words", "between 300 and 400 million jobs"),
        "says more than the source, which has 300 to 400",
    ),
)
