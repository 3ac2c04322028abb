"""The workbook as a whole: its sheets in order."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager

from openpyxl import Workbook

from reports.manner import for_people
from reports.model import Report
from reports.workbook.artefacts import add_artefacts
from reports.workbook.capacity import add_capacity
from reports.workbook.client_changes import add_client_changes
from reports.workbook.crosswalk import add_crosswalk
from reports.workbook.decisions import add_decisions
from reports.workbook.finishing import finish
from reports.workbook.notes import add_assumptions, add_glossary
from reports.workbook.origin_sheet import add_origin
from reports.workbook.overview import add_readme, add_summary
from reports.workbook.plan import add_initiatives, add_metrics
from reports.workbook.record import add_record
from reports.workbook.records import add_capabilities, add_responses
from reports.workbook.risks import add_risks
from reports.workbook.saving import saved
from reports.workbook.scenarios import add_scenarios
from reports.workbook.schedule import add_schedule, title
from reports.workbook.snapshots import add_snapshots
from reports.workbook.table import add_sheet
from reports.workbook.trail import add_trail
from reports.workbook.turning import add_forecast, add_people, add_turning
from reports.workbook.use_cases import add_use_cases
from reports.workbook.witnesses import add_conflicts, add_evidence
from scoring.roadmap_model import Roadmap

PLANLESS = (
    "At this depth there is no verdict and therefore no plan: answer the standard depth first."
)


@for_people
def render(report: Report) -> bytes:
    """The report as an xlsx file; the same report gives the same cells."""
    with _without_looking_for_garbage():
        book = made(report)
        add_origin(book, report)
        return saved(book, f"{report.client}: {report.use_case.name}", report.made_at)


@contextmanager
def _without_looking_for_garbage() -> Iterator[None]:
    """Some 100,000 cells are made and all of them are kept until the file is written.

    Each few hundred of them would have whatever the process holds searched for garbage: a third of
    the time. Of two threads at once the first that ends lets the search begin again.
    """
    before = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if before:
            gc.enable()


def made(report: Report) -> Workbook:
    """The workbook before it is saved, without the sheet that remembers what it was made from."""
    book = Workbook()
    add_readme(book, report)
    add_summary(book, report)
    add_capabilities(book, report)
    add_responses(book, report)
    add_artefacts(book, report)
    add_evidence(book, report)
    add_conflicts(book, report)
    add_turning(book, report)
    add_forecast(book, report)
    add_people(book, report)
    add_use_cases(book, report)
    add_trail(book, report)
    _plan(book, report, report.roadmap)
    add_risks(book, report)
    add_crosswalk(book, report)
    add_metrics(book, report)
    add_client_changes(book, report)
    add_snapshots(book, report)
    add_assumptions(book, report)
    add_glossary(book, report)
    add_decisions(book, report)
    add_record(book, report)
    finish(book, report)
    return book


def made_to_edit(report: Report) -> Workbook:
    """The sheets that a planner edits, alone: what a returned workbook is compared with."""
    book = Workbook()
    add_conflicts(book, report)
    add_use_cases(book, report)
    if report.roadmap is not None:
        add_schedule(book, report, report.roadmap, "")
        add_capacity(book, report, report.roadmap)
    add_risks(book, report)
    add_decisions(book, report)
    return book


def _plan(book: Workbook, report: Report, roadmap: Roadmap | None) -> None:
    if roadmap is None:
        for name in ("Initiatives", "Schedule", "Capacity"):
            add_sheet(book, name, PLANLESS)
        return
    add_initiatives(book, report, roadmap)
    add_schedule(book, report, roadmap, title(roadmap))
    add_capacity(book, report, roadmap)
    add_scenarios(book, report)
