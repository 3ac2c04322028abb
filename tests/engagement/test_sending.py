"""What sends traffic is left out of a look unless somebody says, for that look, that it may send."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from assessment.sources import Options
from engagement.faults import Refused
from engagement.looks import collecting, from_files
from tests.engagement.desk import Desk
from tests.live_scoring import running, seen


@pytest.fixture(scope="module")
def service() -> Iterator[str]:
    with running() as url:
        yield url


@pytest.fixture
def load(desk: Desk, service: str, monkeypatch: pytest.MonkeyPatch) -> str:
    host = urlsplit(service).netloc
    monkeypatch.setenv("PRODWORTHY_LOAD_TARGETS", host)
    until = (datetime.now(UTC) + timedelta(days=2)).date().isoformat()
    agreed: Options = {
        "confirm_host": host, "ceiling_rps": 20, "ceiling_total": 40, "approved_by": "Ada Lovelace",
        "approved_until": until, "synthetic": True, "body": "{}", "latency_p99_ms": 2000,
        "step_seconds": 0.25, "hold_seconds": 0.5, "start_rps": 2,
    }  # fmt: skip
    return collecting.add_source(
        desk.store, assessment_id=desk.id, kind="load", address=f"{service}/fast",
        options=agreed, authorised_by="Ada",
    ).id  # fmt: skip


def _requests(service: str) -> int:
    return int(seen(service)["requests"])


def test_a_look_sends_nothing_that_was_not_asked_for(
    desk: Desk, load: str, service: str, tmp_path: Path
) -> None:
    table = tmp_path / "live.csv"
    table.write_text("amount\n1\n2\n", encoding="utf-8")
    read = collecting.add_source(
        desk.store, assessment_id=desk.id, kind="dataset", address=str(table), authorised_by="Ada"
    )
    before = _requests(service)
    collecting.look(desk.store, desk.id)
    assert _requests(service) == before
    assert {item.source for item in collecting.findings(desk.store, desk.id)} == {read.id}


def test_a_look_that_may_send_sends(desk: Desk, load: str, service: str) -> None:
    before = _requests(service)
    collecting.look(desk.store, desk.id, sending=True)
    assert _requests(service) > before
    assert {item.source for item in collecting.findings(desk.store, desk.id)} == {load}


def test_a_load_test_alone_is_not_begun_without_a_word(desk: Desk, load: str) -> None:
    with pytest.raises(Refused, match="not sent unless you tick it"):
        collecting.look(desk.store, desk.id)


def test_headless_it_is_left_out_and_said_so(desk: Desk, load: str, service: str) -> None:
    told: list[str] = []
    before = _requests(service)
    looked = from_files.look(collecting.sources(desk.store, desk.id), told.append)
    assert _requests(service) == before
    assert not looked.findings
    assert "--load sends it" in told[0]
