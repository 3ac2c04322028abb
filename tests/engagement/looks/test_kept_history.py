"""What a look leaves for the next one: kept with its source, handed back, and told where it is not."""

import json
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
import yaml
from typer.testing import CliRunner

import cli
from assessment.model import Outcome
from assessment.sources import Source
from cli_commands.talking import WRONG
from engagement.clients import opening
from engagement.looks import collecting
from engagement.looks.history_file import History, kept_of, name_of
from tests.assessment.tables_at_hand import NOW, days_ago, written
from tests.engagement.desk import Desk, open_desk

PROBES = ("schema_is_stable", "daily_volume_is_steady", "recent_data_looks_like_earlier_data")


def orders(first: int, last: int, **more: Any) -> dict[str, Any]:
    """A hundred and fifty orders a day, from ``first`` to ``last`` days before now."""
    at = [days_ago(back, hour=7) for back in range(first, last - 1, -1) for _ in range(150)]
    amounts = [float(row * 37 % 101) + 0.5 for row in range(len(at))]
    return {"event_time": at, "amount": amounts, "channel": ["web", "shop"] * (len(at) // 2)} | more


def look(desk: Desk, monkeypatch: pytest.MonkeyPatch, at: datetime) -> dict[str, Any]:
    """The newest findings by probe, of a look at a moment."""
    monkeypatch.setattr("engagement.outside.clock.now", lambda: at)
    assert collecting.look(desk.store, desk.id).state == "finished"
    return {item.probe: item for item in collecting.findings(desk.store, desk.id)}


def add(desk: Desk, file: Path, **options: Any) -> Source:
    return collecting.add_source(
        desk.store, assessment_id=desk.id, kind="dataset", name="Orders", address=str(file),
        options=options,
    )  # fmt: skip


def test_the_second_look_knows_what_the_first_one_saw(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "orders.parquet"
    written(file, **orders(40, 10))
    add(desk, file)
    first = look(desk, monkeypatch, days_ago(10, hour=9))
    assert {first[name].outcome for name in PROBES[::2]} == {Outcome.UNAVAILABLE}
    newer = orders(9, 0)
    newer["amount"] = [value + 80 for value in newer["amount"]]
    del newer["channel"]
    written(file, **newer)
    second = look(desk, monkeypatch, NOW)
    assert {name: second[name].outcome for name in PROBES} == {
        "schema_is_stable": Outcome.ABSENT,
        "daily_volume_is_steady": Outcome.PRESENT,
        "recent_data_looks_like_earlier_data": Outcome.ABSENT,
    }
    assert "channel missing" in second["schema_is_stable"].observed


def test_a_later_assessment_of_the_same_use_case_goes_on_and_another_use_case_does_not(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = written(tmp_path / "orders.parquet", **orders(40, 0))
    add(desk, file, key="order_id")
    look(desk, monkeypatch, NOW)
    later = opening.start_assessment(
        desk.store, use_case_id=desk.place.use_case.id, profile_id="customer-realtime", depth="full"
    )
    again, other = Desk(desk.store, later, desk.person), open_desk(desk.store, "Acme", "Routing")
    for place, outcome in ((again, Outcome.PRESENT), (other, Outcome.UNAVAILABLE)):
        add(place, file, key="order_id")
        found = look(place, monkeypatch, NOW + timedelta(days=1))
        assert found["schema_is_stable"].outcome is outcome


def test_a_source_that_could_not_be_read_loses_nothing_that_was_kept(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = written(tmp_path / "orders.parquet", **orders(40, 0))
    add(desk, file)
    look(desk, monkeypatch, NOW)
    file.rename(tmp_path / "away.parquet")
    later = [NOW + timedelta(hours=hours) for hours in (1, 2)]
    assert look(desk, monkeypatch, later[0])["schema_is_stable"].outcome is Outcome.UNAVAILABLE
    (tmp_path / "away.parquet").rename(file)
    assert look(desk, monkeypatch, later[1])["schema_is_stable"].outcome is Outcome.PRESENT


def probe(tmp_path: Path, *more: object) -> tuple[Any, dict[str, str]]:
    """A look by the command line, and its outcomes by probe."""
    entry = {"kind": "dataset", "name": "Orders", "address": str(tmp_path / "orders.parquet")}
    entry["authorised_by"] = "Kim Berg"
    sources, out = tmp_path / "sources.yaml", tmp_path / "findings.json"
    sources.write_text(yaml.safe_dump({"sources": [entry]}), encoding="utf-8")
    command = ["probe", "--sources", sources, "--out", out, *more]
    result = CliRunner().invoke(cli.app, [str(part) for part in command])
    found = json.loads(out.read_text())["findings"] if out.exists() else []
    return result, {item["probe"]: item["outcome"] for item in found}


def test_the_command_line_keeps_history_in_a_file_and_says_where_it_has_none(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("engagement.outside.clock.now", lambda: NOW)
    written(tmp_path / "orders.parquet", **orders(40, 0))
    told, outcomes = probe(tmp_path)
    assert "no history without --history" in told.stderr
    assert outcomes["schema_is_stable"] == "unavailable"
    kept = tmp_path / "history.json"
    for outcome in ("unavailable", "present"):
        told, outcomes = probe(tmp_path, "--history", kept)
        assert told.exit_code == 0, told.output
        assert outcomes["schema_is_stable"] == outcome
        assert "no history" not in told.stderr


def test_two_sources_of_one_file_that_are_told_other_things_keep_histories_of_their_own() -> None:
    narrow, wide = (table(columns=names) for names in (["amount"], ["amount", "channel"]))
    kept: History = {name_of(narrow): {"of": "narrow"}, name_of(wide): {"of": "wide"}}
    both = (narrow, wide)
    assert [kept_of(kept, item, both) for item in both] == [{"of": "narrow"}, {"of": "wide"}]
    stricter = narrow.model_copy(update={"options": {**narrow.options, "psi_limit": 0.1}})
    assert kept_of(kept, stricter, (stricter, wide)) == {"of": "narrow"}


def test_a_history_from_before_options_told_sources_apart_is_gone_on_with_where_it_is_clear() -> (
    None
):
    narrow, wide = (table(columns=names) for names in (["amount"], ["amount", "channel"]))
    before: History = {"dataset /srv/orders.parquet Orders": {"of": "one of them"}}
    assert kept_of(before, narrow, (narrow,)) == {"of": "one of them"}
    assert [kept_of(before, item, (narrow, wide)) for item in (narrow, wide)] == [None, None]


def table(**options: Any) -> Source:
    return Source(
        id="s", kind="dataset", name="Orders", address="/srv/orders.parquet", options=options
    )


@pytest.mark.parametrize(
    ("content", "sentence"),
    [("{}", "no file of history"), ("not json", "no file of history"),
     ('{"format": "prodworthy-history/1", "tables": [1]}', "damaged")],
)  # fmt: skip
def test_a_file_that_is_no_file_of_profiles_is_not_written_over(
    tmp_path: Path, content: str, sentence: str
) -> None:
    written(tmp_path / "orders.parquet", **orders(3, 0))
    file = tmp_path / "mine.json"
    file.write_text(content, encoding="utf-8")
    result, _ = probe(tmp_path, "--history", file)
    assert result.exit_code == WRONG
    assert sentence in result.stderr
    assert file.read_text() == content
