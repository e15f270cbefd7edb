"""Data of our own in a package: a custom XML part, which Word keeps when it saves the file."""

from __future__ import annotations

from docx.document import Document as WordDocument
from docx.opc.packuri import PackURI
from docx.opc.part import Part

from proposalgen.formats.docx.xml import XML

_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006"


def add_custom_xml(document: WordDocument, namespace: str, markup: str) -> None:
    """Put data of our own into a package (ECMA-376 part 1, 15.2.5 and 22.5).

    Args:
        document: The document whose package it is.
        namespace: The namespace of the data, by which it is found again.
        markup: An element without prefix and namespace; it gets ``namespace``.
    """
    package = document.part.package
    name, _, rest = markup.partition(">")
    data = f'{XML}{name} xmlns="{namespace}">{rest}'
    item = Part(PackURI("/customXml/item1.xml"), "application/xml", data.encode(), package)
    # The id may be any GUID (22.5.2.1). It is the same in every document, for equal bytes.
    properties_xml = (
        f'{XML}<ds:datastoreItem xmlns:ds="{_OFFICE}/customXml" '
        'ds:itemID="{5B1C8C0E-6F0B-4C53-9E4B-7D1F0A3C2E61}"><ds:schemaRefs>'
        f'<ds:schemaRef ds:uri="{namespace}"/></ds:schemaRefs></ds:datastoreItem>'
    )
    kind = "application/vnd.openxmlformats-officedocument.customXmlProperties+xml"
    properties = Part(PackURI("/customXml/itemProps1.xml"), kind, properties_xml.encode(), package)
    item.relate_to(properties, f"{_OFFICE}/relationships/customXmlProps")
    document.part.relate_to(item, f"{_OFFICE}/relationships/customXml")
