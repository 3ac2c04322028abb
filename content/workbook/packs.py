"""From a workbook to a pack, through the same checks as a folder of YAML."""

import warnings
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from content.digests import AnyPack, sealed
from content.foreign.located import Unreadable
from content.loading import FIRST_PACK, assembled, load_shipped
from content.pack_files import HEADER_TEXTS, Part, Parts
from content.problems import PackProblems, Problem
from content.questionnaire import Question, Questionnaire, Section
from content.questionnaire_checks import RULES, Fault, faults
from content.shapes import problems_in, shape_as
from content.values import Value
from content.workbook.cells import Cell
from content.workbook.forms import plain
from content.workbook.grid_layout import GRID, JUDGEMENTS
from content.workbook.questionnaire_layout import QUESTIONNAIRE
from content.workbook.reading import DAMAGED, Book, Entry, gathered, opened, unreadable

QUESTIONNAIRE_NEEDS = (("section", "Sections"), ("question", "Questions"))
GRID_NEEDS = (
    ("area", "Areas"), ("capability", "Capabilities"), ("profile", "Profiles"), ("depth", "Depths"),
)  # fmt: skip
Read = tuple[AnyPack | None, tuple[Problem, ...], tuple[Problem, ...]]
"""The pack or nothing, what is wrong, what is only told."""
OUR_JUDGEMENTS = FIRST_PACK
"""The shipped pack whose judgements stand in where a workbook has none."""


def read_workbook(path: Path) -> Read:
    """The pack in a workbook; never raises for what is in it."""
    try:
        book = opened(path)
    except Unreadable as error:
        return None, (error.problem,), ()
    try:
        is_grid = "Capabilities" in book.sheetnames
        if not is_grid and "Questions" not in book.sheetnames:
            message = "has neither a sheet Questions nor Capabilities; start from the template"
            return None, (Problem(file=path.name, line=0, message=message),), ()
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", UserWarning)
            found = (
                gathered(book, GRID, (JUDGEMENTS,)) if is_grid else gathered(book, QUESTIONNAIRE)
            )
    except DAMAGED:
        return None, (unreadable(path.name).problem,), ()
    finally:
        book.close()
    return _checked(found, is_grid=is_grid)


def _checked(found: Book, *, is_grid: bool) -> Read:
    remarks = tuple(found.remarks)
    for kind, title in GRID_NEEDS if is_grid else QUESTIONNAIRE_NEEDS:
        if not any(entry.kind == kind for entry in found.entries):
            message = f"write at least one {kind}"
            found.problems.append(Problem(file=title, line=0, message=message))
    try:
        pack: AnyPack = _grid(found) if is_grid else _questionnaire(found)
    except PackProblems as error:
        more = [item for item in error.problems if not _told(item, found.problems)]
        return None, PackProblems([*found.problems, *more]).problems, remarks
    if found.problems:
        return None, PackProblems(found.problems).problems, remarks
    return pack, (), remarks


def _told(problem: Problem, before: list[Problem]) -> bool:
    """Whether a complaint only follows from one about the same cell, or the same row's gap."""
    return any(
        (item.file, item.cell) == (problem.file, problem.cell)
        or ((item.file, item.line) == (problem.file, problem.line) and "missing" in problem.message)
        for item in before
    )


def _grid(found: Book) -> AnyPack:
    for name in HEADER_TEXTS:
        found.head.data.setdefault(name, "(missing)")  # which is a problem that is told already
    parts = Parts(found=[found.head.part(), *(entry.part() for entry in found.entries)])
    parts.found.append(_judgements(found))
    return assembled(parts)


def _judgements(found: Book) -> Part:
    """The sheet's judgements, or ours with equal weights of the workbook's own areas."""
    rows = found.named.get(JUDGEMENTS)
    if rows:
        return _nested(rows).part()
    ours = load_shipped(OUR_JUDGEMENTS).judgements.model_dump(mode="json")
    ours["weights"]["areas"] = {}
    if "forecast" in ours:
        ours["forecast"] |= {"rates": [], "slope_rates": []}
    return Entry("judgements", ours, {(): Cell(JUDGEMENTS, "A1", 1)}).part()


def _nested(rows: list[tuple[Cell, Any]]) -> Entry:
    """Dotted names back to nested values; numbers in a name are places in a list, from 1."""
    entry = Entry("judgements", {}, {(): Cell(JUDGEMENTS, "A1", 1)})
    tree: dict[str, Any] = {}
    for place, (name, value) in rows:
        at, keys = tree, name.split(".")
        for key in keys[:-1]:
            inner = at.setdefault(key, {})
            at = inner if isinstance(inner, dict) else {}
        at[keys[-1]] = plain(value) if isinstance(value, str) and "reason" not in name else value
        path = tuple(int(key) - 1 if key.isdigit() else key for key in keys)
        for length in range(1, len(path) + 1):
            entry.cells.setdefault(path[:length], place)
    entry.data = {key: _listed(value) for key, value in tree.items()}
    return entry


def _listed(value: Any) -> Any:
    if not isinstance(value, dict):
        return value
    if value and all(key.isdigit() for key in value):
        return [_listed(value[key]) for key in sorted(value, key=int)]
    return {key: _listed(inner) for key, inner in value.items()}


def _questionnaire(found: Book) -> Questionnaire:
    problems: list[Problem] = []
    head = found.head.part()
    places: dict[tuple[str, str], Part] = {("pack", ""): head}
    shaped: dict[str, list[Value]] = {"section": [], "question": []}
    for entry in found.entries:
        part = entry.part()
        model = Section if entry.kind == "section" else Question
        value, wrong = shape_as(model, part)
        problems.extend(wrong)
        places.setdefault((entry.kind, part.id or ""), part)
        if value is not None:
            shaped[entry.kind].append(value)
    if not (shaped["section"] and shaped["question"]):
        raise PackProblems(problems)
    inside = {"sections": shaped["section"], "questions": shaped["question"]}
    try:
        made = Questionnaire.model_validate({**found.head.data, **inside})
    except ValidationError as error:
        problems.extend(problems_in(Questionnaire, head, error))
        made = _with_a_head(found.head.data.get("scoring"), inside)
    problems.extend(_located(fault, places) for fault in faults(made))
    if problems:
        raise PackProblems(problems)
    return sealed(made)


def _with_a_head(scoring: Any, inside: dict[str, list[Value]]) -> Questionnaire:
    """The same questions under a head that fits, so that what is wrong with them is told too."""
    known = scoring if scoring in RULES else "risk-rules"
    head = {"id": "-", "version": "-", "title": "-", "scoring": known}
    return Questionnaire.model_validate({**head, **inside})


def _located(fault: Fault, places: dict[tuple[str, str], Part]) -> Problem:
    head = places["pack", ""]
    if fault.kind == "band":
        return head.problem(("bands", fault.at or 0), fault.message, fault.nearest)
    part = places.get((fault.kind, fault.id), head)
    path = (fault.field, *(() if fault.at is None else (fault.at,)))
    return part.problem(path, fault.message, fault.nearest)
