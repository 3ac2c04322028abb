"""What may stand in a template: kinds of parts, how they may hang together, fields, links.

Whatever is not named here is left out, and where something that stays depends on it, the template
is refused.
"""

from typing import Literal, NamedTuple
from urllib.parse import urlsplit

Kind = Literal["word", "slides"]

RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
CONTENT_TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
_MICROSOFT = "http://schemas.microsoft.com/office/2007/relationships"
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml."
_SLIDES = "application/vnd.openxmlformats-officedocument.presentationml."
_DRAWING = "application/vnd.openxmlformats-officedocument."

IMAGES = {
    "image/png": (b"\x89PNG\r\n\x1a\n",),
    "image/jpeg": (b"\xff\xd8\xff",),
    "image/jpg": (b"\xff\xd8\xff",),
    "image/gif": (b"GIF87a", b"GIF89a"),
    "image/bmp": (b"BM",),
    "image/tiff": (b"II*\x00", b"MM\x00*"),
    "image/x-emf": (b"\x01\x00\x00\x00",),
    "image/x-wmf": (b"\xd7\xcd\xc6\x9a", b"\x01\x00\x09\x00"),
    "image/svg+xml": (),
}
"""Kinds of pictures with how their files begin; SVG is XML and is read as such."""


class Whole(NamedTuple):
    """The main part: the types it may come with, the one it leaves with, and its parts."""

    program: str
    endings: str
    comes_as: tuple[str, ...]
    leaves_as: str
    parts: dict[str, tuple[str, ...]]


def _related(name: str) -> str:
    return f"{RELATIONS}/{name}"


WHOLES: dict[Kind, Whole] = {
    "word": Whole(
        program="Word",
        endings=".dotx or .docx",
        comes_as=(f"{_WORD}document.main+xml", f"{_WORD}template.main+xml"),
        leaves_as=f"{_WORD}document.main+xml",
        parts={
            _related("styles"): (f"{_WORD}styles+xml",),
            f"{_MICROSOFT}/stylesWithEffects": ("application/vnd.ms-word.stylesWithEffects+xml",),
            _related("numbering"): (f"{_WORD}numbering+xml",),
            _related("settings"): (f"{_WORD}settings+xml",),
            _related("fontTable"): (f"{_WORD}fontTable+xml",),
            _related("font"): (f"{_DRAWING}obfuscatedFont",),
            _related("theme"): (f"{_DRAWING}theme+xml",),
            _related("header"): (f"{_WORD}header+xml",),
            _related("footer"): (f"{_WORD}footer+xml",),
            _related("footnotes"): (f"{_WORD}footnotes+xml",),
            _related("endnotes"): (f"{_WORD}endnotes+xml",),
            _related("image"): tuple(IMAGES),
        },
    ),
    "slides": Whole(
        program="PowerPoint",
        endings=".potx or .pptx",
        comes_as=(
            f"{_SLIDES}presentation.main+xml",
            f"{_SLIDES}template.main+xml",
            f"{_SLIDES}slideshow.main+xml",
        ),
        leaves_as=f"{_SLIDES}presentation.main+xml",
        parts={
            _related("slideMaster"): (f"{_SLIDES}slideMaster+xml",),
            _related("slideLayout"): (f"{_SLIDES}slideLayout+xml",),
            _related("notesMaster"): (f"{_SLIDES}notesMaster+xml",),
            _related("handoutMaster"): (f"{_SLIDES}handoutMaster+xml",),
            _related("presProps"): (f"{_SLIDES}presProps+xml",),
            _related("tableStyles"): (f"{_SLIDES}tableStyles+xml",),
            _related("theme"): (f"{_DRAWING}theme+xml",),
            _related("themeOverride"): (f"{_DRAWING}themeOverride+xml",),
            _related("font"): ("application/x-fontdata",),
            _related("image"): tuple(IMAGES),
        },
    ),
}

LINK = _related("hyperlink")

FIELDS = frozenset({
    "=", "author", "comments", "createdate", "date", "docproperty", "edittime", "filename",
    "if", "keywords", "lastsavedby", "noteref", "numchars", "numpages", "numwords", "page",
    "pageref", "printdate", "ref", "revnum", "savedate", "section", "sectionpages", "seq",
    "styleref", "subject", "symbol", "time", "title", "toc",
})  # fmt: skip
"""Fields that read nothing but the document itself."""

ACTIONS = ("ppaction://hlinksldjump", "ppaction://hlinkshowjump", "ppaction://noaction")
"""What a click on a slide may do besides opening a link."""


def is_harmless_link(address: str) -> bool:
    """Whether a reader may be offered the address: a page or a mail, without credentials."""
    try:
        parts = urlsplit(address)
    except ValueError:
        return False
    if parts.scheme == "mailto":
        return "@" in parts.path
    return parts.scheme in ("http", "https") and bool(parts.hostname) and "@" not in parts.netloc
