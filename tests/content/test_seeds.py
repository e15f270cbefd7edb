"""A workspace may begin blank, or with a whole invented organisation."""

from __future__ import annotations

import re
from itertools import product
from pathlib import Path

import pytest

from proposalgen.brand.load import load_brand
from proposalgen.compose.templates import load_template
from proposalgen.content.load import load_library
from proposalgen.packs.build import compose_pack
from tests.support.command import Run
from tests.support.pictures import read_pages
from tests.support.real import TYPES, make_inputs, make_partner

OURS = re.compile(r"\bILO\b|international labour|ilo\.org", re.IGNORECASE)
BLANK = ("init", "ws", "--blank", "--name", 'Nordic "Aid"')


def test_a_blank_workspace_has_no_word_of_anybody_and_makes_a_document_at_once(run: Run) -> None:
    assert run(*BLANK).exit_code == 0
    texts = (
        path for path in Path("ws").rglob("*") if path.suffix in (".md", ".j2", ".yaml", ".json")
    )
    assert [path for path in texts if OURS.search(path.read_text("utf-8"))] == []

    made = run("generate", "-p", "Acme", "-t", "all", "--workspace", "ws", "--strict")
    assert made.exit_code == 0, made.output

    told = run("check", "--workspace", "ws")
    assert told.exit_code == 0
    assert [line for line in told.stderr.splitlines() if line.startswith("warning")] == [
        "warning: organisation.yaml, senders: nobody signs the letters. Add the people of your "
        "team who sign letters."
    ]


def test_the_example_is_good_in_every_combination_and_says_on_each_page_that_it_is_invented(
    run: Run,
) -> None:
    assert run("init", "ws", "--example").exit_code == 0
    told = run("check", "--strict", "--workspace", "ws")
    assert told.exit_code == 0, told.output
    assert "warning" not in told.output

    library, brand = load_library(Path("ws/content")), load_brand(Path("ws/templates/brand"))
    themes = library.theme_ids
    choices = ((themes[0],), (themes[1],), themes, themes[::-1])
    for kind, chosen, partner_type in product(("pitch", "one-pager"), choices, TYPES):
        inputs = make_inputs(
            make_partner(themes=chosen, type=partner_type),
            library=library, brand=brand, template=load_template(Path("ws/templates") / kind),
        )  # fmt: skip
        _, warnings = compose_pack(inputs, strict=True)
        assert warnings == ()

    for kind in ("pitch", "one-pager"):
        made = run("generate", "-p", "Acme", "-t", "all", "--workspace", "ws", "--template", kind)
        (pdf,) = (line for line in made.stdout.splitlines() if line.endswith(".pdf"))
        assert [page for page in read_pages(Path(pdf)) if "fictional" not in page] == []


@pytest.mark.parametrize(
    ("options", "told"),
    [
        (("--blank",), "--blank and --name go together"),
        (("--name", "Nordic Aid"), "--blank and --name go together"),
        (("--blank", "--name", " "), "--blank and --name go together"),
        (("--blank", "--name", "A", "--example"), "Choose one of --blank and --example"),
    ],
)
def test_what_does_not_go_together_is_told(run: Run, options: tuple[str, ...], told: str) -> None:
    done = run("init", "ws", *options)
    assert (done.exit_code, told in done.output) == (2, True)
    assert not Path("ws").exists()
