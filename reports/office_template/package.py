"""Parts, their types and relationships: what hangs together from the main part on."""

import posixpath
from dataclasses import dataclass, field
from urllib.parse import unquote

from reports.office_template.allowed import CONTENT_TYPES, PACKAGE_RELATIONS
from reports.office_template.refusing import TemplateRefused
from reports.office_template.xml_text import Element, parsed

TYPES = "[Content_Types].xml"


@dataclass(frozen=True)
class Relation:
    """From one part to another, or to an address outside of the file."""

    id: str
    type: str
    target: str
    outside: bool


@dataclass
class Package:
    """All parts as they were handed over, and the type of each."""

    parts: dict[str, bytes]
    defaults: dict[str, str] = field(default_factory=dict)
    overrides: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        if TYPES not in self.parts:
            raise TemplateRefused("The template is no file of Word or PowerPoint.")
        for item in parsed(self.parts[TYPES], TYPES):
            given = item.get("ContentType", "").strip().casefold()
            if item.tag == f"{{{CONTENT_TYPES}}}Default":
                self.defaults[item.get("Extension", "").casefold()] = given
            elif item.tag == f"{{{CONTENT_TYPES}}}Override":
                self.overrides[item.get("PartName", "").lstrip("/").casefold()] = given

    def type_of(self, name: str) -> str:
        """The content type of a part in small letters, or nothing."""
        found = self.overrides.get(name.casefold())
        return found or self.defaults.get(name.rpartition(".")[2].casefold(), "")

    def relations(self, name: str) -> tuple[Relation, ...]:
        """The relationships of a part; those of the whole file where ``name`` is empty."""
        folder, file = posixpath.split(name)
        place = posixpath.join(folder, "_rels", f"{file}.rels")
        data = self.parts.get(place)
        if data is None:
            return ()
        items = parsed(data, place)
        return tuple(
            _relation(item, folder) for item in items
            if item.tag == f"{{{PACKAGE_RELATIONS}}}Relationship"
        )  # fmt: skip


def _relation(item: Element, folder: str) -> Relation:
    outside = item.get("TargetMode", "").casefold() == "external"
    target = item.get("Target", "")
    if not outside:
        inside = unquote(target.partition("#")[0])
        path = posixpath.normpath(posixpath.join("/", folder, inside)).lstrip("/")
        target = path
    return Relation(item.get("Id", ""), item.get("Type", ""), target, outside)
