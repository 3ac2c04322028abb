"""Exit criteria read again from a real Prometheus with a known past, attested, and kept."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from engagement import watching
from engagement.faults import Refused
from engagement.looks import collecting
from engagement.outside import clock
from engagement.plans import plan_items, planning
from engagement.store import Store, audit
from scoring.proof_model import ConditionProof, ProofState, Standing
from scoring.roadmap_model import PlannedInitiative, Status
from tests.engagement.desk import Desk, open_desk
from tests.history_prometheus import History, served

LATENCY, LOAD, OBJECTIVES = "I-REL-02", "I-SCA-01", "I-REL-01"
DAYS = 2.0
ROOM: dict[str, Any] = {"labels": {"job": "steady"}, "latency_p95_ms": 300.0}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("watch")


@pytest.fixture(scope="module")
def url(folder: Path) -> Iterator[str]:
    """Two days of ten requests a second, each answered in less than 50 ms."""
    history = History(days=DAYS)
    shown = {"job": "steady", "instance": "a:1", "handler": "/score"}
    history.counter("http_requests_total", {**shown, "status": "200"}, 10.0)
    history.histogram(
        "http_request_duration_seconds", shown, {"0.05": 10.0, "0.5": 0.0, "+Inf": 0.0}
    )
    history.counter("http_request_duration_seconds_count", shown, 10.0)
    history.gauge("up", {"job": "steady", "instance": "a:1"}, np.ones_like(history.times))
    with served(history, folder) as address:
        yield address


@pytest.fixture
def desk(store: Store) -> Desk:
    made = open_desk(store)
    for capability in ("reliable.latency", "scalable.load-headroom", "reliable.slo"):
        made.answer(capability, 1)
    return made


def row(desk: Desk, initiative: str) -> PlannedInitiative:
    plan = planning.roadmap(desk.store, desk.id)
    return next(item for item in plan.rows if item.id == initiative)


def proof(desk: Desk, initiative: str, condition: str) -> ConditionProof:
    held = row(desk, initiative).proof
    assert held is not None
    found = held.condition(condition)
    assert found is not None
    return found


def point(desk: Desk, address: str) -> str:
    made = collecting.add_source(
        desk.store, assessment_id=desk.id, kind="prometheus", address=address, options=ROOM
    )
    return made.id


def test_a_real_prometheus_is_read_kept_and_proves_what_it_held_for_long_enough(
    desk: Desk, url: str
) -> None:
    point(desk, url)
    came = watching.watch(desk.store, desk.id, by="Kim")
    assert came.read > 3
    slow = proof(desk, LATENCY, "latency-p95-ms")
    assert slow.state is ProofState.HOLDING
    assert slow.held == pytest.approx(DAYS * 86400, rel=0.03)  # by whole steps
    quick = proof(desk, LOAD, "latency-p99-ms")
    assert (quick.state, quick.readings) == (ProofState.PROVED, 1)
    assert quick.first is not None
    assert quick.first.value == pytest.approx(49.5, abs=0.6)  # 99 % of the way from 0 to 50 ms
    assert quick.first.url.startswith("http")
    assert "histogram_quantile" in quick.first.query
    with desk.store.reading() as tx:
        assert audit.of_action(tx, desk.id, "exit criteria read")[0].by == "Kim"


def test_a_source_that_stops_answering_changes_no_state_and_is_told(
    desk: Desk, url: str, store: Store
) -> None:
    source = point(desk, url)
    watching.watch(store, desk.id)
    before = row(desk, LOAD)
    (pointed,) = collecting.sources(store, desk.id)
    collecting.update_source(store, pointed.model_copy(update={"address": "http://127.0.0.1:9"}))
    came = watching.watch(store, desk.id)
    assert (came.read, came.changes) == (0, ())
    assert came.could_not > 3
    assert all(item.source == source for item in came.attempts)
    after = row(desk, LOAD)
    assert before.proof
    assert after.proof
    assert [item.state for item in after.proof.conditions] == [
        item.state for item in before.proof.conditions
    ]
    assert "127.0.0.1:9" in proof(desk, LOAD, "latency-p99-ms").could_not


def test_two_workers_may_read_at_once_and_both_are_kept(desk: Desk, store: Store) -> None:
    point(desk, "http://127.0.0.1:9")
    with ThreadPoolExecutor(2) as both:
        came = [item.result() for item in
                [both.submit(watching.watch, store, desk.id) for _ in range(2)]]  # fmt: skip
    held = proof(desk, LOAD, "saturation")
    assert (held.state, held.failed) == (ProofState.NOT_READ, 2)
    assert [item.read for item in came] == [0, 0]


def test_what_a_look_read_counts_as_well(desk: Desk, url: str) -> None:
    point(desk, url)
    collecting.look(desk.store, desk.id)
    assert proof(desk, LATENCY, "latency-p95-ms").state is ProofState.HOLDING
    assert row(desk, LATENCY).conditions[0].finding


def test_without_a_source_there_is_nothing_to_read(desk: Desk) -> None:
    with pytest.raises(Refused, match="add one first"):
        watching.watch(desk.store, desk.id)


def test_the_plan_says_since_when_it_was_called_done_and_shows_no_proof_for_it(desk: Desk) -> None:
    assert row(desk, LATENCY).proof.standing is Standing.PLANNED  # type: ignore[union-attr]
    plan_items.set_item(desk.store, desk.id, LATENCY, status=Status.IN_PROGRESS)
    before = clock.now()
    plan_items.set_item(desk.store, desk.id, LATENCY, status=Status.DONE)
    plan_items.set_item(desk.store, desk.id, LATENCY, owner="Kim")
    held = row(desk, LATENCY).proof
    assert held
    assert held.standing is Standing.CLAIMED
    assert held.claimed_at
    assert timedelta(0) <= held.claimed_at - before < timedelta(minutes=1)


def test_a_person_attests_with_a_reason_and_a_day_and_may_take_it_back(desk: Desk) -> None:
    given: dict[str, Any] = {
        "assessment_id": desk.id, "initiative": LATENCY, "condition": "regression-test",
    }  # fmt: skip
    watching.attest(desk.store, **given, by="Kim", reason="I saw it fail the build")
    held = proof(desk, LATENCY, "regression-test")
    assert held.attested
    assert (held.state, held.attested.by) == (ProofState.TO_ACCEPT, "Kim")
    assert held.attested.day == clock.now().date()
    with pytest.raises(Refused, match="second person has to accept it, and Kim"):
        watching.accept_attestation(desk.store, **given, by=" kim ")
    watching.accept_attestation(desk.store, **given, by="Ana")
    held = proof(desk, LATENCY, "regression-test")
    assert held.attested
    assert (held.state, held.attested.second) == (ProofState.ATTESTED, "Ana")
    with pytest.raises(Refused, match="Ana has accepted this already"):
        watching.accept_attestation(desk.store, **given, by="Bo")
    watching.withdraw_attestation(desk.store, **given, by="Bo", reason="It was another build")
    assert proof(desk, LATENCY, "regression-test").state is ProofState.TO_ATTEST
    with pytest.raises(Refused, match="not attested any more"):
        watching.withdraw_attestation(desk.store, **given, by="Bo", reason="Once more")
    with pytest.raises(Refused, match="not attested any more"):
        watching.accept_attestation(desk.store, **given, by="Ana")


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"condition": "latency-p95-ms"}, "measured, not attested"),
        ({"initiative": "I-NOWHERE"}, "measured, not attested"),
        ({"by": " "}, "Give a name and a reason"),
        ({"reason": ""}, "Give a name and a reason"),
        ({"day": clock.now().date() + timedelta(days=2)}, "still to come"),
    ],
)
def test_nobody_attests_what_is_measured_or_without_name_reason_and_day(
    desk: Desk, changes: dict[str, Any], sentence: str
) -> None:
    given: dict[str, Any] = {"assessment_id": desk.id, "initiative": LATENCY, "condition": "regression-test",
             "by": "Kim", "reason": "I saw it"}  # fmt: skip
    with pytest.raises(Refused, match=sentence):
        watching.attest(desk.store, **given | changes)


def test_the_next_assessment_goes_on_with_what_was_proved_and_claimed(desk: Desk, url: str) -> None:
    from engagement.reassessment.starting import assess_again

    point(desk, url)
    watching.watch(desk.store, desk.id)
    plan_items.set_item(desk.store, desk.id, LOAD, status=Status.DONE)
    was = row(desk, LOAD).proof
    again = assess_again(desk.store, desk.place.use_case.id, desk.place.assessment)
    next_one = Desk(desk.store, again, desk.person)
    now = row(next_one, LOAD).proof
    assert was
    assert now
    assert now.claimed_at == was.claimed_at
    assert proof(next_one, LOAD, "latency-p99-ms").state is ProofState.PROVED


def test_standing_at_an_earlier_moment_a_prometheus_is_read_as_of_then(
    desk: Desk, url: str
) -> None:
    point(desk, url)
    then = clock.now() - timedelta(days=1)
    with clock.standing_at(then):
        came = watching.watch(desk.store, desk.id, by="Kim")
    held = [item.reading for item in came.attempts if item.reading and item.reading.history_seconds]
    assert held
    assert all(item.read_at == then for item in held)
    assert all(item.history_seconds < 1.1 * 86400 for item in held if item.history_seconds)
    assert clock.told() is None
