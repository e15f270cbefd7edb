"""Every mistake of a record is found at once, each with its place, its value and the way out."""

from __future__ import annotations

from decimal import Decimal
from typing import Annotated, Literal

import pytest
from pydantic import AfterValidator, ValidationInfo
from pydantic.json_schema import SkipJsonSchema

from proposalgen.errors import BrandError, InputError
from proposalgen.model.fields import (
    IfMissing,
    Language,
    Line,
    Mistake,
    Number,
    Record,
    Slug,
    invalid,
    refuse,
)
from proposalgen.read.place import FieldPath, Place
from proposalgen.read.validation import validate


class Step(Record):
    size: int
    colour: Line = "red"


class Thing(Record):
    id: SkipJsonSchema[Slug]
    kind: Annotated[Literal["ship", "boat"], IfMissing("Say what it is.")]
    value: Number | None = None
    steps: tuple[Step, ...] = ()
    styles: dict[str, Step] = {}  # noqa: RUF012
    languages: tuple[Language, ...] = ()
    new: bool = False
    sizes: dict[Slug, int] = {}  # noqa: RUF012


GOOD = {"kind": "ship"}


def check(data: object, place: Place = Place()) -> Thing:  # noqa: B008
    return validate(Thing, data, place, given={"id": "a"})


def complain(data: object, place: Place = Place()) -> list[str]:  # noqa: B008
    with pytest.raises(InputError) as caught:
        check(data, place)
    return [str(problem) for problem in caught.value.problems]


def test_good_data_become_a_record() -> None:
    thing = check(GOOD | {"value": "1.10", "steps": [{"size": 3}]})

    assert thing == Thing(id="a", kind="ship", value=Decimal("1.10"), steps=(Step(size=3),))


@pytest.mark.parametrize(
    ("data", "told"),
    [
        ({}, "kind: missing. Say what it is."),
        ({"kind": "shipp"}, "kind: nothing called 'shipp'. Did you mean 'ship'? "
         "There are: ship, boat."),
        (GOOD | {"valeu": 1}, "valeu: no field called 'valeu'. Did you mean 'value'? "
         "There are: kind, value, steps, styles, languages, new, sizes."),
        (GOOD | {"id": "b"}, "id: not a field here. Take it out: the record's place says it."),
        (GOOD | {"value": 1.5}, "value: must be a number, not '1.5'"),
        (GOOD | {"value": "many"}, "value: must be a number, not 'many'"),
        (GOOD | {"value": "0." + "1" * 13},
         "value: too many decimals: '0.1111111111111'. At most 12."),
        (GOOD | {"value": "1" * 37}, f"value: too many digits: '{'1' * 37}'. At most 36."),
        (GOOD | {"value": "1" * 25},
         f"value: too many digits before the point: '{'1' * 25}'. At most 24."),
        (GOOD | {"steps": "x"}, "steps: must be a list, not 'x'"),
        (GOOD | {"steps": [3]}, "steps.0: must be a map of fields, not '3'"),
        (GOOD | {"steps": [{}]}, "steps.0.size: missing"),
        (GOOD | {"steps": [{"size": 1, "color": "x"}]},
         "steps.0.color: no field called 'color'. Did you mean 'colour'? There are: size, colour."),
        (GOOD | {"steps": [{"size": 1, "colour": " "}]}, "steps.0.colour: empty"),
        (GOOD | {"steps": [{"size": 1, "colour": 7}]},
         "steps.0.colour: must be text, not '7'. Put it in quotes."),
        (GOOD | {"styles": {"big": {"size": 1, "color": "x"}}},
         "styles.big.color: no field called 'color'. "
         "Did you mean 'colour'? There are: size, colour."),
        (GOOD | {"styles": []}, "styles: must be a map of fields, not '[]'"),
        (GOOD | {"languages": ["en", "EN"]}, "languages.1: not a language: 'EN'. "
         "Write its code, as in en, fr or pt-BR."),
        (GOOD | {"new": "perhaps"}, "new: must be true or false, not 'perhaps'"),
        (GOOD | {"sizes": {"A B": 3}}, "sizes.A B: not an id: 'A B'. "
         "An id is small letters, digits and single hyphens."),
        ([], "must be a map of fields, not '[]'. Write fields, such as 'kind: ...'."),
        (None, "must be a map of fields, not 'None'. Write fields, such as 'kind: ...'."),
    ],
)  # fmt: skip
def test_a_mistake_is_told_with_its_field_its_value_and_the_way_out(
    data: object, told: str
) -> None:
    assert complain(data) == [told]


def test_all_mistakes_are_told_at_once() -> None:
    assert len(complain({"id": "b", "value": "x", "steps": [{}, {}], "colour": 1})) == 6


def test_a_mistake_names_the_file_and_the_line_of_its_field() -> None:
    def line_of(path: FieldPath) -> int:
        return 7 if path == ("things", "a", "steps", 0, "size") else 1

    place = Place("things.yaml", line_of, ("things", "a"))

    assert complain(GOOD | {"steps": [{"size": "x"}]}, place) == [
        "things.yaml, line 7, things.a.steps.0.size: must be a number, not 'x'"
    ]


def test_a_mistake_in_a_text_of_many_lines_names_the_line_within() -> None:
    place = Place("a.yaml", lambda _: 10)

    assert place.problem(("text",), "wrong", line=3).line == 12
    assert Place().problem(("text",), "wrong", line=3).line == 0


def test_a_field_may_refuse_a_value_for_several_mistakes() -> None:

    def check_words(text: str) -> str:
        raise refuse([Mistake(1, "{no} rhyme", "Add one."), Mistake(2, "no reason")])

    class Poem(Record):
        text: Annotated[str, AfterValidator(check_words)]

    with pytest.raises(InputError) as caught:
        validate(Poem, {"text": "x"}, Place("p.yaml", lambda _: 4))
    assert list(map(str, caught.value.problems)) == [
        "p.yaml, line 4, text: {no} rhyme. Add one.",
        "p.yaml, line 5, text: no reason",
    ]


def test_the_caller_names_the_error_and_the_context() -> None:

    def check_known(text: str, info: ValidationInfo) -> str:
        if info.context and text not in info.context:
            raise invalid("unknown")
        return text

    class Word(Record):
        text: Annotated[str, AfterValidator(check_known)]

    assert validate(Word, {"text": "a"}, context={"a"}).text == "a"
    with pytest.raises(BrandError, match="text: unknown"):
        validate(Word, {"text": "b"}, context={"a"}, raises=BrandError)
