"""Phones and a big screen without a browser: the requests that one makes, on plain sockets."""

import asyncio
import json
import random
import time
from collections.abc import Awaitable, Callable, Iterable, Iterator
from typing import Any, TypeVar

from benchmarks.workshop_server import Served

FILES = (
    "/workshop/look.css", "/workshop/phone.css", "/workshop/phone.js", "/workshop/live.js",
    "/workshop/posts.js", "/workshop/draw.js", "/workshop/doors.js", "/workshop/questions.js",
    "/workshop/shown.js",
)  # fmt: skip
_One = TypeVar("_One")


def spread_over(
    seconds: float, ones: Iterable[_One], act: Callable[[_One], Awaitable[None]]
) -> Iterator[Awaitable[None]]:
    """Each acts once, at its own moment of the next ``seconds``; the same moments in every run."""
    chance = random.Random(7)

    async def later(one: _One, wait: float) -> None:
        await asyncio.sleep(wait)
        await act(one)

    return (later(one, chance.uniform(0, seconds)) for one in ones)


class Line:
    """One kept connection to the server."""

    def __init__(self, server: Served) -> None:
        self.server = server
        self._reader: asyncio.StreamReader | None = None
        self._writer: asyncio.StreamWriter | None = None

    async def ask(
        self, path: str, body: dict[str, Any] | None = None, **headers: str
    ) -> tuple[int, bytes]:
        """Status and content of one answer; a POST where there is a body."""
        try:
            size = await self._send(path, body, headers)
        except (IndexError, ConnectionError):  # the server closed a line that was quiet
            self._writer = None
            size = await self._send(path, body, headers)
        assert self._reader
        return self.status, await self._reader.readexactly(size)

    async def events(self, path: str, **headers: str) -> Any:
        """The data of each event as it comes, by its name."""
        await self._send(path, None, headers)
        assert self._reader
        while True:
            size = int(await self._reader.readline(), 16)
            part = (await self._reader.readexactly(size + 2)).decode()
            fields = dict(line.split(": ", 1) for line in part.split("\n") if ": " in line)
            if "data" in fields:
                yield fields["event"], json.loads(fields["data"])

    async def _send(self, path: str, body: dict[str, Any] | None, headers: dict[str, str]) -> int:
        if self._writer is None:
            self._reader, self._writer = await asyncio.open_connection(
                "127.0.0.1", self.server.port
            )
        content = b"" if body is None else json.dumps(body).encode()
        lines = [
            f"{'GET' if body is None else 'POST'} {path} HTTP/1.1",
            f"Host: 127.0.0.1:{self.server.port}",
        ]
        sent = {name.replace("_", "-"): value for name, value in headers.items()}
        if body is not None:
            sent |= {"Origin": self.server.origin, "Sec-Fetch-Site": "same-origin"}
            sent |= {"Content-Type": "application/json", "Content-Length": str(len(content))}
        lines += [f"{name}: {value}" for name, value in sent.items()]
        self._writer.write(("\r\n".join(lines) + "\r\n\r\n").encode() + content)
        return await self._head()

    async def _head(self) -> int:
        assert self._reader
        self.status = int((await self._reader.readline()).split()[1])
        size = 0
        while line := (await self._reader.readline()).strip().lower():
            if line.startswith(b"content-length:"):
                size = int(line.partition(b":")[2])
        return size


class Phone:
    """A participant: joins, follows, votes once."""

    def __init__(self, server: Served, code: str, number: int) -> None:
        self.server, self.code, self.name = server, code, f"P{number}"
        self.level = number % 5 + 1
        self.line = Line(server)
        self.round = ""
        self.sent_at = self.kept_at = 0.0
        self._seen, self._opened = asyncio.Event(), asyncio.Event()
        self.watching: asyncio.Task[None]

    async def join(self) -> None:
        """Load the page and its files, join, and wait for the room."""
        await self.line.ask(f"/join?c={self.code}", Accept="text/html")
        for file in FILES:
            await self.line.ask(file)
        await self._post("/join/invitation", code=self.code)
        who = {"name": self.name, "role": "data_engineering", "device": f"device-{self.name:->20}"}
        ticket = await self._post("/join", code=self.code, **who)
        self.bearer, self.room = f"Bearer {ticket['token']}", f"/room/{ticket['workshop_id']}"
        self.watching = asyncio.create_task(self._follow())
        await self.line.ask(f"{self.room}/mine", Authorization=self.bearer)
        await self._seen.wait()

    async def open(self) -> None:
        """Wait until the vote is open on this phone."""
        await self._opened.wait()

    async def vote(self) -> None:
        """Vote, and wait until the server says that it has it."""
        key = f"{time.time_ns() // 1_000_000:013}-{self.name}"
        self.sent_at = time.monotonic()
        await self._post(
            f"{self.room}/vote", round=self.round, kind="level", level=self.level, vote_key=key
        )
        self.kept_at = time.monotonic()

    async def _follow(self) -> None:
        events = Line(self.server).events(f"{self.room}/events", Authorization=self.bearer)
        async for name, room in events:
            if name == "room":
                self._seen.set()
                self.round = room["round_id"]
                if self.round:
                    self._opened.set()

    async def _post(self, path: str, **body: Any) -> dict[str, Any]:
        for wait in (0.5, 1, 2, 4):
            head = {"Authorization": self.bearer} if path.startswith("/room/") else {}
            status, content = await self.line.ask(path, body, **head)
            if status == 200:
                return dict(json.loads(content))
            await asyncio.sleep(wait * random.uniform(0.5, 1.5))
        raise SystemExit(f"{path} was refused: {status} {content.decode()}")


class Screen:
    """The big screen: when it showed how many votes."""

    def __init__(self, server: Served, workshop_id: str, key: str) -> None:
        self.server, self.key, self.path = server, key, f"/room/{workshop_id}/events"
        self._counts: list[tuple[float, int]] = []

    async def watch(self) -> None:
        """Write down each count with its moment."""
        events = Line(self.server).events(self.path, X_Screen_Key=self.key)
        async for name, room in events:
            if name in {"room", "counts"}:
                self._counts.append((time.monotonic(), room["voted"]))

    async def shows(self, votes: int) -> None:
        """Wait until so many votes are on it."""
        async with asyncio.timeout(30):
            while not self._counts or self._counts[-1][1] < votes:
                await asyncio.sleep(0.05)

    def shown_at(self, votes: int) -> float:
        """The moment from which at least so many were on it."""
        return next(at for at, count in self._counts if count >= votes)
