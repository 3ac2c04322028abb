"""What is taken out of a part before it is kept, and what makes it refused."""

from collections.abc import Iterable

from reports.office_template import fields
from reports.office_template.allowed import ACTIONS, RELATIONS, is_harmless_link
from reports.office_template.refusing import TemplateRefused
from reports.office_template.xml_text import Element, local_name, namespace

_TAKEN_OUT = {
    # Word's settings: other files that it would open, merge with or write through, and locks.
    "attachedTemplate", "attachedSchema", "docVars", "documentProtection", "linkStyles", "mailMerge",
    "saveThroughXslt", "schemaLibrary", "writeProtection",
    # PowerPoint: sample slides, what belongs to them, data of add-ins, locks.
    "sldIdLst", "sectionLst", "custShowLst", "custDataLst", "modifyVerifier", "photoAlbum",
    "timing", "transition", "printerSettings", "smartTags", "htmlPubPr",
}  # fmt: skip
"""Settings of these names are dropped with all that they hold."""
_ACTIVE = {"OLEObject", "oleObj", "control", "ocx", "embed", "cmd", "movie", "altChunk", "subDoc"}
_ACTIVE_SPACES = ("wordprocessingml", "presentationml", "office:office", "activeX")
_VML = "urn:schemas-microsoft-com:vml"
_FETCHED = {"src", "href", "althref"}


def clean(root: Element, name: str) -> None:
    """Take out what is not needed; ``TemplateRefused`` where something active stands in the part."""
    for element in list(root.iter()):
        if local_name(element) in _TAKEN_OUT and element.getparent() is not None:
            _remove(element)
    if local_name(root) == "document":
        _empty_body(root)
    if local_name(root) in ("footnotes", "endnotes"):
        _only_separators(root)
    for element in root.iter():
        _check(element, name)
    fields.check(root)


def _remove(element: Element) -> None:
    """The element, and an extension or alternative that would stand empty without it."""
    parent = element.getparent()
    parent.remove(element)
    if local_name(parent) in ("ext", "Choice", "Fallback") and len(parent) == 0:
        outer = parent.getparent()
        outer.remove(parent)
        if local_name(outer) == "AlternateContent" and len(outer) == 0:
            outer.getparent().remove(outer)


def _empty_body(root: Element) -> None:
    """Only the last section stays, with the heads and feet that it has or takes over."""
    for body in [element for element in root if local_name(element) != "background"]:
        sections = [item for item in body.iter() if local_name(item) == "sectPr"]
        for child in list(body):
            body.remove(child)
        if sections:
            body.append(sections[-1])
            _take_over(sections)


def _only_separators(root: Element) -> None:
    """Notes without a type are text of the document."""
    for note in list(root):
        if not any(local_name(key) == "type" for key in note.keys()):  # noqa: SIM118
            root.remove(note)


def _take_over(sections: list[Element]) -> None:
    """A section without a head of some kind shows that of the section before it."""
    held: dict[tuple[str, str], Element] = {}
    for section in sections:
        for item in section:
            if local_name(item) in ("headerReference", "footerReference"):
                kind = next((v for k, v in item.items() if local_name(k) == "type"), "default")
                held[local_name(item), kind] = item
    last = sections[-1]
    for item in held.values():
        if item.getparent() is not last:
            last.insert(0, item)


def _check(element: Element, name: str) -> None:
    space, tag = namespace(element), local_name(element)
    if tag in _ACTIVE and any(part in space for part in _ACTIVE_SPACES):
        raise TemplateRefused(
            f"The part “{name}” of the template holds an embedded object or control (“{tag}”), "
            "which can run programs: remove it and hand the template over again."
        )
    for key, value in element.items():
        if local_name(key) == "action" and not _is_allowed(str(value)):
            raise TemplateRefused(
                f"A shape in “{name}” starts something when it is clicked: remove the action."
            )
        fetches = space == _VML or namespace(key) == "urn:schemas-microsoft-com:office:office"
        if fetches and local_name(key) in _FETCHED and value and not str(value).startswith("#"):
            raise TemplateRefused(
                f"The part “{name}” of the template shows a picture or link from elsewhere: "
                "insert the picture itself in place of the link."
            )


def _is_allowed(action: str) -> bool:
    return not action or action.partition("?")[0].casefold() in ACTIONS


def uses(root: Element) -> Iterable[str]:
    """The ids of relationships that a part refers to."""
    for element in root.iter():
        for key, value in element.items():
            if namespace(key) == RELATIONS and value:
                yield str(value)


def check_svg(root: Element, name: str) -> None:
    """``TemplateRefused`` for a picture of shapes that runs or loads something."""
    for element in root.iter():
        tag = local_name(element).casefold()
        active = tag in ("script", "foreignobject", "iframe", "handler", "use") and not (
            tag == "use" and all(str(v).startswith("#") for v in _targets(element))
        )
        if active or any(_leads_out(str(key), str(value)) for key, value in element.items()):
            raise _svg(name)
        if tag == "style" and _fetches(element.text or ""):
            raise _svg(name)


def _targets(element: Element) -> list[str]:
    return [value for key, value in element.items() if local_name(key) == "href"]


def _leads_out(key: str, value: str) -> bool:
    name = local_name(key).casefold()
    if name.startswith("on"):
        return True
    if name == "href":
        return not (value.startswith(("#", "data:image/png", "data:image/jpeg")) or not value)
    return _fetches(value)


def _fetches(words: str) -> bool:
    bare = "".join(words.split()).casefold()
    return "@import" in bare or "url(" in bare.replace("url(#", "").replace("url('#", "").replace(
        'url("#', ""
    )


def _svg(name: str) -> TemplateRefused:
    return TemplateRefused(
        f"The picture “{name}” of the template runs or loads something: replace it by a PNG."
    )


def check_link(address: str) -> None:
    """``TemplateRefused`` for a link that is none to a page or a mail."""
    if not is_harmless_link(address):
        shown = "".join(char for char in address if char.isprintable())[:60]
        raise TemplateRefused(
            f"A link of the template leads to “{shown}”: only web pages and mail addresses are kept."
        )
