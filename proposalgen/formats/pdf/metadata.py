"""What a file says of itself: its properties, its XMP packet and its colour profile."""

from __future__ import annotations

import functools
import struct
import time
from dataclasses import dataclass
from html import escape

from proposalgen.formats.embedded import NAMESPACE

PRODUCER = "proposalgen"


@dataclass(frozen=True, slots=True)
class Properties:
    """What the file says about itself; ``timestamp`` in seconds since 1970, UTC."""

    title: str
    author: str
    subject: str
    keywords: str
    language: str
    timestamp: int
    facts: str = ""
    """The facts that the file carries, as the text of an XML element."""


@functools.cache
def make_srgb_profile() -> bytes:
    """Return an sRGB profile (ICC.1:2010, IEC 61966-2-1), made here: no licence and no date."""

    def fixed(*values: float) -> bytes:
        return b"".join(struct.pack(">i", round(value * 65536)) for value in values)

    def text(words: str) -> bytes:
        data = words.encode("utf-16-be")
        return (
            b"mluc\0\0\0\0"
            + struct.pack(">II", 1, 12)
            + b"enUS"
            + struct.pack(">II", len(data), 28)
            + data
        )

    def point(*values: float) -> bytes:
        return b"XYZ \0\0\0\0" + fixed(*values)

    curve = b"para\0\0\0\0" + struct.pack(">HH", 3, 0)
    curve += fixed(2.4, 1 / 1.055, 0.055 / 1.055, 1 / 12.92, 0.04045)
    adaption = b"sf32\0\0\0\0" + fixed(
        1.0478112, 0.0228866, -0.0501270, 0.0295424, 0.9904844, -0.0170491,
        -0.0092345, 0.0150436, 0.7521316,
    )  # fmt: skip
    tags = (
        (b"desc", text("sRGB")),
        (b"cprt", text("CC0")),
        (b"wtpt", point(0.9642, 1, 0.8249)),
        (b"chad", adaption),
        (b"rXYZ", point(0.4360747, 0.2225045, 0.0139322)),
        (b"gXYZ", point(0.3850649, 0.7168786, 0.0971045)),
        (b"bXYZ", point(0.1430804, 0.0606169, 0.7141733)),
        (b"rTRC", curve),
        (b"gTRC", curve),
        (b"bTRC", curve),
    )
    offset, table, data = 128 + 4 + 12 * len(tags), b"", b""
    for signature, value in tags:
        table += signature + struct.pack(">II", offset + len(data), len(value))
        data += value + b"\0" * (-len(value) % 4)
    body = struct.pack(">I", len(tags)) + table + data
    head = struct.pack(">I4sI4s4s4s", 128 + len(body), b"", 0x04200000, b"mntr", b"RGB ", b"XYZ ")
    head += struct.pack(">6H", 2000, 1, 1, 0, 0, 0) + b"acsp" + bytes(28) + fixed(0.9642, 1, 0.8249)
    return head.ljust(128, b"\0") + body


# ISO 19005-2 6.6.2.3: a property of one's own is described by an extension schema.
_FACTS_SCHEMA = f"""
<rdf:li rdf:parseType="Resource"><pdfaSchema:schema>Facts of a document</pdfaSchema:schema>
<pdfaSchema:namespaceURI>{NAMESPACE}</pdfaSchema:namespaceURI>
<pdfaSchema:prefix>pgen</pdfaSchema:prefix><pdfaSchema:property><rdf:Seq>
<rdf:li rdf:parseType="Resource"><pdfaProperty:name>facts</pdfaProperty:name>
<pdfaProperty:valueType>Text</pdfaProperty:valueType>
<pdfaProperty:category>internal</pdfaProperty:category>
<pdfaProperty:description>Figures and their sources, as JSON</pdfaProperty:description></rdf:li>
</rdf:Seq></pdfaSchema:property></rdf:li>"""


def _escape(text: str) -> str:
    return escape(text, quote=False)


def make_xmp(properties: Properties) -> str:
    """Return the XMP packet that names the standards (ISO 19005-2 6.6, ISO 14289-1 5)."""
    p = properties
    when = time.strftime("%Y-%m-%dT%H:%M:%S+00:00", time.gmtime(p.timestamp))
    schema = p.facts and _FACTS_SCHEMA
    facts = p.facts and (
        f'\n<rdf:Description rdf:about="" xmlns:pgen="{NAMESPACE}">'
        f"<pgen:facts>{p.facts}</pgen:facts></rdf:Description>"
    )
    return f"""<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/">
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/"
 xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmlns:pdf="http://ns.adobe.com/pdf/1.3/"
 xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/">
<pdfaid:part>2</pdfaid:part><pdfaid:conformance>A</pdfaid:conformance>
<pdfuaid:part>1</pdfuaid:part><dc:format>application/pdf</dc:format>
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{_escape(p.title)}</rdf:li></rdf:Alt></dc:title>
<dc:creator><rdf:Seq><rdf:li>{_escape(p.author)}</rdf:li></rdf:Seq></dc:creator>
<dc:description><rdf:Alt><rdf:li xml:lang="x-default">{_escape(p.subject)}</rdf:li></rdf:Alt>
</dc:description>
<dc:language><rdf:Bag><rdf:li>{_escape(p.language)}</rdf:li></rdf:Bag></dc:language>
<pdf:Keywords>{_escape(p.keywords)}</pdf:Keywords><pdf:Producer>{PRODUCER}</pdf:Producer>
<xmp:CreatorTool>{PRODUCER}</xmp:CreatorTool><xmp:CreateDate>{when}</xmp:CreateDate>
<xmp:ModifyDate>{when}</xmp:ModifyDate></rdf:Description>{facts}
<rdf:Description rdf:about="" xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"
 xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#"
 xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#"><pdfaExtension:schemas><rdf:Bag>
<rdf:li rdf:parseType="Resource"><pdfaSchema:schema>PDF/UA identification schema</pdfaSchema:schema>
<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix><pdfaSchema:property><rdf:Seq>
<rdf:li rdf:parseType="Resource"><pdfaProperty:name>part</pdfaProperty:name>
<pdfaProperty:valueType>Integer</pdfaProperty:valueType>
<pdfaProperty:category>internal</pdfaProperty:category>
<pdfaProperty:description>Part of ISO 14289</pdfaProperty:description></rdf:li>
</rdf:Seq></pdfaSchema:property></rdf:li>{schema}</rdf:Bag></pdfaExtension:schemas></rdf:Description>
</rdf:RDF></x:xmpmeta>
<?xpacket end="w"?>"""
