"""What is live reaches everybody from one pump, and no watcher can hold the others up."""

import asyncio
import itertools
import socket
import time
from collections.abc import Callable
from typing import Any
from urllib.parse import urlsplit

import pytest

from tests.engagement.roomful import Roomful
from tests.ui.workshop.conftest import Events, Phone
from ui.routes.workshop import rooms, streams
from ui.routes.workshop.pump import Pump, Source
from ui.routes.workshop.rooms import STREAMS

EVERY_SECONDS = 0.05


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ui.routes.workshop.pump.EVERY_SECONDS", EVERY_SECONDS)


def until(events: Events, wanted: str, so: Callable[[dict[str, Any]], bool]) -> dict[str, Any]:
    return next(data for event, data in events if event == wanted and so(data))


def eventually(so: Callable[[], bool]) -> None:
    for _ in range(1200):  # a crowded machine is slow to see that a line was closed
        if so():
            return
        time.sleep(0.05)
    raise AssertionError("it never came to that")


def test_everybody_sees_the_room_and_nobody_a_name_or_a_vote(phone: Phone, at: Roomful) -> None:
    phone.join(at.workshop.code, "Zacharias")
    events = phone.events()
    assert next(events)[0] == "clock"
    until(events, "room", lambda room: room["stage"] == "waiting")
    at.begin()
    seen = until(events, "room", lambda room: bool(room["round_id"]))
    phone.vote(seen["round_id"], 2, reason="Nobody knows who stops it.")
    counts = until(events, "counts", lambda room: room["voted"] == 1)
    assert set(counts) == {"version", "joined", "voted"}
    for text in ("Zacharias", "Nobody knows who stops it"):
        assert text not in str(seen)


def test_a_spread_comes_with_the_reveal_and_not_before(phone: Phone, at: Roomful) -> None:
    from engagement import workshops

    phone.join(at.workshop.code)
    at.begin()
    phone.vote(at.room().round_id, 4)
    events = phone.events()
    before = until(events, "room", lambda room: room["voted"] == 1)
    assert (before["spread"], before["findings"]) == (None, [])
    at.step(workshops.reveal)
    after = until(events, "room", lambda room: room["phase"] == "revealed")
    assert (after["spread"]["levels"], after["findings"]) == ([0, 0, 0, 1, 0], [])


def test_who_comes_back_is_told_only_what_is_new(phone: Phone, at: Roomful) -> None:
    phone.join(at.workshop.code)
    version = at.room().version
    watching = phone.events()  # keeps the pump going, as the rest of the room does
    until(watching, "room", lambda room: room["version"] == version)
    back = phone.events(Last_Event_ID=str(version))
    assert next(back)[0] == "clock"
    Phone(phone.server).join(at.workshop.code, "Ben")
    event, told = next(back)
    assert (event, told["joined"]) == ("counts", 2)
    for nonsense in ("-1", "x", "9" * 40):
        fresh = phone.events(Last_Event_ID=nonsense)
        assert [next(fresh)[0], next(fresh)[0]] == ["clock", "room"]


def test_the_big_screen_watches_by_its_key(phone: Phone, at: Roomful) -> None:
    events = phone.events(f"/room/{at.id}/events", X_Screen_Key=at.workshop.screen_key)
    assert until(events, "room", bool)["code"] == at.workshop.code
    code = phone.get(f"/room/{at.id}/code.svg?k={at.workshop.screen_key}")
    assert code.headers["content-type"] == "image/svg+xml"


def test_many_watchers_cost_one_question(
    phone: Phone, at: Roomful, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []

    def version(workshop_id: str) -> int:
        asked.append(workshop_id)
        return 1

    monkeypatch.setattr(STREAMS, "source", Source(version=version, room=rooms._room))
    monkeypatch.setattr(STREAMS, "most_each", 40)
    phone.join(at.workshop.code)
    watching = [phone.events() for _ in range(30)]
    for events in watching:
        until(events, "room", bool)
    asked.clear()
    since = time.monotonic()
    time.sleep(0.5)
    assert 0 < len(asked) <= (time.monotonic() - since) / EVERY_SECONDS + 1
    for events in watching:
        events.close()
    eventually(lambda: at.id not in STREAMS.pumps)


def test_who_goes_away_in_the_moment_of_news_is_let_go() -> None:
    """A line that stayed open after its end counted as a watcher for an hour."""

    async def goes_away_after(turns: int) -> bool:
        pump = Pump("w", Source(version=len, room=lambda _: {}))
        waiting = asyncio.create_task(pump.wait(0, 60))
        await asyncio.sleep(0.01)
        pump._tell()
        for _ in range(turns):
            await asyncio.sleep(0)
        told = waiting.done()
        waiting.cancel()
        await asyncio.wait({waiting})
        return told or waiting.cancelled()

    async def every_moment() -> list[bool]:
        return [await goes_away_after(turns) for turns in range(6)]

    assert asyncio.run(every_moment()) == [True] * 6


def test_open_streams_are_bounded_for_one_and_for_all(
    phone: Phone, at: Roomful, monkeypatch: pytest.MonkeyPatch
) -> None:
    phone.join(at.workshop.code)
    other = Phone(phone.server)
    other.join(at.workshop.code, "Ben")
    monkeypatch.setattr(STREAMS, "most_each", 2)
    open_ = [phone.events(), phone.events()]
    for events in open_:
        next(events)
    refused = phone.get(f"/room/{at.id}/events")
    assert (refused.status_code, refused.headers["retry-after"]) == (429, "15")
    monkeypatch.setattr(STREAMS, "most", STREAMS.open.total())
    assert other.get(f"/room/{at.id}/events").status_code == 503
    before = STREAMS.open.total()
    for events in open_:
        events.close()
    eventually(lambda: STREAMS.open.total() <= before - 2)


def test_a_reader_who_does_not_read_is_cut_off_and_the_others_go_on(
    phone: Phone, at: Roomful, monkeypatch: pytest.MonkeyPatch
) -> None:
    turns = itertools.count(1)
    big = "x" * 60_000
    source = Source(
        version=lambda _: next(turns),
        room=lambda _: {"version": next(turns), "joined": 0, "voted": 0, "big": f"{next(turns)}{big}"},
    )  # fmt: skip
    monkeypatch.setattr(STREAMS, "source", source)
    monkeypatch.setattr(streams, "SLOW_SECONDS", 0.4)
    phone.join(at.workshop.code)
    lazy = _opened_and_unread(phone)
    eventually(lambda: STREAMS.open.total() == 1)
    reading = Phone(phone.server)
    reading.join(at.workshop.code, "Ben")
    events = reading.events()
    next(data for _, data in events if STREAMS.open.total() == 1)
    until(events, "room", bool)
    with pytest.raises(ConnectionResetError):
        _read_all(lazy)
    lazy.close()


def _read_all(line: socket.socket) -> None:
    while line.recv(1 << 20):
        pass


def _opened_and_unread(phone: Phone) -> socket.socket:
    place = urlsplit(phone.server)
    lazy = socket.socket()
    lazy.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
    lazy.settimeout(5)
    lazy.connect((place.hostname, place.port))
    lines = [f"GET /room/{phone.room_id}/events HTTP/1.1", f"Host: {place.netloc}"]
    lines += [f"{name}: {value}" for name, value in phone.headers().items()]
    lazy.sendall(("\r\n".join(lines) + "\r\n\r\n").encode())
    return lazy
