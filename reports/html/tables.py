"""Tables with a caption, heads for columns and rows, and a frame of their own to scroll in."""

from collections.abc import Iterator

from reports.blocks import Cell, Column, KeyValues, Row, State, Table, Trend
from reports.html import pictures
from reports.html.markup import EMPTY, Html, element, way
from reports.html.words import Kit, runs

_WIDE = 3
"""From so many columns on a table scrolls where it is wider than the page; fewer wrap.

On a phone its rows stand as cards, and each cell says of which column it is (``data-of``).
"""
_BROAD = 0.24
"""A cell of a column that takes more of the width than this takes the whole width of its card."""


def write(block: Table, kit: Kit) -> Html:
    """The table under the name of the heading above it."""
    return plain(block, kit, kit.above)


def plain(block: Table, kit: Kit, name: str) -> Html:
    """The table with ``name`` as its caption, or the sentence that stands for no rows."""
    if not block.rows:
        return element("p", block.empty) if block.empty else EMPTY
    caption, many = kit.fresh("caption"), len(block.columns) >= _WIDE
    table = element(
        "table",
        element("caption", element("span", name, cls="unseen"), id=caption),
        element("colgroup", *_widths(block.columns)),
        element("thead", element("tr", *(_head(column) for column in block.columns))),
        *(element("tbody", *rows) for rows in _bodies(block, kit)),
        cls=f"cols-{min(8, len(block.columns))}"
        + (" stack" if many else "")
        + (" dense" if block.dense else ""),
    )
    if not many:
        return element("div", table, cls="table")
    return element(
        "div", table, cls="table scroll", role="group", tabindex=0, aria_labelledby=caption
    )


def _widths(columns: tuple[Column, ...]) -> Iterator[Html]:
    whole = sum(column.width for column in columns) or 1.0
    for column in columns:
        yield element("col", cls=f"w{round(100 * column.width / whole)}")


def _head(column: Column) -> Html:
    look = "n" if column.kind == "number" else None
    if not column.title:
        return element("td", cls=look)
    return element("th", column.title, scope="col", cls=look)


def _bodies(block: Table, kit: Kit) -> Iterator[list[Html]]:
    """Rows in bodies: one for each group, and one for all that come before the first."""
    held: list[Html] = []
    for place, row in enumerate(block.rows):
        if row.group and held:
            yield held
            held = []
        followed = place + 1 < len(block.rows) and block.rows[place + 1].below
        held.append(_row(row, block.columns, kit, followed))
    if held:
        yield held


def _row(row: Row, columns: tuple[Column, ...], kit: Kit, followed: bool) -> Html:
    anchor = kit.place(row.anchor)
    if row.group:
        head = element("th", _cell(row.cells[0], kit), scope="rowgroup", colspan=len(columns))
        return element("tr", head, id=anchor, cls="group")
    if row.below:
        told = element("div", _cell(row.cells[0], kit), cls="over", dir=_way(row.cells[0]))
        over = element("td", told, colspan=len(columns))
        return element("tr", over, id=anchor, cls="below")
    cells = [*row.cells, *((),) * (len(columns) - len(row.cells))]
    shown = [_cell(cell, kit) for cell in cells]
    naming, whole = _naming(columns, shown), sum(column.width for column in columns) or 1.0
    return element(
        "tr",
        *(
            element("th" if place == naming else "td", words, cls=_look(column),
                    scope="row" if place == naming else None, dir=_way(cell),
                    data_of=column.title or None, data_wide=column.width > _BROAD * whole)
            for place, (cell, words, column) in enumerate(zip(cells, shown, columns, strict=True))
        ),
        id=anchor,
        cls="followed" if followed else None,
    )  # fmt: skip


def _way(cell: Cell) -> str | None:
    return way(words.text for words in cell) if isinstance(cell, tuple) else None


def _naming(columns: tuple[Column, ...], shown: list[Html]) -> int:
    """The cell that names the row: the first with words that is no number."""
    named = (
        place for place, words in enumerate(shown) if words and columns[place].kind != "number"
    )
    return next(named, 0)


def _look(column: Column) -> str | None:
    return {"number": "n", "mono": "mono", "quiet": "quiet"}.get(column.kind)


def _cell(cell: Cell, kit: Kit) -> Html:
    if isinstance(cell, State):
        return state(cell)
    if isinstance(cell, Trend):
        return pictures.line(cell, kit)
    return runs(cell, kit)


def state(item: State) -> Html:
    """A word with its shape."""
    return element("span", pictures.mark(item.tone), item.word, cls="state")


def key_values(block: KeyValues) -> Html:
    """Names with their values, a rule below each."""
    pairs = (
        element("div", element("dt", name), element("dd", value)) for name, value in block.rows
    )
    return element("dl", *pairs, cls="pairs")
