"""Data of our own in a package: a custom XML part, which Word keeps when it saves the file."""

from __future__ import annotations

from docx.document import Document as WordDocument
from docx.opc.packuri import PackURI
from docx.opc.part import Part

from proposalgen.formats.docx.xml import XML

_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006"


def add_custom_xml(document: WordDocument, namespace: str, markup: str) -> None:
    """Put data of one's own into a package (ECMA-376 part 1, 15.2.5 and 22.5).

    ``markup`` is an element without prefix or namespace, which becomes that of ``namespace``.
    """
    package = document.part.package
    name, _, rest = markup.partition(">")
    data = f'{XML}{name} xmlns="{namespace}">{rest}'
    item = Part(PackURI("/customXml/item1.xml"), "application/xml", data.encode(), package)
    # The part's own id: any, and the same in every document.
    told = (
        f'{XML}<ds:datastoreItem xmlns:ds="{_OFFICE}/customXml" '
        'ds:itemID="{5B1C8C0E-6F0B-4C53-9E4B-7D1F0A3C2E61}"><ds:schemaRefs>'
        f'<ds:schemaRef ds:uri="{namespace}"/></ds:schemaRefs></ds:datastoreItem>'
    )
    kind = "application/vnd.openxmlformats-officedocument.customXmlProperties+xml"
    properties = Part(PackURI("/customXml/itemProps1.xml"), kind, told.encode(), package)
    item.relate_to(properties, f"{_OFFICE}/relationships/customXmlProps")
    document.part.relate_to(item, f"{_OFFICE}/relationships/customXml")
