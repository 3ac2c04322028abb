"""Chosen numbers: from files that a test writes, and from a real SQLite, DuckDB and PostgreSQL."""

import sqlite3
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import duckdb
import pytest

from assessment.connectors import number
from assessment.connectors.numbers.evidence import NumbersEvidence
from assessment.connectors.numbers.figures import figures, moment
from assessment.connectors.numbers.targets import targets
from assessment.listed_numbers import ListedNumber
from assessment.model import Finding, Outcome
from assessment.probing import discover, examine
from assessment.sources import Circumstances, Options, Permission, Source, SourceUnavailable
from content.loading import load_shipped
from tests.live_postgres import Database, serving

NOW = datetime(2026, 6, 10, 9, tzinfo=UTC)
OUTCOME = "month,euros\n2026-03,900\n2026-04,1000\n2026-05,1200\n"


def _circumstances(permission: Permission | None = None) -> Circumstances:
    return Circumstances(now=lambda: NOW, permission=permission or Permission())


def _file(tmp_path: Path, text: str, name: str = "outcome.csv") -> Path:
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    return path


def _source(address: object, options: Options | None = None) -> Source:
    return Source(
        id="n", kind="number", name="numbers", address=str(address), options=options or {}
    )


def _read(address: object, options: Options | None = None) -> NumbersEvidence:
    return number.read(_source(address, options), _circumstances())


def _found(seen: NumbersEvidence) -> dict[str, Finding]:
    found = examine(discover(), _source("list"), seen, NOW)
    return {item.probe: item for item in found}


def _listed(metric: str, database: object, query: str, **more: object) -> ListedNumber:
    given = {"name": metric, "metric": metric, "database": str(database), "query": query}
    return ListedNumber.model_validate(given | more)


def _from_list(*listed: ListedNumber, secrets: dict[str, str] | None = None) -> NumbersEvidence:
    known = {item.name: item for item in listed}
    permission = Permission(numbers=known, secrets=secrets or {})
    return number.read(_source("list"), _circumstances(permission))


def test_a_business_outcome_in_a_file_is_fresh_and_has_the_months_before_as_baseline(
    tmp_path: Path,
) -> None:
    told: Options = {"unit": "EUR", "title": "Refunds prevented", "baseline_until": "2026-05-01"}
    found = _found(_read(_file(tmp_path, OUTCOME), told))
    (reading,) = found["business_metric_is_fresh"].readings
    assert (reading.metric, reading.value, reading.unit) == ("business_outcome", 1200, "EUR")
    assert [value for _, value in reading.trend] == [900, 1000, 1200]
    (share,) = found["business_metric_has_a_baseline"].readings
    assert share.value == pytest.approx(1200 / 950)
    assert (
        "the mean of 2 figures before 2026-05-01"
        in found["business_metric_has_a_baseline"].observed
    )
    assert found["business_effect_has_an_interval"].outcome is Outcome.ABSENT
    assert found["chosen_numbers_are_up_to_date"].outcome is Outcome.PRESENT


def test_an_old_outcome_is_absent_and_says_nothing_else(tmp_path: Path) -> None:
    found = _found(_read(_file(tmp_path, "date,value\n2025-11-30,900\n"), {"baseline": 800.0}))
    assert found["business_metric_is_fresh"].outcome is Outcome.ABSENT
    assert found["business_metric_is_fresh"].readings == ()
    assert found["business_metric_has_a_baseline"].outcome is Outcome.UNAVAILABLE
    wide = _read(tmp_path / "outcome.csv", {"number_age_limit_days": 300.0})
    assert _found(wide)["business_metric_is_fresh"].outcome is Outcome.PRESENT


def test_a_control_and_an_interval_come_from_their_columns(tmp_path: Path) -> None:
    text = "date;value;lower;upper;cases;control\n2026-05-31;900;;;;\n"
    text += "2026-05-30;1200;1100;1300;5000;1000\n2026-06-05;1250;1150;1350;5200;1000\n"
    found = _found(_read(_file(tmp_path, text)))
    (share,) = found["business_metric_has_a_baseline"].readings
    assert (share.value, share.low, share.high, share.n) == (1.25, 1.15, 1.35, 5200)
    assert found["business_effect_has_an_interval"].outcome is Outcome.PRESENT


def test_one_file_may_hold_many_numbers(tmp_path: Path) -> None:
    text = (
        "metric,date,value,unit\nreview_days,2026-05-31,6,working days\n"
        "bypass_ratio,2026-05-31,0.4,\ncost_per_thousand,2026-06-01,3.1,EUR\n"
    )
    found = _found(_read(_file(tmp_path, text)))
    assert found["governance_reviews_are_quick"].outcome is Outcome.PRESENT
    assert found["the_old_way_is_seldom_taken"].outcome is Outcome.ABSENT
    assert found["business_metric_is_fresh"].outcome is Outcome.UNAVAILABLE
    (other,) = found["chosen_numbers_are_up_to_date"].readings
    assert (other.metric, other.value, other.unit) == ("cost_per_thousand", 3.1, "EUR")


def test_a_number_in_another_unit_is_not_compared(tmp_path: Path) -> None:
    text = "metric,date,value,unit\nreview_days,2026-05-31,6,weeks\n"
    found = _found(_read(_file(tmp_path, text)))["governance_reviews_are_quick"]
    assert (found.outcome, found.observed) == (
        Outcome.UNAVAILABLE, "review_days is in weeks, and is compared in working days",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("", "no column of dates"),
        ("date,value\n", "a header and no row"),
        ("when,what,why\n1,2,3\n", "no column of dates"),
        ("date,first,second\n2026-01-01,1,2\n", "no column of values"),
    ],
)
def test_a_file_without_figures_is_said(tmp_path: Path, text: str, told: str) -> None:
    with pytest.raises(SourceUnavailable, match=told):
        _read(_file(tmp_path, text))


@pytest.mark.parametrize("cell", ["=1+1", "many", "nan", "1,200", "@SUM(A1)", "0x10", "1e999"])
def test_a_cell_that_is_no_number_is_refused_and_never_quoted(tmp_path: Path, cell: str) -> None:
    seen = _read(_file(tmp_path, f'date,value\n2026-05-31,"{cell}"\n'))
    (one,) = seen.numbers
    assert not one.reach.read
    assert cell not in one.reach.reason
    assert _found(seen)["business_metric_is_fresh"].outcome is Outcome.UNAVAILABLE


def test_two_rows_of_one_date_are_refused_since_neither_is_the_number(tmp_path: Path) -> None:
    text = "date,country,value\n2026-05-31,GB,6\n2026-05-31,FR,9\n"
    (one,) = _read(_file(tmp_path, text)).numbers
    assert one.reach.reason == "row 2 has the date of an earlier row"


def test_of_two_numbers_that_are_the_same_metric_neither_is_taken(tmp_path: Path) -> None:
    path = _sqlite(tmp_path)
    query = "SELECT week, share FROM use"
    one = _listed("active_use_ratio", path, query, title="Pilot")
    two = one.model_copy(update={"name": "other", "title": "Everybody"})
    found = _found(_from_list(one, two))["most_target_users_are_active"]
    assert (found.outcome, found.observed) == (
        Outcome.UNAVAILABLE, "2 numbers could be meant: Pilot, Everybody",
    )  # fmt: skip


def test_a_day_without_a_value_is_no_zero() -> None:
    found = figures([("2026-05-01", None), ("2026-05-02", ""), ("2026-05-03", 0)])
    assert [(item.at.day, item.value) for item in found] == [(3, 0.0)]


@pytest.mark.parametrize(
    ("given", "day"),
    [
        ("2026-02", date(2026, 2, 28)), ("2026-12", date(2026, 12, 31)),
        ("2026-05-31", date(2026, 5, 31)), (date(2026, 5, 31), date(2026, 5, 31)),
        ("2026-05-31T22:00:00+00:00", date(2026, 5, 31)), ("2026-13", None), ("May", None),
        (None, None), (20260531.5, None),
    ],
)  # fmt: skip
def test_a_month_is_its_last_day_and_what_is_no_date_is_none(
    given: object, day: date | None
) -> None:
    found = moment(given)
    assert (found.date() if found else None) == day


def test_a_figure_of_the_running_month_is_not_read_from_the_future(tmp_path: Path) -> None:
    found = _found(_read(_file(tmp_path, "month,value\n2026-06,5\n")))
    (reading,) = found["business_metric_is_fresh"].readings
    assert reading.read_at == NOW


def _sqlite(tmp_path: Path) -> Path:
    path = tmp_path / "figures.sqlite"
    with sqlite3.connect(path) as opened:
        opened.execute("CREATE TABLE use (week TEXT, share REAL, users INTEGER)")
        opened.executemany(
            "INSERT INTO use VALUES (?, ?, ?)", [("2026-05-25", 0.55, 40), ("2026-06-01", 0.7, 41)]
        )
    opened.close()
    return path


def test_a_query_of_the_list_runs_on_sqlite_and_on_duckdb(tmp_path: Path) -> None:
    duck = tmp_path / "figures.duckdb"
    with duckdb.connect(str(duck)) as opened:
        opened.execute("CREATE TABLE cost AS SELECT DATE '2026-05-31' AS day, 0.97 AS share")
    query = "SELECT week, share, NULL, NULL, users FROM use ORDER BY week"
    seen = _from_list(
        _listed("active_use_ratio", _sqlite(tmp_path), query, unit="ratio", title="Weekly users"),
        _listed("cost_tag_coverage", duck, "SELECT day, share FROM cost"),
    )
    found = _found(seen)
    (reading,) = found["most_target_users_are_active"].readings
    assert (reading.value, reading.n) == (0.7, 41)
    assert found["cost_carries_the_tag"].outcome is Outcome.PRESENT


@pytest.mark.parametrize(
    "query",
    [
        "DELETE FROM use", "INSERT INTO use VALUES ('2026-06-08', 1, 1)", "DROP TABLE use",
        "ATTACH DATABASE '/etc/passwd' AS other", "PRAGMA writable_schema = 1",
        "SELECT load_extension('evil')",
    ],
)  # fmt: skip
def test_a_query_that_is_no_reading_is_refused_by_the_engine(tmp_path: Path, query: str) -> None:
    path = _sqlite(tmp_path)
    before = path.read_bytes()
    (one,) = _from_list(_listed("active_use_ratio", path, query)).numbers
    assert not one.reach.read
    assert path.read_bytes() == before


def test_one_query_that_fails_costs_its_own_number_only(tmp_path: Path) -> None:
    path = _sqlite(tmp_path)
    found = _found(_from_list(
        _listed("active_use_ratio", path, "SELECT week, share FROM use"),
        _listed("bypass_ratio", path, "SELECT nothing FROM nowhere"),
        _listed("review_days", path, "SELECT week, share FROM use WHERE share > 5"),
    ))  # fmt: skip
    assert found["most_target_users_are_active"].outcome is Outcome.PRESENT
    assert found["the_old_way_is_seldom_taken"].outcome is Outcome.UNAVAILABLE
    assert "gives no row" in found["governance_reviews_are_quick"].observed
    assert "2 could not be read" in found["chosen_numbers_are_up_to_date"].observed


def test_a_query_without_an_end_is_ended(tmp_path: Path) -> None:
    endless = (
        "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT max(i), 1 FROM n"
    )
    listed = _listed("active_use_ratio", _sqlite(tmp_path), endless)
    given = Circumstances(
        now=lambda: NOW, permission=Permission(numbers={"active_use_ratio": listed}),
        budget=timedelta(seconds=1),
    )  # fmt: skip
    (one,) = number.read(_source("list"), given).numbers
    assert "time allowed" in one.reach.reason


@pytest.fixture(scope="module")
def postgres() -> Iterator[Database]:
    with serving() as database:
        with database.owner() as connection:
            connection.execute("CREATE SCHEMA finance")
            connection.execute(
                "CREATE TABLE finance.refunds (month date, euros numeric, kept numeric)"
            )
            connection.execute(
                "INSERT INTO finance.refunds VALUES ('2026-04-01', 900.5, 800), ('2026-05-01', 1200, 800)"
            )
            connection.execute("GRANT USAGE ON SCHEMA finance TO reader")
            connection.execute("GRANT SELECT, DELETE ON finance.refunds TO reader")
        yield database


REFUNDS = "SELECT month, euros, NULL, NULL, NULL, kept FROM finance.refunds ORDER BY month"
PASSWORD = {"finance": "host=127.0.0.1 basic:reader:sesame"}


def test_a_query_of_the_list_runs_on_postgresql_and_sees_no_more_than_its_role(
    postgres: Database,
) -> None:
    listed = _listed("business_outcome", postgres.address, REFUNDS, secret="finance", unit="EUR")
    found = _found(_from_list(listed, secrets=PASSWORD))
    (share,) = found["business_metric_has_a_baseline"].readings
    assert share.value == 1.5
    assert found["business_effect_has_an_interval"].outcome is Outcome.PRESENT


def test_a_query_that_writes_is_refused_by_postgresql_though_the_role_may_write(
    postgres: Database,
) -> None:
    query = "DELETE FROM finance.refunds RETURNING month, euros"
    listed = _listed("business_outcome", postgres.address, query, secret="finance")
    (one,) = _from_list(listed, secrets=PASSWORD).numbers
    assert "SQLSTATE 25006" in one.reach.reason
    with postgres.owner() as connection:
        (count,) = connection.execute("SELECT count(*) FROM finance.refunds").fetchone() or (0,)
    assert count == 2


def test_a_wrong_password_and_a_forbidden_host_are_said_without_the_secret(
    postgres: Database,
) -> None:
    wrong = {"finance": "host=127.0.0.1 basic:reader:open"}
    listed = _listed("business_outcome", postgres.address, REFUNDS, secret="finance")
    (one,) = _from_list(listed, secrets=wrong).numbers
    assert one.reach.reason == "the database did not accept the user and password"
    closed = Permission(local_mode=False, numbers={"business_outcome": listed}, secrets=PASSWORD)
    (one,) = number.read(_source("list"), _circumstances(closed)).numbers
    assert "not a public address" in one.reach.reason


def test_of_the_list_names_are_offered_and_an_unknown_one_is_said(tmp_path: Path) -> None:
    listed = _listed(
        "review_days", tmp_path / "x.sqlite", "SELECT 1, 2", title="Days to a decision"
    )
    given = _circumstances(Permission(numbers={"review_days": listed}))
    survey = number.survey(_source("list"), given)
    assert survey.told == "1 number on the operator's list"
    assert survey.choices["numbers"][0].label == "Days to a decision"
    with pytest.raises(SourceUnavailable, match="no number nobody"):
        number.read(_source("list", {"numbers": ["nobody"]}), given)
    with pytest.raises(SourceUnavailable, match="the operator listed no number"):
        _read("list")


def test_the_survey_of_a_file_says_how_far_its_figures_go(tmp_path: Path) -> None:
    survey = number.survey(_source(_file(tmp_path, OUTCOME)), _circumstances())
    assert survey.told == "3 figures up to 31 May 2026"
    assert "review_days" in {item.value for item in survey.choices["metric"]}


def test_a_file_outside_the_operators_folders_is_not_opened(tmp_path: Path) -> None:
    path = _file(tmp_path, OUTCOME)
    bound = Permission(local_mode=False, roots=(tmp_path / "other",))
    with pytest.raises(SourceUnavailable, match="not in a folder that the operator allows"):
        number.read(_source(path), _circumstances(bound))


def test_every_target_is_a_metric_of_the_pack_in_its_unit_and_has_one_probe() -> None:
    pack = load_shipped("ai-production")
    probes = [item.definition for item in discover() if item.definition.connectors == ("number",)]
    for metric, target in targets().items():
        assert pack.metric(metric).unit == target.unit
        assert sum(probe.metrics == (metric,) for probe in probes) == 1


@pytest.mark.parametrize("query", ["", "  ;", "SELECT 1; DROP TABLE use", ";SELECT 1"])
def test_a_query_is_one_statement(query: str) -> None:
    with pytest.raises(ValueError, match="one statement"):
        _listed("review_days", "x.sqlite", query)


def test_every_query_and_file_was_announced_and_is_written_down(tmp_path: Path) -> None:
    listed = _listed("active_use_ratio", _sqlite(tmp_path), "SELECT week, share FROM use")
    given = _circumstances(Permission(numbers={"active_use_ratio": listed}))
    number.read(_source("list"), given)
    assert [item.request.what for item in given.made] == ["SELECT week, share FROM use"]
    assert {item.request.why for item in given.made} == {
        item.why for item in number.requests(_source("list"))
    }
    again = _circumstances()
    path = _file(tmp_path, OUTCOME)
    number.read(_source(path), again)
    assert [item.what for item in number.requests(_source(path))] == [again.made[0].request.what]
