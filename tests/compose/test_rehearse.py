"""A rehearsal meets what only some partners would."""

from __future__ import annotations

from pathlib import Path

from proposalgen.compose.rehearse import rehearse
from tests.compose.composing import write_template
from tests.support.small import make_library


def test_a_rehearsal_finds_what_only_some_partners_would_meet(tmp_path: Path) -> None:
    body = """# A
{% if partner.country %}{% if not partner.greeting %}{{ only_country }}{% endif %}{% endif %}
{% if partner.priority %}{% if partner.message %}{{ all_fields }}{% endif %}{% endif %}
{% if partner.type == 'ngo' %}{{ ngo_words }}{% endif %}{{ lead.chart_titl }}
"""
    template = write_template(tmp_path, a=body)
    messages = [problem.message for problem in rehearse(make_library(), template)]
    assert any("ngo_words" in message for message in messages)
    assert any("chart_titl" in message for message in messages)
    assert any("only_country" in message for message in messages)
    assert any("all_fields" in message for message in messages)
