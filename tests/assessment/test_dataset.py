"""The dataset connector on tables made on the spot, hostile ones among them."""

import random
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa  # type: ignore[import-untyped]
import pyarrow.parquet as pq  # type: ignore[import-untyped]
import pytest
from scipy.special import rel_entr

from assessment.connectors import dataset
from assessment.connectors.tables.duck import DuckDB
from assessment.connectors.tables.evidence import DatasetEvidence, RuleState
from assessment.sources import Circumstances, Permission, Source, SourceUnavailable, Stopped

NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)


def circumstances(**rest: Any) -> Circumstances:
    permission = rest.pop("permission", Permission())
    return Circumstances(now=lambda: NOW, permission=permission, **rest)


def read(file: Path | str, given: Circumstances | None = None, **options: Any) -> DatasetEvidence:
    source = Source(id="d", kind="dataset", name="D", address=str(file), options=options)
    return dataset.read(source, given or circumstances())


def csv(folder: Path, text: str, name: str = "t.csv") -> Path:
    file = folder / name
    file.write_text(text, encoding="utf-8")
    return file


def parquet(folder: Path, name: str, **columns: Any) -> Path:
    file = folder / name
    pq.write_table(pa.table(columns), file)
    return file


def test_rows_missing_and_distinct_values_are_counted(tmp_path: Path) -> None:
    evidence = read(csv(tmp_path, "id,amount\n1,5.5\n2,\n3,7.25\n"))
    amount = evidence.columns[1]
    assert (evidence.rows, amount.nulls, amount.smallest, amount.largest) == (3, 1, "5.5", "7.25")
    assert len(evidence.digest) == 64


def test_no_value_of_a_text_column_leaves_the_engine(tmp_path: Path) -> None:
    given = circumstances()
    file = csv(tmp_path, "who,n\nAda Lovelace,1\nGrace Hopper,2\n")
    evidence = read(file, given, reference=str(file), rules=["who not_null"])
    assert "Lovelace" not in evidence.model_dump_json() + repr(given.made)


def test_the_age_of_the_newest_event_leaves_out_the_future(tmp_path: Path) -> None:
    times = [NOW - timedelta(hours=h) for h in (3, 50)] + [NOW + timedelta(days=2)]
    rows = "\n".join(f"{t.isoformat()},{(t + timedelta(hours=1)).isoformat()}" for t in times)
    fresh = read(csv(tmp_path, f"event_time,loaded_at\n{rows}\n")).freshness
    assert fresh is not None
    assert fresh.age_hours == pytest.approx(3.0)
    assert fresh.future_rows == 1
    assert fresh.lag_p50_hours == pytest.approx(1.0)


@pytest.mark.parametrize("kind", ["seconds", "milliseconds", "naive", "date text"])
def test_times_are_read_in_the_forms_that_tables_have(tmp_path: Path, kind: str) -> None:
    when = NOW - timedelta(hours=5)
    value: Any = {
        "seconds": int(when.timestamp()),
        "milliseconds": int(when.timestamp() * 1000),
        "naive": when.replace(tzinfo=None),
        "date text": when.strftime("%Y-%m-%dT%H:%M:%SZ"),
    }[kind]
    fresh = read(parquet(tmp_path, "t.parquet", at=[value]), event_time="at").freshness
    assert fresh is not None
    assert fresh.age_hours == pytest.approx(5.0)


def test_a_column_of_times_that_holds_none_is_said_so(tmp_path: Path) -> None:
    fresh = read(csv(tmp_path, "at\nyesterday\ntoday\n"), event_time="at").freshness
    assert fresh is not None
    assert fresh.age_hours is None
    assert fresh.unreadable_rows == 2


@pytest.mark.parametrize("price", [[19.9, 4.5, 250.0], [19, 4, 250], [19.9, 4.5, 1.7722e9]])
def test_a_column_of_prices_holds_no_times(tmp_path: Path, price: list[float]) -> None:
    seen = read(parquet(tmp_path, "t.parquet", price=price), event_time="price")
    assert seen.freshness is not None
    assert seen.freshness.age_hours is None
    assert "price holds numbers that are no times; name another" in seen.freshness.reason
    assert seen.volume is None


def test_a_stray_number_does_not_cost_a_column_of_times(tmp_path: Path) -> None:
    at = [(NOW - timedelta(hours=hour)).timestamp() for hour in (3, 4, 5)]
    fresh = read(parquet(tmp_path, "t.parquet", at=[*at, 0.0]), event_time="at").freshness
    assert fresh is not None
    assert fresh.age_hours == pytest.approx(3.0)


def test_a_load_column_of_prices_gives_no_lag(tmp_path: Path) -> None:
    file = parquet(tmp_path, "t.parquet", at=[NOW - timedelta(hours=3)] * 3, price=[1.5, 2.5, 9.0])
    seen = read(file, event_time="at", load_time="price")
    assert seen.freshness is not None
    assert seen.freshness.age_hours == pytest.approx(3.0)
    assert seen.freshness.lag_p95_hours is None
    assert seen.lateness is not None
    assert "no times" in seen.lateness.reason


def test_declared_rules_count_the_rows_that_break_them(tmp_path: Path) -> None:
    file = csv(tmp_path, 'id,amount,country,"a b"\n1,5,GB,1\n2,-3,FR,\n2,900,XX,2\n3,,GB,3\n')
    rules = ["amount min 0", "amount max 500", "country in GB|FR", "id unique", '"a b" not_null']
    evidence = read(file, rules=[*rules, "amount not_null"])
    assert [rule.failing_rows for rule in evidence.rules] == [1, 1, 1, 1, 1, 1]
    assert evidence.rows_breaking_rules == 3
    assert {rule.state for rule in evidence.rules} == {RuleState.BROKEN}


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("amuont min 0", "the nearest is amount"),
        ("amount min many", "needs a number"),
        ("amount", "write it as a column"),
        ("amount in", "needs values"),
        ("amount unique now", "takes nothing"),
    ],
)
def test_a_rule_that_cannot_be_read_is_said_and_the_others_still_run(
    tmp_path: Path, line: str, told: str
) -> None:
    evidence = read(csv(tmp_path, "amount\n-5\n"), rules=[line, "amount min 0"])
    assert evidence.rules[0].state is RuleState.UNREADABLE
    assert told in evidence.rules[0].reason
    assert evidence.rules[1].failing_rows == 1


def test_names_and_rules_that_look_like_sql_stay_names_and_rules(tmp_path: Path) -> None:
    name = 'x"; DROP TABLE live; --'
    file = parquet(tmp_path, "it's.parquet", **{name: [1, 2], "y'": ["a", "b"]})
    quoted = '"' + name.replace('"', '""') + '"'
    rules = [f"{quoted} min 2", "y' in a'); SELECT 1; --|b"]
    evidence = read(file, rules=rules, event_time=name)
    assert [column.name for column in evidence.columns] == [name, "y'"]
    assert [rule.failing_rows for rule in evidence.rules] == [1, 1]


def test_formulas_in_a_table_are_text(tmp_path: Path) -> None:
    evidence = read(csv(tmp_path, "a,b\n\"=cmd|'/C calc'!A0\",1\n@SUM(1),2\n"))
    assert evidence.columns[0].type == "string"
    assert "cmd" not in evidence.model_dump_json()


def shifted(folder: Path, n: int, by: float, channel: list[str], name: str) -> Path:
    chance = np.random.default_rng(len(name))
    picks = random.Random(3)
    return parquet(
        folder,
        name,
        amount=chance.normal(by, 1, n),
        steady=chance.normal(0, 1, n),
        channel=[picks.choice(channel) for _ in range(n)],
    )


def test_a_shift_is_found_where_there_is_one_and_nowhere_else(tmp_path: Path) -> None:
    trained = shifted(tmp_path, 20_000, 0.0, ["web", "shop"], "training.parquet")
    live = shifted(tmp_path, 6_000, 0.5, ["web", "shop", "app"], "live.parquet")
    report = read(live, reference=str(trained)).shift
    assert report is not None
    found = {item.column: item for item in report.shifts}
    assert found["amount"].psi == pytest.approx(0.224, abs=0.03)
    assert found["steady"].psi < 0.01
    assert found["channel"].psi > 1


def test_the_index_is_that_of_the_references_deciles(tmp_path: Path) -> None:
    trained = shifted(tmp_path, 20_000, 0.0, ["a"], "training.parquet")
    live = shifted(tmp_path, 6_000, 0.3, ["a"], "live.parquet")
    old, new = (pq.read_table(file)["amount"].to_numpy() for file in (trained, live))
    edges = [-np.inf, *np.quantile(old, np.arange(1, 10) / 10), np.inf]
    p, q = (np.histogram(x, edges)[0] / len(x) for x in (new, old))
    report = read(live, reference=str(trained)).shift
    assert report is not None
    amount = next(item for item in report.shifts if item.column == "amount")
    assert amount.psi == pytest.approx(float(np.sum(rel_entr(p, q) + rel_entr(q, p))), abs=0.005)


def test_missing_values_are_a_shift_of_their_own(tmp_path: Path) -> None:
    chance = np.random.default_rng(1)
    full = chance.normal(0, 1, 5000)
    holes = [None if chance.random() < 0.3 else float(x) for x in full]
    trained = parquet(tmp_path, "training.parquet", x=full)
    report = read(parquet(tmp_path, "live.parquet", x=holes), reference=str(trained)).shift
    assert report is not None
    assert report.shifts[0].psi > 0.2


def test_a_running_number_is_left_out_and_named_while_measures_are_compared(tmp_path: Path) -> None:
    chance = np.random.default_rng(5)
    old, new = (
        parquet(
            tmp_path,
            f"{start}.parquet",
            order=list(range(start, start + 2000)),
            ticket=[float(start + row) for row in range(2000)],
            amount=chance.normal(size=2000),
            cents=chance.integers(0, 3000, 2000),
        )
        for start in (1, 50_000)
    )
    report = read(new, reference=str(old)).shift
    assert report is not None
    assert report.running == ("order", "ticket")
    assert {item.column for item in report.shifts} == {"amount", "cents"}


def test_a_number_that_is_unique_in_one_table_only_is_compared(tmp_path: Path) -> None:
    old = parquet(tmp_path, "old.parquet", order=list(range(2000)))
    new = parquet(tmp_path, "new.parquet", order=[row // 2 for row in range(2000)])
    report = read(new, reference=str(old)).shift
    assert report is not None
    assert (report.running, [item.column for item in report.shifts]) == ((), ["order"])


def test_few_rows_decide_nothing_about_a_shift(tmp_path: Path) -> None:
    trained = shifted(tmp_path, 5_000, 0.0, ["a"], "training.parquet")
    report = read(shifted(tmp_path, 400, 2.0, ["a"], "live.parquet"), reference=str(trained)).shift
    assert report is not None
    assert "too few" in report.reason
    assert report.shifts == ()


def test_ten_thousand_columns_are_refused_unless_some_are_named(tmp_path: Path) -> None:
    wide = parquet(tmp_path, "wide.parquet", **{f"c{i}": [1] for i in range(10_000)})
    with pytest.raises(SourceUnavailable, match="10,000 columns"):
        read(wide)
    assert len(read(wide, columns=["c7", "c9999"]).columns) == 2


@pytest.mark.parametrize(
    ("name", "content", "told"),
    [
        ("empty.csv", b"", "empty"),
        ("table.xlsx", b"PK", "not read"),
        ("noending", b"a,b", "not read"),
        ("wrong.csv", b"PAR1....", "a Parquet file"),
        ("wrong.parquet", b"a,b\n1,2\n", "no Parquet file"),
        ("broken.parquet", b"PAR1 and nothing else", "cannot be read as a table"),
        ("ragged.csv", b'a,b\n1,2\n1,2,3,4\n"', "cannot be read as a table"),
        ("st*r.csv", b"a\n1\n", "a bracket"),
    ],
)
def test_a_file_that_is_no_table_is_one_clear_sentence(
    tmp_path: Path, name: str, content: bytes, told: str
) -> None:
    file = tmp_path / name
    file.write_bytes(content)
    with pytest.raises(SourceUnavailable, match=told) as caught:
        read(file)
    assert caught.value.remedy.endswith(".")


def test_a_folder_and_a_missing_file_are_one_clear_sentence(tmp_path: Path) -> None:
    with pytest.raises(SourceUnavailable, match="folder"):
        read(tmp_path)
    with pytest.raises(SourceUnavailable, match="no such file"):
        read(tmp_path / "gone.csv")
    with pytest.raises(SourceUnavailable, match="no ordinary file"):
        read("/dev/zero")


def test_on_a_server_only_the_operators_folders_are_read_links_included(tmp_path: Path) -> None:
    inside, outside = tmp_path / "in", tmp_path / "out"
    inside.mkdir()
    outside.mkdir()
    secret = csv(outside, "a\n1\n")
    (inside / "link.csv").symlink_to(secret)
    served = circumstances(permission=Permission(local_mode=False, roots=(inside,)))
    assert read(csv(inside, "a\n1\n"), served).rows == 1
    for file in (secret, inside / "link.csv", inside / ".." / "out" / "t.csv"):
        with pytest.raises(SourceUnavailable, match="not in a folder"):
            read(file, served)
    shift = read(csv(inside, "a\n1\n"), served, reference=str(secret)).shift
    assert shift is not None
    assert "not in a folder" in shift.reason


def test_a_stopped_run_stops(tmp_path: Path) -> None:
    with pytest.raises(Stopped):
        read(csv(tmp_path, "a\n1\n"), circumstances(stopped=lambda: True))


def test_time_that_is_used_up_is_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(SourceUnavailable, match="time allowed"):
        read(csv(tmp_path, "a\n1\n"), circumstances(budget=timedelta(seconds=-1)))


def test_what_is_run_is_listed_beforehand_and_written_down_afterwards(tmp_path: Path) -> None:
    given, file = circumstances(), csv(tmp_path, "a\n1\n")
    rules = {"rules": ["a min 0"]}
    source = Source(id="d", kind="dataset", name="D", address=str(file), options={**rules})
    dataset.read(source, given)
    planned = {request.why for request in dataset.requests(source)}
    assert {made.request.why for made in given.made} <= planned
    assert {made.status for made in given.made} == {"done"}


@pytest.mark.parametrize(
    "sql",
    [
        "SELECT * FROM read_csv('/etc/passwd')",
        "SELECT * FROM glob('/etc/*')",
        "COPY (SELECT 1) TO '{folder}/out.csv'",
        "ATTACH '{folder}/other.db'",
        "INSTALL httpfs",
        "SET enable_external_access = true",
        "SET memory_limit = '100GB'",
    ],
)
def test_the_engine_reaches_nothing_but_the_named_files(tmp_path: Path, sql: str) -> None:
    file = csv(tmp_path, "a\n1\n")
    with DuckDB([file], circumstances()) as engine, pytest.raises(SourceUnavailable):
        engine.statement(sql.format(folder=tmp_path), "a test")
    assert [path.name for path in tmp_path.iterdir()] == ["t.csv"]


def test_a_statement_that_takes_too_long_is_interrupted(tmp_path: Path) -> None:
    given = circumstances(budget=timedelta(seconds=0.4))
    with (
        DuckDB([csv(tmp_path, "a\n1\n")], given) as engine,
        pytest.raises(SourceUnavailable, match="time allowed"),
    ):
        engine.statement("SELECT count(*) FROM range(10000000) a, range(10000000) b", "a test")


def test_evidence_can_be_kept_and_read_again(tmp_path: Path) -> None:
    file = csv(tmp_path, "event_time,amount\n2026-03-01T00:00:00Z,5\n")
    evidence = read(file, reference=str(file), rules=["amount min 0"])
    assert DatasetEvidence.model_validate_json(evidence.model_dump_json()) == evidence


def test_a_missing_training_table_takes_nothing_else_along(tmp_path: Path) -> None:
    seen = read(csv(tmp_path, "a\n1\n"), reference=str(tmp_path / "gone.csv"))
    assert seen.rows == 1
    assert seen.shift is not None
    assert "no such file" in seen.shift.reason


def test_a_header_without_rows_is_unavailable(tmp_path: Path) -> None:
    with pytest.raises(SourceUnavailable, match="no row"):
        read(csv(tmp_path, "a,event_time\n"))
