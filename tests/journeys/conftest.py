"""A served app with a data folder of its own, and a real browser that watches what it asks for."""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from urllib.request import urlopen

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from tests import databases
from tests.journeys import steps

ROOT = Path(__file__).parents[2]
CHROMIUM = os.environ.get("CHROMIUM", "/usr/bin/chromium")
FLAGS = (
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
)  # fmt: skip
SERVE = "import sys; from ui.serving import serve; serve(port=int(sys.argv[1]))"


@dataclass
class Server:
    """The app on a free port; it can be killed without warning and started again."""

    data: Path
    port: int
    process: subprocess.Popen[bytes] | None = field(default=None)

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def start(self) -> None:
        environment = os.environ | databases.environment(self.data)
        with (self.data / "server.log").open("ab") as log:
            self.process = subprocess.Popen(
                [sys.executable, "-c", SERVE, str(self.port)], cwd=ROOT, env=environment,
                stdout=log, stderr=log,
            )  # fmt: skip
        self._wait()

    def kill(self, how: signal.Signals = signal.SIGKILL) -> int:
        assert self.process
        self.process.send_signal(how)
        return self.process.wait(timeout=30)

    def _wait(self) -> None:
        for _ in range(300):
            try:
                with urlopen(f"{self.address}/healthz", timeout=2):
                    return
            except OSError:
                time.sleep(0.2)
        raise AssertionError((self.data / "server.log").read_text())


def pytest_configure(config: pytest.Config) -> None:
    config.addinivalue_line("markers", "ends_the_server: the journey has a server of its own")


@contextmanager
def serving(data: Path) -> Iterator[Server]:
    """A server on a port that was free a moment ago; ended, whatever happened to it."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    running = Server(data=data, port=port)
    try:
        running.start()
        yield running
    finally:
        if running.process and running.process.poll() is None:
            running.kill(signal.SIGTERM)


@pytest.fixture(scope="module")
def shared_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """One for the journeys of a module; each journey brings its own client."""
    with serving(tmp_path_factory.mktemp("shared")) as running:
        yield running


@pytest.fixture
def server(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Server]:
    """The module's server; one of its own for a journey marked ``ends_the_server``."""
    if request.node.get_closest_marker("ends_the_server") is None:
        yield request.getfixturevalue("shared_server")
        return
    with serving(tmp_path) as running:
        yield running


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield opened
        opened.close()


@pytest.fixture
def asked_for() -> list[str]:
    """Addresses that the browser asked for, or tried to."""
    return []


@pytest.fixture
def page(browser: Browser, server: Server, asked_for: list[str]) -> Iterator[Page]:
    context = steps.listening(
        browser.new_context(
            base_url=server.address, viewport={"width": 1440, "height": 1000}, accept_downloads=True
        )
    )
    context.set_default_timeout(30_000)
    opened = context.new_page()
    opened.on("request", lambda request: asked_for.append(request.url))
    opened.on("websocket", lambda socket_: asked_for.append(socket_.url))
    yield opened
    context.close()
