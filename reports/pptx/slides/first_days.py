"""From now to the target: what each proof adds, and what is there after 30, 60 and 90 days."""

from reports import blocks, read_out_words
from reports.pptx.boxes import Box
from reports.pptx.canvas import KEY_HIGH, Canvas
from reports.pptx.slide import Slide, Told, first
from reports.pptx.telling import Pages, plain
from reports.pptx.waterfall_chart import Step, Waterfall, waterfall
from reports.pptx.words import Style, said
from reports.wording import capital, plural

ORDER = 110
_MOST, _FEWEST, FEW = 6, 3, 6
_DAYS = 142.0
_KEY = (
    "What each proof adds to the index, level 1 to 5, in the order of the days by which it is proved. "
    "Dark: opens the gate."
)
_ASSUMED = ("If the work succeeds.", "What the plan assumes.")


def build(told: Told) -> Slide | None:
    """The slide, where there is a plan with work in it that the roadmap has no room for."""
    roadmap, climb = told.sections.get("roadmap"), told.sections.get("climb")
    spans = first(roadmap, blocks.Horizons) if roadmap else None
    chart = first(climb, blocks.ClimbChart) if climb and _drawn(told) else None
    plan = told.report.roadmap
    if roadmap is None or plan is None or spans is None or on_the_roadmap(told):
        return None
    held, days = roadmap, spans

    def draw(canvas: Canvas, pages: Pages) -> None:
        box = canvas.box
        if chart is not None:
            upper = box.above(_DAYS)
            _climb(canvas, upper.above(KEY_HIGH + 4), chart)
            canvas.key(upper.above(2), _key(chart))
            horizons(canvas, box.foot(_DAYS - 10), days, pages)
            return
        used = horizons(canvas, box.top(200), days, pages)
        _outlook(canvas, box.below(used + 18), held, pages)

    title = climb.title if climb and chart else read_out_words.first_days(told.report, plan)
    return Slide(title, draw, behind=told.behind("climb", "roadmap"), anchors=("section-climb",))


def on_the_roadmap(told: Told) -> bool:
    """Whether the roadmap is so short that its slide shows the first days too."""
    plan = told.report.roadmap
    return plan is not None and len(plan.rows) <= FEW and not _drawn(told)


def _drawn(told: Told) -> bool:
    """Whether there are enough proofs for a picture of what each adds."""
    climb = told.sections.get("climb")
    chart = first(climb, blocks.ClimbChart) if climb else None
    return chart is not None and len(chart.rows) >= _FEWEST


def _climb(canvas: Canvas, box: Box, chart: blocks.ClimbChart) -> None:
    """The proofs that add most, in their order; the others together, so that the sum is right."""
    kept = sorted(chart.rows, key=lambda row: row.before - row.after)[:_MOST]
    rest = len(chart.rows) - len(kept)
    level, steps = chart.rows[0].before, list[Step]()
    for row in chart.rows:
        if row in kept:
            after = level + row.after - row.before
            steps.append(Step(row.name, level, after, row.opens_gate))
            level = after
    if rest:
        name = capital(plural(rest, "other", "others"))
        steps.append(Step(name, level, chart.rows[-1].after, strong=False))
    waterfall(canvas, box, Waterfall("Now", "All proved", tuple(steps), chart.alt))


def _key(chart: blocks.ClimbChart) -> str:
    rest = len(chart.rows) - _MOST
    return f"{_KEY} The {plural(rest, 'other')} add least: each in the notes." if rest > 0 else _KEY


def horizons(canvas: Canvas, box: Box, days: blocks.Horizons, pages: Pages) -> float:
    """30, 60 and 90 days side by side, each line a result; gives the height that they take."""
    deepest = 0.0
    for place, item in zip(box.columns(*[1] * len(days.items)), days.items, strict=True):
        used = canvas.head(place, f"{item.title}, {item.until}")
        lines = [said(plain(each, pages), Style(after=3, most=1)) for each in item.lines]
        used += canvas.text(place.below(used), *lines, name=item.title)
        deepest = max(deepest, used)
    return deepest


def _outlook(canvas: Canvas, box: Box, held: blocks.Section, pages: Pages) -> None:
    """What the verdict becomes and what the plan takes for granted, as far as there is room."""
    notes = [plain(item.content, pages) for item in held.blocks if isinstance(item, blocks.Prose)]
    told = [text for text in notes if text.startswith(_ASSUMED)]
    if told and box.height > 40:
        canvas.rule(box.x, box.y - 8, box.width)
        canvas.list(box, told, "soft", name="Outlook")
