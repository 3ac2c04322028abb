"""The lead use case: why it comes first, when to stop it, and what would put the next one first."""

from reports import blocks
from reports.pptx import grids, tables
from reports.pptx.boxes import Box
from reports.pptx.canvas import Canvas
from reports.pptx.grids import Column
from reports.pptx.slide import Slide, Told, first
from reports.pptx.telling import Pages, plain
from reports.pptx.words import Style, said

ORDER = 30
_RANKING = ((0, Column("", 6, "right")), (1, Column("Use case", 46)),
            (2, Column("Value a quarter", 34)), (3, Column("Feasibility", 24)),
            (4, Column("Risk", 18)), (5, Column("Perturbed judgements", 36, quiet=True)))  # fmt: skip
_MOST = 6


def build(told: Told) -> Slide | None:
    """The slide, where the client has more than one use case."""
    section = told.sections.get("use-cases")
    if section is None:
        return None
    held = section

    def draw(canvas: Canvas, pages: Pages) -> None:
        lead = plain(held.lead, pages)
        used = canvas.text(canvas.box.top(52), said(lead, Style(12, "quiet", most=3)))
        found = first(held, blocks.Table)
        rest = canvas.box.below(used + 12)
        if found is not None:
            grid = grids.of_block(found, _RANKING, 12)
            grid.rows = grid.rows[:_MOST]
            _, high = tables.draw(canvas, rest, grid, "Ranking of the use cases", "Ranking")
            rest = rest.below(high + 20)
        lists = _lists(held)
        for box, (head, items) in zip(rest.columns(*[1] * max(1, len(lists))), lists, strict=False):
            _bullets(canvas, box, head, items)

    ranked = told.report.portfolio.ranking.standings if told.report.portfolio else ()
    sponsors = tuple(f"{item.name}: sponsor {item.sponsor}" for item in ranked if item.sponsor)
    return Slide(held.title, draw, behind=(held,), anchors=(held.anchor,), notes=sponsors)


def _lists(held: blocks.Section) -> list[tuple[str, list[blocks.Prose]]]:
    """Each heading with the sentences under it: stop rule, runner-up, sequence."""
    made: list[tuple[str, list[blocks.Prose]]] = []
    for block in held.blocks:
        if isinstance(block, blocks.Heading):
            made.append((block.text, []))
        elif made and isinstance(block, blocks.Prose) and block.kind == "bullet":
            made[-1][1].append(block)
    return [(head, items) for head, items in made if items][:3]


def _bullets(canvas: Canvas, box: Box, head: str, items: list[blocks.Prose]) -> None:
    used = canvas.head(box, head)
    canvas.list(box.below(used), [item.content for item in items], name=head)
