"""A real VictoriaMetrics that holds a month of a service's past, put in through its own API."""

import contextlib
import shutil
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx

from tests.free_port import free_port
from tests.history_prometheus import History


@contextmanager
def served(history: History, folder: Path) -> Iterator[str]:
    """The address of a server that holds this history."""
    url = f"http://127.0.0.1:{free_port()}"
    program = shutil.which("victoria-metrics") or "victoria-metrics"
    with (folder / "log").open("wb") as log:
        process = subprocess.Popen(
            [program, f"-storageDataPath={folder / 'victoria'}", "-retentionPeriod=12",
             f"-httpListenAddr={url.removeprefix('http://')}", "-loggerLevel=ERROR"],
            stdout=log, stderr=log,
        )  # fmt: skip
    try:
        _wait(url)
        _put(history, folder / "samples.om", url)
        yield url
    finally:
        process.terminate()
        process.wait(20)


def _put(history: History, file: Path, url: str) -> None:
    """The samples, with their times in milliseconds as this server's import wants them."""
    history.write(file)
    lines = (line for line in file.read_text().splitlines() if not line.startswith("#"))
    body = "".join(f"{line}000\n" for line in lines)
    httpx.post(f"{url}/api/v1/import/prometheus", content=body, timeout=60).raise_for_status()
    httpx.get(f"{url}/internal/force_flush", timeout=60).raise_for_status()


def _wait(url: str) -> None:
    for _ in range(300):
        with contextlib.suppress(httpx.HTTPError):
            if httpx.get(f"{url}/health", timeout=2).status_code == 200:
                return
        time.sleep(0.1)
    raise RuntimeError("VictoriaMetrics did not start within 30 seconds")
