"""The facts that a finished file carries: written into it, and read back from it alone.

A DOCX carries them as a custom XML part (ECMA-376 part 1, 15.2.5), which Word keeps; a PDF in its
XMP packet, as a property of an extension schema (ISO 19005-2, 6.6.2.3).
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from dataclasses import asdict, fields
from html import escape, unescape

from proposalgen.model.document import FactUse

NAMESPACE = "urn:proposalgen:facts:1#"
_CARRIED = re.compile(rb"<(?:\w+:)?facts\b[^>]*>([^<]*)</(?:\w+:)?facts>")


def write_carried(facts: Iterable[FactUse]) -> str:
    """Return facts as the text of an XML element, the same for the same facts."""
    told = [{name: value for name, value in asdict(fact).items() if value} for fact in facts]
    return escape(json.dumps(told, separators=(",", ":"), sort_keys=True), quote=False)


def read_carried(data: bytes) -> tuple[FactUse, ...] | None:
    """Return the facts of an XML part or an XMP packet in some bytes; nothing if it has none."""
    match = _CARRIED.search(data) if NAMESPACE.encode() in data else None
    if match is None:
        return None
    known = {field.name for field in fields(FactUse)}
    try:
        told = json.loads(unescape(match[1].decode()))
        return tuple(
            FactUse(**{name: str(value) for name, value in one.items() if name in known})
            for one in told
        )
    except (ValueError, TypeError, AttributeError, RecursionError):
        return None
