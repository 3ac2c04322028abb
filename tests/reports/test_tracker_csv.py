"""One row an initiative, in the columns that Jira and Azure Boards document, and nothing computes."""

import csv
import io
import re
from datetime import date

import pytest

from reports.model import Report
from reports.tracker_csv import SECONDS_A_WEEK, Tracker, render
from scoring.roadmap_model import ConditionState, Status
from tests.reports.workbook_report import condition, initiative, report, roadmap


def rows(tracker: Tracker, made: Report | None = None) -> list[list[str]]:
    text = render(made or report(), tracker).decode("utf-8")
    return list(csv.reader(io.StringIO(text)))


def test_jira_gets_a_summary_an_estimate_in_seconds_and_one_column_a_label() -> None:
    head, first, _ = rows("jira")
    assert head[:4] == ["Issue Id", "Summary", "Issue Type", "Description"]
    named = dict(zip(head, first, strict=True))
    assert named["Summary"].startswith("I-ENG-04 ")
    assert named["Original Estimate"] == str(3 * SECONDS_A_WEEK)
    assert (named["Start date"], named["Due date"]) == ("2026-11-23", "2026-12-20")
    labels = [text for title, text in zip(head, first, strict=True) if title == "Labels"]
    assert labels == ["prodworthy", "I-ENG-04", "engineering", "opens-gate"]
    assert not any(" " in text for text in labels)
    assert not any(set(title) & set(".:;\"'()") for title in head)


def test_azure_gets_its_type_and_title_html_and_tags_with_semicolons_and_no_id() -> None:
    head, first, _ = rows("azure-devops")
    assert head[:2] == ["Work Item Type", "Title"]
    assert "ID" not in head
    named = dict(zip(head, first, strict=True))
    assert named["Work Item Type"] == "Epic"
    assert named["Tags"] == "prodworthy; I-ENG-04; engineering; opens-gate"
    assert "<br>" in named["Description"]
    assert named["Effort"] == "3.0"


@pytest.mark.parametrize("tracker", ["jira", "azure-devops"])
def test_the_description_has_the_exit_criterion_and_where_the_number_is_seen(
    tracker: Tracker,
) -> None:
    head, first, _ = rows(tracker)
    told = dict(zip(head, first, strict=True))["Description"]
    assert "Done when:" in told
    assert "95th percentile latency ≤ 300 ms" in told
    assert "http://127.0.0.1:9090/graph" in told
    assert re.search(r"Now: \S+ ms, uncertain, read \d", told)


def test_a_number_that_nobody_read_says_so() -> None:
    unread = condition().model_copy(update={"reading": None, "state": ConditionState.NOT_READ})
    plan = roadmap((initiative("I-ENG-04", date(2026, 11, 23), True, conditions=(unread,)),))
    assert "Now: no source read it" in render(report(roadmap=plan)).decode()


def test_what_comes_first_is_linked_by_the_issue_id() -> None:
    plan = roadmap(
        (
            initiative("I-ENG-04", date(2026, 11, 23), True),
            initiative("I-DATA-02", date(2027, 1, 4), False, prerequisites=("I-ENG-04",)),
        )
    )
    head, first, second = rows("jira", report(roadmap=plan))
    place = head.index("Is blocked by")
    assert (first[place], second[place]) == ("", "1")


@pytest.mark.parametrize("tracker", ["jira", "azure-devops"])
@pytest.mark.parametrize("text", ["=1+1", "+cmd|' /C calc'!A0", "-2+3", "@SUM(A1)", "\t=1", "\r=1"])
def test_no_cell_computes_in_a_spreadsheet(tracker: Tracker, text: str) -> None:
    plan = roadmap((initiative("I-ENG-04", date(2026, 11, 23), True, owner=text, title=text),))
    for row in rows(tracker, report(roadmap=plan)):
        assert not [cell for cell in row if cell.startswith(("=", "+", "-", "@", "\t", "\r"))]


def test_markup_in_a_title_or_criterion_stays_text_in_azures_html() -> None:
    bad = "<img src=x onerror=alert(1)>"
    plan = roadmap((initiative("I-ENG-04", date(2026, 11, 23), True, exit_sentence=bad),))
    assert bad not in render(report(roadmap=plan), "azure-devops").decode()


def test_finished_work_is_not_imported_and_no_plan_gives_headers_alone() -> None:
    done = roadmap((initiative("I-ENG-04", date(2026, 11, 23), True, status=Status.PROVED),))
    assert len(rows("jira", report(roadmap=done))) == 1
    assert len(rows("azure-devops", report(roadmap=None))) == 1


@pytest.mark.parametrize("tracker", ["jira", "azure-devops"])
def test_a_long_title_and_an_owner_whom_the_tracker_does_not_know_are_whole_in_the_description(
    tracker: Tracker,
) -> None:
    title = 'Quote "x", comma\nand ' + "ü" * 400
    owners = ("=Mia, Köhler", "mia@example.org")
    lines = [initiative("I-ENG-04", date(2026, 11, 23), True).model_copy(
        update={"title": title, "owner": one}) for one in owners]  # fmt: skip
    head, first, second = rows(tracker, report(roadmap=roadmap(tuple(lines))))
    told, known = (dict(zip(head, row, strict=True)) for row in (first, second))
    name = told["Summary" if tracker == "jira" else "Title"]
    assert len(name) <= 250
    assert name.endswith("ü…")
    assert "Whole title: Quote" in told["Description"]
    assert "ü" * 400 in told["Description"]
    assert "Owner: =Mia, Köhler" in told["Description"]
    column = "Assignee" if tracker == "jira" else "Assigned To"
    assert told[column] == ("'=Mia, Köhler" if tracker == "jira" else "")
    assert known[column] == "mia@example.org"
