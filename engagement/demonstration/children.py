"""The example's processes: started on loopback, ended with the product, never orphaned."""

import json
import os
import shutil
import subprocess
import sys
import threading
from dataclasses import dataclass
from pathlib import Path

from engagement.demonstration.shipped import shipped
from engagement.faults import Refused

START_SECONDS = 45
"""How long the service and Prometheus may take to answer first; a slow laptop needs some 10 s."""


@dataclass
class Children:
    """A running example: the addresses of its service and of its Prometheus (empty without one).

    ``prometheus_found`` is whether the program is on this machine; found and without an address, it
    did not start.
    """

    service: str
    prometheus: str
    process: subprocess.Popen[bytes]
    prometheus_found: bool = False

    @property
    def alive(self) -> bool:
        """Whether the processes still run."""
        return self.process.poll() is None

    def end(self) -> None:
        """End the processes and wait for it; harmless where they have ended already."""
        if self.process.stdin:
            self.process.stdin.close()  # the child ends when its standard input does
        try:
            self.process.wait(timeout=8)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait(timeout=5)
        if self.process.stdout:
            self.process.stdout.close()


def start(folder: Path, with_prometheus: bool = True) -> Children:
    """Start the example's sources over ``folder``; the same ports as last time where they are free.

    Raises :class:`Refused` where the service does not answer within ``START_SECONDS``.
    """
    program = (shutil.which("prometheus") or "") if with_prometheus else ""
    process = _started(folder, program, _ports(folder))
    told = _announcement(process)
    children = Children(
        str(told.get("service", "")), str(told.get("prometheus", "")), process, bool(program)
    )
    if not children.service:
        children.end()
        raise Refused(
            "The worked example's service did not start; its log is "
            f"{folder / 'service.log'}. Free some memory or try again."
        )
    _remember(folder, children)
    return children


def _started(folder: Path, prometheus: str, ports: dict[str, int]) -> subprocess.Popen[bytes]:
    words = [sys.executable, "-B", str(shipped("service", "run.py")), "--folder", str(folder)]
    words += ["--port", str(ports.get("service", 0)), "--prometheus", prometheus]
    words += ["--prometheus-port", str(ports.get("prometheus", 0))]
    with (folder / "service.log").open("wb") as log:
        return subprocess.Popen(
            words, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=log, env=_environment()
        )


def _environment() -> dict[str, str]:
    """What the child needs to run, and none of the operator's settings or secrets."""
    kept = ("PATH", "HOME", "LANG", "LC_ALL", "TMPDIR", "SYSTEMROOT", "VIRTUAL_ENV")
    return {name: os.environ[name] for name in kept if name in os.environ}


def _announcement(process: subprocess.Popen[bytes]) -> dict[str, str]:
    """The one line that the child prints when it answers; empty where it never came."""
    too_late = threading.Timer(START_SECONDS, process.kill)
    too_late.start()
    try:
        line = process.stdout.readline() if process.stdout else b""
    finally:
        too_late.cancel()
    return dict(json.loads(line)) if line.strip() else {}


def _ports(folder: Path) -> dict[str, int]:
    try:
        return dict(json.loads((folder / "ports.json").read_text(encoding="utf-8")))
    except (OSError, ValueError):
        return {}


def _remember(folder: Path, children: Children) -> None:
    given = {"service": children.service, "prometheus": children.prometheus}
    ports = {name: int(url.rsplit(":", 1)[1]) for name, url in given.items() if url}
    (folder / "ports.json").write_text(json.dumps(ports), encoding="utf-8")
