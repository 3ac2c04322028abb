"""The plan as a CSV that a tracker imports: one row an initiative, for Jira or for Azure DevOps.

Two forms, because the two importers ask for different columns. Jira (prepare and map a CSV file)
wants a ``Summary``, headers without punctuation, estimates in seconds and as many ``Labels`` columns
as there are labels; the date format, here ``yyyy-MM-dd``, is chosen while importing. Azure Boards
(import work items) wants ``Work Item Type`` and ``Title``, no ``ID``, HTML as description, tags with
semicolons between, and takes 1,000 rows at a time. Epic is a type of every process of Azure Boards.
Both know people by their e-mail address: Azure Boards holds up a row whose *Assigned To* it does not
know, so that only an address is written there; who owns the work stands in the description too.
"""

import csv
import io
import re
from collections.abc import Sequence
from html import escape
from typing import Literal

from reports.manner import for_programs
from reports.model import Report
from reports.quantities import asked, value_of
from reports.requests_csv import FORMULA
from reports.wording import person_weeks, short_moment
from reports.workbook.cells import is_web_address, plain
from reports.workbook.names import capability, role
from reports.workbook.plan import CONDITION_WORDS
from scoring.roadmap_model import PlannedCondition, PlannedInitiative

Tracker = Literal["jira", "azure-devops"]
SECONDS_A_WEEK = 5 * 8 * 3600
"""Of a person-week in Jira's own reckoning of five days of eight hours."""
MOST_ROWS = 1_000
LONGEST_TITLE = 250
LABEL = "prodworthy"
_ADDRESS = re.compile(r"[^\s@,;<>]+@[^\s@,;<>]+\.[^\s@,;<>]+")


@for_programs
def render(report: Report, tracker: Tracker = "jira") -> bytes:
    """UTF-8 CSV with commas; headers alone where there is no plan. Dropped initiatives are left out.

    Text that a spreadsheet would compute gets an apostrophe in front, because such a file is often
    looked at in one before it is imported.
    """
    rows = report.roadmap.rows[:MOST_ROWS] if report.roadmap else ()
    open_ones = [row for row in rows if not row.is_finished]
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    heads, made = _jira(report, open_ones) if tracker == "jira" else _azure(report, open_ones)
    writer.writerow(heads)
    writer.writerows([_safe(cell) for cell in row] for row in made)
    return text.getvalue().encode("utf-8")


Rows = list[list[str]]


def _jira(report: Report, rows: Sequence[PlannedInitiative]) -> tuple[list[str], Rows]:
    labels = [_labels(report, row) for row in rows]
    after = [_after(row, rows) for row in rows]
    wide, deep = max(map(len, labels), default=1), max(map(len, after), default=0)
    heads = [
        "Issue Id", "Summary", "Issue Type", "Description", "Assignee", "Start date", "Due date",
        "Original Estimate", *["Labels"] * wide, *["Is blocked by"] * deep,
    ]  # fmt: skip
    made = [
        [
            str(number), _title(row), "Task", "\n".join(_told(report, row)), row.owner,
            row.start.isoformat(), row.p80.isoformat(), str(round(row.effort_mid * SECONDS_A_WEEK)),
            *_padded(tags, wide), *_padded([str(one) for one in first], deep),
        ]
        for number, (row, tags, first) in enumerate(zip(rows, labels, after, strict=True), start=1)
    ]  # fmt: skip
    return heads, made


def _azure(report: Report, rows: Sequence[PlannedInitiative]) -> tuple[list[str], Rows]:
    heads = [
        "Work Item Type", "Title", "Description", "Assigned To", "Start Date", "Target Date",
        "Effort", "Tags",
    ]  # fmt: skip
    made = [
        [
            "Epic", _title(row), "<br>".join(escape(line) for line in _told(report, row)),
            row.owner if _ADDRESS.fullmatch(row.owner.strip()) else "",
            row.start.isoformat(), row.p80.isoformat(), f"{row.effort_mid:.1f}",
            "; ".join(_labels(report, row)),
        ]
        for row in rows
    ]  # fmt: skip
    return heads, made


def _title(row: PlannedInitiative) -> str:
    whole = " ".join(f"{row.id} {row.title}".split())
    return whole if len(whole) <= LONGEST_TITLE else f"{whole[: LONGEST_TITLE - 1]}…"


def _told(report: Report, row: PlannedInitiative) -> list[str]:
    """What the work is for, when it is done, and where the number that proves it can be seen."""
    whole = [f"Whole title: {' '.join(row.title.split())}"] if _title(row).endswith("…") else []
    owner = [f"Owner: {' '.join(row.owner.split())}"] if row.owner.strip() else []
    lines = [
        *whole,
        *owner,
        f"Lifts: {capability(report, row.capability)}, from level {row.from_level} to {row.to_level}",
        f"Done when: {row.exit_sentence}",
    ]
    for one in row.conditions:
        lines += [f"- {asked(one)}", f"  Now: {_now(one)}"]
        if one.reading is not None and is_web_address(one.reading.url):
            lines.append(f"  {one.metric_name or one.metric}, live: {one.reading.url}")
    lines += [f"After: {', '.join(row.prerequisites)}"] if row.prerequisites else []
    low, high = person_weeks(row.effort_low), person_weeks(row.effort_high)
    lines.append(f"Effort: {low} to {high}, led by {role(report, row.lead_role)}")
    return [plain(line.replace("\u00a0", " ")) for line in lines]


def _now(condition: PlannedCondition) -> str:
    """The value that was read, how it stands to its target, and when; or that there is none."""
    state = CONDITION_WORDS[condition.state]
    if condition.reading is None:
        return state
    read = short_moment(condition.reading.read_at)
    return f"{value_of(condition.reading)}, {state}, read {read}"


def _labels(report: Report, row: PlannedInitiative) -> list[str]:
    """Words without spaces, as both trackers want them."""
    area = report.pack.capability(row.capability).area
    gate = ["opens-gate"] if row.opens_gate else []
    return [LABEL, row.id, area.replace(" ", "-"), *gate]


def _after(row: PlannedInitiative, rows: Sequence[PlannedInitiative]) -> list[int]:
    numbers = {one.id: number for number, one in enumerate(rows, start=1)}
    return [numbers[name] for name in row.prerequisites if name in numbers]


def _padded(words: Sequence[str], count: int) -> list[str]:
    return [*words, *[""] * (count - len(words))]


def _safe(cell: str) -> str:
    text = plain(cell)
    return f"'{text}" if text.startswith(FORMULA) else text
