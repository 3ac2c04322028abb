"""A load that takes several processes: the same requests at the same times, counted in one place."""

import asyncio
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any
from urllib.parse import urlsplit

import pytest

from assessment.connectors import load
from assessment.connectors.addresses import Pinned
from assessment.connectors.arrivals import fleet
from assessment.connectors.arrivals.evidence import LoadEvidence
from assessment.connectors.arrivals.sender import Order
from assessment.model import Outcome
from assessment.probing import discover, examine
from assessment.sources import Circumstances, Made, Permission, Source, Stopped
from tests.live_scoring import running, seen

SOON = (datetime.now(UTC) + timedelta(days=2)).date().isoformat()
SECRET = "host=127.0.0.1 header:X-Key: hunter2-secret"
HERE = Pinned(
    scheme="http", host="127.0.0.1", port=9, path="/", query="", address="127.0.0.1",
)  # fmt: skip


def _in_two(patch: pytest.MonkeyPatch) -> None:
    """Two processes for what one could send, so that the test is no load for this machine."""
    patch.setattr(fleet, "RATE_OF_ONE", 20.0)
    patch.setattr(fleet, "cores", lambda: 2)


@pytest.fixture(autouse=True)
def _two(monkeypatch: pytest.MonkeyPatch) -> None:
    _in_two(monkeypatch)


@pytest.fixture
def service() -> Iterator[str]:
    with running() as url:
        yield url


def given(url: str, **options: Any) -> Source:
    host = urlsplit(url).netloc
    agreed = {
        "confirm_host": host, "ceiling_rps": 40, "ceiling_total": 400, "approved_by": "Ada Lovelace",
        "approved_until": SOON, "synthetic": True, "body": '{"amount": 12}', "latency_p99_ms": 2000,
        "step_seconds": 0.25, "hold_seconds": 1.5, "start_rps": 4, "peak_rps": 100,
    }  # fmt: skip
    return Source(id="l", kind="load", name="Load", address=url, options=agreed | options)


def circumstances(url: str, **rest: Any) -> Circumstances:
    permission = Permission(load_targets=(urlsplit(url).netloc,), secrets=rest.pop("secrets", {}))
    return Circumstances(
        now=lambda: datetime.now(UTC), permission=permission, budget=timedelta(seconds=60), **rest
    )


def quietly(test: Callable[[], LoadEvidence]) -> LoadEvidence:
    """The test again while this machine was too busy to send in time: that is not its subject."""
    for _ in range(4):
        found = test()
        if found.ending != "driver":
            break
    return found


@dataclass
class Sent:
    """One load in two processes: what came of it, what was written down, what the service saw."""

    url: str
    evidence: LoadEvidence
    made: list[Made]
    seen: dict[str, Any]
    started: list[str]


@pytest.fixture(scope="module")
def sent() -> Iterator[Sent]:
    """To a service that bears it easily, with a secret."""
    with pytest.MonkeyPatch.context() as patch, running() as service:
        _in_two(patch)
        started: list[str] = []
        start = asyncio.create_subprocess_exec

        async def noted(*command: str, **rest: Any) -> Any:
            started.append(repr((command, rest["env"])))
            return await start(*command, **rest)

        patch.setattr(asyncio, "create_subprocess_exec", noted)
        patch.setenv("PRODWORTHY_SECRET_KEY", SECRET)
        url = f"{service}/fast"
        around = circumstances(url, secrets={"key": SECRET})
        source = given(url).model_copy(update={"secret": "key"})
        evidence = load.read(source, around)
        yield Sent(url, evidence, around.made, seen(service), started)


def test_what_the_processes_say_they_sent_is_what_the_service_saw(sent: Sent) -> None:
    evidence = sent.evidence
    assert (evidence.senders, evidence.ending) == (2, "finished")
    assert sent.seen["tags"] == {evidence.tag: evidence.sent}
    assert sent.seen["bodies"] == {'{"amount": 12}': evidence.sent}
    assert (evidence.steps[-1].wanted, evidence.steps[-1].sent) == (40, 60)
    assert evidence.steps[-1].offered == pytest.approx(40, rel=0.1)
    assert sum(int(item.request.verb.split(" x ")[1]) for item in sent.made) == evidence.sent
    assert sent.made[-1].bytes > 0


def test_a_secret_goes_to_its_host_and_stands_in_no_list_of_processes(sent: Sent) -> None:
    assert sent.seen["keys"] == {"hunter2-secret": sent.evidence.sent}
    assert len(sent.started) == 2
    assert "hunter2" not in f"{sent.started}{sent.evidence.model_dump_json()}{sent.made}"


def test_what_the_senders_could_hold_is_said_and_their_limit_is_not_the_services(
    sent: Sent,
) -> None:
    steps = sent.evidence.steps
    late = steps[-1].model_copy(update={"kept_up": False})
    ended = sent.evidence.model_copy(
        update={"steps": (*steps[:-1], late), "ending": "driver", "target_rps": 1000.0}
    )
    findings = examine(discover(), given(sent.url), ended, ended.read_at)
    found = next(item for item in findings if item.probe == "load_test_reached_target")
    assert found.outcome is Outcome.UNAVAILABLE
    assert f"2 processes here kept up with {ended.kept_up:,.4g} requests a second" in found.observed
    assert 0 < ended.kept_up < 40


def test_the_orders_of_all_processes_are_the_plan_of_one_and_no_request_is_in_two() -> None:
    steps = ((10.0, 7), (12.0, 11), (14.4, 5))
    common: dict[str, Any] = {
        "base": HERE, "method": "GET", "headers": (), "body": "", "steps": steps, "patience": 1.0,
    }  # fmt: skip
    (whole,) = (Order(**common, total=1000, share=0, processes=1),)
    parts = [Order(**common, total=1000, share=share, processes=3) for share in range(3)]
    assert sorted(due for part in parts for due in part.due()) == list(whole.due())
    assert [len(list(part.due())) for part in parts] == [8, 8, 7]
    few = [Order(**common, total=9, share=share, processes=3) for share in range(3)]
    assert sum(len(list(part.due())) for part in few) == 9


def test_a_stall_shows_in_the_requests_that_were_due_meanwhile(service: str) -> None:
    url = f"{service}/stalling"
    evidence = quietly(lambda: load.read(given(url), circumstances(url)))
    slow = max(step.p99_ms or 0 for step in evidence.steps)
    assert slow > 500


def test_the_total_agreed_to_is_never_passed(service: str) -> None:
    url = f"{service}/fast"
    evidence = load.read(given(url, ceiling_total=25), circumstances(url))
    assert evidence.ending == "total"
    assert evidence.sent == seen(service)["requests"] == 25


def test_failures_end_it_in_every_process(service: str) -> None:
    url = f"{service}/failing"
    evidence = quietly(lambda: load.read(given(url, hold_seconds=20), circumstances(url)))
    assert evidence.ending == "errors"
    before = seen(service)["requests"]
    time.sleep(0.5)
    assert seen(service)["requests"] == before


def test_stop_ends_it_within_a_moment_and_leaves_no_process(service: str) -> None:
    url, stop = f"{service}/fast", threading.Event()
    threading.Timer(2.5, stop.set).start()
    began = time.monotonic()
    with pytest.raises(Stopped):
        load.read(
            given(url, hold_seconds=30, ceiling_total=5000), circumstances(url, stopped=stop.is_set)
        )
    assert time.monotonic() - began < 6
    before = seen(service)["requests"]
    time.sleep(0.5)
    assert seen(service)["requests"] == before


@pytest.mark.parametrize(("rate", "count"), [(1, 1), (20, 1), (21, 2), (10_000, 2)])
def test_processes_are_as_many_as_the_rate_asks_for_and_no_more_than_cores(
    rate: float, count: int
) -> None:
    assert fleet.processes_for(rate) == count
