"""Conflicts in the report: owner and day of those that are open, and how the others were closed."""

from datetime import UTC, date, datetime
from typing import Any

import pytest

from reports import resolutions
from reports.blocks import Table
from reports.model import Report
from reports.sections import claims, conflicts
from scoring.conflict import Conflict, ConflictEvent, Resolution
from tests.reports.example_report import report as example

DAY = datetime(2026, 11, 10, 9, tzinfo=UTC)
OPENED = ConflictEvent(at=DAY, what="opened", claim=4, observed_high=2)


def conflict(number: int, capability: str, **changes: Any) -> Conflict:
    fields: dict[str, Any] = {
        "number": number, "capability": capability, "critical": True, "state": "open", "claim": 4.0,
        "observed_high": 2, "findings": (), "eyes": (), "events": (OPENED,),
    }  # fmt: skip
    return Conflict.model_validate(fields | changes)


def closed(number: int, how: Resolution, **changes: Any) -> Conflict:
    step = ConflictEvent(at=DAY, what="closed", how=how, **changes)
    state = "waived" if how is Resolution.WAIVED else "closed"
    return conflict(number, "eng.rollback", state=state, events=(OPENED, step))


def words(report: Report, section: Any) -> list[str]:
    built = section.build(report)
    tables: list[Any] = [block for block in built.blocks if isinstance(block, Table)]
    return [
        " | ".join("".join(part.text for part in cell) for cell in row.cells)
        for table in tables
        for row in table.rows
    ]


def test_an_open_conflict_carries_its_own_number_owner_and_day() -> None:
    mine = conflict(7, "eng.rollback", owner="Bo Lind", due=date(2026, 12, 1))
    (row,) = [line for line in words(example(conflicts=(mine,)), claims) if line.startswith("K-7")]
    assert "Bo Lind | 1\u00a0Dec\u00a02026" in row
    assert "overdue" not in row


def test_a_conflict_past_its_day_is_told_as_overdue() -> None:
    late = conflict(7, "eng.rollback", owner="Bo Lind", due=date(2026, 11, 12))
    assert any(
        "12\u00a0Nov\u00a02026, overdue" in row for row in words(example(conflicts=(late,)), claims)
    )


def test_without_a_settled_conflict_there_is_no_section_of_them() -> None:
    assert conflicts.build(example()) is None
    assert conflicts.build(example(conflicts=(conflict(1, "eng.rollback"),))) is None


@pytest.mark.parametrize(
    ("how", "changes", "told"),
    [
        (Resolution.LATER_FINDING, {"finding": "f7"},
         "A later finding supports the claim F-0007 | the probe"),
        (Resolution.ANSWER_CORRECTED, {"claim": 2.0, "respondent": "r2", "by": "Kim"},
         "The answer was corrected to 2 | Platform 1 |"),
        (Resolution.PROBE_FIXED, {}, "The probe's scope was fixed, and it ran again"),
        (Resolution.WAIVED, {"by": "Kim", "second": "Bo", "until": datetime(2026, 12, 24, tzinfo=UTC)},
         "Waived until 24\u00a0Dec\u00a02026 | Kim and Bo"),
        (Resolution.OVERRULED, {"by": "Kim", "note": "the wrong branch"}, "The finding was overruled | Kim"),
        (Resolution.OUT_OF_SCOPE, {}, "It is not asked of this use case any more"),
    ],
)  # fmt: skip
def test_each_way_of_closing_is_told_with_who_and_when(
    how: Resolution, changes: dict[str, Any], told: str
) -> None:
    (row,) = words(example(conflicts=(closed(3, how, **changes),)), conflicts)
    assert told in row
    assert row.startswith("K-3 | ")
    assert row.endswith("10\u00a0Nov\u00a02026")


def test_who_typed_a_corrected_answer_in_is_told_where_names_are_shown() -> None:
    mine = closed(3, Resolution.ANSWER_CORRECTED, claim=2.0, respondent="r2", by="Kim")
    (row,) = words(example(conflicts=(mine,), show_names=True), conflicts)
    assert "A. Ferreira, entered by Kim" in row


def test_a_conflict_about_something_that_the_pack_asks_no_more_keeps_its_row() -> None:
    gone = closed(3, Resolution.OUT_OF_SCOPE).model_copy(update={"capability": "data.gone"})
    (row,) = words(example(conflicts=(gone,)), conflicts)
    assert "data.gone" in row


def test_the_headline_counts_what_is_open_and_what_is_late() -> None:
    today = date(2026, 11, 16)
    late = conflict(1, "eng.rollback", owner="Bo", due=date(2026, 11, 15))
    other = conflict(2, "data.pipelines")
    gone = closed(3, Resolution.OVERRULED)
    told = resolutions.headline
    assert told((late, other, gone), today) == "Two conflicts are open, one is overdue"
    assert told((other,), today) == "One conflict is open"
    assert told((gone,), today) == "No conflict is open; one was settled"
    assert told((), today) == "No conflict: no finding contradicts a claim"


def test_the_settled_ones_are_counted_by_how() -> None:
    both = (
        closed(1, Resolution.OVERRULED),
        closed(2, Resolution.WAIVED),
        closed(3, Resolution.OVERRULED),
    )
    assert resolutions.settled(both) == (
        "Three conflicts were settled: one by a waiver and two by overruling the finding"
    )
    assert resolutions.settled(both[:1]) == "One conflict was settled: by overruling the finding"
