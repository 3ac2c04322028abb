"""The audit list as a file."""

import csv
from datetime import UTC, datetime

from assessment.sources import Made, Request
from reports.requests_csv import COLUMNS, requests_csv


def _made(what: str) -> Made:
    asked = Request(verb="GET", what=what, why='to see, "really"')
    at = datetime(2026, 6, 1, 9, 30, tzinfo=UTC)
    return Made(request=asked, at=at, bytes=1200, milliseconds=12.34, status="200")


def test_every_request_is_a_row_that_reads_back_whole() -> None:
    what = "https://prometheus.example.org/api/v1/query?query=up,\nup"
    rows = list(csv.reader(requests_csv([("Prometheus", _made(what))]).splitlines(keepends=True)))
    assert rows[0] == list(COLUMNS)
    assert rows[1][0] == "2026-06-01 09:30:00"
    assert rows[1][1:5] == ["Prometheus", "GET", what, 'to see, "really"']


def test_no_cell_is_computed_by_a_spreadsheet() -> None:
    rows = list(csv.reader(requests_csv([("=1+1", _made("@SUM(A1)"))]).splitlines()))
    assert not [cell for cell in rows[1] if cell.startswith(("=", "+", "-", "@"))]
