"""Our styles in the document: a client's own where it has one for the purpose, else ours added."""

from itertools import count

from docx.document import Document
from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import XmlPart
from docx.oxml import parse_xml
from docx.oxml.ns import qn
from docx.package import Package

from reports.docx.elements import Element
from reports.docx.empty_document import BULLET, NUMBER
from reports.docx.looks import LOOKS, TABLES, Look
from reports.docx.style_sheet import style_of, table_style_of

_EMPTY = '<w:numbering xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"/>'


def styles_of(document: Document) -> dict[str, str]:
    """Role -> id of the style that serves for it; what is missing is added to the document."""
    sheet = document.styles.element
    held = _Held(sheet)
    ids: dict[str, str] = {}
    for look in LOOKS:
        kind = "character" if look.words else "paragraph"
        found = held.find(kind, (look.name, *look.others), default=look.role == "normal")
        ids[look.role] = found or held.free(look.id)
        if not found:
            held.missing.append(look)
    for look in held.missing:
        bullets = _bullets(document) if look.bullet else 0
        sheet.append(style_of(look, ids, bullets))
    plain = held.find("table", ("Normal Table",), default=True)
    for table in TABLES:
        found = held.find("table", (table.name,), default=False)
        ids[table.role] = found or held.free(table.id)
        if not found:
            sheet.append(table_style_of(table, ids[table.role], plain))
    return ids


class _Held:
    """The styles that the document has, by kind and name."""

    def __init__(self, sheet: Element) -> None:
        self.missing: list[Look] = []
        self.taken: set[str] = set()
        self.names: dict[tuple[str, str], str] = {}
        self.defaults: dict[str, str] = {}
        for style in sheet.iterchildren(qn("w:style")):
            kind, style_id = style.get(qn("w:type"), "paragraph"), style.get(qn("w:styleId"), "")
            name = style.find(qn("w:name"))
            self.taken.add(style_id.casefold())
            if name is not None:
                self.names.setdefault((kind, name.get(qn("w:val"), "").casefold()), style_id)
            if style.get(qn("w:default")) in ("1", "true", "on"):
                self.defaults[kind] = style_id

    def find(self, kind: str, names: tuple[str, ...], *, default: bool) -> str:
        """The id of the first style of one of the names, or nothing."""
        if default and kind in self.defaults:
            return self.defaults[kind]
        found = (self.names.get((kind, name.casefold()), "") for name in names)
        return next((style_id for style_id in found if style_id), "")

    def free(self, wanted: str) -> str:
        """An id that no style has yet."""
        for number in count():
            name = f"{wanted}{number or ''}"
            if name.casefold() not in self.taken:
                self.taken.add(name.casefold())
                return name
        raise AssertionError  # the count has no end


def _bullets(document: Document) -> int:
    """The id of a list of dashes, added to the lists that the document has."""
    numbering = _numbering(document).element
    lists = [
        int(item.get(qn("w:abstractNumId"), "0"))
        for item in numbering.iterchildren(qn("w:abstractNum"))
    ]
    numbers = [int(item.get(qn("w:numId"), "0")) for item in numbering.iterchildren(qn("w:num"))]
    kind, number = max(lists, default=-1) + 1, max(numbers, default=0) + 1
    first = next(numbering.iterchildren(qn("w:num")), None)
    definition = parse_xml(BULLET.format(kind))
    if first is None:
        numbering.append(definition)
    else:
        first.addprevious(definition)
    last = [*numbering.iterchildren(qn("w:num"))]
    use = parse_xml(NUMBER.format(number, kind))
    (last[-1] if last else definition).addnext(use)
    return number


def _numbers(numbering: Element, tag: str, name: str) -> list[int]:
    found = (item.get(qn(f"w:{name}"), "") for item in numbering.iterchildren(qn(f"w:{tag}")))
    return [int(value) for value in found if value.isdigit()]


def _numbering(document: Document) -> XmlPart:
    part = document.part
    for relation in part.rels.values():
        if relation.reltype == RELATIONSHIP_TYPE.NUMBERING:
            held = relation.target_part
            if isinstance(held, XmlPart):
                return held
    name = PackURI("/word/numbering.xml")
    package = document.part.package or Package()
    made = XmlPart(name, CONTENT_TYPE.WML_NUMBERING, parse_xml(_EMPTY), package)
    part.relate_to(made, RELATIONSHIP_TYPE.NUMBERING)
    return made
