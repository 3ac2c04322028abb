"""The gate: a template goes in as it was handed over, a new file of allowed parts comes out."""

from dataclasses import dataclass, field

from reports.office_template import cleaning
from reports.office_template.allowed import (
    IMAGES,
    LINK,
    RELATIONS,
    WHOLES,
    Kind,
    Whole,
)
from reports.office_template.package import Package, Relation
from reports.office_template.packing import packed
from reports.office_template.refusing import TemplateRefused
from reports.office_template.unpacking import parts_of
from reports.office_template.xml_text import Element, parsed, written

_STRICT = "http://purl.oclc.org/ooxml/officeDocument/relationships/officeDocument"
_XML_LIMIT = 24 * 2**20
"""Bytes of XML in all parts that are kept; a real template has a tenth of it."""
_EPOCH = (1980, 1, 1, 0, 0, 0)


def opened(content: bytes, kind: Kind) -> bytes:
    """A clean document (.docx or .pptx) with the looks of a template (.dotx, .docx, .potx, .pptx).

    Only parts that carry looks are kept: styles, theme, numbering, masters, layouts, heads, feet
    and their pictures. The text of a document and the slides of a presentation are left out.
    Raises ``TemplateRefused`` with one sentence for macros and for everything that could run,
    fetch or read something.
    """
    held = Package(parts_of(content))
    _refuse_programs(held)
    whole = WHOLES[kind]
    main = _main_part(held, whole)
    kept = _Kept(held, whole)
    kept.take(main)
    return packed(main, kept.parts, kept.types, kept.relations)


def _refuse_programs(held: Package) -> None:
    for name in held.parts:
        look = f"{name} {held.type_of(name)}".casefold()
        if "vba" in look or "macroenabled" in look or "macrosheet" in look:
            raise TemplateRefused(
                "The template holds macros: save it without them, as .dotx or .potx."
            )
        if any(word in look for word in ("activex", "oleobject", "embeddings/")):
            raise TemplateRefused(
                "The template holds an embedded object or control, which can run programs: "
                "remove it and hand the template over again."
            )


def _main_part(held: Package, whole: Whole) -> str:
    roots = held.relations("")
    if any(item.type == _STRICT for item in roots):
        raise TemplateRefused(
            f"The template is saved as “Strict Open XML”: save it as {whole.endings}."
        )
    found = [item for item in roots if item.type == f"{RELATIONS}/officeDocument"]
    mains = [item.target for item in found if not item.outside and item.target in held.parts]
    wanted = [name.casefold() for name in whole.comes_as]
    if len(found) != 1 or len(mains) != 1 or held.type_of(mains[0]) not in wanted:
        raise TemplateRefused(f"The template is no file of {whole.program}: use {whole.endings}.")
    return mains[0]


@dataclass
class _Kept:
    """The parts that stay, each with its type and its relationships."""

    held: Package
    whole: Whole
    parts: dict[str, bytes] = field(default_factory=dict)
    types: dict[str, str] = field(default_factory=dict)
    relations: dict[str, list[Relation]] = field(default_factory=dict)
    xml: int = 0

    def take(self, main: str) -> None:
        """The main part and, from it on, every allowed part that it is related to."""
        waiting = [(main, self.whole.leaves_as)]
        while waiting:
            name, content_type = waiting.pop()
            if name in self.parts:
                continue
            self.types[name] = content_type
            self.parts[name] = self._taken(name, content_type)
            waiting += [
                (item.target, kind)
                for item in self.relations.get(name, ())
                if (kind := self._kind(item)) and not item.outside
            ]

    def _taken(self, name: str, content_type: str) -> bytes:
        """The part as it is kept: XML is written anew from what was understood of it."""
        data = self.held.parts[name]
        if not content_type.endswith("+xml"):
            _check_picture(data, content_type, name)
            return data
        self.xml += len(data)
        if self.xml > _XML_LIMIT:
            raise TemplateRefused("The template is too large: take pages and layouts out of it.")
        root = parsed(data, name)
        if content_type in IMAGES:
            cleaning.check_svg(root, name)
            return written(root)
        cleaning.clean(root, name)
        self.relations[name] = self._related(name, root)
        return written(root)

    def _related(self, name: str, root: Element) -> list[Relation]:
        """The allowed relationships; ``TemplateRefused`` where the part needs another one."""
        used = set(cleaning.uses(root))
        given = self.held.relations(name)
        stay = [item for item in given if self._stays(item, item.id in used)]
        missing = used - {item.id for item in stay}
        if missing or len({item.id for item in given}) < len(given):
            kinds = [item.type.rpartition("/")[2] for item in given if item.id in missing]
            what = f" (“{kinds[0][:40]}”)" if kinds else ""
            raise TemplateRefused(
                f"The part “{name}” of the template uses something that a report cannot take over"
                f"{what}: remove it in {self.whole.program} and hand the template over again."
            )
        return stay

    def _stays(self, item: Relation, used: bool) -> bool:
        if item.outside:
            if item.type == LINK and used:
                cleaning.check_link(item.target)
                return True
            if used:
                raise TemplateRefused(
                    "The template shows something that it fetches from elsewhere: "
                    "insert the picture itself in place of the link."
                )
            return False
        return bool(self._kind(item))

    def _kind(self, item: Relation) -> str:
        """The content type as it is to be written, where this kind of part may hang there."""
        found = self.held.type_of(item.target)
        allowed = self.whole.parts.get(item.type, ())
        kinds = {kind.casefold(): kind for kind in allowed if item.target in self.held.parts}
        return kinds.get(found, "")


def _check_picture(data: bytes, content_type: str, name: str) -> None:
    begins = IMAGES.get(content_type, ())
    if begins and not data.startswith(begins):
        raise TemplateRefused(
            f"The picture “{name}” of the template is something else than it says: insert it anew."
        )
