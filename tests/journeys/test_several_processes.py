"""Two server processes on one PostgreSQL behind a sticky proxy; one is killed in the middle of a vote."""

import json
import ssl
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, suppress
from typing import Any

import httpx
import pytest

from engagement import workshops
from engagement.identity import new_id
from engagement.store import Store, workshop_votes
from tests import databases
from tests.engagement.desk import open_desk
from tests.engagement.roomful import Roomful, opened
from tests.free_port import free_port
from tests.journeys.conftest import Server
from tests.reverse_proxy import FROM, ReverseProxy, certificate

PHONES = 6
CHANGES = 4
PATIENCE = 60


@pytest.fixture(scope="module")
def url() -> Iterator[str]:
    name = f"shared_{new_id()}"
    yield databases.migrated(name)
    databases.drop(name)


@pytest.fixture(scope="module")
def port() -> int:
    """The proxy's, which is what people type."""
    return free_port()


@pytest.fixture(scope="module")
def servers(
    url: str, port: int, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[Server, Server]]:
    """Two processes that share a database and a data folder."""
    data = tmp_path_factory.mktemp("shared")
    pair = Server(data=data, port=free_port()), Server(data=data, port=free_port())
    with pytest.MonkeyPatch.context() as patch:
        for name, value in {
            "DATABASE": url, "DATA": str(data), "SIGN_IN": "header", "TRUSTED_PROXIES": FROM,
            "PUBLIC_ADDRESS": f"https://localhost:{port}", "LOOKS_AT_ONCE": "1",
        }.items():  # fmt: skip
            patch.setenv(f"PRODWORTHY_{name}", value)
        with ThreadPoolExecutor(2) as pool:  # both at once: neither is the first
            list(pool.map(Server.start, pair))
        yield pair
    for server in pair:
        if server.process and server.process.poll() is None:
            server.process.terminate()
            server.process.wait(PATIENCE)


@pytest.fixture(scope="module")
def proxy(servers: tuple[Server, Server], port: int) -> Iterator[ReverseProxy]:
    one, other = servers
    sticky = ReverseProxy(port, one.port, certificate(one.data), (other.port,))
    with sticky.running() as running:
        yield running


@pytest.fixture
def at(url: str) -> Iterator[Roomful]:
    store = Store.open(url)
    yield opened(open_desk(store, f"Client {new_id()}"))
    store.close()


class Phone:
    """A phone as its script behaves: it sends a choice until it hears that it is kept."""

    def __init__(self, number: int, proxy: ReverseProxy, at: Roomful) -> None:
        self.name, self._at = f"P{number}", at
        # From the next address it reaches the other process, as somebody who changed networks.
        self._ways = [_client(proxy, number + 1 + away) for away in (0, 1)]
        self._line = _client(proxy, number + 1)
        self.bearer: dict[str, str] = {}
        self.kept: dict[str, int] = {}
        self.room: dict[str, Any] = {}
        self.lines = 0
        self._following = threading.Thread(target=self._follow, daemon=True)
        self._left = threading.Event()

    def join(self) -> None:
        who: dict[str, Any] = {
            "name": self.name,
            "role": "operations",
            "device": f"device-{self.name:->20}",
        }
        told = self._sent("/join", code=self._at.workshop.code, **who)
        self.bearer = {"Authorization": f"Bearer {told['token']}"}
        self._following.start()

    def vote(self, level: int) -> None:
        """A double tap: the second reaches the other process."""
        key = f"{len(self.kept):013}"
        path, round_id = f"/room/{self._at.id}/vote", until(self.round_id)
        body = {"round": round_id, "kind": "level", "level": level, "vote_key": key}
        with ThreadPoolExecutor(2) as pool:
            taps = [pool.submit(self._sent, path, away, **body) for away in (0, 1)]
        assert {tap.result()["vote"]["vote_key"] for tap in taps} == {key}
        self.kept[key] = level

    def round_id(self) -> Any:
        return self.room.get("round_id")

    def spread(self) -> Any:
        """What is shown of the votes once they are counted."""
        return self.room.get("spread")

    def leave(self) -> None:
        self._left.set()
        for client in (self._line, *self._ways):
            client.close()
        self._following.join(PATIENCE)

    def _sent(self, path: str, away: int = 0, **body: Any) -> dict[str, Any]:
        def tried() -> Any:
            try:
                answer = self._ways[away].post(path, json=body, headers=self.bearer)
            except httpx.TransportError:
                return None
            assert answer.status_code in {200, 503}, answer.text
            return answer.json() if answer.status_code == 200 else None

        return dict(until(tried))

    def _follow(self) -> None:
        path = f"/room/{self._at.id}/events"
        while not self._left.is_set():
            with (
                suppress(httpx.TransportError, httpx.StreamError, RuntimeError),
                self._line.stream("GET", path, headers=self.bearer) as stream,
            ):
                self.lines += stream.status_code == 200
                self._read(stream)
            self._left.wait(0.2)

    def _read(self, stream: httpx.Response) -> None:
        event = ""
        for line in stream.iter_lines():
            if line.startswith("event: "):
                event = line.removeprefix("event: ")
            if line.startswith("data: ") and event == "room":
                self.room = json.loads(line.removeprefix("data: "))


def _client(proxy: ReverseProxy, last: int) -> httpx.Client:
    """A browser at an address of this machine; nobody vouches for the proxy's certificate."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.check_hostname, context.verify_mode = False, ssl.CERT_NONE
    here = httpx.HTTPTransport(verify=context, local_address=f"127.0.1.{last}")
    host = f"localhost:{proxy.port}"
    return httpx.Client(
        base_url=f"https://127.0.0.1:{proxy.port}", transport=here, timeout=30,
        headers={"Origin": f"https://{host}", "Host": host},
    )  # fmt: skip


def until(told: Callable[[], Any]) -> Any:
    """What it tells, once that is something."""
    for _ in range(PATIENCE * 20):
        found = told()
        if found:
            return found
        time.sleep(0.05)
    raise AssertionError(told)


def test_votes_are_exact_across_processes_and_through_the_death_of_one(
    servers: tuple[Server, Server], proxy: ReverseProxy, at: Roomful
) -> None:
    phones = [Phone(number, proxy, at) for number in range(PHONES)]
    with ExitStack() as left, ThreadPoolExecutor(PHONES) as pool:
        list(pool.map(Phone.join, phones))
        for phone in phones:
            left.callback(phone.leave)
        at.begin()
        under_way = threading.Barrier(PHONES + 1)

        def votes(place: int) -> None:
            for change in range(CHANGES):
                if change == 2:
                    under_way.wait(PATIENCE)
                phones[place].vote((place + change) % 5 + 1)

        voting = [pool.submit(votes, place) for place in range(PHONES)]
        under_way.wait(PATIENCE)
        servers[0].kill()  # while everybody votes
        servers[0].start()
        for each in voting:
            each.result()
        round_id = at.room().round_id
        with at.store.reading() as tx:
            sent = workshop_votes.all_sent(tx, round_id)
            counted = workshop_votes.cast(tx, round_id)
        assert len(sent) == PHONES * CHANGES  # each choice once, whatever was tapped or sent again
        assert sorted((vote.vote_key, vote.level) for vote in sent) == sorted(
            choice for phone in phones for choice in phone.kept.items()
        )
        assert sorted(item.vote.level or 0 for item in counted) == sorted(
            phone.kept[max(phone.kept)] for phone in phones
        )
        at.step(workshops.reveal)  # by a third process: every phone hears of it
        for phone in phones:
            assert sum(until(phone.spread)["levels"]) == PHONES
        assert all(
            phone.lines > 1 for phone in phones[1::2]
        )  # those of the process that was killed
