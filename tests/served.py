"""The product as a process of its own, as an operator runs it, with what it writes down."""

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.sync.client import connect

from tests.free_port import free_port

ROOT = Path(__file__).resolve().parents[1]
SERVE = "import sys; from ui.serving import serve; serve(port=int(sys.argv[1]))"


@dataclass
class Running:
    """A server on loopback and its log."""

    port: int
    log: Path
    process: subprocess.Popen[bytes]

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def get(self, path: str, **headers: str) -> httpx.Response:
        return httpx.get(self.address + path, headers=headers, timeout=60)

    def lines(self) -> list[dict[str, Any]]:
        """Everything that was written down; fails where a line is no JSON object."""
        return [json.loads(line) for line in self.log.read_text().splitlines()]

    def told_to_stop(self) -> None:
        self.process.send_signal(signal.SIGTERM)

    def page(self, name: str = "") -> list[str]:
        """What a page shows in red, to a session that speaks Streamlit's protocol."""
        with self.opened(name) as (_, red):
            return red

    @contextmanager
    def opened(self, name: str = "") -> Iterator[tuple[str, list[str]]]:
        """A page that was drawn and stays open: its session, and what it shows in red."""
        found, session = list[str](), ""
        origin: Any = self.address
        protocols: Any = ["streamlit"]
        address = f"ws://127.0.0.1:{self.port}/_stcore/stream"
        with connect(address, subprotocols=protocols, origin=origin, max_size=None) as line:
            asked = BackMsg()
            asked.rerun_script.page_name = name
            line.send(asked.SerializeToString())
            while True:
                raw = line.recv(timeout=60)
                message: Any = ForwardMsg.FromString(
                    raw if isinstance(raw, bytes) else raw.encode()
                )
                if message.WhichOneof("type") == "script_finished":
                    break
                if message.WhichOneof("type") == "new_session":
                    session = message.new_session.initialize.session_id
                if message.delta.new_element.WhichOneof("type") == "alert":
                    found.append(message.delta.new_element.alert.body)
            yield session, found


@contextmanager
def served(data: Path, script: str = SERVE, *words: str, **settings: str) -> Iterator[Running]:
    """The server, until it ends or the test does."""
    port, log = free_port(), data / "server.log"
    own = {f"PRODWORTHY_{name}": value for name, value in settings.items()}
    environment = os.environ | {"PRODWORTHY_DATA": str(data), "PYTHONPATH": str(ROOT)} | own
    with log.open("wb") as out:
        process = subprocess.Popen(
            [sys.executable, "-c", script, str(port), *words],
            cwd=ROOT, env=environment, stdout=subprocess.DEVNULL, stderr=out,
        )  # fmt: skip
    running = Running(port, log, process)
    try:
        _until_alive(running)
        yield running
    finally:
        if process.poll() is None:
            process.kill()
        process.wait(30)


def _until_alive(running: Running) -> None:
    for _ in range(600):
        try:
            running.get("/livez")
        except httpx.HTTPError:
            if running.process.poll() is not None:
                break
            time.sleep(0.1)
        else:
            return
    raise AssertionError(running.log.read_text())
