"""The records of a template are checked like all others."""

from __future__ import annotations

import pytest

from proposalgen.errors import TemplateError
from proposalgen.model.template import SectionFields, TemplateIndex
from proposalgen.read.validation import validate

SECTIONS = ("cover", "letter")


def complain(data: object) -> str:
    with pytest.raises(TemplateError) as caught:
        validate(TemplateIndex, data, context=SECTIONS, raises=TemplateError)
    return str(caught.value)


def test_an_index_names_sections_languages_and_words() -> None:
    data = {"sections": ["letter", "cover"], "words": {"dear": "Dear"}}
    index = validate(TemplateIndex, data, context=SECTIONS)

    assert (index.sections, index.languages) == (("letter", "cover"), ("en",))
    assert index.words == {"dear": "Dear"}


@pytest.mark.parametrize(
    ("data", "told"),
    [
        ({}, "sections: missing. Name the sections in order: 'sections: [cover, letter]'."),
        ({"sections": []}, "sections: empty"),
        ({"sections": "cover"}, "sections: must be a list, not 'cover'"),
        ({"sections": ["cover", "lettr"]}, "sections.1: no file 'lettr.md.j2'. "
         "Did you mean 'letter'? There are: cover, letter."),
        ({"sections": ["cover", "cover"]}, "sections: 'cover' stands twice. "
         "Name each section once."),
        ({"sections": ["cover"], "words": {"dear": 3}},
         "words.dear: must be text, not '3'. Put it in quotes."),
        ({"sections": ["cover"], "languages": "en"}, "languages: must be a list, not 'en'"),
    ],
)  # fmt: skip
def test_a_mistake_of_an_index_is_told_with_its_field(data: object, told: str) -> None:
    assert complain(data) == told


def test_a_section_has_a_layout_and_may_repeat_for_each_theme() -> None:
    assert validate(SectionFields, {}).layout == "page"
    assert validate(SectionFields, {"layout": "cover", "each": "theme"}).each == "theme"
    with pytest.raises(TemplateError, match="layout: nothing called 'poster'") as caught:
        validate(SectionFields, {"layout": "poster"}, raises=TemplateError)
    assert "There are: " in str(caught.value)
