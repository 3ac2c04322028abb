"""What was acknowledged is kept, whatever happens to the process; writers wait for each other."""

import os
import signal
import subprocess
import sys
import threading
from pathlib import Path

import pytest
from sqlalchemy.exc import IntegrityError

from assessment.model import Outcome
from engagement.answers.answering import current_answers
from engagement.faults import Refused
from engagement.looks.looking import last_run
from engagement.model import ProbeRun
from engagement.outside import clock
from engagement.store import Store, Transaction, answers, evidence
from tests import databases
from tests.engagement.desk import Desk
from tests.engagement.lab import Eyes

ROOT = Path(__file__).resolve().parents[2]

ANSWER = """
import sys, time
from engagement.answers import answering
from engagement.store import Store
url, assessment, person, capability, level, count = sys.argv[1:]
store = Store.open(url)
for _ in range(int(count)):
    answering.answer(store, assessment_id=assessment, respondent_id=person,
                     capability=capability, kind="level", level=int(level))
print("acknowledged", flush=True)
time.sleep(60)
"""


def _child(desk: Desk, database: Path, level: int, count: int = 1) -> subprocess.Popen[str]:
    words = [databases.address(database), desk.id, desk.person.id, "eng.rollback", str(level)]
    return subprocess.Popen(
        [sys.executable, "-c", ANSWER, *words, str(count)],
        stdout=subprocess.PIPE, text=True, cwd=ROOT, env=os.environ | {"PYTHONPATH": str(ROOT)},
    )  # fmt: skip


def _killed_when_acknowledged(child: subprocess.Popen[str]) -> None:
    with child:
        assert child.stdout
        assert child.stdout.readline() == "acknowledged\n"
        child.send_signal(signal.SIGKILL)
        child.wait(timeout=30)


def test_an_answer_that_was_acknowledged_survives_a_killed_process(
    desk: Desk, database: Path
) -> None:
    desk.store.close()
    _killed_when_acknowledged(_child(desk, database, level=5))
    desk.store = Store.open(databases.address(database))
    assert desk.levels() == {"eng.rollback": 5}
    desk.store.close()


def test_two_processes_that_write_at_once_lose_nothing(desk: Desk, database: Path) -> None:
    children = [_child(desk, database, level, count=20) for level in (2, 4)]
    for child in children:
        _killed_when_acknowledged(child)
    with desk.store.reading() as tx:
        told = answers.history(tx, desk.id, "eng.rollback")
    assert sorted(item.level or 0 for item in told) == [2] * 20 + [4] * 20
    assert len(desk.levels()) == 1


OPEN = """
import sys
from engagement.clients import client_list
from engagement.store import Store
print(*(item.name for item in client_list.clients(Store.open(sys.argv[1]))))
"""


def test_a_process_opens_and_reads_while_another_writes_for_long(
    desk: Desk, database: Path
) -> None:
    """To open is to read: a writer that does not end would be waited for until patience ends."""
    with desk.store.writing() as tx:
        tx.connection()  # now it has begun
        opened = subprocess.run(
            [sys.executable, "-c", OPEN, databases.address(database)], capture_output=True, text=True,
            cwd=ROOT, env=os.environ | {"PYTHONPATH": str(ROOT)}, check=False, timeout=300,
        )  # fmt: skip
    assert (opened.stdout, opened.returncode) == (f"{desk.place.client.name}\n", 0), opened.stderr


def test_threads_that_write_at_once_lose_nothing(desk: Desk) -> None:
    people = [desk.add(f"Person {number}") for number in range(6)]

    def work(person_id: str) -> None:
        for level in (1, 2, 3):
            desk.answer("eng.rollback", level, respondent_id=person_id)

    threads = [threading.Thread(target=work, args=(person.id,)) for person in people]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert [item.level for item in desk.current().values()] == [3]
    assert len(current_answers(desk.store, desk.id)) == 6


def _running_in(desk: Desk, process: int) -> None:
    run = ProbeRun(
        id="r1", assessment_id=desk.id, started_at=clock.now(), state="running", done=3, total=9
    )
    with desk.store.writing() as tx:
        evidence.save_run(tx, run)
        tx.get_one(evidence.ProbeRunRow, 1).process = f"{process}:x"


@pytest.mark.parametrize("by_opening", [True, False])
def test_a_look_that_a_killed_process_left_running_is_marked_stopped(
    desk: Desk, database: Path, by_opening: bool
) -> None:
    child = _child(desk, database, level=3)
    _killed_when_acknowledged(child)
    _running_in(desk, child.pid)
    if by_opening:
        Store.open(databases.address(database)).close()
    kept = last_run(desk.store, desk.id)
    assert kept
    assert (kept.state, kept.done) == ("stopped", 3)
    assert "what was found by then is kept" in kept.message


def test_a_look_that_still_runs_is_left_alone_by_a_second_opening(
    desk: Desk, database: Path
) -> None:
    run = ProbeRun(id="r1", assessment_id=desk.id, started_at=clock.now(), state="running")
    with desk.store.writing() as tx:
        evidence.save_run(tx, run)
    Store.open(databases.address(database)).close()
    with desk.store.reading() as tx:
        assert evidence.last_run(tx, desk.id) == run


def _run_with_a_finding_of_no_assessment(tx: Transaction, run: ProbeRun) -> None:
    evidence.save_run(tx, run)
    lost = run.model_copy(update={"assessment_id": "nonsense"})
    evidence.add_findings(tx, lost, (Eyes().saw(Outcome.ABSENT),))


def test_an_action_that_fails_half_way_keeps_none_of_it(desk: Desk) -> None:
    run = ProbeRun(id="r1", assessment_id=desk.id, started_at=clock.now(), state="running")
    with pytest.raises(IntegrityError), desk.store.writing() as tx:
        _run_with_a_finding_of_no_assessment(tx, run)
    with desk.store.reading() as tx:
        assert evidence.last_run(tx, desk.id) is None


@pytest.mark.of_sqlite
def test_a_full_disk_is_told_in_a_sentence_and_keeps_what_was_there(desk: Desk) -> None:
    desk.answer("eng.rollback", 4)
    with desk.store.alone_outside_transactions() as (connection, _):
        # The pool hands out this connection again: its file may grow no further.
        pages = connection.exec_driver_sql("PRAGMA page_count").scalar_one()
        connection.exec_driver_sql(f"PRAGMA max_page_count={pages}")
    with pytest.raises(Refused, match="disk that the database is on is full"):
        _answer_on_and_on(desk)
    with desk.store.alone_outside_transactions() as (connection, _):
        connection.exec_driver_sql("PRAGMA max_page_count=1000000")
    desk.answer("eng.rollback", 5)
    assert desk.levels() == {"eng.rollback": 5}


def _answer_on_and_on(desk: Desk) -> None:
    for _ in range(200):
        desk.answer("eng.rollback", 2, comment="x" * 4000)
