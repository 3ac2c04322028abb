"""Our own routes, served over real HTTP, with two workshops to vote in and to attack."""

import itertools
import json
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import httpx
import pytest
import uvicorn
from starlette.applications import Starlette
from starlette.middleware import Middleware

from engagement.store import Store
from tests.engagement.desk import open_desk
from tests.engagement.roomful import Roomful, opened
from tests.free_port import free_port
from ui.routes.first_page import FirstPage
from ui.routes.headers import SecurityHeaders
from ui.routes.workshop.rooms import ROUTES

_ADDRESSES = itertools.count(1)


class Events:
    """A stream of events that stays open until it is closed, at the latest when its test ends."""

    def __init__(self, address: str, headers: dict[str, str]) -> None:
        self._client = httpx.Client(timeout=60)
        self._answer = self._client.send(
            self._client.build_request("GET", address, headers=headers), stream=True
        )
        assert self._answer.status_code == 200
        self._lines = self._answer.iter_lines()

    def __iter__(self) -> "Events":
        return self

    def __next__(self) -> tuple[str, dict[str, Any]]:
        event = ""
        for line in self._lines:
            if line.startswith("event: "):
                event = line.removeprefix("event: ")
            elif line.startswith("data: "):
                return event, json.loads(line.removeprefix("data: "))
        raise StopIteration

    def close(self) -> None:
        self._answer.close()
        self._client.close()


_OPEN: list[Events] = []
CLIENT = httpx.Client(timeout=60)
"""For short requests; its lines are kept open, as a browser's are."""


@dataclass
class Phone:
    """One browser at an address of its own, as a proxy on this machine would tell it."""

    server: str
    address: str = field(
        default_factory=lambda: f"10.1.{next(_ADDRESSES) // 250}.{next(_ADDRESSES) % 250}"
    )
    ticket: str = ""
    room_id: str = ""

    def headers(self, **more: str) -> dict[str, str]:
        own = {
            "Origin": self.server,
            "Sec-Fetch-Site": "same-origin",
            "X-Forwarded-For": self.address,
        }
        bearer = {"Authorization": f"Bearer {self.ticket}"} if self.ticket else {}
        return own | bearer | {name.replace("_", "-"): value for name, value in more.items()}

    def post(self, path: str, body: Any = None, **headers: str) -> httpx.Response:
        return CLIENT.post(self.server + path, json=body or {}, headers=self.headers(**headers))

    def get(self, path: str, **headers: str) -> httpx.Response:
        return CLIENT.get(self.server + path, headers=self.headers(**headers))

    def join(self, code: str, name: str = "Ana", role: str = "data_engineering") -> httpx.Response:
        device = f"device-of-{name}-{code}".ljust(24, "-")
        answer = self.post("/join", {"code": code, "name": name, "role": role, "device": device})
        if answer.status_code == 200:
            self.ticket, self.room_id = answer.json()["token"], answer.json()["workshop_id"]
        return answer

    def vote(self, round_id: str, level: int = 3, **more: Any) -> httpx.Response:
        body = {
            "round": round_id,
            "kind": "level",
            "level": level,
            "vote_key": f"{time.time_ns():019}",
        }
        return self.post(f"/room/{self.room_id}/vote", body | more)

    def events(self, path: str = "", **headers: str) -> Events:
        """Events as they come; fails after a silent minute."""
        opened_ = Events(
            f"{self.server}{path or f'/room/{self.room_id}/events'}", self.headers(**headers)
        )
        _OPEN.append(opened_)
        return opened_


class Served(uvicorn.Server):
    """A server in a thread; signals stay with the tests."""

    def install_signal_handlers(self) -> None:
        """None: only the main thread may."""


@pytest.fixture(scope="session")
def server() -> Iterator[str]:
    app = Starlette(routes=ROUTES, middleware=[Middleware(SecurityHeaders), Middleware(FirstPage)])
    port = free_port()
    running = Served(uvicorn.Config(app, port=port, log_level="critical"))
    thread = threading.Thread(target=running.run, daemon=True)
    thread.start()
    while not running.started:
        time.sleep(0.02)
    yield f"http://127.0.0.1:{port}"
    CLIENT.close()
    running.should_exit = running.force_exit = True
    thread.join(10)


@pytest.fixture(autouse=True)
def lines_closed() -> Iterator[None]:
    """No stream outlives its test."""
    yield
    while _OPEN:
        _OPEN.pop().close()


@pytest.fixture
def phone(server: str) -> Phone:
    return Phone(server)


@pytest.fixture
def at(store: Store) -> Roomful:
    return opened(open_desk(store, "Acme"))


@pytest.fixture
def elsewhere(store: Store) -> Roomful:
    return opened(open_desk(store, "Other"))
