"""The lead use case: what each is worth against what makes it possible, and when to stop the first."""

from collections.abc import Iterator

from reports import blocks
from reports.model import Report
from reports.pptx import grids, tables
from reports.pptx.boxes import Box
from reports.pptx.canvas import KEY_HIGH, Canvas
from reports.pptx.chart_base import Scale
from reports.pptx.grids import Column
from reports.pptx.scatter_chart import Scatter, Spot, scatter
from reports.pptx.slide import Slide, Told, every, first
from reports.pptx.telling import Pages, plain
from reports.pptx.words import Style, said
from reports.wording import money, plural

ORDER = 30
_LISTED = (("", Column("", 8, "right", most=1)), ("Use case", Column("Use case", 80)),
           ("Perturbed judgements", Column("Perturbed judgements", 62, quiet=True)))  # fmt: skip
_RANKING = (("", Column("", 6, "right", most=1)), ("Use case", Column("Use case", 46)),
            ("Value a quarter", Column("Value a quarter", 40)),
            ("Feasibility", Column("Feasibility", 28)), ("Risk", Column("Risk", 18)),
            ("Perturbed judgements", Column("Perturbed judgements", 42, quiet=True)))  # fmt: skip
_MOST, _ROWS = 6, 4
_ACROSS = Scale(1.0, 5.0, 1.0, "0")
_KEY = "Number: place. Dark: comes first. Lines: low to high end; dashed where nobody has said it."


def build(told: Told) -> Slide | None:
    """The slide, where the client has more than one use case."""
    section = told.sections.get("use-cases")
    ranking = told.report.portfolio.ranking if told.report.portfolio else None
    if section is None or ranking is None or ranking.first is None:
        return None
    held = section

    def draw(canvas: Canvas, pages: Pages) -> None:
        lead = said(plain(held.lead, pages), Style(role="quiet", most=3))
        rest = canvas.box.below(canvas.text(canvas.box.top(54), lead) + 10)
        chart = first(held, blocks.ImpactChart)
        points = [point for point in chart.points if point.value] if chart else []
        if chart is None or len(points) < 2:
            _ranked(canvas, rest, held)
            return
        left, right = rest.columns(420, 404, gap=28)
        _chart(canvas, left, chart, told.report)
        _beside(canvas, right, held)

    ranked = told.report.portfolio.ranking.standings if told.report.portfolio else ()
    sponsors = tuple(f"{item.name}: sponsor {item.sponsor}" for item in ranked if item.sponsor)
    return Slide(
        held.title, draw, behind=told.behind(held.id), anchors=(held.anchor,), notes=sponsors
    )


def _chart(canvas: Canvas, box: Box, chart: blocks.ImpactChart, report: Report) -> None:
    """Value against feasibility; whose value nobody can even guess stands in the notes alone."""
    points = [point for point in chart.points if point.value][:_MOST]
    left = len(chart.points) - len(points)
    rest = f" {plural(left, 'use case')} more in the notes." if left else ""
    currency = report.portfolio.currency if report.portfolio else ""
    before, _, behind = money(0, currency).replace('"', "").partition("0")
    scatter(canvas, box.above(KEY_HIGH + 4), Scatter(
        spots=tuple(
            Spot(point.place, point.name, point.feasibility, point.value, point.place == 1,
                 (point.judged, point.stated))
            for point in points if point.value
        ),
        titles=("Feasibility, level 1 to 5", "Value a quarter"),
        across=_ACROSS,
        money=f'"{before}"#,##0"{behind}"',
        alt=chart.alt,
    ))  # fmt: skip
    canvas.key(box, f"{_KEY}{rest}")


def _beside(canvas: Canvas, box: Box, held: blocks.Section) -> None:
    """The ranking, then when to stop the first."""
    grid = grids.of_block(_named_alone(every(held.blocks, blocks.Table)[0]), _LISTED)
    used = tables.fill(canvas, box.top(min(box.height / 2, 22 + 40.0 * _ROWS)), grid,
                       "Ranking of the use cases", "Ranking") + 16  # fmt: skip
    lists = _lists(held)
    if lists and box.height - used > 80:
        _bullets(canvas, box.below(used), *lists[0])


def _named_alone(table: blocks.Table) -> blocks.Table:
    """The ranking without the sponsors, who stand in the notes."""
    at = grids.place(table, "Use case")
    rows = []
    for row in table.rows:
        cells = list(row.cells)
        if len(cells) > at and isinstance(name := cells[at], tuple):
            cells[at] = name[:1]
            rows.append(row.model_copy(update={"cells": tuple(cells)}))
    return table.model_copy(update={"rows": tuple(rows)})


def _ranked(canvas: Canvas, box: Box, held: blocks.Section) -> None:
    """Without values to draw: the ranking as a table, then when to stop the first."""
    grid = grids.of_block(_named_alone(every(held.blocks, blocks.Table)[0]), _RANKING)
    used = tables.fill(canvas, box.top(box.height / 2), grid, "Ranking of the use cases", "Ranking")
    lists = _lists(held)[:2]
    for place, (head, items) in zip(box.below(used + 18).columns(1, 1), lists, strict=False):
        _bullets(canvas, place, head, items)


def _flat(held: tuple[blocks.Block, ...]) -> Iterator[blocks.Block]:
    for block in held:
        yield block
        if isinstance(block, blocks.Columns):
            for column in block.columns:
                yield from _flat(column)


def _lists(held: blocks.Section) -> list[tuple[str, list[blocks.Prose]]]:
    """Each heading with the sentences under it: stop rule, runner-up."""
    made: list[tuple[str, list[blocks.Prose]]] = []
    for block in _flat(held.blocks):
        if isinstance(block, blocks.Heading):
            made.append((block.text, []))
        elif made and isinstance(block, blocks.Prose) and block.kind == "bullet":
            made[-1][1].append(block)
    return [(head, items) for head, items in made if items]


def _bullets(canvas: Canvas, box: Box, head: str, items: list[blocks.Prose]) -> None:
    used = canvas.head(box, head)
    canvas.list(box.below(used), [item.content for item in items], name=head)
