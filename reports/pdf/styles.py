"""Sizes and leadings of the report, in points."""

from functools import cache

from reportlab.lib.colors import Color
from reportlab.lib.enums import TA_LEFT, TA_RIGHT
from reportlab.lib.styles import ParagraphStyle

from reports import colours, fonts

CONTENT = 499.0
MARGIN_TOP = 66.0
FOOT = 48.0

_FORMS: dict[str, tuple[float, float, str, Color]] = {
    "title": (19, 24, fonts.SEMIBOLD, colours.INK),
    "title-below": (13, 17, fonts.SEMIBOLD, colours.INK),
    "lead": (10.5, 15.5, fonts.REGULAR, colours.SOFT),
    "head": (10.5, 14, fonts.SEMIBOLD, colours.INK),
    "body": (9, 13, fonts.REGULAR, colours.SOFT),
    "body-strong": (9.5, 13, fonts.SEMIBOLD, colours.INK),
    "table": (8, 11, fonts.REGULAR, colours.INK),
    "dense": (7, 8.3, fonts.REGULAR, colours.INK),
    "dense-strong": (7, 8.3, fonts.SEMIBOLD, colours.INK),
    "dense-quiet": (7, 8.3, fonts.REGULAR, colours.QUIET),
    "dense-mono": (7, 8.3, fonts.MONO, colours.SOFT),
    "dense-head": (7, 8.3, fonts.MEDIUM, colours.QUIET),
    "table-strong": (8, 11, fonts.SEMIBOLD, colours.INK),
    "table-head": (7.3, 10, fonts.MEDIUM, colours.QUIET),
    "quiet": (7.5, 11, fonts.REGULAR, colours.QUIET),
    "note": (7.5, 10.5, fonts.REGULAR, colours.QUIET),
    "mono": (7.2, 11, fonts.MONO, colours.SOFT),
    "query": (7.2, 10.5, fonts.MONO, colours.SOFT),
    "figure": (17, 22, fonts.SEMIBOLD, colours.INK),
    "figure-small": (12, 22, fonts.SEMIBOLD, colours.INK),
    "card-title": (10.5, 14, fonts.SEMIBOLD, colours.INK),
    "lead-close": (9.5, 13, fonts.REGULAR, colours.SOFT),
    "body-close": (8, 10.6, fonts.REGULAR, colours.SOFT),
    "note-close": (7, 9, fonts.REGULAR, colours.QUIET),
    "table-close": (7.4, 9, fonts.REGULAR, colours.INK),
    "quiet-close": (7, 9, fonts.REGULAR, colours.QUIET),
}
_CLOSER = ("lead", "body", "note", "table", "quiet")
"""Forms that have a smaller one."""


@cache
def style(name: str, align: str = "left", *, divided: bool = False) -> ParagraphStyle:
    """The paragraph style of a form; ``KeyError`` for one that does not exist.

    ``divided`` divides words at the ends of lines, for where one is wider than a line.
    """
    size, leading, font, colour = _FORMS[name]
    return ParagraphStyle(
        f"{name}-{align}{'-divided' if divided else ''}",
        fontName=font,
        fontSize=size,
        leading=leading,
        textColor=colour,
        alignment=TA_RIGHT if align == "right" else TA_LEFT,
        splitLongWords=1,
        bulletFontName=fonts.REGULAR,
        allowWidows=0,
        allowOrphans=0,
        hyphenationLang="en_GB" if divided else "",
    )


def closer(form: ParagraphStyle) -> ParagraphStyle:
    """The smaller form of a style of this module, or the style itself where it has none."""
    name, _, rest = form.name.partition("-")
    if name not in _CLOSER or rest not in ("left", "right", "left-divided", "right-divided"):
        return form
    align, _, divided = rest.partition("-")
    return style(f"{name}-close", align, divided=bool(divided))


@cache
def plain(font: str, size: float, leading: float, colour: str = "#1B2733") -> ParagraphStyle:
    """A style outside the common forms, such as the cover's."""
    return ParagraphStyle(
        f"{font}-{size}",
        fontName=font,
        fontSize=size,
        leading=leading,
        textColor=colour,
        splitLongWords=1,
        bulletFontName=fonts.REGULAR,
    )
