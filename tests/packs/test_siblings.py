"""Documents of one partner get names of their own, and each takes the place of itself alone."""

from __future__ import annotations

from itertools import count

import pytest

from proposalgen.packs.manifest import (
    BrandEntry,
    FileEntry,
    LibraryEntry,
    Manifest,
    TemplateEntry,
)
from proposalgen.packs.siblings import choose_stem, is_same, sort_others

_numbers = count()


def make_manifest(
    stem: str = "n-pitch-en",
    themes: tuple[str, ...] = ("water",),
    *,
    template: str = "pitch",
    language: str = "en",
    draft: bool = False,
    paper: str = "a4",
) -> Manifest:
    file = FileEntry(name=f"{stem}.pdf", format="pdf", sha256="", pages=1)
    return Manifest(
        program="1", inputs=str(next(_numbers)),
        record={"themes": list(themes), "language": language},
        draft=draft, logo=None, template=TemplateEntry(name=template, sha256=""),
        library=LibraryEntry(sha256=""), brand=BrandEntry(sha256="", paper=paper), facts=(),
        files=(file,), warnings=(),
    )  # fmt: skip


@pytest.mark.parametrize(
    "other",
    [
        make_manifest(template="one-pager"), make_manifest(language="fr"),
        make_manifest(draft=True), make_manifest(paper="letter"), make_manifest(themes=("light",)),
        make_manifest(themes=("water", "light")),
    ],
)  # fmt: skip
def test_a_document_is_another_by_template_language_state_paper_or_themes(other: Manifest) -> None:
    assert not is_same(make_manifest(), other)
    assert is_same(make_manifest("old-name"), make_manifest())


def test_another_choice_of_themes_has_them_in_its_name() -> None:
    first = make_manifest()
    new = make_manifest(themes=("light", "water"))
    assert choose_stem(first, [], 80) == "n-pitch-en"
    assert choose_stem(new, [first], 80) == "n-pitch-en-light-water"


def test_a_document_keeps_the_name_that_it_has() -> None:
    first, second = make_manifest(), make_manifest("n-pitch-en-light", ("light",))
    assert choose_stem(make_manifest(), [second, first], 80) == "n-pitch-en"
    assert choose_stem(make_manifest(themes=("light",)), [first, second], 80) == "n-pitch-en-light"
    assert choose_stem(make_manifest(themes=("light",)), [second], 80) == "n-pitch-en-light"


def test_a_name_of_an_earlier_version_gives_way() -> None:
    assert choose_stem(make_manifest(), [make_manifest("n-1f0c5d2e-pitch-en")], 80) == "n-pitch-en"


def test_many_themes_are_counted_and_a_number_sets_the_next_apart() -> None:
    themes = tuple(f"a-theme-of-some-length-{number}" for number in range(4))
    others = [make_manifest()]
    stem = choose_stem(make_manifest(themes=themes), others, 80)
    assert stem == f"n-pitch-en-{themes[0]}-and-3-more"
    others.append(make_manifest(stem, themes))
    other = (themes[0], *reversed(themes[1:]))
    assert choose_stem(make_manifest(themes=other), others, 80) == f"{stem}-2"


def test_the_others_stay_in_the_order_of_their_names() -> None:
    one, two = make_manifest("n-one-pager-en", template="one-pager"), make_manifest("n-b", ("b",))
    assert sort_others(make_manifest(), [one, make_manifest(), two]) == [two, one]


def test_a_name_with_themes_is_no_longer_than_there_is_room_for() -> None:
    long = "federation-of-regional-chambers"
    first = make_manifest(f"{long}-pitch-en")
    stem = choose_stem(make_manifest(f"{long}-pitch-en", ("light", "water")), [first], 32)
    assert stem == "federation-of-region-pitch-en-light-water"
    assert len(stem) <= 32 + len("-pitch-en")
    second = make_manifest(stem, ("light", "water"))
    new = make_manifest(f"{long}-pitch-en", ("light", "water"))
    assert choose_stem(new, [second, first], 32) == stem
