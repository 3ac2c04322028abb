"""The roadmap: what opens the gate, and what sets its date; a Gantt of shapes that can be moved."""

from dataclasses import dataclass
from datetime import date, timedelta

from pptx.enum.dml import MSO_LINE

from reports import blocks
from reports.charts.calendar_axis import months
from reports.charts.gantt import working
from reports.model import Report
from reports.pptx.boxes import Box
from reports.pptx.canvas import KEY_HIGH, Canvas
from reports.pptx.measures import LEADING
from reports.pptx.palette import Role
from reports.pptx.slide import Slide, Told, first
from reports.pptx.slides.first_days import horizons, on_the_roadmap
from reports.pptx.telling import Pages
from reports.pptx.words import KEY, Style, said
from reports.wording import capital, plural, short_day

ORDER = 100
_MOST = 12
_NAMES, _HEAD, _FOOT, _PARTED, _DAYS = 356.0, 20.0, 24.0, 10.0, 130.0
_KEY = (
    "Dark: opens the gate. White end: even odds to four chances in five. Dots: proof window of the "
    "exit criterion."
)


def build(told: Told) -> Slide | None:
    """The slide, where there is a plan with work in it."""
    section = told.sections.get("roadmap")
    chart = first(section, blocks.Gantt) if section else None
    if section is None or chart is None:
        return None
    held = chart
    rows = shown(held)

    def draw(canvas: Canvas, pages: Pages) -> None:
        box, more_days = canvas.box, first(section, blocks.Horizons)
        if more_days is not None and on_the_roadmap(told):
            horizons(canvas, box.foot(_DAYS), more_days, pages)
            box = box.above(_DAYS + 16)
        _gantt(canvas, box.above(KEY_HIGH + 2), held, rows)
        left = len(told.report.roadmap.rows) - len(rows) if told.report.roadmap else 0
        more = f" {capital(plural(left, 'more is', 'more are'))} in the notes." if left else ""
        canvas.key(box, f"{_KEY}{more}")

    behind = told.behind(
        "roadmap", "priorities", "initiatives", "investment", "risks", "regulation"
    )
    anchors = (section.anchor, "section-initiatives")
    return Slide(section.title, draw, behind=behind, anchors=anchors, notes=_owners(told.report))


def _owners(report: Report) -> tuple[str, ...]:
    """Who owns what, and the days without work, whatever the picture has room for."""
    plan = report.roadmap
    if plan is None:
        return ()
    owned = [f"– {row.id} {row.title}: {row.owner or 'owner to be named'}" for row in plan.rows]
    spans = [
        (item.name, f"{short_day(item.start)} to {short_day(item.end)}") for item in plan.freezes
    ]
    return ("Owners:", *owned, *(f"No work, {name}: {span}" for name, span in spans))


def shown(held: blocks.Gantt) -> tuple[blocks.GanttRow, ...]:
    """At most twelve rows: what opens the gate, then the rest as the report orders it."""
    gate = [row for row in held.rows if row.opens_gate]
    rest = [row for row in held.rows if not row.opens_gate]
    return tuple([*gate, *rest][:_MOST])


@dataclass(frozen=True)
class _Axis:
    """Days over the room right of the names."""

    box: Box
    start: date
    end: date

    def x(self, day: date) -> float:
        share = (day - self.start).days / max(1, (self.end - self.start).days)
        return self.box.x + self.box.width * min(1.0, max(0.0, share))


def _gantt(canvas: Canvas, box: Box, held: blocks.Gantt, rows: tuple[blocks.GanttRow, ...]) -> None:
    parted = 0 < sum(row.opens_gate for row in rows) < len(rows)
    room = box.height - _HEAD - _FOOT - (_PARTED if parted else 0)
    each = min(40.0, room / max(1, len(rows)))
    named = min(_NAMES, 0.42 * box.width)
    bottom = box.y + _HEAD + each * len(rows) + (_PARTED if parted else 0)
    axis = _Axis(Box(box.x + named, box.y, box.width - named, bottom - box.y), held.start, held.end)
    with canvas.group("Roadmap", held.alt):
        _calendar(canvas, axis, held, bottom)
        y = box.y + _HEAD
        for place, row in enumerate(rows):
            if parted and place and rows[place - 1].opens_gate and not row.opens_gate:
                canvas.rule(box.x, y + _PARTED / 2 - 1, box.width, "ink", 0.9)
                y += _PARTED
            _name(canvas, Box(box.x, y, named - 12, each), row)
            _bar(canvas, axis, held, row, Box(axis.box.x, y, axis.box.width, each))
            y += each
        _gate(canvas, axis, held, bottom)


def _calendar(canvas: Canvas, axis: _Axis, held: blocks.Gantt, bottom: float) -> None:
    """Breaks as grey bands with their names below, a thin line and a name for each month."""
    top = axis.box.y + _HEAD - 6
    for pause in held.breaks:
        if pause.end < held.start or pause.start > held.end:
            continue
        left, right = axis.x(pause.start), axis.x(pause.end + timedelta(days=1))
        canvas.block(Box(left, top, right - left, bottom - top), "mist")
        name = said(pause.name, Style(KEY, "quiet", most=1))
        canvas.text(Box(min(left, axis.box.right - 110), bottom + 1, 110, 15), name)
    last = 0.0
    for day, words in months(held.start, held.end):
        x = axis.x(day)
        canvas.line((x, top), (x, bottom))
        if x >= last and x < axis.box.right - 28:
            canvas.text(Box(x, axis.box.y - 4, 64, 16), said(words, Style(KEY, "quiet", most=1)))
            last = x + 6.6 * len(words) + 8


def _name(canvas: Canvas, box: Box, row: blocks.GanttRow) -> None:
    code, title = box.columns(66, box.width - 70, gap=4)
    canvas.text(code, said(row.id, Style(KEY, "hue", most=1)), anchor="middle")
    style = Style(KEY, most=2 if box.height >= 2 * LEADING * KEY else 1)
    canvas.text(title, said(row.name, style), anchor="middle", name=f"{row.id} {row.name}"[:120])


def _bar(canvas: Canvas, axis: _Axis, held: blocks.Gantt, row: blocks.GanttRow, box: Box) -> None:
    middle, high = box.y + box.height / 2, min(18.0, box.height - 7)
    top = middle - high / 2
    role: Role = "hue" if row.opens_gate else "light"
    begin, half, late = axis.x(row.start), axis.x(row.p50), axis.x(row.p80)
    canvas.line((begin, middle), (max(half, begin + 1), middle), role, 1.5)
    for start, end in working(held, row.start, row.p50):
        left = axis.x(start)
        canvas.block(Box(left, top, max(1.2, axis.x(end) - left), high), role)
    if row.p80 > row.p50:
        canvas.block(Box(half, top, max(2.0, late - half), high), "paper", edge="ink")
    if row.proof_end > row.p80:
        end_x = axis.x(row.proof_end)
        canvas.line((late + 2, middle), (end_x, middle), "ink", 1.2, MSO_LINE.ROUND_DOT)
        canvas.line((end_x, middle - 6), (end_x, middle + 6), "ink", 1.5)


def _gate(canvas: Canvas, axis: _Axis, held: blocks.Gantt, bottom: float) -> None:
    if held.gate is None:
        return
    day, words = held.gate
    x = axis.x(day)
    canvas.line((x, axis.box.y + _HEAD - 6), (x, bottom + 6), "ink", 1.8)
    box = Box(min(max(x - 110, axis.box.x), axis.box.right - 220), bottom + 7, 220, 16)
    canvas.text(box, said(words, Style(KEY, strong=True, align="middle", most=1)))
