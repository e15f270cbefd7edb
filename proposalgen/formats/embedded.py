"""The facts that are embedded in a finished file: written into it, and read back from it alone.

A DOCX holds them in a custom XML part (ECMA-376 part 1, 15.2.5), which Word keeps; a PDF in its
XMP packet, as a property of an extension schema (ISO 19005-2, 6.6.2.3). In both they are JSON
inside one XML element, and so read alike from either.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from dataclasses import asdict, fields
from html import escape, unescape

from proposalgen.model.document import FactUse

NAMESPACE = "urn:proposalgen:facts:1#"
"""Of the XML element; its number rises when older readers would misread what it holds."""
_ELEMENT = re.compile(
    rb"<(?:[\w.-]+:)?facts\b[^>]*>([^<]*)</(?:[\w.-]+:)?facts>"
    rb"|\s[\w.-]+:facts\s*=\s*(?:\"([^\"]*)\"|'([^']*)')"
)
"""The element under any prefix, or the attribute as which Adobe's programs write it anew."""


def write_facts(facts: Iterable[FactUse]) -> str:
    """Return facts as the escaped text of an XML element; the same text for the same facts."""
    records = [{name: value for name, value in asdict(fact).items() if value} for fact in facts]
    return escape(json.dumps(records, separators=(",", ":"), sort_keys=True), quote=False)


def find_facts(data: bytes) -> str:
    """Return the facts embedded in a part or packet as they are written; empty for none."""
    match = _ELEMENT.search(data) if NAMESPACE.encode() in data else None
    return match[1].decode() if match else ""


def read_facts(data: bytes) -> tuple[FactUse, ...] | None:
    """Return the facts embedded in an XML part or an XMP packet.

    Fields that this version does not know are left out. The result is None where there is no such
    element, or where it holds something else than we write.
    """
    match = _ELEMENT.search(data) if NAMESPACE.encode() in data else None
    if match is None:
        return None
    # A file may come from a later version, with fields that this one does not know.
    known = {field.name for field in fields(FactUse)}
    try:
        records = json.loads(unescape((match[1] or match[2] or match[3] or b"").decode()))
        return tuple(
            FactUse(**{name: str(value) for name, value in record.items() if name in known})
            for record in records
        )
    except (ValueError, TypeError, AttributeError, RecursionError):
        return None
