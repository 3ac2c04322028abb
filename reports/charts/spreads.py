"""How a room voted: the first and the second vote of each item, a mark a voice, by level."""

from dataclasses import dataclass

from reports import colours, fonts
from reports.blocks.room import SpreadChart, SpreadRow, Voices
from reports.charts.sheet import Sheet, fitted

WIDTH = 499.0
_PANELS, _CELL, _GAP = (160.0, 336.0), 25.0, 8.0
_ABREAST, _PITCH, _RADIUS = 3, 7.4, 3.0
_HEAD, _FOOT, _LEAST = 16.0, 14.0, 26.0

Piles = tuple[tuple[str, ...], ...]


def draw(block: SpreadChart) -> Sheet:
    """One row an item, in the order given; as high as its fullest level needs."""
    piles = [(_piles(row.first), _piles(row.second)) for row in block.rows]
    most = max((len(pile) for pair in piles for panel in pair for pile in panel), default=0)
    bars = _Bars(block.tall / most) if block.bars and most else None
    heights = [block.tall + 8 + _FOOT if bars else _height(pair) for pair in piles]
    sheet = Sheet(WIDTH, _HEAD + sum(heights), block.alt)
    for left, words in zip(_PANELS, ("First vote", "Second vote"), strict=True):
        sheet.text(left, 8, words, size=7.2, fill=colours.QUIET)
    y = _HEAD
    for row, pair, height in zip(block.rows, piles, heights, strict=True):
        y += height
        _row(sheet, row, pair, y - _FOOT, bars)
    return sheet


def _piles(voices: Voices | None) -> Piles:
    """The marks of levels 1 to 5, and of those who gave none."""
    if voices is None:
        return ()
    nobody = (0, 0, 0, 0, 0)
    groups = (
        ("disc", voices.practitioners or nobody), ("square", voices.leaders or nobody),
        ("disc" if voices.leaders is None else "grey", voices.others),
    )  # fmt: skip
    levels = (
        tuple(mark for mark, counts in groups for _ in range(counts[at])) for at in range(5)
    )  # fmt: skip
    return (*levels, ("ring",) * voices.aside)


def _height(pair: tuple[Piles, Piles]) -> float:
    fullest = max((len(pile) for panel in pair for pile in panel), default=0)
    lines = -(-fullest // _ABREAST)
    return max(_LEAST, lines * _PITCH + 5 + _FOOT)


def _row(
    sheet: Sheet, row: SpreadRow, pair: tuple[Piles, Piles], y: float, bars: "_Bars | None"
) -> None:  # fmt: skip
    sheet.line(0, y + _FOOT - 2, WIDTH, y + _FOOT - 2, colours.LINE, thick=0.4)
    lines = fitted(row.name, fonts.SEMIBOLD, 7.7, _PANELS[0] - 16, 2)
    sheet.paragraph(
        0, y - (7 if lines[1:] else 3), row.name, limit=_PANELS[0] - 16, size=7.7,
        font=fonts.SEMIBOLD, target=row.target,
    )  # fmt: skip
    last = 1 if row.second is not None else 0
    for number, (left, piles) in enumerate(zip(_PANELS, pair, strict=True)):
        if not piles:
            words = "none" if row.first is not None else "not voted on"
            sheet.text(left, y - 2, words, size=7, fill=colours.QUIET)
            continue
        _panel(sheet, left, y, piles, bars, row.agreed if number == last else None)


def _panel(
    sheet: Sheet, left: float, y: float, piles: Piles, bars: "_Bars | None", agreed: int | None
) -> None:
    sheet.line(left, y, left + 5 * _CELL, y, colours.QUIET, thick=0.7)
    for at, pile in enumerate(piles):
        middle = left + (at + 0.5) * _CELL + (_GAP if at == 5 else 0)
        if at == 5 and not pile:
            continue
        _level(sheet, middle, y, "?" if at == 5 else str(at + 1), boxed=at + 1 == agreed)
        if bars:
            bars.draw(sheet, middle, y, pile)
            continue
        for place, mark in enumerate(pile):
            abreast = min(_ABREAST, len(pile) - place // _ABREAST * _ABREAST)
            x = middle + (place % _ABREAST - (abreast - 1) / 2) * _PITCH
            _mark(sheet, mark, x, y - 5 - place // _ABREAST * _PITCH)


def _level(sheet: Sheet, middle: float, y: float, words: str, *, boxed: bool) -> None:
    if boxed:
        sheet.rect(middle - 5.5, y + 1.6, 11, 9, colours.INK)
    fill, font = (colours.PAPER, fonts.SEMIBOLD) if boxed else (colours.QUIET, fonts.REGULAR)
    sheet.text(middle, y + 8.6, words, size=7, font=font, fill=fill, align="middle")


def _mark(sheet: Sheet, mark: str, x: float, y: float) -> None:
    if mark == "square":
        side = 1.7 * _RADIUS
        sheet.rect(
            x - side / 2, y - side / 2, side, side, colours.PAPER, edge=colours.INK, thick=1.2
        )
    elif mark == "ring":
        sheet.dot(x, y, _RADIUS - 0.4, colours.PAPER, colours.QUIET, thick=0.8)
    else:
        sheet.dot(x, y, _RADIUS, colours.INK if mark == "disc" else colours.QUIET_BAR)


@dataclass(frozen=True)
class _Bars:
    """As many as cannot be told one by one: practitioners below, leaders above in outline."""

    one: float
    """Points that a voice is high."""

    def draw(self, sheet: Sheet, middle: float, y: float, pile: tuple[str, ...]) -> None:
        top = y
        for mark in ("disc", "square", "grey", "ring"):
            high = pile.count(mark) * self.one
            if high:
                fill = {"disc": colours.INK, "grey": colours.QUIET_BAR}.get(mark, colours.PAPER)
                sheet.rect(middle - 8, top - high, 16, high, fill, edge=colours.INK, thick=0.8)
                top -= high
        if pile:
            sheet.text(middle, top - 2.4, str(len(pile)), size=6.6, align="middle")
