"""The load test against a real service that answers, slows down, fails, stalls or dies."""

import ssl
import subprocess
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from itertools import pairwise
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import numpy as np
import pytest

from assessment.connectors import load
from assessment.connectors.arrivals.counting import Tally, error_bound, law
from assessment.connectors.arrivals.evidence import BY_THE_SERVICE, LoadEvidence
from assessment.connectors.arrivals.stopping import Ended, Guard
from assessment.connectors.runtime.scalability import throughput
from assessment.model import Outcome
from assessment.probing import discover, examine
from assessment.sources import Circumstances, Permission, Source, SourceUnavailable, Stopped
from tests.free_port import free_port
from tests.live_scoring import running, seen

SOON = (datetime.now(UTC) + timedelta(days=2)).date().isoformat()
AGREED = {
    "ceiling_rps": 60, "ceiling_total": 400, "approved_by": "Ada Lovelace", "approved_until": SOON,
    "synthetic": True, "body": '{"amount": 12}', "latency_p99_ms": 2000, "step_seconds": 0.25,
    "hold_seconds": 1, "start_rps": 1,
}  # fmt: skip


@pytest.fixture
def service() -> Iterator[str]:
    with running() as url:
        yield url


@pytest.fixture(scope="module")
def shared() -> Iterator[str]:
    """One for the tests that leave it as they found it."""
    with running() as url:
        yield url


def source(url: str, **options: Any) -> Source:
    given = AGREED | {"confirm_host": urlsplit(url).netloc} | options
    kept = {name: value for name, value in given.items() if value is not None}
    return Source(id="l", kind="load", name="Load", address=url, options=kept)


def circumstances(url: str, **rest: Any) -> Circumstances:
    permission = rest.pop("permission", Permission(load_targets=(urlsplit(url).netloc,)))
    rest.setdefault("budget", timedelta(seconds=60))
    return Circumstances(now=lambda: datetime.now(UTC), permission=permission, **rest)


def quietly(test: Callable[[], LoadEvidence]) -> LoadEvidence:
    """The test again while this machine was too busy to send in time: that is not its subject."""
    for _ in range(4):
        found = test()
        if found.ending != "driver":
            break
    return found


def outcome(url: str, evidence: LoadEvidence, probe: str) -> Outcome:
    findings = examine(discover(), source(url), evidence, evidence.read_at)
    return next(item.outcome for item in findings if item.probe == probe)


def test_what_it_says_it_sent_is_what_the_service_saw(service: str) -> None:
    url = f"{service}/fast"
    given = source(url, start_rps=4, peak_rps=40, ceiling_rps=40)
    around = circumstances(url)
    evidence = load.read(given, around)
    found = seen(service)
    assert found["tags"] == {evidence.tag: evidence.sent}
    assert found["bodies"] == {'{"amount": 12}': evidence.sent}
    assert sum(int(item.request.verb.split(" x ")[1]) for item in around.made) == evidence.sent


def test_it_starts_low_and_never_rises_by_more_than_a_fifth(shared: str) -> None:
    url = f"{shared}/fast"
    given = source(url, ceiling_rps=30, start_rps=3, peak_rps=30)
    evidence = quietly(lambda: load.read(given, circumstances(url)))
    rates = [step.wanted for step in evidence.steps]
    assert rates[0] == 3
    assert all(later <= 1.2 * one * (1 + 1e-9) for one, later in pairwise(rates))
    assert rates[-1] == 30


def test_a_target_that_was_offered_and_served_is_reached(shared: str) -> None:
    url = f"{shared}/fast"
    options = {"target_rps": 12, "peak_rps": 1.2, "start_rps": 1, "ceiling_rps": 12,
               "availability_target": 0.7}  # fmt: skip
    evidence = quietly(lambda: load.read(source(url, **options), circumstances(url)))
    assert evidence.ending == "finished"
    assert outcome(url, evidence, "load_test_passed_twice_the_peak") is Outcome.PRESENT
    # A dozen clean requests bound failures at a quarter, not at a thousandth.
    assert outcome(url, evidence, "load_test_reached_target") is Outcome.PRESENT
    strict = evidence.model_copy(
        update={"objectives": evidence.objectives.model_copy(update={"availability_target": 0.999})}
    )
    assert outcome(url, strict, "load_test_reached_target") is Outcome.UNAVAILABLE


def test_a_service_of_a_hundred_a_second_ends_the_test_near_there(service: str) -> None:
    url = f"{service}/slow"
    options = {"ceiling_rps": 400, "target_rps": 400, "peak_rps": 400, "ceiling_total": 4000,
               "start_rps": 40, "latency_p99_ms": 250, "step_seconds": 1}  # fmt: skip
    evidence = quietly(lambda: load.read(source(url, **options), circumstances(url)))
    assert evidence.ending in BY_THE_SERVICE
    assert evidence.steps[-1].wanted < 300
    best = evidence.highest
    assert best is None or best.wanted < 130
    if evidence.law:
        assert evidence.law.rate == pytest.approx(50, rel=0.5)
    wanted = evidence.model_copy(update={"target_rps": 4000.0})
    assert outcome(url, wanted, "load_test_reached_target") is Outcome.ABSENT


def test_a_stall_shows_in_the_requests_that_were_due_meanwhile(service: str) -> None:
    # One second of silence at thirty a second delays some thirty requests; a client that waits for
    # each answer would have seen one slow request of all.
    url = f"{service}/stalling"
    options = {"ceiling_rps": 30, "start_rps": 3, "peak_rps": 30, "hold_seconds": 3}
    evidence = load.read(source(url, **options), circumstances(url))
    slow = [step for step in evidence.steps if step.p95_ms and step.p95_ms > 500]
    assert slow
    assert max(step.most_waiting for step in evidence.steps) >= 5


def test_one_failure_in_ten_ends_it_at_once(service: str) -> None:
    url = f"{service}/failing"
    evidence = load.read(source(url, start_rps=5, ceiling_rps=60, peak_rps=60), circumstances(url))
    assert evidence.ending == "errors"
    assert "500" in evidence.ended
    assert evidence.sent < 60


def test_a_service_that_dies_is_left_alone(service: str) -> None:
    url = f"{service}/dying"
    evidence = load.read(source(url, start_rps=5, ceiling_rps=60, peak_rps=60), circumstances(url))
    assert evidence.ending in ("refused", "errors")
    assert evidence.sent < 60
    assert outcome(url, evidence, "load_test_reached_target") is Outcome.UNAVAILABLE
    assert sum(step.errors for step in evidence.steps) > 0


def test_a_redirect_is_not_followed_and_counts_as_a_failure(service: str) -> None:
    url = f"{service}/moved"
    evidence = load.read(source(url), circumstances(url))
    assert evidence.ending == "errors"
    assert 0 <= evidence.sent - seen(service)["requests"] <= 2


def test_a_body_without_an_end_is_cut_off(service: str) -> None:
    url = f"{service}/endless"
    evidence = load.read(
        source(url, start_rps=3, peak_rps=30, latency_p99_ms=200), circumstances(url)
    )
    assert evidence.ending in ("errors", "driver")
    told = {told for step in evidence.steps for told in step.statuses}
    assert told <= {"too large", "timed out", "given up"}


def test_nobody_listening_is_refused_and_ends_it() -> None:
    url = f"http://127.0.0.1:{free_port()}/"
    evidence = load.read(source(url, start_rps=3, peak_rps=30, ceiling_rps=30), circumstances(url))
    assert evidence.ending == "refused"
    assert evidence.sent <= 6


def test_a_certificate_that_nobody_vouches_for_ends_it(tmp_path: Path) -> None:
    with _self_signed(tmp_path) as url:
        evidence = load.read(source(url, start_rps=3, peak_rps=30), circumstances(url))
    assert evidence.ending == "errors"
    assert "certificate not accepted" in evidence.ended


def test_a_secret_goes_to_its_host_and_into_nothing_that_is_kept(service: str) -> None:
    url = f"{service}/fast"
    permission = Permission(
        load_targets=("127.0.0.1",), secrets={"key": "host=127.0.0.1 header:X-Key: hunter2-secret"}
    )
    given = source(url, start_rps=1, ceiling_rps=2).model_copy(update={"secret": "key"})
    around = circumstances(url, permission=permission)
    evidence = load.read(given, around)
    assert seen(service)["keys"] == {"hunter2-secret": evidence.sent}
    assert "hunter2" not in f"{evidence.model_dump_json()}{around.made}{load.requests(given)}"
    elsewhere = Permission(
        load_targets=("127.0.0.1",), secrets={"key": "host=other.example.org bearer:hunter2-secret"}
    )
    with pytest.raises(SourceUnavailable, match="another host"):
        load.read(given, circumstances(url, permission=elsewhere))


@contextmanager
def _self_signed(folder: Path) -> Iterator[str]:
    """An https server whose certificate is its own."""
    key, certificate = folder / "key.pem", folder / "certificate.pem"
    subprocess.run(
        ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj",
         "/CN=127.0.0.1", "-keyout", str(key), "-out", str(certificate)],
        check=True, capture_output=True,
    )  # fmt: skip
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate, key)
    server = ThreadingHTTPServer(("127.0.0.1", 0), BaseHTTPRequestHandler)
    server.handle_error = lambda *_: None  # type: ignore[method-assign]
    server.socket = context.wrap_socket(server.socket, server_side=True)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"https://127.0.0.1:{server.server_address[1]}/predict"
    finally:
        server.shutdown()
        server.server_close()


def test_the_total_agreed_to_is_never_passed(shared: str) -> None:
    url = f"{shared}/fast"
    evidence = quietly(
        lambda: load.read(
            source(url, ceiling_total=25, start_rps=6, ceiling_rps=60), circumstances(url)
        )
    )
    assert evidence.ending == "total"
    assert evidence.sent == 25


def test_the_minutes_agreed_to_are_never_passed(shared: str) -> None:
    url = f"{shared}/fast"
    given = source(url, ceiling_minutes=0.03, hold_seconds=30, ceiling_rps=5, start_rps=1)
    began = time.monotonic()
    evidence = load.read(given, circumstances(url))
    assert evidence.ending == "time"
    assert time.monotonic() - began < 5


def test_stop_ends_it_within_a_moment(shared: str) -> None:
    url, until = f"{shared}/fast", datetime.now(UTC) + timedelta(seconds=1.5)
    around = circumstances(url, stopped=lambda: datetime.now(UTC) > until)
    with pytest.raises(Stopped):
        load.read(source(url, hold_seconds=30), around)
    assert datetime.now(UTC) < until + timedelta(seconds=3)
    assert around.made


@pytest.mark.parametrize(
    ("options", "told"),
    [
        ({"confirm_host": None}, "was not typed again"),
        ({"confirm_host": "staging.example.org"}, "is not '127.0.0.1:8123'"),
        ({"confirm_host": "127.0.0.1"}, "is not '127.0.0.1:8123'"),
        ({"synthetic": None}, "nobody confirmed"),
        ({"synthetic": "yes"}, "nobody confirmed"),
        ({"ceiling_rps": None}, "ceiling_rps is not a number"),
        ({"ceiling_rps": 0}, "ceiling_rps is not a number"),
        ({"ceiling_total": "many"}, "ceiling_total is not a number"),
        ({"ceiling_total": float("inf")}, "ceiling_total is not a number"),
        ({"approved_by": None}, "does not name a person"),
        ({"approved_by": "me"}, "does not name a person"),
        ({"approved_until": None}, "not a date"),
        ({"approved_until": "soon"}, "not a date"),
        ({"ceiling_minutes": 600}, "600 minutes are too many"),
        ({"latency_p99_ms": None}, "latency_p99_ms is not a number"),
        ({"start_rps": 50}, "is not low"),
        ({"method": "DELETE"}, "does not send DELETE"),
    ],
)
def test_a_load_is_not_even_planned_without_what_has_to_be_typed(
    options: dict[str, Any], told: str
) -> None:
    with pytest.raises(SourceUnavailable, match=told) as refused:
        load.requests(source("http://127.0.0.1:8123/predict", **options))
    assert refused.value.remedy.endswith(".")


@pytest.mark.parametrize(
    ("permission", "options", "told"),
    [
        (Permission(), {}, "does not list 127.0.0.1"),
        (Permission(allowed_hosts=("127.0.0.1",)), {}, "does not list 127.0.0.1"),
        (Permission(load_targets=("other.example.org",)), {}, "does not list 127.0.0.1"),
        (None, {"approved_until": "2020-01-31"}, "ended on 2020-01-31"),
        (None, {"approved_until": "2099-01-31"}, "approval of the load runs for"),
        (Permission(local_mode=False, load_targets=("127.0.0.1",)), {}, "not a public address"),
    ],
)
def test_nothing_leaves_without_the_operator_and_an_approval_in_force(
    shared: str, permission: Permission | None, options: dict[str, Any], told: str
) -> None:
    url = f"{shared}/fast"
    listed = permission or Permission(load_targets=("127.0.0.1",))
    before = seen(shared)["requests"]
    for act in (load.read, load.survey):
        with pytest.raises(SourceUnavailable, match=told):
            act(source(url, **options), circumstances(url, permission=listed))
    assert seen(shared)["requests"] == before


def test_the_plan_says_in_plain_words_what_it_will_do() -> None:
    (planned,) = load.requests(source("http://127.0.0.1:8123/predict?token=hunter2secret"))
    assert planned.why.startswith(
        "this sends up to 152 requests to 127.0.0.1:8123, at most 60 a second"
    )
    assert "may page someone" in planned.why
    assert "Ada Lovelace" in planned.why
    assert "hunter2secret" not in planned.what


def test_a_try_sends_one_request_and_no_more(shared: str) -> None:
    url = f"{shared}/fast"
    around, before = circumstances(url), seen(shared)["requests"]
    told = load.survey(source(url), around).told
    assert told.startswith("status 200 in")
    assert seen(shared)["requests"] == before + 1
    assert len(around.made) == 1


def test_a_rate_that_this_machine_cannot_send_is_not_laid_on_the_service() -> None:
    # The requests leave half a second late, and so every answer is late as well.
    guard, tally = Guard(objective=0.2), Tally(rate=1000)
    for _ in range(400):
        tally.left(0.5)
        tally.ended("200", 0.9)
        guard.recent.ended("200", 0.9)
    with pytest.raises(Ended) as ended:
        _checked(guard, tally)
    assert ended.value.ending == "driver"
    assert not tally.step().kept_up


def test_the_same_delay_of_requests_that_left_in_time_is_the_services() -> None:
    guard, tally = Guard(objective=0.2), Tally(rate=1000)
    for _ in range(400):
        tally.left(0.001)
        tally.ended("200", 0.9)
        guard.recent.ended("200", 0.9)
    time.sleep(0.05)  # so that filling the counts is a small part of the time looked at
    with pytest.raises(Ended) as ended:
        _checked(guard, tally)
    assert ended.value.ending == "slow"


def _checked(guard: Guard, tally: Tally) -> None:
    for _ in range(4):
        time.sleep(0.02)
        guard.check(tally)


def test_the_steps_of_a_load_show_the_law_that_the_service_follows() -> None:
    steps = []
    for busy in np.geomspace(1, 80, 20):
        rate = float(throughput(busy, 50.0, 0.03, 0.0004))
        tally = Tally(rate=rate, sent=int(10 * rate), seconds=10.0)
        tally.statuses["200"] = tally.sent
        tally.times = [busy / rate] * tally.sent
        steps.append(tally.step())
    found = law(steps)
    assert found is not None
    assert found.peak_load == pytest.approx(49.2, rel=0.05)
    assert law([step.model_copy(update={"kept_up": False}) for step in steps]) is None


def test_clean_requests_bound_failures_by_the_rule_of_three() -> None:
    assert error_bound(0, 3000) == pytest.approx(0.001, rel=0.01)
    assert error_bound(0, 30000) == pytest.approx(0.0001, rel=0.01)
    assert error_bound(0, 0) == error_bound(5, 5) == 1.0
    assert error_bound(3, 1000) > 0.003
