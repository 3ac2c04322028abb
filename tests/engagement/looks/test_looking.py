"""A look: saved source by source, stopped when told, and never confusing blind with absent."""

import logging
import threading
import time
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

import pytest

from assessment.model import Outcome
from assessment.sources import Circumstances, Source, SourceUnavailable, Stopped
from engagement.faults import Refused
from engagement.looks import collecting, looking, working
from engagement.model import Progress
from tests.engagement.desk import Desk
from tests.engagement.lab import Lab


def _add(desk: Desk, name: str = "Cellar", **fields: Any) -> Source:
    room = "13" if name == "Second" else "12"
    given = {"assessment_id": desk.id, "kind": "room", "address": room, "name": name} | fields
    return collecting.add_source(desk.store, **given)


def _outcomes(desk: Desk) -> dict[str, Outcome]:
    return {item.probe: item.outcome for item in collecting.findings(desk.store, desk.id)}


def _fail(error: BaseException) -> Any:
    def while_reading(circumstances: Circumstances) -> None:
        raise error

    return while_reading


def test_a_look_keeps_what_it_found_and_which_requests_it_made(desk: Desk, lab: Lab) -> None:
    source = _add(desk)
    run = collecting.look(desk.store, desk.id, started_by="Kim")
    assert (run.state, run.done, run.total, run.started_by) == ("finished", 2, 2, "Kim")
    assert _outcomes(desk) == lab.seen
    assert {item.source for item in collecting.findings(desk.store, desk.id)} == {source.id}
    ((name, made),) = collecting.requests_made(desk.store, desk.id)
    assert (name, made.request.what) == (source.name, "12")
    assert collecting.last_run(desk.store, desk.id) == run


def test_a_source_that_cannot_be_read_is_unavailable_and_never_absent(desk: Desk, lab: Lab) -> None:
    _add(desk)
    lab.while_reading = _fail(SourceUnavailable("the door is locked", "Ask for the key."))
    assert collecting.look(desk.store, desk.id).state == "finished"
    assert set(_outcomes(desk).values()) == {Outcome.UNAVAILABLE}
    found = collecting.findings(desk.store, desk.id)[0]
    assert (found.observed, found.remedy) == ("the door is locked", "Ask for the key.")


def test_a_connector_that_fails_gives_errors_with_a_reference_to_the_log(
    desk: Desk, lab: Lab, caplog: pytest.LogCaptureFixture
) -> None:
    _add(desk)
    lab.while_reading = _fail(KeyError("hunter2"))
    with caplog.at_level(logging.ERROR):
        assert collecting.look(desk.store, desk.id).state == "finished"
    found = collecting.findings(desk.store, desk.id)[0]
    reference = vars(caplog.records[0])["request"]
    assert found.outcome is Outcome.ERROR
    assert str(reference) in found.observed
    assert "hunter2" not in found.observed + found.remedy


def test_one_blind_source_does_not_keep_another_from_being_looked_at(desk: Desk, lab: Lab) -> None:
    first, second = _add(desk, "First"), _add(desk, "Second")

    def while_reading(circumstances: Circumstances) -> None:
        if len(lab.given) == 1:
            raise SourceUnavailable("the door is locked", "Ask for the key.")

    lab.while_reading = while_reading
    collecting.look(desk.store, desk.id)
    by_source = {item.source: item.outcome for item in collecting.findings(desk.store, desk.id)}
    assert by_source[first.id] is Outcome.UNAVAILABLE
    assert by_source[second.id] in (Outcome.PRESENT, Outcome.ABSENT)


def test_a_source_whose_permission_ended_is_not_read(desk: Desk, lab: Lab) -> None:
    _add(desk, authorised_until=datetime(2020, 1, 1, tzinfo=UTC))
    collecting.look(desk.store, desk.id)
    assert lab.given == []
    assert set(_outcomes(desk).values()) == {Outcome.UNAVAILABLE}
    assert "ended on 2020-01-01" in collecting.findings(desk.store, desk.id)[0].observed


def test_a_connector_gets_the_secret_that_its_source_names_and_no_other(
    desk: Desk, lab: Lab, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PRODWORTHY_SECRET_ROOMS", "abc")
    monkeypatch.setenv("PRODWORTHY_SECRET_OTHER", "xyz")
    _add(desk, secret="rooms")
    collecting.look(desk.store, desk.id)
    assert lab.given[0].permission.secrets == {"rooms": "abc"}


def test_a_secret_that_left_the_list_makes_the_source_unavailable(
    desk: Desk, lab: Lab, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PRODWORTHY_SECRET_ROOMS", "abc")
    _add(desk, secret="rooms")
    monkeypatch.delenv("PRODWORTHY_SECRET_ROOMS")
    collecting.look(desk.store, desk.id)
    assert "PRODWORTHY_SECRET_ROOMS" in collecting.findings(desk.store, desk.id)[0].observed


def test_a_look_tells_how_far_it_is(desk: Desk, lab: Lab) -> None:
    _add(desk)
    told: list[Progress] = []
    collecting.look(desk.store, desk.id, on_progress=told.append)
    assert "Cellar: opening the door" in [item.message for item in told]
    assert [item.done for item in told] == sorted(item.done for item in told)
    assert (told[-1].done, told[-1].total, told[-1].running) == (2, 2, False)


def test_a_stopped_look_keeps_the_sources_that_it_finished(desk: Desk, lab: Lab) -> None:
    _add(desk, "First")
    _add(desk, "Second")
    run = collecting.look(desk.store, desk.id, stopped=lambda: len(lab.given) > 1)
    assert run.state == "stopped"
    assert len(collecting.findings(desk.store, desk.id)) == 2


def test_a_connector_that_was_stopped_says_nothing_of_its_source(desk: Desk, lab: Lab) -> None:
    _add(desk)
    lab.while_reading = _fail(Stopped())
    assert collecting.look(desk.store, desk.id).state == "stopped"
    assert collecting.findings(desk.store, desk.id) == ()


def test_a_later_failed_look_leaves_the_earlier_one_in_force_and_says_so(
    desk: Desk, lab: Lab
) -> None:
    _add(desk)
    collecting.look(desk.store, desk.id)
    before = collecting.findings(desk.store, desk.id)
    lab.while_reading = _fail(SourceUnavailable("the door is locked", "Ask for the key."))
    collecting.look(desk.store, desk.id)
    assert collecting.findings(desk.store, desk.id) == before
    failed = collecting.failed_since(desk.store, desk.id)
    assert set(failed) == {item.id for item in before}


def test_without_a_source_there_is_nothing_to_look_at(desk: Desk) -> None:
    with pytest.raises(Refused, match="add a source first"):
        collecting.look(desk.store, desk.id)


class Slow:
    """A connector that waits for the test, and notices when it is stopped."""

    def __init__(self) -> None:
        self.began, self.may_end = threading.Event(), threading.Event()

    def __call__(self, circumstances: Circumstances) -> None:
        self.began.set()
        while not self.may_end.wait(0.01):
            if circumstances.stopped():
                raise Stopped


@pytest.fixture(autouse=True)
def _worker(desk: Desk, lab: Lab) -> Iterator[None]:
    """Where looks wait for a worker, one."""
    with working.worker_here(desk.store):
        yield


def _end(desk: Desk) -> None:
    job = looking.JOBS.get(looking._key(desk.store, desk.id))
    if job:
        job.wait(20)
    for _ in range(1000):
        if collecting.looking(desk.store, desk.id) is None:
            return
        time.sleep(0.02)


def test_a_look_goes_on_when_nobody_watches_and_can_be_come_back_to(desk: Desk, lab: Lab) -> None:
    _add(desk)
    lab.while_reading = slow = Slow()
    collecting.start_looking(desk.store, desk.id, "Kim")
    assert slow.began.wait(20)
    told = collecting.looking(desk.store, desk.id)
    assert told
    assert (told.running, told.total) == (True, 2)
    slow.may_end.set()
    _end(desk)
    assert collecting.looking(desk.store, desk.id) is None
    last = collecting.last_run(desk.store, desk.id)
    assert last
    assert (last.state, last.done) == ("finished", 2)


def test_a_look_in_the_background_stops_when_told(desk: Desk, lab: Lab) -> None:
    _add(desk)
    lab.while_reading = slow = Slow()
    collecting.start_looking(desk.store, desk.id)
    assert slow.began.wait(20)
    collecting.stop_looking(desk.store, desk.id)
    _end(desk)
    last = collecting.last_run(desk.store, desk.id)
    assert last
    assert last.state == "stopped"


def test_one_assessment_is_looked_at_once_at_a_time(desk: Desk, lab: Lab) -> None:
    _add(desk)
    lab.while_reading = slow = Slow()
    collecting.start_looking(desk.store, desk.id)
    with pytest.raises(Refused, match="running already"):
        collecting.start_looking(desk.store, desk.id)
    slow.may_end.set()
    _end(desk)


def test_a_look_of_another_process_can_be_seen_and_stopped(desk: Desk, lab: Lab) -> None:
    _add(desk, "First")
    _add(desk, "Second")

    def from_elsewhere(circumstances: Circumstances) -> None:
        told = collecting.looking(desk.store, desk.id)
        assert told
        assert told.total == 4
        collecting.stop_looking(desk.store, desk.id)

    lab.while_reading = from_elsewhere
    run = collecting.look(desk.store, desk.id)
    assert (run.state, len(lab.given)) == ("stopped", 1)
    assert len(collecting.findings(desk.store, desk.id)) == 2


def test_a_look_that_fails_through_our_mistake_is_marked_failed(
    desk: Desk, lab: Lab, monkeypatch: pytest.MonkeyPatch
) -> None:
    _add(desk)
    monkeypatch.setattr("engagement.looks.one_look.discover", lambda: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        collecting.look(desk.store, desk.id)
    last = collecting.last_run(desk.store, desk.id)
    assert last
    assert last.state == "failed"
