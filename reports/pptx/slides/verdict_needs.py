"""What a verdict needs, where there is none yet: each condition, what it asks, and how it stands."""

from reports import read_out_words
from reports.model import Report
from reports.pptx import grids, tables
from reports.pptx.canvas import Canvas
from reports.pptx.grids import Column
from reports.pptx.slide import Slide, Told
from reports.pptx.telling import Pages
from reports.wording import level, percent
from scoring.model import Verdict

ORDER = 85
_COLUMNS = (
    Column("For", 36, most=1), Column("What is asked", 84), Column("Needed", 36, "right", most=1),
    Column("Now", 30, "right", most=1),
)  # fmt: skip


def build(told: Told) -> Slide | None:
    """The slide, where nothing is decided yet."""
    report = told.report
    card = report.scorecard
    if card.gives_verdict and card.verdict is not Verdict.INSUFFICIENT_EVIDENCE:
        return None
    title = read_out_words.needs(report)

    def draw(canvas: Canvas, _pages: Pages) -> None:
        grid = grids.of_texts(_COLUMNS, _asked(report))
        tables.fill(canvas, canvas.box, grid, title, "Conditions", tallest=28)

    return Slide(title, draw, behind=told.behind("method"))


def _asked(report: Report) -> list[tuple[str, str, str, str]]:
    """Every condition as the pack has it, with what this assessment has of it."""
    card, limits = report.scorecard, report.pack.judgements.thresholds
    critical = [item for item in card.capabilities if item.critical and item.applicable]
    answered = [item for item in critical if item.answered]
    weakest = min((item.p3 for item in answered), default=None)
    chance = percent(weakest) if weakest is not None else "no answer"
    lowest = min((area.band.level for area in card.areas if area.band), default=None)
    index = level(lowest) if lowest is not None else "no answer"
    control = "Chance that the weakest critical control is in place"
    return [
        ("Any verdict", "Questions answered or seen, by weight",
         percent(limits.coverage_for_verdict), percent(card.coverage)),
        ("Any verdict", "Critical questions answered", str(len(critical)), str(len(answered))),
        ("Conditional", control, percent(limits.conditional_probability), chance),
        ("Ready", control, percent(limits.ready_probability), chance),
        ("Ready", "Lowest index of a gap or dimension, level 1 to 5",
         level(limits.ready_area_level), index),
    ]  # fmt: skip
