"""Streamlit sessions without a browser: websockets that speak the protocol of its pages."""

import asyncio
import re
import time
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.asyncio.client import ClientConnection, connect

from benchmarks.workshop_phones import Line, spread_over
from benchmarks.workshop_server import Served
from engagement import workshops
from tests.engagement.roomful import Roomful

APP = """
import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx

from engagement import workshops
from ui.opened import opened

workshop, code = st.query_params["w"], st.query_params["c"]
me = get_script_run_ctx().session_id

@st.cache_data
def room(version):
    return workshops.room(opened(), workshop)

if "token" not in st.session_state:
    joined = workshops.join(
        opened(), code=code, name=me, role="data_engineering", device=f"device-{me:->24}"
    )
    st.session_state["token"] = joined.token
now = room(workshops.version(opened(), workshop))
st.title(now.item.name)
level = st.radio(now.item.question, now.item.anchors, index=None)
if level:
    workshops.vote(
        opened(), token=st.session_state["token"], round_id=now.round_id, vote_key="0000000000001",
        level=now.item.anchors.index(level) + 1,
    )

@st.fragment(run_every=2)
def count():
    seen = room(workshops.version(opened(), workshop))
    st.write(f"{seen.voted} of {seen.joined} voted")

count()
"""
"""The same vote as a developer would write it: the product's own actions, read by what changed."""

LONGEST_SECONDS = 240
"""Some two minutes more than three hundred sessions need where nothing else runs."""

_FINISHED = (
    ForwardMsg.FINISHED_SUCCESSFULLY,
    ForwardMsg.FINISHED_FRAGMENT_RUN_SUCCESSFULLY,
    ForwardMsg.FINISHED_EARLY_FOR_RERUN,
)


class Session:
    """One open page."""

    def __init__(self, server: Served, query: str = "", page: str = "") -> None:
        self.server, self.query, self.page = server, query, page
        self.line: ClientConnection | None = None
        self.radio = self.chosen = ""
        self._done = asyncio.Event()
        self._tasks: list[asyncio.Task[None]] = []

    async def join(self) -> None:
        """Open the page and wait until it is drawn."""
        address = f"ws://127.0.0.1:{self.server.port}/_stcore/stream"
        self.line = await connect(
            address, subprotocols=["streamlit"], origin=self.server.origin, max_size=None,  # type: ignore[list-item,arg-type]
            ping_interval=None,
        )  # fmt: skip
        self._tasks.append(asyncio.create_task(self._listen()))
        await self.draw()

    async def arrive(self) -> None:
        """Load the page with the files that it names, as a browser does, and join."""
        page = (await Line(self.server).ask("/", Accept="text/html"))[1].decode()
        line = Line(self.server)
        for file in re.findall(r'(?:src|href)="\./(static/[^"]+)"', page):
            await line.ask(f"/{file}")
        await self.join()

    async def draw(self, chosen: str = "", fragment: str = "") -> None:
        """Run the page, or one fragment of it, and wait for the page's end."""
        assert self.line
        message = BackMsg()
        state = message.rerun_script
        state.query_string, state.page_name, state.fragment_id = self.query, self.page, fragment
        if chosen or self.chosen:
            self.chosen = chosen or self.chosen
            state.widget_states.widgets.add(id=self.radio, string_value=self.chosen)
        self._done.clear()
        await self.line.send(message.SerializeToString())
        if not fragment:
            await self._done.wait()

    async def draws(self, until: float) -> list[float]:
        """Seconds of each drawing, one after the other for ``until`` seconds."""
        if self.line is None:
            await self.join()
        found, end = [], time.monotonic() + until
        while time.monotonic() < end:
            began = time.monotonic()
            await self.draw()
            found.append(time.monotonic() - began)
            await asyncio.sleep(0.25)
        return found

    async def close(self) -> None:
        """Leave."""
        for task in self._tasks:
            task.cancel()
            with suppress(asyncio.CancelledError):
                await task
        if self.line:
            await self.line.close()

    async def _listen(self) -> None:
        assert self.line
        async for raw in self.line:
            message: Any = ForwardMsg.FromString(raw if isinstance(raw, bytes) else raw.encode())
            kind = message.WhichOneof("type")
            if kind == "delta" and message.delta.new_element.WhichOneof("type") == "radio":
                self.radio = message.delta.new_element.radio.id
            elif kind == "auto_rerun" and self.page == "":
                every = message.auto_rerun
                self._tasks.append(
                    asyncio.create_task(self._again(every.fragment_id, every.interval))
                )
            elif kind == "script_finished" and message.script_finished in _FINISHED:
                self._done.set()

    async def _again(self, fragment: str, every: float) -> None:
        while True:
            await asyncio.sleep(every)
            await self.draw(fragment=fragment)


@dataclass(frozen=True)
class Plain:
    """What the sessions came to: seconds of the server's processor, and of the clock for each half.

    ``voted_after`` is ``None`` where they came to no end within ``LONGEST_SECONDS``; what the
    processor took is then less than they need.
    """

    cpu: float
    joined_after: float = 0.0
    voted_after: float | None = None

    @property
    def told(self) -> str:
        """How long it took, in words."""
        if self.voted_after is None:
            return f"and come to no end within {LONGEST_SECONDS} s"
        return f"after {self.joined_after:.0f} s and vote after {self.voted_after:.0f} s more"


async def plain_sessions(
    server: Served, at: Roomful, many: int, over: tuple[float, float]
) -> Plain:
    """``many`` sessions join, follow and vote once each.

    They set out to join and to vote within the two times ``over``, in seconds.
    """
    query = f"w={at.id}&c={at.workshop.code}"
    first = Session(server, query)
    await first.join()
    anchor = workshops.room(at.store, at.id).item
    sessions = [Session(server, query) for _ in range(many)]
    before, began = server.cpu(), time.monotonic()
    try:
        async with asyncio.timeout(LONGEST_SECONDS):
            await asyncio.gather(*spread_over(over[0], sessions, Session.arrive))
            joined = time.monotonic()
            voting = spread_over(
                over[1], sessions, lambda one: one.draw(anchor.anchors[2] if anchor else "")
            )
            await asyncio.gather(*voting)
    except TimeoutError:
        # Their redrawing alone fills a machine that has other work: it never catches up.
        return Plain(server.cpu() - before)
    took = Plain(server.cpu() - before, joined - began, time.monotonic() - joined)
    for session in (first, *sessions):
        await session.close()
    if workshops.room(at.store, at.id).voted != many:
        raise SystemExit("The sessions did not all vote: they measured something else.")
    return took
