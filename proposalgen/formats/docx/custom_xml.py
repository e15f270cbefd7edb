"""Data of our own in a package: a custom XML part, which Word keeps when it saves the file."""

from __future__ import annotations

from docx.document import Document as WordDocument
from docx.opc.packuri import PackURI
from docx.opc.part import Part

from proposalgen.formats.docx.xml import XML

_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006"


ITEM_IDS = {
    1: "{5B1C8C0E-6F0B-4C53-9E4B-7D1F0A3C2E61}",
    2: "{5B1C8C0E-6F0B-4C53-9E4B-7D1F0A3C2E62}",
}
"""The id of each part: any GUID (22.5.2.1), the same in every document, for equal bytes."""


def add_custom_xml(document: WordDocument, namespace: str, markup: str, number: int = 1) -> None:
    """Put data of our own into a package (ECMA-376 part 1, 15.2.5 and 22.5).

    Args:
        document: The document whose package it is.
        namespace: The namespace of the data, by which it is found again.
        markup: An element without prefix and namespace; it gets ``namespace``.
        number: Of the part, from 1.
    """
    package = document.part.package
    start, _, rest = markup.partition(">")
    data = f'{XML}{start} xmlns="{namespace}">{rest}'
    item = Part(PackURI(f"/customXml/item{number}.xml"), "application/xml", data.encode(), package)
    properties_xml = (
        f'{XML}<ds:datastoreItem xmlns:ds="{_OFFICE}/customXml" '
        f'ds:itemID="{ITEM_IDS[number]}"><ds:schemaRefs>'
        f'<ds:schemaRef ds:uri="{namespace}"/></ds:schemaRefs></ds:datastoreItem>'
    )
    kind = "application/vnd.openxmlformats-officedocument.customXmlProperties+xml"
    name = PackURI(f"/customXml/itemProps{number}.xml")
    properties = Part(name, kind, properties_xml.encode(), package)
    item.relate_to(properties, f"{_OFFICE}/relationships/customXmlProps")
    document.part.relate_to(item, f"{_OFFICE}/relationships/customXml")
