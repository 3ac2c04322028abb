"""Scope: who answered, where we looked, how much is covered, and the rules that limit it."""

from reports import blocks
from reports.pptx import grids, tables
from reports.pptx.boxes import Box
from reports.pptx.canvas import Canvas
from reports.pptx.grids import Cell, Column, Grid
from reports.pptx.slide import Slide, Told, every, first
from reports.pptx.telling import Pages, lines, plain
from reports.pptx.words import BODY, Style, said

ORDER = 20
_SOURCES = (("Source", Column("Source", 150, most=3)), ("Kind", Column("Kind", 106, quiet=True)),
            ("Findings", Column("Findings", 84, "right", most=1)))  # fmt: skip


def build(told: Told) -> Slide | None:
    """Coverage at the left, sources in the middle, rules at the right."""
    scope, evidence = told.sections["scope"], told.sections["evidence"]

    def draw(canvas: Canvas, pages: Pages) -> None:
        lead = plain(scope.lead, pages)
        used = canvas.text(canvas.box.top(36), said(lead, Style(role="quiet", most=2)))
        shares = (236, 348, 220) if first(evidence, blocks.Table) else (270, 210, 324)
        left, middle, right = canvas.box.below(used + 14).columns(*shares)
        _coverage(canvas, left, scope)
        _sources(canvas, middle, evidence)
        _rules(canvas, right, scope)

    names = ("scope", "method", "client-changes", "earlier-texts", "left-open", "artefacts")
    alone = () if _ranked(told) else ("use-cases",)
    behind = told.behind(*names, *alone)
    anchors = (scope.anchor, evidence.anchor)
    return Slide(scope.title, draw, behind=behind, anchors=anchors, notes=_looked(evidence))


def _ranked(told: Told) -> bool:
    """Whether a slide of its own compares the use cases; of one alone the notes here tell."""
    held = told.report.portfolio
    return held is not None and held.ranking.first is not None


def _looked(evidence: blocks.Section) -> tuple[str, ...]:
    """Every source with its address and who authorised it, for the notes."""
    found = first(evidence, blocks.Table)
    return ("Where we looked:", *lines(found, {})) if found else ()


def _coverage(canvas: Canvas, box: Box, scope: blocks.Section) -> None:
    used = canvas.head(box, "Coverage and people")
    pairs = every(scope.blocks, blocks.KeyValues)[-1]
    columns = (Column("", 70), Column("", 30, "right", most=1))
    rows: list[tuple[Cell, ...]] = [
        (grids.cell(name, columns[0], BODY), grids.cell(value, columns[1], BODY, strong=True))
        for name, value in pairs.rows
    ]
    grid = Grid(columns, rows)
    tables.fill(canvas, box.below(used), grid, "Coverage and people", "Coverage", tallest=16)


def _sources(canvas: Canvas, box: Box, evidence: blocks.Section) -> None:
    found = first(evidence, blocks.Table)
    if found is None:
        used = canvas.head(box, "Where we looked")
        prose = first(evidence, blocks.Prose)
        words = plain(prose.content, {}) if prose else ""
        canvas.text(box.below(used), said(words, Style(most=8)))
        return
    canvas.rule(box.x, box.y, box.width, "ink", 1.4)
    grid = grids.of_block(found, _SOURCES)
    tables.fill(canvas, box.below(4), grid, "Where we looked", "Sources", tallest=16)


def _rules(canvas: Canvas, box: Box, scope: blocks.Section) -> None:
    used = canvas.head(box, "Rules that decide")
    left = every(scope.blocks, blocks.Columns)[-1].columns[0]
    rules = [item for item in every(left, blocks.Prose) if item.kind == "bullet"]
    canvas.list(box.below(used), [item.content for item in rules], name="Rules that decide")
