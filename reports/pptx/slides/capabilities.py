"""All capabilities as a heat map: a table of names and levels, shaded by the level that is used."""

from itertools import combinations, pairwise

from reports import blocks
from reports.pptx import tables
from reports.pptx.canvas import KEY_HIGH, Canvas
from reports.pptx.grids import Cell, Column, Grid
from reports.pptx.measures import sized
from reports.pptx.palette import Rgb
from reports.pptx.slide import Slide, Told
from reports.pptx.telling import Pages
from reports.pptx.words import KEY, Style, said
from reports.sections.capabilities import heatmap
from reports.wording import NBSP, level, plain_level

ORDER = 50
_COLUMNS, _FEW = (3, 4), 12
_SIZE, _PAD, _LINE = KEY, 0.7, 15.0
_KEY = (
    "Shade and figure: level used in the score. Claim: what people say. ■ critical. "
    "Open words: not applicable, not answered or not asked."
)


def build(told: Told) -> Slide | None:
    """Three tables side by side, areas in the report's order."""
    section = told.sections.get("capabilities")
    if section is None:
        return None
    held = heatmap(told.report, whole=True)
    short = {item.name: item.short_name for item in told.report.pack.capabilities}

    def draw(canvas: Canvas, _pages: Pages) -> None:
        box = canvas.box.above(KEY_HIGH + 2)
        every = [*held.left, *held.right]
        groups = next(
            (
                made
                for number in _COLUMNS
                if sized(_LINE) * _longest(made := _split(every, number)) <= box.height
            ),
            _split(every, _COLUMNS[-1]),
        )
        hidden = 0
        for place, mine in zip(box.columns(*[1] * len(groups), gap=16), groups, strict=True):
            grid = _grid(canvas, mine, short)
            grid.least = min(18.0, (box.height - 0.5) / _longest(groups))
            name = f"Heat map: {', '.join(group.name for group in mine)}"
            shown, _ = tables.draw(canvas, place, grid, held.alt, name)
            hidden += sum(at not in grid.heads for at in range(shown, len(grid.rows)))
        more = f" {hidden} more in the notes." if hidden else ""
        canvas.key(canvas.box, f"{_KEY}{more}")

    behind = told.behind("capabilities")
    return Slide(
        section.title, draw, behind=behind, anchors=(section.anchor, "section-questions"),
        notes=tuple(_told(held)),
    )  # fmt: skip


def _told(held: blocks.Heatmap) -> list[str]:
    """Every capability in a line, for the notes."""
    return [
        f"– {group.name}: {row.name}: {_figure(row)}" + (f", claimed {plain_level(row.claimed)}"
                                                          if row.claimed is not None else "")
        for group in (*held.left, *held.right) for row in group.rows
    ]  # fmt: skip


def _figure(row: blocks.HeatRow) -> str:
    if row.used is None:
        return row.open_word or "not answered"
    return f"level {level(row.used)}" + (f" ({row.open_word})" if row.open_word else "")


def _split(groups: list[blocks.HeatGroup], number: int) -> list[list[blocks.HeatGroup]]:
    """Areas into at most so many columns, none broken, so that the longest is as short as can be."""
    sizes = [len(group.rows) + 1 for group in groups]
    if sum(sizes) <= _FEW:
        return [groups]
    most = min(number, len(groups))
    cuts = combinations(range(1, len(groups)), most - 1)
    best = min(cuts, key=lambda at: max(sum(sizes[a:b]) for a, b in pairwise((0, *at, len(sizes)))))
    return [groups[a:b] for a, b in pairwise((0, *best, len(groups)))]


def _longest(groups: list[list[blocks.HeatGroup]]) -> int:
    """Rows of the longest column, its head among them."""
    return max(sum(len(group.rows) + 1 for group in mine) for mine in groups) + 1


def _grid(canvas: Canvas, groups: list[blocks.HeatGroup], short: dict[str, str]) -> Grid:
    columns = (
        Column("Capability", 74), Column("Claim", 18, "right", most=1, quiet=True),
        Column("Used", 18, "middle", most=1),
    )  # fmt: skip
    grid = Grid(columns, [], _SIZE, side=2.0, pad=_PAD)
    heads = set()
    for group in groups:
        heads.add(len(grid.rows))
        figure = group.figure.replace("\u00a0", " ").partition(" ")[0]
        style = Style(_SIZE, strong=True, most=1)
        index = Style(_SIZE, strong=True, align="middle", most=1)
        grid.rows.append((Cell((said(group.name, style),)), Cell((said(NBSP, index),)),
                          Cell((said(figure if figure[:1].isdigit() else "–", index),))))  # fmt: skip
        grid.rows += [_row(canvas, row, short.get(row.name, row.name)) for row in group.rows]
    grid.heads = frozenset(heads)
    return grid


def _row(canvas: Canvas, row: blocks.HeatRow, short: str) -> tuple[Cell, ...]:
    name = said(f"{'■ ' if row.critical else ''}{short}", Style(_SIZE, most=2))
    claim = "–" if row.claimed is None else plain_level(row.claimed)
    claimed = said(claim, Style(_SIZE, "quiet", align="right", most=1))
    if row.used is None:
        word = _OPEN.get(row.open_word, row.open_word)
        open_word = said(word, Style(_SIZE, "quiet", align="middle", most=1))
        return Cell((name,)), Cell((claimed,)), Cell((open_word,))
    ground: Rgb = canvas.palette.level(max(1, min(5, round(row.used))))
    style = Style(
        _SIZE, strong=True, align="middle", most=1, colour=canvas.palette.on(ground), on_paper=False
    )
    return Cell((name,)), Cell((claimed,)), Cell((said(level(row.used), style),), ground)


_OPEN = {"not applicable": "n/a", "not answered": "open", "not asked": "open"}
