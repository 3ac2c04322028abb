"""The forecast: a scenario band for each case, how it was reckoned, and where it comes from."""

from reports import blocks
from reports.pptx import grids
from reports.pptx.boxes import Box
from reports.pptx.canvas import KEY_HIGH, Canvas
from reports.pptx.range_chart import Ranges, ranges
from reports.pptx.slide import Slide, Told, every
from reports.pptx.telling import Pages, plain
from reports.pptx.words import Style, said
from scoring.forecast import Forecast

ORDER = 90
_KEY = "From the low end to the middle, then to the high end: nine chances in ten."
_HIGH = 40.0


def build(told: Told) -> Slide | None:
    """The slide, where the report makes a forecast."""
    section, held = told.sections.get("forecast"), told.report.forecast
    if section is None or held is None:
        return None
    told_section, known = section, held

    def draw(canvas: Canvas, pages: Pages) -> None:
        lead = said(plain(told_section.lead, pages), Style(role="quiet", most=2))
        used = canvas.text(canvas.box.top(36), lead)
        left, right = canvas.box.below(used + 12).columns(452, 376)
        _band(canvas, left, known, told_section)
        _origin(canvas, right, told_section, pages)

    return Slide(section.title, draw, behind=(section,), anchors=(section.anchor,))


def _band(canvas: Canvas, box: Box, held: Forecast, section: blocks.Section) -> None:
    """Today, then the other scenarios in the words of the report's own table."""
    table = every(section.blocks, blocks.Table)[0]
    at = grids.place(table, "If")
    firsts = [row.cells[at] for row in table.rows]
    names = [plain(cell, {}) for cell in firsts if isinstance(cell, tuple)]
    scenarios = [held.today, *([held.unblocked] if held.unblocked else []), *held.others]
    pairs = list(zip(names, scenarios, strict=False))
    used = canvas.head(box, "Chance of reaching production")
    high = min(box.height - used - KEY_HIGH - 4, 8 + _HIGH * len(pairs))
    ranges(canvas, box.below(used).top(high), Ranges(
        categories=tuple(name for name, _ in pairs),
        lows=tuple(round(item.low, 4) for _, item in pairs),
        middles=tuple(round(item.chance, 4) for _, item in pairs),
        highs=tuple(round(item.high, 4) for _, item in pairs),
        names=("Low end to middle", "Middle to high end"),
        roles=("light", "hue"),
        alt=next((item.alt for item in every(section.blocks, blocks.BandChart)), section.title),
        label_room=190.0,
    ))  # fmt: skip
    canvas.key(box.below(used + high).top(KEY_HIGH + 4), _KEY)


def _origin(canvas: Canvas, box: Box, section: blocks.Section, pages: Pages) -> None:
    """The arithmetic, then the published shares behind it."""
    bullets = [item for item in every(section.blocks, blocks.Prose) if item.kind == "bullet"]
    parts = [plain(item.content, pages) for item in bullets]
    reckoned = [text for text in parts if not text.startswith("For the ")]
    rates = [text for text in parts if text.startswith("For the ")]
    used = canvas.head(box, "How it was reckoned")
    used += canvas.list(box.below(used).top(0.4 * box.height), reckoned, name="Arithmetic") + 8
    rest = box.below(used)
    if rest.height > 60 and rates:
        used = canvas.head(rest, "Where it comes from")
        canvas.list(rest.below(used), rates, "quiet", name="Published shares")
