"""The cover: for whom, about what, of which date; no verdict, so that it can lie on a desk."""

from dataclasses import dataclass

from reportlab.lib.colors import HexColor
from reportlab.platypus import Flowable

from reports import colours, fonts, hue
from reports.blocks import Cover
from reports.charts import emblem
from reports.charts.sheet import fitted
from reports.pdf import letterhead, online
from reports.pdf.flowables import Pen, Placed, draw_sheet, put
from reports.pdf.links import link
from reports.pdf.styles import CONTENT, plain
from reports.pdf.words import Kit, paragraph

_LOGO = (190.0, 18.0)
"""Points that the logo is wide and high at most."""
_LINE, _ABOVE_FACTS = 12.0, 18.0
"""A line of the contents, and what stands between its last one and the facts, with its head."""
_BELOW_MARK, _ENDLESS = 26.0, 1_000
_SIZES = ((36.0, 41.0, 1), (28.0, 33.0, 3), (22.0, 27.0, 4), (18.0, 22.0, 5), (14.0, 17.5, 7))
"""Size, leading and the lines that each of the two names may take at it."""
_LEAST = (11.0, 14.0)
"""The size and leading at which a name takes the lines that it takes: it is never cut."""
_MARK_LINE, _MARK_WIDE = 10.0, 300.0
_HIGHEST, _AROUND_EMBLEM = 112.0, 54.0
"""Where the names begin at the highest, below mark and code; points around the emblem."""


@dataclass(frozen=True)
class ContentsLine:
    """A section in the small table of contents."""

    name: str
    anchor: str


class CoverPage(Placed):
    """Fills its page; measured from the page's top so that Letter keeps the same picture."""

    def __init__(self, block: Cover, contents: list[ContentsLine], kit: Kit, height: float) -> None:
        super().__init__()
        self.block, self.contents, self.kit = block, contents, kit
        self.width, self.height = CONTENT, height

    def draw(self) -> None:
        """From the wordmark down to the facts."""
        self.canv.section_name = ""
        self.canv.bookmarkHorizontal("section-cover", 0, self.height)
        self.kit.pages["section-cover"] = 1
        letterhead.band(self.canv, self.block.colour)
        self._maker()
        self._mark()
        self._online()
        scale = self.height / 746
        facts = self.height - 92
        contents = facts - _ABOVE_FACTS - _LINE * self._deep()
        y = self._names(150 if self.height > 700 else 112, contents - self._least_emblem())
        self._emblem(max(372 * scale, y + 16), contents)
        self._contents(contents)
        self._facts(facts)

    def _words(self, x: float, y: float, words: str, pen: Pen) -> None:
        put(self.canv, x, self.height - y, words, pen)

    def _maker(self) -> None:
        """The client's logo, or the product's name."""
        if self.block.logo:
            letterhead.logo(self.canv, self.block.logo, (0, self.height - 4), _LOGO)
        else:
            self._words(0, 8, "Prodworthy", Pen(fonts.SEMIBOLD, 11, colours.INK))

    def _marked(self) -> list[str]:
        """The mark's lines: here it stands whole, on the other pages as far as a head has room."""
        mark = self.block.mark
        return fitted(mark, fonts.REGULAR, 7.5, _MARK_WIDE, _ENDLESS) if mark else []

    def _mark(self) -> None:
        lines = self._marked()
        if not lines:
            return
        wide = max(fonts.width(line, fonts.REGULAR, 7.5) for line in lines)
        high = 16 + _MARK_LINE * (len(lines) - 1)
        self.canv.setStrokeColor(colours.INK)
        self.canv.setLineWidth(0.7)
        self.canv.rect(self.width - wide - 14, self.height + 1 - high, wide + 14, high, stroke=1)
        for place, line in enumerate(lines):
            pen = Pen(fonts.REGULAR, 7.5, colours.INK)
            self._words(self.width - wide - 7, 9.5 + _MARK_LINE * place, line, pen)

    def _online(self) -> None:
        """Below the mark, where the sheet is empty: nothing else moves for it."""
        below = _BELOW_MARK + _MARK_LINE * max(0, len(self._marked()) - 1)
        address = self.kit.target(self.block.online)
        if address:
            online.draw(self.canv, address, self.width, self.height - below)

    def _least_emblem(self) -> float:
        """Points that the emblem takes at its lowest, with what stands above and below it."""
        return _AROUND_EMBLEM + float(emblem.draw(self.block.columns, 0).height)

    def _names(self, y: float, end: float) -> float:
        """From ``y`` on; long ones begin higher, so that they end by ``end``. Returns where they do."""
        names = self._sized((self.block.client, self.block.use_case))
        promise = paragraph(self.block.promise, plain(fonts.REGULAR, 14, 21, "#3B4857"), self.kit)
        tall = [part.wrap(self.width, 400)[1] for part in names]
        tall.append(promise.wrap(420, 400)[1])
        y = max(_HIGHEST, min(y, end - 28 - sum(tall)))
        shade = HexColor(self.block.colour) if self.block.colour else colours.QUIET
        self._words(0, y, self.block.kicker, Pen(fonts.REGULAR, 11, shade))
        y += 14
        for part, high in zip((*names, promise), tall, strict=True):
            y += 14 if part is promise else 0
            part.drawOn(self.canv, 0, self.height - y - high)
            y += high
        return y

    def _sized(self, names: tuple[str, ...]) -> list[Flowable]:
        """Both names at the largest size at which they keep to their lines."""
        for size, leading, lines in _SIZES:
            broken = [fitted(name, fonts.SEMIBOLD, size, self.width, _ENDLESS) for name in names]
            if all(len(each) <= lines for each in broken):
                return self._set_in(names, size, leading)
        return self._set_in(names, *_LEAST)

    def _set_in(self, names: tuple[str, ...], size: float, leading: float) -> list[Flowable]:
        """The names in a size; a word that is wider than the sheet is broken where it has to be."""
        look = plain(fonts.SEMIBOLD, size, leading)
        parts = []
        for name in names:
            words = name.split()
            wide = any(fonts.width(word, fonts.SEMIBOLD, size) > self.width for word in words)
            lines = fitted(name, fonts.SEMIBOLD, size, self.width - 1, _ENDLESS) if wide else words
            parts.append(paragraph(" ".join(lines), look, self.kit))
        return parts

    def _emblem(self, y: float, bottom: float) -> None:
        sheet = emblem.draw(self.block.columns, bottom - 38 - y)
        draw_sheet(sheet, self.canv, 0, self.height - y - sheet.height)
        self._words(
            0, y + sheet.height + 20, self.block.note, Pen(fonts.REGULAR, 7.5, colours.QUIET)
        )

    def _deep(self) -> int:
        """Lines of the table of contents."""
        return max(1, -(-len(self.contents) // 4))

    def _contents(self, y: float) -> None:
        """Four columns of names and pages; small, so that page 2 can be the answer."""
        self._words(0, y, "Contents", Pen(fonts.SEMIBOLD, 8.2, colours.INK))
        deep = self._deep()
        for number, item in enumerate(self.contents):
            x = (number // deep) * (CONTENT / 4)
            row = y + 15 + (number % deep) * _LINE
            page = str(self.kit.pages.get(item.anchor, ""))
            self._words(x, row, page, Pen(fonts.MEDIUM, 7.5, colours.QUIET))
            name = fitted(item.name, fonts.REGULAR, 7.5, CONTENT / 4 - 26, 1)[0]
            self._words(x + 16, row, name, Pen(fonts.REGULAR, 7.5, hue.dyed(colours.ACCENT)))
            if item.anchor in self.kit.anchors:
                top = self.height - row + 8
                link(self.canv, "#" + item.anchor, (x, top - 11, x + CONTENT / 4 - 10, top))

    def _facts(self, y: float) -> None:
        self.canv.setStrokeColor(colours.INK)
        self.canv.setLineWidth(0.9)
        self.canv.line(0, self.height - y, self.width, self.height - y)
        for number, (label, value) in enumerate(self.block.facts[:4]):
            x = number * (CONTENT / 4)
            self._words(x, y + 18, label, Pen(fonts.REGULAR, 7.5, colours.QUIET))
            for row, part in enumerate(fitted(value, fonts.MEDIUM, 9, CONTENT / 4 - 14, 3)):
                self._words(x, y + 33 + 13.5 * row, part, Pen(fonts.MEDIUM, 9, colours.INK))
