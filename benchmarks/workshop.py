"""Three hundred phones join a workshop and vote, on loopback; beside them plain Streamlit sessions.

One server process, one process of phones. The phones load the page as a browser does, join by the
code, follow the events and vote; afterwards the database has to hold each vote once. Beside them one
session draws the facilitator's page over and over. The plain sessions set out as fast as the phones and
take as long as they need. Ends by itself after some two minutes.
"""

import asyncio
import os
import statistics
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from benchmarks.measure import Row
from benchmarks.workshop_phones import Phone, Screen, spread_over
from benchmarks.workshop_server import Served, app_server, streamlit_server
from benchmarks.workshop_sessions import APP, Plain, Session, plain_sessions
from engagement import workshops
from engagement.store import Store, workshop_votes
from tests.engagement.desk import open_desk
from tests.engagement.roomful import ITEMS, Roomful, opened

PHONES, SESSIONS = 300, 300
PAGE = "workshop"
JOIN_SECONDS, VOTE_SECONDS = 15, 5
REFRESH_SECONDS = 0.5


def rows() -> list[Row]:
    """How fast a vote is on the screen, what the server needs, and the same as Streamlit sessions."""
    with _room() as (data, at), app_server(data) as server:
        ours = asyncio.run(_ours(server, at))
    with _room() as (data, at), streamlit_server(data, APP) as server:
        at.begin()
        over = (JOIN_SECONDS - 5, VOTE_SECONDS - 1)
        theirs = asyncio.run(plain_sessions(server, at, SESSIONS, over))
    return [*ours.rows(), ours.beside(theirs)]


@contextmanager
def _room() -> Iterator[tuple[Path, Roomful]]:
    """An open workshop in a database of its own."""
    with tempfile.TemporaryDirectory() as data:
        os.environ["PRODWORTHY_DATA"] = data
        store = Store.open(f"sqlite:///{Path(data) / 'prodworthy.db'}")
        yield Path(data), opened(open_desk(store, "Bench"), ITEMS, agenda="own")
        store.close()


class Measured:
    """What one run of the workshop came to."""

    def __init__(self) -> None:
        self.joined_after = 0.0
        self.voted_after = 0.0
        self.to_screen: list[float] = []
        self.cores: dict[str, float] = {}
        self.cpu = 0.0
        self.page = 0.0

    def rows(self) -> list[Row]:
        """Everything against its limit."""
        many = f"{PHONES} phones"
        return [
            Row(name=f"{many} join by a code, load the page and see the room", unit="s",
                subject=self.joined_after, peer=JOIN_SECONDS, peer_name="the time they may take",
                limit=1),
            Row(name=f"{many} vote and each vote is kept once", unit="s",
                subject=self.voted_after, peer=VOTE_SECONDS, peer_name="the time they may take",
                limit=1),
            Row(name=f"From a vote to the big screen, 95 of 100, while {many} vote", unit="s",
                subject=_p95(self.to_screen), peer=REFRESH_SECONDS,
                peer_name="one refresh interval", limit=2),
            Row(name=f"The server while {many} join", unit="cores", subject=self.cores["join"],
                peer=1, peer_name="one core", limit=1),
            Row(name=f"The server while {many} vote", unit="cores", subject=self.cores["vote"],
                peer=1, peer_name="one core", limit=1),
            Row(name=f"The facilitator’s page while {many} vote, the slowest of its drawings",
                subject=self.page, peer=1, peer_name="a second, from which on people notice a wait",
                limit=1),
        ]  # fmt: skip

    def beside(self, theirs: Plain) -> Row:
        """Processor time for one participant, beside one who has a session of their own."""
        many = f"{PHONES} phones"
        return Row(
            name=f"Processor time of the server for each of {many} to join, follow and vote",
            subject=self.cpu / PHONES, peer=theirs.cpu / SESSIONS,
            peer_name=f"for each of {SESSIONS} Streamlit sessions that see a count every 2 s; all "
            f"join {theirs.told}", limit=0.5,
        )  # fmt: skip


async def _ours(server: Served, at: Roomful) -> Measured:
    found, page = Measured(), Session(server, f"a={at.workshop.assessment_id}", PAGE)
    await page.draws(until=2)
    screen = Screen(server, at.id, at.workshop.screen_key)
    watching = asyncio.create_task(screen.watch())
    phones = [Phone(server, at.workshop.code, number) for number in range(PHONES)]
    before = server.cpu()
    began = time.monotonic()
    await asyncio.gather(*spread_over(JOIN_SECONDS - 5, phones, Phone.join))
    found.joined_after = time.monotonic() - began
    found.cores["join"] = (server.cpu() - before) / found.joined_after
    await _vote(server, at, phones, screen, page, found)
    found.cpu = server.cpu() - before
    for task in (watching, *(phone.watching for phone in phones)):
        task.cancel()
        with suppress(asyncio.CancelledError):
            await task
    _must_be_exact(at, phones)
    return found


async def _vote(
    server: Served, at: Roomful, phones: list[Phone], screen: Screen, page: Session, found: Measured
) -> None:
    await asyncio.to_thread(at.begin)
    await asyncio.gather(*(phone.open() for phone in phones))
    drawing = asyncio.create_task(page.draws(until=VOTE_SECONDS))
    before, began = server.cpu(), time.monotonic()
    await asyncio.gather(*spread_over(VOTE_SECONDS - 1, phones, Phone.vote))
    found.voted_after = time.monotonic() - began
    found.cores["vote"] = (server.cpu() - before) / found.voted_after
    found.page = max(await drawing)
    await screen.shows(PHONES)
    in_order = sorted(phones, key=lambda phone: phone.kept_at)
    found.to_screen = [
        screen.shown_at(place) - phone.sent_at for place, phone in enumerate(in_order, start=1)
    ]


def _must_be_exact(at: Roomful, phones: list[Phone]) -> None:
    """Each vote is in the database once, with the level that the phone chose."""
    chosen = {phone.name: phone.level for phone in phones}
    with at.store.reading() as tx:
        (held,) = workshop_votes.rounds(tx, at.id)
        people = {person.id: person.name for person in workshop_votes.participants(tx, at.id)}
        kept = {
            name: vote.level
            for one, name in people.items()
            if (vote := workshop_votes.vote(tx, held.id, one))
        }
    if kept != chosen or workshops.room(at.store, at.id).voted != PHONES:
        raise SystemExit(f"{len(kept)} votes of {PHONES} are kept as they were given.")


def _p95(values: list[float]) -> float:
    return statistics.quantiles(values, n=20)[-1]
