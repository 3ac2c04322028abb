"""The head of the page: for whom, about what, of which date; no verdict."""

from base64 import b64encode

from reports.blocks import Cover, Section
from reports.charts import emblem
from reports.charts.sheet import Sheet
from reports.html.markup import EMPTY, Html, element, text
from reports.html.pictures import picture
from reports.html.words import Kit

_LONG = 80
"""Letters from which a name is set smaller."""
_ACROSS, _NARROW = 4, 240.0
"""Areas in a row of the emblem on a narrow screen, and points of its width."""


def write(block: Cover, kit: Kit, contents: Html) -> Html:
    """Names, promise, one bar a capability, facts, and on narrow screens the contents."""
    return element(
        "header",
        _brand(block.mark, block.logo, block.client),
        element("p", block.kicker, cls="kicker"),
        element(
            "h1",
            element("span", block.client),
            " ",
            element("span", block.use_case),
            cls="long" if max(len(block.client), len(block.use_case)) > _LONG else None,
        ),
        element("p", block.promise, cls="promise"),
        _emblem(block, kit),
        _facts(block),
        contents,
        cls="cover",
    )


def bare(title: str, mark: str, contents: Html) -> Html:
    """The head of a page whose sections hold no cover."""
    return element("header", _brand(mark), element("h1", title), contents, cls="cover short")


def _brand(mark: str, logo: bytes = b"", client: str = "") -> Html:
    shown = element("span", mark, cls="confidential") if mark else EMPTY
    maker = element("span", "Prodworthy", cls="wordmark")
    if logo:
        held = f"data:image/png;base64,{b64encode(logo).decode()}"
        maker = element("img", src=held, alt=f"Logo of {client}", cls="logo")
    return element("p", maker, shown, cls="brand")


def _emblem(block: Cover, kit: Kit) -> Html:
    if not any(column.levels for column in block.columns):
        return EMPTY
    parts = [block.columns[at : at + _ACROSS] for at in range(0, len(block.columns), _ACROSS)]
    told = element("figcaption", block.note, cls="note")
    return element(
        "figure",
        _drawn([emblem.draw(block.columns)], block, kit, "scroll"),
        _drawn(
            [emblem.draw(part, 200, _NARROW, _ACROSS) for part in parts],
            block,
            kit,
            "scroll narrow",
        ),
        told,
        cls="chart wide emblem",
    )


def _drawn(sheets: list[Sheet], block: Cover, kit: Kit, look: str) -> Html:
    """The same for wide screens or, in rows of few areas, for narrow ones; one of them is shown."""
    name = "Every capability at a glance"
    for number, sheet in enumerate(sheets, start=1):
        sheet.alt = block.note if number == 1 else f"{name}, row {number}"
    shown = [element("div", picture(sheet, kit, name), cls="canvas") for sheet in sheets]
    return element(
        "div", *shown, cls=look, role="group", tabindex=0, aria_label=f"Chart: {name.lower()}"
    )


def _facts(block: Cover) -> Html:
    pairs = (
        element("div", element("dt", label), element("dd", value)) for label, value in block.facts
    )
    return element("dl", *pairs, cls="about") if block.facts else EMPTY


def contents(sections: tuple[Section, ...], look: str, *before: Html) -> Html:
    """The names of the sections as links."""
    items = (
        element("li", element("a", text(item.name), href=f"#{item.anchor}")) for item in sections
    )
    head = element("p", "Contents", cls="label")
    return element("nav", *before, head, element("ol", *items), cls=look, aria_label="Contents")
