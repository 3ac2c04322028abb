"""Results of data checkers, in the shapes that they write."""

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from assessment.connectors import data_checks
from assessment.connectors.checks.evidence import ChecksEvidence
from assessment.model import Finding, Outcome
from assessment.probing import discover, examine
from assessment.sources import Circumstances, Permission, Source, SourceUnavailable

NOW = datetime(2026, 6, 1, 9, tzinfo=UTC)
RUN = {"run_name": "nightly", "run_time": "2026-06-01T04:10:00.123456+00:00"}


def _expectation(
    kind: str, *, success: bool, column: str = "", raised: bool = False
) -> dict[str, Any]:
    kwargs = {"batch_id": "erp-orders"} | ({"column": column} if column else {})
    values = {"partial_unexpected_list": ["ada@example.org"], "unexpected_count": 1}
    return {"success": success, "expectation_config": {"type": kind, "kwargs": kwargs, "meta": {}},
            "result": {} if success else values,
            "exception_info": {"raised_exception": raised, "exception_message": None}}  # fmt: skip


def _validation(*results: dict[str, Any], when: bool = True) -> dict[str, Any]:
    return {"success": all(item["success"] for item in results), "results": list(results),
            "suite_name": "orders", "meta": {"run_id": RUN} if when else {}}  # fmt: skip


NOT_NULL = _expectation("expect_column_values_to_not_be_null", success=True, column="order_id")
EMAIL = _expectation("expect_column_values_to_match_regex", success=False, column="email")
ROWS = _expectation("expect_table_row_count_to_be_between", success=True)


def _scan(*outcomes: str | None) -> dict[str, Any]:
    checks = [
        {"name": f"missing_count({place}) = 0", "outcome": outcome, "table": "orders",
         "column": f"c{place}", "type": "generic", "dataSource": "erp",
         "diagnostics": {"value": 3, "blocks": [{"rows": ["ada@example.org"]}]}}
        for place, outcome in enumerate(outcomes)
    ]  # fmt: skip
    return {"definitionName": "nightly", "scanStartTimestamp": "2026-06-01T04:10:00+00:00",
            "scanEndTimestamp": "2026-06-01T04:11:00+00:00", "hasFailures": "fail" in outcomes,
            "hasErrors": False, "checks": checks, "logs": []}  # fmt: skip


def _source(tmp_path: Path, data: object) -> Source:
    path = tmp_path / "result.json"
    path.write_text(json.dumps(data))
    return Source(id="c", kind="data_checks", name="checks", address=str(path))


def _read(tmp_path: Path, data: object) -> ChecksEvidence:
    given = Circumstances(now=lambda: NOW, permission=Permission())
    return data_checks.read(_source(tmp_path, data), given)


def _found(tmp_path: Path, data: object) -> dict[str, Finding]:
    seen = _read(tmp_path, data)
    found = examine(discover(), _source(tmp_path, data), seen, NOW)
    return {item.probe: item for item in found}


def test_a_validation_is_counted_by_check_and_column(tmp_path: Path) -> None:
    found = _found(tmp_path, _validation(NOT_NULL, EMAIL, ROWS))["data_checks_pass"]
    assert found.outcome is Outcome.ABSENT
    assert found.observed == "1 of 3 checks failed: expect_column_values_to_match_regex on email"
    assert (found.readings[0].value, found.readings[0].n) == (1, 3)
    assert _read(tmp_path, _validation(NOT_NULL, EMAIL, ROWS)).runs[0].columns == 2


@pytest.mark.parametrize("nested", [True, False])
def test_a_checkpoint_holds_several_validations_in_the_old_way_or_the_new(
    tmp_path: Path, nested: bool
) -> None:
    one = _validation(NOT_NULL, when=False)
    rows = {"orders/1": {"validation_result": one} if nested else one}
    found = _found(tmp_path, {"run_id": RUN, "run_results": rows, "success": True})
    assert {item.outcome for item in found.values()} == {Outcome.PRESENT}


@pytest.mark.parametrize("nested", [True, False])
def test_a_check_that_could_not_be_evaluated_is_no_failure(tmp_path: Path, nested: bool) -> None:
    broken = _expectation("expect_column_max", success=False, column="amount", raised=True)
    if nested:
        broken["exception_info"] = {"('column.max',)": {"raised_exception": True}}
    found = _found(tmp_path, _validation(NOT_NULL, broken))["data_checks_pass"]
    assert (found.outcome, found.observed) == (
        Outcome.PRESENT, "0 of 1 checks failed, 1 could not be evaluated",
    )  # fmt: skip
    assert _found(tmp_path, _validation(broken))["data_checks_pass"].outcome is Outcome.UNAVAILABLE


def test_a_scan_of_soda_tells_failures_warnings_and_errors_apart(tmp_path: Path) -> None:
    (run,) = _read(tmp_path, _scan("pass", "warn", "fail", None)).runs
    assert (run.passed, run.warned, len(run.failed), run.errors, run.columns) == (1, 1, 1, 1, 4)
    assert _found(tmp_path, _scan("pass", "warn"))["data_checks_pass"].outcome is Outcome.PRESENT


def test_a_result_of_last_month_says_that_the_checks_no_longer_run_and_nothing_else(
    tmp_path: Path,
) -> None:
    old = _scan("fail") | {"scanEndTimestamp": "2026-05-01T04:11:00"}
    found = _found(tmp_path, old)
    assert found["data_checks_run_lately"].outcome is Outcome.ABSENT
    assert found["data_checks_pass"].outcome is Outcome.UNAVAILABLE


def test_a_result_without_a_time_decides_nothing(tmp_path: Path) -> None:
    found = _found(tmp_path, _validation(NOT_NULL, when=False))
    assert {item.outcome for item in found.values()} == {Outcome.UNAVAILABLE}


@pytest.mark.parametrize(
    "data", [[], {}, {"results": []}, {"checks": []}, {"run_results": []}, "x"]
)
def test_a_file_of_another_kind_is_said(tmp_path: Path, data: object) -> None:
    with pytest.raises(SourceUnavailable, match="no result of Great Expectations or Soda"):
        _read(tmp_path, data)


def test_no_value_of_the_data_is_kept(tmp_path: Path) -> None:
    for data in (_validation(EMAIL), _scan("fail")):
        assert "ada@example.org" not in _read(tmp_path, data).model_dump_json()


def test_the_survey_says_which_tool_wrote_it(tmp_path: Path) -> None:
    given = Circumstances(now=lambda: NOW, permission=Permission())
    survey = data_checks.survey(_source(tmp_path, _scan("pass", "fail")), given)
    assert survey.told == "Soda, 2 checks in 1 runs"


def test_a_scan_that_broke_off_holds_no_check_and_decides_nothing(tmp_path: Path) -> None:
    found = _found(tmp_path, _scan() | {"hasErrors": True})
    assert {item.outcome for item in found.values()} == {Outcome.UNAVAILABLE}
    assert found["data_checks_pass"].observed == "the result holds no check"
