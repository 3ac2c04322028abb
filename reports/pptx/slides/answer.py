"""The answer: the verdict with its confidence, the reasons, what is asked, money and date."""

from content.locales import written
from reports import blocks, proposals
from reports.model import Decision, Report
from reports.pptx import grids, tables
from reports.pptx import reasons as gravest
from reports.pptx.boxes import Box
from reports.pptx.canvas import Canvas, tone_colour
from reports.pptx.grids import Column
from reports.pptx.measures import LEADING, sized, wide
from reports.pptx.slide import Slide, Told, every, first
from reports.pptx.slides.decisions import spoken
from reports.pptx.telling import Pages
from reports.pptx.words import BODY, Paragraph, Style, said, tall
from reports.wording import percent, short_day

ORDER = 10
_AREAS = (("Area", Column("Area", 34)), ("Index", Column("Index, 80 % interval", 38)),
          ("Coverage", Column("Coverage", 24, "right", quiet=True)))  # fmt: skip
_PANEL, _FEET, _GAP = 48.0, 88.0, 8.0
_ASKED = 16.0
_SHAPES = ((236.0, _ASKED), (236.0, BODY), (262.0, BODY), (300.0, BODY))
"""Widths of the column of decisions and sizes of its words, the usual first."""


def build(told: Told) -> Slide | None:
    """The slide that stands alone; of a pulse it is the first look, without a verdict."""
    section = told.sections.get("answer")
    if section is None:
        return None
    held, every_one = section, proposals.decisions(told.report)
    asked = tuple(proposals.unbroken(item) for item in every_one[: proposals.ON_THE_ANSWER])

    def draw(canvas: Canvas, _pages: Pages) -> None:
        foot = first(held, blocks.Figures)
        box = canvas.box.above(_FEET + _GAP) if foot else canvas.box
        beside, size = _room_for(asked, box) if asked else (0.0, _ASKED)
        left, right = box.columns(box.width - beside - 24, beside, gap=24) if asked else (box, box)
        _left(canvas, left, held, told.report)
        if asked:
            _asked(canvas, right, asked, size)
        if foot:
            figures(canvas, canvas.box.foot(_FEET), foot)

    behind = told.behind("answer", "movement", "next")
    notes = tuple(spoken(item) for item in asked if _is_long(item))
    return Slide(
        held.title, draw, behind=behind, anchors=(held.anchor, "section-next"), notes=notes
    )


def _is_long(item: Decision) -> bool:
    """Whether the report's card of a decision, which the notes tell, has it in part only."""
    names = max(len(item.title), len(item.owner))
    return names > proposals.TITLE_LENGTH or len(item.text) > proposals.TEXT_LENGTH


def _left(canvas: Canvas, box: Box, held: blocks.Section, report: Report) -> None:
    panel = first(held, blocks.Answer)
    if panel:
        _panel(canvas, box, panel, report)
    rest = box.below(_PANEL if panel else 0.0)
    reasons = first(held, blocks.Reasons)
    if reasons:
        gravest.fill(canvas, rest, reasons, report)
    elif panel is not None and panel.tone is None:
        areas = every(held.blocks, blocks.Table)[0]
        tables.fill(canvas, rest.below(6), grids.of_block(areas, _AREAS), "Index of each area",
                    "Areas", tallest=14)  # fmt: skip


def _panel(canvas: Canvas, box: Box, panel: blocks.Answer, report: Report) -> None:
    """The verdict's mark and word, beside them how firm it is."""
    x = box.x
    if panel.tone is not None:
        canvas.verdict(panel.tone, x + 8, box.y + 18, 15)
        x += 24
    colour = tone_colour(panel.tone) if panel.tone else None
    word = said(panel.word, Style(24, strong=True, most=1, colour=colour))
    room = wide(panel.word, 24, strong=True) + 14
    canvas.text(Box(x, box.y, room, 36), word, anchor="middle")
    canvas.text(
        Box(x + room, box.y - 2, box.right - x - room, 40),
        *(said(text, Style(role="quiet", most=1)) for text in _firmness(panel, report)),
        anchor="middle",
    )
    canvas.rule(box.x, box.y + 44, box.width)


def _firmness(panel: blocks.Answer, report: Report) -> list[str]:
    """How many of the varied judgements end in the verdict, and how much of it was seen."""
    first_share = next(iter(panel.shares), None)
    card = report.scorecard
    covered = f"{percent(card.coverage)} covered, {percent(card.evidence_strength)} shown or seen"
    if first_share is None:
        return [panel.qualifier, covered] if panel.qualifier else [covered]
    draws = written(report.pack.judgements.perturbation.draws, ",")
    told = f"in {percent(first_share.share)} of {draws} varied judgements"
    return [told, panel.qualifier or covered]


def _asked(canvas: Canvas, box: Box, asked: tuple[Decision, ...], size: float) -> None:
    """What is asked or taken: each whole, in as much of the height as it takes."""
    used = canvas.head(box, proposals.headline(asked))
    rest = box.below(used)
    needs = [_need(item, place, size, rest.width) for place, item in enumerate(asked, 1)]
    spare = rest.height - sum(needs)
    highs = gravest.shared(needs, rest.height, 84.0)
    for place, (item, each) in enumerate(zip(asked, highs, strict=True)):
        row, last = rest.top(each), place + 1 == len(asked)
        most = max(1, int((each - 12 - LEADING * sized(BODY)) / (LEADING * sized(size))))
        canvas.text(
            row.below(5).top(each - 6),
            *_told_in(item, place + 1, size, 0 if spare >= 0 else most),
            name=f"Decision {place + 1}",
        )
        if not last:
            canvas.rule(row.x, row.bottom, row.width)
        rest = rest.below(each)


def _told_in(item: Decision, place: int, size: float, most: int) -> tuple[Paragraph, Paragraph]:
    head = Style(size, strong=True, after=2, most=most)
    return said(f"{place}. {item.title}", head), said(_who(item), Style(role="quiet", most=1))


def _need(item: Decision, place: int, size: float, room: float) -> float:
    """Points of height in which a decision is told whole."""
    return tall(list(_told_in(item, place, size, 0)), room) + gravest.ASIDE


def _room_for(asked: tuple[Decision, ...], box: Box) -> tuple[float, float]:
    """The width, and the size of words, at which every decision keeps to its sentence."""
    for beside, size in _SHAPES:
        room = box.height - 50
        if sum(_need(item, 1, size, beside) for item in asked) <= room:
            return beside, size
    return _SHAPES[-1]


def _who(item: Decision) -> str:
    due = f", by {short_day(item.due)}" if item.due else ""
    return f"{item.owner or 'owner to be named'}{due}"


def figures(canvas: Canvas, box: Box, held: blocks.Figures) -> None:
    """Up to four figures side by side under a strong rule."""
    canvas.rule(box.x, box.y, box.width, "ink", 0.9)
    places = box.below(7).columns(*[1] * len(held.items), gap=18)
    for place, item in zip(places, held.items, strict=True):
        canvas.text(
            place,
            said(item.label, Style(role="quiet", most=1)),
            said(item.value, Style(gravest.whole(item.value, 20, place.width), strong=True)),
            said(item.note, Style(role="quiet", most=2)),
            name=item.label,
        )
