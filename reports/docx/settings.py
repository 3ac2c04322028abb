"""Settings of the document that readers act on."""

from docx.document import Document
from docx.oxml.ns import qn

from reports.docx.elements import el

_AFTER = (
    "hdrShapeDefaults", "footnotePr", "endnotePr", "compat", "docVars", "rsids", "mathPr",
    "attachedSchema", "themeFontLang", "clrSchemeMapping", "doNotIncludeSubdocsInStats",
    "doNotAutoCompressPictures", "forceUpgrade", "captions", "readModeInkLockDown", "smartTagType",
    "schemaLibrary", "shapeDefaults", "doNotEmbedSmartTags", "decimalSymbol", "listSeparator",
)  # fmt: skip
"""What stands behind the mark in Word's order of settings."""


def renewed_when_opened(document: Document) -> None:
    """Word fills in page numbers when it opens the file, since only Word knows its pages."""
    settings = document.settings.element
    for old in list(settings.iterchildren(qn("w:updateFields"))):
        settings.remove(old)
    place = next(
        (at for at, item in enumerate(settings) if _local(item.tag) in _AFTER), len(settings)
    )
    settings.insert(place, el("updateFields", val="true"))


def _local(tag: object) -> str:
    return str(tag).rpartition("}")[2]
