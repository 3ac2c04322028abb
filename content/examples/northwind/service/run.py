"""Runs the example's sources on loopback until its standard input ends.

Started as a process of its own, never imported. It serves the scoring service of the client's
repository, the repository's files at a commit and a description of each table; sends the service a
trickle of requests; and runs a Prometheus beside it where one is given. The parent holds the other
end of standard input: when the parent ends, however it ends, this ends too and takes Prometheus
with it.
"""

import argparse
import json
import os
import secrets
import signal
import socket
import subprocess
import sys
import threading
import time
import urllib.request
from pathlib import Path
from typing import IO

HERE = Path(__file__).resolve().parent
sys.path[:0] = [str(HERE), str(HERE.parent / "repository")]
os.environ["RETURNS_FRAUD_TOKEN"] = secrets.token_urlsafe(24)  # shared with the load, known to nobody

import uvicorn
from starlette.applications import Starlette
from starlette.routing import Mount

import forge
import load
from returns_fraud.api import app as scoring

PROMETHEUS_CONFIG = """\
global:
  scrape_interval: 1s
  evaluation_interval: 5s
rule_files: [{rules}]
scrape_configs:
  - job_name: returns-fraud
    static_configs:
      - targets: ["{target}"]
"""


def listening(port: int) -> socket.socket:
    """A socket on the wanted port of loopback, or on any free one where that is taken."""
    for wanted in (port, 0):
        opened = socket.socket()
        opened.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            opened.bind(("127.0.0.1", wanted))
            return opened
        except OSError:
            opened.close()
    raise OSError("no free port on loopback")


def free_port(port: int) -> int:
    with listening(port) as opened:
        return opened.getsockname()[1]


def dies_with_parent() -> None:
    """Asks Linux to end this child when its parent is killed; elsewhere the parent must do it."""
    if sys.platform == "linux":
        import ctypes

        ctypes.CDLL(None).prctl(1, signal.SIGTERM)


def only_one(folder: Path) -> IO[str] | None:
    """The mark that no other example writes to this folder's history; None where one does.

    Some builds of Prometheus do not lock their storage, and two of them would spoil it.
    """
    folder.mkdir(parents=True, exist_ok=True)
    mark = (folder / "in-use").open("w")
    try:
        import fcntl

        fcntl.flock(mark, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except ImportError:  # no such locks on Windows
        return mark
    except OSError:
        mark.close()
        return None
    return mark


def start_prometheus(program: str, folder: Path, target: str, port: int) -> subprocess.Popen:
    rules = HERE.parent / "repository" / "monitoring" / "alerts.yml"
    config = folder / "prometheus.yml"
    config.write_text(PROMETHEUS_CONFIG.format(rules=json.dumps(str(rules)), target=target))
    log = (folder / "prometheus.log").open("wb")
    return subprocess.Popen(
        [
            program,
            f"--config.file={config}",
            f"--storage.tsdb.path={folder / 'tsdb'}",
            "--storage.tsdb.retention.time=7d",
            f"--web.listen-address=127.0.0.1:{port}",
        ],
        stdin=subprocess.DEVNULL, stdout=log, stderr=log, preexec_fn=dies_with_parent,
    )  # fmt: skip


def answers(url: str, seconds: float, process: subprocess.Popen | None = None) -> bool:
    until = time.monotonic() + seconds
    while time.monotonic() < until and not (process and process.poll() is not None):
        try:
            with urllib.request.urlopen(url, timeout=2) as answer:
                if answer.status == 200:
                    return True
        except OSError:
            time.sleep(0.1)
    return False


def wait_for_parent(server: uvicorn.Server) -> None:
    while os.read(0, 1024):
        pass
    server.should_exit = True
    threading.Timer(5, os._exit, [0]).start()


def announce(service: str, prometheus: tuple[subprocess.Popen, str] | None) -> None:
    told = {"service": service if answers(f"{service}/healthz", 20) else "", "prometheus": ""}
    if prometheus and answers(f"{prometheus[1]}/-/ready", 20, prometheus[0]):
        told["prometheus"] = prometheus[1]
    print(json.dumps(told), flush=True)


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--folder", type=Path, required=True)
    parser.add_argument("--port", type=int, default=0)
    parser.add_argument("--prometheus", default="")
    parser.add_argument("--prometheus-port", type=int, default=0)
    given = parser.parse_args()
    opened = listening(given.port)
    target = f"127.0.0.1:{opened.getsockname()[1]}"
    prometheus = None
    alone = only_one(given.folder / "prometheus") if given.prometheus else None
    if alone:
        port = free_port(given.prometheus_port)
        started = start_prometheus(given.prometheus, given.folder / "prometheus", target, port)
        prometheus = (started, f"http://127.0.0.1:{port}")
    pages = forge.routes(given.folder, prometheus[1] if prometheus else "")
    served = Starlette(routes=[*pages, Mount("/", scoring)])
    server = uvicorn.Server(uvicorn.Config(served, log_level="critical", lifespan="off"))
    threading.Thread(target=wait_for_parent, args=[server], daemon=True).start()
    threading.Thread(target=announce, args=[f"http://{target}", prometheus], daemon=True).start()
    load.start(target, os.environ["RETURNS_FRAUD_TOKEN"])
    try:
        server.run(sockets=[opened])
    finally:
        if prometheus:
            prometheus[0].terminate()
    os._exit(0)


if __name__ == "__main__":
    main()
