"""The record is exact: under threads, on both databases, and through a server that is killed."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from uuid import uuid4

import pytest

from engagement import workshops
from engagement.faults import Refused
from engagement.store import Store, workshop_votes
from engagement.workshops.showing import spreads_of
from tests import databases
from tests.engagement.desk import open_desk
from tests.engagement.roomful import Roomful, opened

PEOPLE = [f"P{number}" for number in range(24)]
ROOT = Path(__file__).parents[2]
VOTER = """
import sys
from engagement import workshops
from engagement.store import Store
url, token, round_id = sys.argv[1:]
store = Store.open(url)
number = 0
while True:
    number += 1
    key = f"{number:013}"
    print("sending", key, number % 5 + 1, flush=True)
    workshops.vote(store, token=token, round_id=round_id, level=number % 5 + 1, vote_key=key)
    print("kept", key, number % 5 + 1, flush=True)
"""


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def anywhere(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Store]:
    """A store in a file, and one on a real server."""
    file = tmp_path_factory.mktemp("room") / "room.db"
    on_a_server = request.param == "postgresql"
    kept = Store.open(databases.migrated("room") if on_a_server else f"sqlite:///{file}")
    yield kept
    kept.close()
    if on_a_server:
        databases.drop("room")


def full(store: Store) -> Roomful:
    made = opened(open_desk(store, f"Client {uuid4().hex}"))
    made.join(*PEOPLE)
    return made


def test_many_phones_at_once_with_double_taps_retries_and_changes_are_counted_exactly(
    anywhere: Store,
) -> None:
    at = full(anywhere)
    at.begin()
    round_id = at.room().round_id

    def phone(place: int) -> None:
        """Two taps of one key, a change, and the first key once more, much too late."""
        name, level = PEOPLE[place], place % 5 + 1
        for key, said in (("1", 1), ("1", 1), ("2", level), ("1", 1)):
            at.vote(name, said, vote_key=key, round_id=round_id)

    def again(place: int) -> str:
        ticket = workshops.join(
            anywhere, code=at.workshop.code, name=PEOPLE[place], role="operations",
            device=f"device-of-{PEOPLE[place]}".ljust(20, "-"),
        )  # fmt: skip
        return ticket.participant_id

    before = workshops.version(anywhere, at.id)
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(phone, range(len(PEOPLE))))
    assert at.room().voted == len(PEOPLE)
    assert workshops.version(anywhere, at.id) == before + 2 * len(PEOPLE)
    with ThreadPoolExecutor(8) as pool:
        ids = list(pool.map(again, [0, 1, 2, 3] * 4))
    assert (len(set(ids)), at.room().joined) == (4, len(PEOPLE))
    at.step(workshops.reveal)
    spread = at.room().spread
    assert spread is not None
    assert spread.levels == (5, 5, 5, 5, 4)


def test_a_reveal_in_the_middle_of_votes_counts_what_was_acknowledged_and_nothing_else(
    anywhere: Store,
) -> None:
    at = full(anywhere)
    at.begin()
    round_id = at.room().round_id

    def phone(name: str) -> bool:
        try:
            at.vote(name, 3, vote_key="1", round_id=round_id)
        except Refused:
            return False
        return True

    def lead(_: str) -> bool:
        while at.room().voted < 4:
            time.sleep(0.002)
        at.step(workshops.reveal)
        return False

    with ThreadPoolExecutor(6) as pool:
        answers = list(pool.map(lambda name: (lead if name == "lead" else phone)(name),
                                [*PEOPLE[:3], "lead", *PEOPLE[3:]]))  # fmt: skip
    with anywhere.reading() as tx:
        held = workshop_votes.round_of(tx, at.id, round_id)
        assert held is not None
        assert spreads_of(tx, held).votes == sum(answers)
        assert len(workshop_votes.all_sent(tx, round_id)) == sum(answers)


def test_two_clicks_in_the_same_moment_are_one_step(anywhere: Store) -> None:
    at = full(anywhere)
    at.begin()
    at.vote("P0", 3)

    def click(_: int) -> bool:
        try:
            workshops.reveal(anywhere, workshop_id=at.id, position=1, at=at.phase, by="Kim")
        except Refused:
            return False
        return True

    with ThreadPoolExecutor(4) as pool:
        done = list(pool.map(click, range(4)))
    assert sum(done) == 1
    assert at.phase == "revealed"


def test_a_killed_server_loses_no_vote_that_it_acknowledged_and_counts_none_twice(
    tmp_path: Path,
) -> None:
    url = databases.address(tmp_path / "room.db")
    store = Store.open(url)
    at = full(store)
    at.begin()
    round_id = at.room().round_id
    kept: dict[str, int] = {}
    for _ in range(2):
        said = _killed(url, at.tickets["P0"], round_id)
        kept |= said
        store.close()
        store = at.store = Store.open(url)
        with store.reading() as tx:
            votes = workshop_votes.all_sent(tx, round_id)
            counted = workshop_votes.voted(tx, round_id)
        sent = {vote.vote_key: vote.level for vote in votes}
        assert {key: sent.get(key) for key in kept} == kept
        assert len(sent) == len(votes)
        assert counted == 1
    # What was on the way when it died is sent again with its own key, and counts once.
    last = max(kept)
    again = at.vote("P0", kept[last], vote_key=last, round_id=round_id)
    assert again.vote_key >= last
    assert at.room().voted == 1
    store.close()


def _killed(url: str, token: str, round_id: str) -> dict[str, int]:
    """What a process acknowledged before it was killed in the middle of a vote."""
    process = subprocess.Popen(
        [sys.executable, "-c", VOTER, url, token, round_id], cwd=ROOT, stdout=subprocess.PIPE,
        text=True, env=os.environ | {"PYTHONPATH": str(ROOT)},
    )  # fmt: skip
    said: dict[str, int] = {}
    with process:
        assert process.stdout is not None
        for line in process.stdout:
            what, key, level = line.split()
            if what == "kept":
                said[key] = int(level)
            elif len(said) >= 5:
                process.send_signal(signal.SIGKILL)
                break
        for line in process.stdout.read().splitlines():
            what, *more = line.split()
            if what == "kept":
                said[more[0]] = int(more[1])
        process.wait(timeout=30)
    return said
