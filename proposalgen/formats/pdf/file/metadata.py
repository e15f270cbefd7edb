"""Metadata: what a file says of itself, and the XMP packet that says it (ISO 16684-1)."""

from __future__ import annotations

import time
from dataclasses import dataclass
from html import escape

from proposalgen.formats.embedded import NAMESPACE

PRODUCER = "proposalgen"
"""Without a version, so that a new version does not change what has not changed."""


@dataclass(frozen=True, slots=True)
class Properties:
    """What a file says of itself."""

    title: str
    author: str
    subject: str
    keywords: str
    language: str
    """A BCP 47 tag."""
    timestamp: int
    """When it was made: seconds since 1970, UTC."""
    facts: str = ""
    """The facts embedded in the file, as the text of an XML element; may be empty."""


# A property that XMP does not define needs an extension schema (ISO 19005-2 6.6.2.3).
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
    """Return the XMP packet, which claims conformance (ISO 19005-2 6.6.4, ISO 14289-1 5)."""
    p = properties
    when = time.strftime("%Y-%m-%dT%H:%M:%S+00:00", time.gmtime(p.timestamp))
    # The packet's wrapper, with an id that is the same in all files, is ISO 16684-1's (7.3.2).
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
