"""Initiative cards: the value now beside its target, the exit criterion word for word."""

from typing import Any

from reportlab.platypus import Spacer
from reportlab.platypus import Table as Grid

from reports import colours, fonts, hue
from reports.blocks import Card, Cards, Line, Words
from reports.charts import trend
from reports.charts.sheet import fitted
from reports.pdf.flowables import Pen, Placed, draw_sheet, put
from reports.pdf.grids import BARE
from reports.pdf.links import link
from reports.pdf.styles import CONTENT, style
from reports.pdf.words import Kit, paragraph

_HALF, _PANEL, _LEAST = 239.5, 68.0, 180.0
_EXIT_LINES = 4


class CardBox(Placed):
    """One card; its height follows its words and is at least 180 pt."""

    def __init__(self, card: Card, kit: Kit, width: float) -> None:
        super().__init__()
        self.card, self.kit, self.width = card, kit, width
        self.exit = paragraph(
            (Words(text="Exit: ", quiet=True), Words(text=card.exit)), style("table"), kit
        )
        self.title = paragraph(card.title, style("card-title"), kit)
        closes = Words(text=card.closes, target=card.closes_target, bare=True)
        self.closes = paragraph((closes,), style("quiet"), kit)

    def wrap(self, _width: float, _height: float) -> tuple[float, float]:
        """Width as given, height by the words."""
        parts = (self.title, self.closes, self.exit)
        self.tall = [part.wrap(self.width, 400)[1] for part in parts]
        self.height = max(_LEAST, 18 + sum(self.tall) + 6 + _PANEL + 6 + 31)
        return self.width, self.height

    def draw(self) -> None:
        """From the heavy rule down."""
        canvas, card = self.canv, self.card
        top = self.height
        canvas.bookmarkHorizontal(card.anchor, 0, top)
        self.kit.pages[card.anchor] = canvas.getPageNumber()
        canvas.setStrokeColor(colours.INK)
        canvas.setLineWidth(1.4)
        canvas.line(0, top, self.width, top)
        self._words(0, top - 14, card.id, Pen(fonts.MONO, 8, colours.QUIET))
        owner = fitted(card.owner, fonts.REGULAR, 7.5, self.width - 80, 1)[0]
        self._words(self.width, top - 14, owner, Pen(fonts.REGULAR, 7.5, colours.QUIET), right=True)
        y = top - 18 - self.tall[0]
        self.title.drawOn(canvas, 0, y)
        y -= self.tall[1]
        self.closes.drawOn(canvas, 0, y)
        y -= 6 + _PANEL
        self._panel(y)
        y -= 6 + self.tall[2]
        self.exit.drawOn(canvas, 0, y)
        self._foot()

    def _words(self, x: float, y: float, words: str, pen: Pen, *, right: bool = False) -> None:
        put(self.canv, x, y, words, pen, right=right)

    def _panel(self, y: float) -> None:
        card, canvas = self.card, self.canv
        canvas.setFillColor(colours.MIST)
        canvas.rect(0, y, self.width, _PANEL, stroke=0, fill=1)
        metric = fitted(card.metric, fonts.MEDIUM, 8, self.width - 18, 1)[0]
        self._words(9, y + 55, metric, Pen(fonts.MEDIUM, 8, colours.INK))
        if not card.figure and not card.target:
            for number, part in enumerate(
                fitted(card.missing, fonts.REGULAR, 8.2, self.width - 18, 4)
            ):
                self._words(9, y + 41 - 11 * number, part, Pen(fonts.REGULAR, 8.2, colours.SOFT))
            return
        self._words(9, y + 43, "Now", Pen(fonts.REGULAR, 7.5, colours.QUIET))
        figure = card.figure or "–"
        size = 17 if fonts.width(figure, fonts.SEMIBOLD, 17) < 104 else 12
        self._words(9, y + 26, figure, Pen(fonts.SEMIBOLD, size, colours.INK))
        for number, part in enumerate(
            fitted(card.figure_note or card.missing, fonts.REGULAR, 7.2, 106, 2)
        ):
            self._words(9, y + 15 - 8.6 * number, part, Pen(fonts.REGULAR, 7.2, colours.QUIET))
        self._target(y)

    def _target(self, y: float) -> None:
        self._words(122, y + 43, "Target", Pen(fonts.REGULAR, 7.5, colours.QUIET))
        for number, part in enumerate(
            fitted(self.card.target, fonts.SEMIBOLD, 9, self.width - 130, 2)
        ):
            self._words(122, y + 32 - 9.6 * number, part, Pen(fonts.SEMIBOLD, 9, colours.INK))
        if self.card.trend is not None:
            room = 96.0 if self.width < 300 else 240.0
            draw_sheet(trend.draw(self.card.trend, room, 14), self.canv, 122, y + 4)

    def _foot(self) -> None:
        card = self.card
        self._words(0, 17, card.effort, Pen(fonts.REGULAR, 7.5, colours.QUIET))
        self._words(self.width, 17, card.done, Pen(fonts.REGULAR, 7.5, colours.INK), right=True)
        read = fonts.width(card.read, fonts.REGULAR, 7.2)
        self._words(self.width, 6, card.read, Pen(fonts.REGULAR, 7.2, colours.QUIET), right=True)
        self._link(card.link, self.width - read - 12)

    def _link(self, content: Line, limit: float) -> None:
        """The places to look at, in one line; a long name is cut, its link is not."""
        x, canvas = 0.0, self.canv
        for words in content:
            x += 8 if x else 0
            text = fitted(words.text, fonts.REGULAR, 7.5, max(20.0, limit - x), 1)[0]
            target = self.kit.target(words.target)
            self._words(
                x,
                6,
                text,
                Pen(fonts.REGULAR, 7.5, hue.dyed(colours.ACCENT) if target else colours.QUIET),
            )
            wide = fonts.width(text, fonts.REGULAR, 7.5)
            if target:
                canvas.setStrokeColor(hue.dyed(colours.ACCENT))
                canvas.setLineWidth(0.5)
                canvas.line(x, 4.4, x + wide, 4.4)
                link(canvas, target, (x, 3, x + wide, 14))
            x += wide


def flow(block: Cards, kit: Kit) -> list[Any]:
    """Two cards a row; a card with a long exit criterion, or one of only two, takes the width."""
    result: list[Any] = []
    waiting: list[Card] = []
    for card in block.items:
        if len(block.items) <= 2 or _is_long(card, kit):
            result += [*_pair(waiting, kit), CardBox(card, kit, CONTENT), Spacer(1, 12)]
            waiting = []
            continue
        waiting.append(card)
        if len(waiting) == 2:
            result += _pair(waiting, kit)
            waiting = []
    return result + _pair(waiting, kit)


def _is_long(card: Card, kit: Kit) -> bool:
    words = paragraph("Exit: " + card.exit, style("table"), kit)
    return float(words.wrap(_HALF, 1000)[1]) > _EXIT_LINES * 11


def _pair(cards: list[Card], kit: Kit) -> list[Any]:
    if not cards:
        return []
    cells = [CardBox(card, kit, _HALF) for card in cards]
    grid = Grid(
        [[*cells, *[""] * (2 - len(cells))]],
        colWidths=[_HALF + 20, CONTENT - _HALF - 20],
        style=[
            *BARE,
            ("BOTTOMPADDING", (0, 0), (-1, -1), 10),
        ],
    )
    return [grid]
