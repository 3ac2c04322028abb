"""The sheets README and Summary: what this file is, and the verdict with its figures."""

from collections.abc import Callable

from openpyxl.cell.cell import Cell
from openpyxl.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from content.locales import written
from reports.as_of import snapshot_words
from reports.model import Report
from reports.wording import VERDICT_WORDS
from reports.workbook.cells import Content, Link, at, put
from reports.workbook.charts import add_dimensions
from reports.workbook.look import (
    BODY,
    BOLD,
    DARK_BAR,
    FREEZE,
    LEFT,
    LIGHT_BAR,
    LINK,
    PADDED,
    TOP,
    WARNED,
    WARNED_INK,
    edited,
    fill,
    font,
)
from reports.workbook.names import capability, stamp
from reports.workbook.table import HEADER_ROW, Column, Row, add_sheet, add_table
from scoring import VERSION
from scoring.model import AreaScore

SHEETS = {
    "Summary": "The verdict, the five dimensions and the three gaps",
    "Capabilities": "Each capability: claimed, observed, used, state, target, owner",
    "Responses": "Who said what, how well supported, when",
    "Probes": "What each probe saw, where and when",
    "Conflicts": "Where claims and evidence part, and what is disputed",
    "Sensitivity": "What would change it: tornado, smallest set, ways down, verify first",
    "Forecast": "A scenario band for reaching production, its arithmetic and its sources",
    "People": "Votes, leaders against practitioners, agreement",
    "Trail": "Where every figure comes from, down to the answer and the finding",
    "Initiatives": "What to do, effort by role, exit criterion",
    "Schedule": "When; owner, dates, effort, status and done are yours to edit",
    "Capacity": "Person-weeks by role and week; people, rates and availability are yours to edit",
    "Use cases": "All use cases of the client; sponsor, value and feasibility are yours to edit",
    "Risks": "What each critical gap can lead to; owner and response are yours to edit",
    "Crosswalk": "Each capability beside the items of published frameworks",
    "Metrics": "Exit metrics and every number read, with query and link",
    "Snapshots": "Earlier results, for a trend",
    "Assumptions": "Weights, priors, thresholds, base rates, each with its reason",
    "Glossary": "What the words mean",
    "Record": "Conflicts step by step, second rounds, own questions, long names",
    "Decision log": "What is decided or asked; yours to edit and to go on with",
}


WIDTH = 96
"""Characters that fit into a line of the column of values."""


def add_readme(book: Workbook, report: Report) -> None:
    """What this file is, which versions made it, how to edit it."""
    sheet = add_sheet(book, "README", f"{report.client} · {report.use_case.name}", report.mark)
    rows: list[tuple[str, Content]] = [
        ("As of (UTC)" if report.frozen else "Made at (UTC)", report.made_at),
        ("Assessed from", report.assessed_from),
        ("Assessed to", report.assessed_to),
        ("Questionnaire", f"{report.pack.id} {report.pack.version}"),
        ("Digest of the questionnaire", report.pack.digest),
        ("Scoring rules", VERSION),
        ("Snapshot", snapshot_words(report)),
        ("Profile", report.profile.name),
        ("Depth", report.scorecard.depth),
        (
            "How to edit",
            "Cells with an amber edge are yours: on Schedule, Capacity, Use cases, Conflicts, Risks and "
            "Decision log. What is computed is protected without a password; other sheets are records.",
        ),
        (
            "How to bring it back",
            "Upload the file on the page Plan, or run `prodworthy plan FILE`: every change is shown "
            "with what it was and what it would be, and you choose which to take. Sort, filter, hide "
            "and move as you like; keep the headers and the ids.",
        ),
        (
            "How to read",
            "Levels run from 1 to 5. Low and high are the ends of an 80 % interval. P50 is "
            "even odds, P80 four chances in five; both come from the simulation.",
        ),
        ("Times", "All times are UTC; all dates are real dates."),
        (
            "Left out",
            "Who is consulted and who is informed: nobody is asked for it. The lead role does the "
            "work, the owner answers for it. An empty cell says that nobody stated it, nobody "
            "read it, or it does not apply; it is never a zero.",
        ),
    ]
    rows += [(name, Link(text, cell=f"'{name}'!B1")) for name, text in SHEETS.items()]
    for number, (name, content) in enumerate(rows, start=4):
        put(at(sheet, number, 1), name)
        put(at(sheet, number, 2), content)
        at(sheet, number, 1).font, at(sheet, number, 1).alignment = BOLD, TOP
        value = at(sheet, number, 2)
        value.font, value.alignment = (LINK if value.hyperlink else BODY), LEFT
        # Not every reader measures a wrapped text.
        lines = 1 + len(content) // WIDTH if isinstance(content, str) else 1
        sheet.row_dimensions[number].height = 3 + 13.0 * lines
    _colours(sheet, 5 + len(rows))
    sheet.column_dimensions["A"].width, sheet.column_dimensions["B"].width = 30, WIDTH
    sheet.freeze_panes = "A4"


def _colours(sheet: Worksheet, first: int) -> None:
    """The key of the colours, each painted as it stands on the sheets."""
    put(at(sheet, first, 1), "Colours")
    at(sheet, first, 1).font = BOLD
    for row, (words, paint) in enumerate(COLOURS, start=first + 1):
        put(at(sheet, row, 2), words)
        at(sheet, row, 2).font, at(sheet, row, 2).alignment = BODY, PADDED
        paint(at(sheet, row, 1))


def _marked(cell: Cell) -> None:
    cell.fill, cell.font = fill(WARNED), font(bold=True, colour=WARNED_INK)
    put(cell, "Not ready")


def _painted(colour: str) -> Callable[[Cell], None]:
    def paint(cell: Cell) -> None:
        cell.fill = fill(colour)

    return paint


COLOURS: tuple[tuple[str, Callable[[Cell], None]], ...] = (
    ("Yours to edit", edited),
    ("Needs somebody: not ready, late, below target, not met, still open", _marked),
    ("Schedule: work that opens the gate", _painted(DARK_BAR)),
    ("Schedule: other work; Capacity: person-weeks used", _painted(LIGHT_BAR)),
    ("Schedule: days on which nobody works", _painted(FREEZE)),
)


SUMMARY = (
    Column("Part", 34),
    Column("Kind", 13),
    Column("Verdict", 22, warns=("Not ready", "Insufficient evidence")),
    Column("Index 1 to 5", 12, "0.00"),
    Column("Low", 9, "0.00"),
    Column("High", 9, "0.00"),
    Column("Index 0 to 100", 13, "0"),
    Column("Coverage", 11, "0%"),
    Column("Evidence strength", 17, "0%"),
    Column("Weakest critical capability", 36),
    Column("Chance it is in place", 14, "0%"),
    Column("Below target", 12, "0"),
    Column("Not applicable", 13, "0%"),
    Column("Left out of the index", 15),
)
INDEX = 4
"""The column of the index."""


def add_summary(book: Workbook, report: Report) -> None:
    """One row for the whole, each dimension and each gap."""
    card = report.scorecard
    verdict = VERDICT_WORDS[card.verdict] if card.gives_verdict else "No verdict at this depth"
    provisional = ", provisional: on statements only" if card.provisional else ""
    message = f"{verdict}{provisional}. {card.permits if card.gives_verdict else ''}".strip()
    note = (
        f"{written(card.expected_in_place, '.1f')} of {card.critical_total} critical capabilities expected "
        "in place; "
        "index and verdict stand side by side and are never blended."
    )
    sheet = add_sheet(book, "Summary", message, note, stamp(report))
    rows = [_overall(report)]
    rows += [_area(report, area) for area in (*card.dimensions, *card.gaps)]
    add_table(sheet, SUMMARY, rows, freeze=1)
    if report.scorecard.index is not None:
        add_dimensions(sheet, HEADER_ROW + 1, HEADER_ROW + len(rows), INDEX)


def _overall(report: Report) -> Row:
    card = report.scorecard
    verdict = VERDICT_WORDS[card.verdict] if card.gives_verdict else "no verdict"
    band = card.index
    levels = (band.level, band.low, band.high, band.of_100[0]) if band else (None,) * 4
    return (
        "Overall",
        "whole",
        verdict,
        *levels,
        card.coverage,
        card.evidence_strength,
        *(None,) * 5,
    )


def _area(report: Report, area: AreaScore) -> Row:
    band, card = area.band, report.scorecard
    levels = (band.level, band.low, band.high, band.of_100[0]) if band else (None,) * 4
    verdict = VERDICT_WORDS[area.verdict] if card.gives_verdict else "no verdict"
    weakest = capability(report, area.weakest) if area.weakest else ""
    return (
        report.pack.area(area.id).name,
        area.kind,
        verdict,
        *levels,
        area.coverage,
        None,
        weakest,
        area.weakest_p3,
        area.below_target,
        area.not_applicable_share,
        area.id in card.left_out,
    )
