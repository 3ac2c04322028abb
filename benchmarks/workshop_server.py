"""A server in a process of its own, and the processor time that it took."""

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.request import urlopen

from tests.free_port import free_port

ROOT = Path(__file__).resolve().parent.parent
SERVE = "import sys; from ui.serving import serve; serve(port=int(sys.argv[1]))"
_TICKS = os.sysconf("SC_CLK_TCK")


@dataclass(frozen=True)
class Served:
    """A server on loopback."""

    port: int
    process: int

    @property
    def origin(self) -> str:
        """Its address, as a browser names it."""
        return f"http://127.0.0.1:{self.port}"

    def cpu(self) -> float:
        """Seconds of processor time that it has taken so far."""
        fields = Path(f"/proc/{self.process}/stat").read_text().rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / _TICKS


@contextmanager
def app_server(data: Path) -> Iterator[Served]:
    """Prodworthy with its data in ``data``."""
    with _running([sys.executable, "-c", SERVE], data, "/healthz") as server:
        yield server


@contextmanager
def streamlit_server(folder: Path, script: str) -> Iterator[Served]:
    """Streamlit with one script and the two settings without which a room this size stands still."""
    file = folder / "room.py"
    file.write_text(script, encoding="utf-8")
    options = [
        "--server.headless=true", "--server.fileWatcherType=none", "--runner.postScriptGC=false",
        "--browser.gatherUsageStats=false", "--server.address=127.0.0.1", "--server.port",
    ]  # fmt: skip
    command = [sys.executable, "-m", "streamlit", "run", str(file), *options]
    with _running(command, folder, "/_stcore/health") as server:
        yield server


@contextmanager
def _running(command: list[str], data: Path, ready: str) -> Iterator[Served]:
    port = free_port()
    environment = os.environ | {"PRODWORTHY_DATA": str(data)}
    with (data / "server.log").open("wb") as log:
        process = subprocess.Popen(
            [*command, str(port)], cwd=ROOT, env=environment, stdout=log, stderr=log
        )
    try:
        _wait(f"http://127.0.0.1:{port}{ready}")
        yield Served(port, process.pid)
    finally:
        process.terminate()
        process.wait(30)


def _wait(address: str) -> None:
    for _ in range(300):
        try:
            with urlopen(address, timeout=2):  # noqa: S310  our own address on loopback
                return
        except OSError:
            time.sleep(0.2)
    raise SystemExit(f"Nothing answers at {address}.")
