"""XML of a stranger: no document type, no entities, nothing fetched, and a bound on its size."""

from typing import Any
from xml.parsers import expat

from lxml import etree  # type: ignore[import-untyped]  # the library carries no types

from reports.office_template.refusing import TemplateRefused

Element = Any
"""An element of lxml, which carries no types."""
_DEEPEST = 200
_MOST_ELEMENTS = 400_000


def parsed(data: bytes, name: str) -> Element:
    """The root of a part; ``TemplateRefused`` where it is not plain XML.

    A first reader, which stops at a document type before any entity is looked at, decides whether
    the second one may build the tree.
    """
    _check(data, name)
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, dtd_validation=False,
        huge_tree=False, remove_comments=True, remove_pis=True,
    )  # fmt: skip
    try:
        return etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise _unreadable(name) from error


def written(root: Element) -> bytes:
    """The part in UTF-8, from what was understood of it and not from what was handed over."""
    return bytes(etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True))


def local_name(element: Element) -> str:
    """The name of an element or attribute without its namespace."""
    name = element if isinstance(element, str) else element.tag
    return str(name).rpartition("}")[2]


def namespace(element: Element) -> str:
    """The namespace of an element or attribute, or nothing."""
    name = str(element if isinstance(element, str) else element.tag)
    return name[1:].partition("}")[0] if name.startswith("{") else ""


def _check(data: bytes, name: str) -> None:
    depth = elements = 0

    def start(_tag: str, _attributes: dict[str, str]) -> None:
        nonlocal depth, elements
        depth, elements = depth + 1, elements + 1
        if depth > _DEEPEST or elements > _MOST_ELEMENTS:
            raise TemplateRefused(f"The part “{name}” of the template is too large or too deep.")

    def end(_tag: str) -> None:
        nonlocal depth
        depth -= 1

    def document_type(*_details: object) -> None:
        raise TemplateRefused(
            f"The part “{name}” of the template declares a document type, which Office never "
            "writes and which can read files: save the template anew from Word or PowerPoint."
        )

    reader = expat.ParserCreate()
    reader.StartElementHandler, reader.EndElementHandler = start, end
    reader.StartDoctypeDeclHandler = document_type
    reader.EntityDeclHandler = document_type
    try:
        reader.Parse(data, True)
    except (expat.ExpatError, ValueError, LookupError) as error:
        raise _unreadable(name) from error


def _unreadable(name: str) -> TemplateRefused:
    return TemplateRefused(f"The part “{name}” of the template is damaged and cannot be read.")
