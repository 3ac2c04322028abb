"""The first thirty, sixty and ninety days, each line a result, and what the work costs."""

from reports import blocks, read_out_words
from reports.pptx.boxes import Box
from reports.pptx.canvas import Canvas
from reports.pptx.slide import Slide, Told, first
from reports.pptx.slides.answer import figures
from reports.pptx.telling import Pages, plain
from reports.pptx.words import Style, said

ORDER = 110
_ASSUMED = ("If the work succeeds.", "What the plan assumes.")


def build(told: Told) -> Slide | None:
    """The slide, where there is a plan with work in it."""
    section, plan = told.sections.get("roadmap"), told.report.roadmap
    spans = first(section, blocks.Horizons) if section else None
    if section is None or plan is None or spans is None:
        return None
    held, days = section, spans
    costs = _costs(told)

    def draw(canvas: Canvas, pages: Pages) -> None:
        box = canvas.box.above(76) if costs else canvas.box
        used = _horizons(canvas, box.top(176), days, pages)
        _outlook(canvas, box.below(used + 18), held, pages)
        if costs:
            figures(canvas, canvas.box.foot(64), costs)

    title = read_out_words.first_days(told.report, plan)
    return Slide(title, draw, behind=told.behind("roadmap"))


def _costs(told: Told) -> blocks.Figures | None:
    answer = told.sections.get("answer")
    return first(answer, blocks.Figures) if answer else None


def _horizons(canvas: Canvas, box: Box, days: blocks.Horizons, pages: Pages) -> float:
    deepest = 0.0
    for place, item in zip(box.columns(*[1] * len(days.items)), days.items, strict=True):
        used = canvas.head(place, item.title)
        until = said(item.until, Style(10, "quiet", after=5, most=1))
        lines = [said(plain(each, pages), Style(15, after=5, most=2)) for each in item.lines]
        used += canvas.text(place.below(used), until, *lines, name=item.title)
        deepest = max(deepest, used)
    return deepest


def _outlook(canvas: Canvas, box: Box, held: blocks.Section, pages: Pages) -> None:
    """What the verdict becomes and what the plan takes for granted, as far as there is room."""
    notes = [plain(item.content, pages) for item in held.blocks if isinstance(item, blocks.Prose)]
    told = [text for text in notes if text.startswith(_ASSUMED)]
    if told and box.height > 40:
        canvas.rule(box.x, box.y - 8, box.width)
        canvas.list(box, told, "soft", name="Outlook")
