"""The facts that a file holds are read back from it as they were written, or not at all."""

from __future__ import annotations

import pytest

from proposalgen.formats.embedded import NAMESPACE, read_facts, write_facts
from proposalgen.model.document import FactUse

FACTS = (
    FactUse(id="gap", claim="A & B <cost> “more”", figure="USD 43 million", weak="is superseded"),
    FactUse(id="promise", claim="in words", version="0123456789ab"),
)


def wrap(text: str, *, prefix: str = "pg:", namespace: str = NAMESPACE) -> bytes:
    """Return the element that holds facts, as a part of some XML."""
    name = f"{prefix}facts"
    return f'<a><{name} xmlns:pg="{namespace}" n="1">{text}</{name}></a>'.encode()


@pytest.mark.parametrize("prefix", ["pg:", "", "other:"])
def test_facts_are_read_as_they_were_written(prefix: str) -> None:
    assert read_facts(wrap(write_facts(FACTS), prefix=prefix)) == FACTS


def test_the_same_facts_are_the_same_text_without_what_is_empty() -> None:
    assert write_facts(FACTS[1:]) == (
        '[{"claim":"in words","id":"promise","version":"0123456789ab"}]'
    )
    assert "<" not in write_facts(FACTS)


def test_no_facts_are_told_from_none_written() -> None:
    assert read_facts(wrap(write_facts(()))) == ()
    assert read_facts(b"<a/>") is None
    assert read_facts(wrap(write_facts(FACTS), namespace="urn:other")) is None


def test_fields_of_a_later_version_are_left_out_and_numbers_are_text() -> None:
    (fact,) = read_facts(wrap('[{"id": "a", "as_of": 2023, "later": "x"}]')) or ()
    assert fact == FactUse(id="a", as_of="2023")


@pytest.mark.parametrize("text", ["", "{", "7", '["a"]', "[{}]", "null", "[" * 100_000])
def test_what_we_do_not_write_is_not_read(text: str) -> None:
    assert read_facts(wrap(text)) is None
