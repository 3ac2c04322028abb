"""A real Prometheus that holds a month of a service's past, made up beforehand and so known.

The samples are written as OpenMetrics, turned into blocks by ``promtool``, and served: what the
server answers can be held against the numbers that went in.
"""

import contextlib
import json
import shutil
import socket
import subprocess
import time
import urllib.parse
import urllib.request
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

Numbers = NDArray[np.float64]

STEP = 120
"""Seconds between two samples."""


@dataclass
class History:
    """Samples by metric and labels on one grid of times, which ends at the newest full step."""

    days: float = 31.0
    end: int = field(default_factory=lambda: int(time.time()) // STEP * STEP)
    _series: dict[str, list[tuple[str, Numbers]]] = field(default_factory=dict)

    @property
    def times(self) -> Numbers:
        """Unix seconds of every sample."""
        count = int(self.days * 86400 / STEP)
        return self.end - STEP * np.arange(count - 1, -1, -1, dtype=np.float64)

    @property
    def ago(self) -> Numbers:
        """Days between every sample and the end."""
        return (self.end - self.times) / 86400

    def gauge(self, name: str, labels: Mapping[str, str], values: Numbers | float) -> None:
        """A series of values; NaN where there is no sample."""
        shown = ",".join(f'{key}="{value}"' for key, value in labels.items())
        filled = np.broadcast_to(np.asarray(values, dtype=np.float64), self.times.shape)
        self._series.setdefault(name, []).append((f"{name}{{{shown}}}", filled))

    def counter(self, name: str, labels: Mapping[str, str], rate: Numbers | float) -> Numbers:
        """A counter that grows by ``rate`` a second, away where that is NaN; returns its values."""
        each = np.broadcast_to(np.asarray(rate, dtype=np.float64), self.times.shape)
        counted = np.where(np.isnan(each), np.nan, np.nancumsum(each * STEP))
        self.gauge(name, labels, counted)
        return counted

    def histogram(
        self, name: str, labels: Mapping[str, str], rates: Mapping[str, Numbers | float]
    ) -> None:
        """Cumulative buckets, each growing by the sum of the rates up to its bound."""
        total: Numbers = np.zeros_like(self.times)
        for bound, rate in rates.items():
            total = total + rate
            self.counter(f"{name}_bucket", {**labels, "le": bound}, total)

    def write(self, file: Path) -> None:
        """All of it as OpenMetrics."""
        times = [str(int(at)) for at in self.times]
        with file.open("w") as out:
            for name, rows in self._series.items():
                out.write(f"# TYPE {name} gauge\n")
                for shown, values in rows:
                    known = ~np.isnan(values)
                    out.writelines(
                        f"{shown} {value:.10g} {at}\n"
                        for value, at, kept in zip(values.tolist(), times, known, strict=True)
                        if kept
                    )
            out.write("# EOF\n")


@contextlib.contextmanager
def served(history: History, folder: Path, rules: str = "groups: []") -> Iterator[str]:
    """The address of a Prometheus that holds this history and runs these rules every second."""
    samples, data = folder / "samples.om", folder / "data"
    history.write(samples)
    make = ["promtool", "tsdb", "create-blocks-from", "--max-block-duration=745h", "openmetrics",
            str(samples), str(data), "-q"]  # fmt: skip
    subprocess.run(make, check=True, capture_output=True, timeout=120)
    (folder / "rules.yml").write_text(rules)
    config = folder / "prometheus.yml"
    listed = json.dumps([str(folder / "rules.yml")])
    config.write_text(f"global: {{evaluation_interval: 1s}}\nrule_files: {listed}\n")
    port = _free_port()
    program = shutil.which("prometheus") or "prometheus"
    with (folder / "log").open("wb") as log:
        process = subprocess.Popen(
            [program, f"--config.file={config}", f"--storage.tsdb.path={data}",
             "--storage.tsdb.retention.time=400d", f"--web.listen-address=127.0.0.1:{port}"],
            stdout=log, stderr=log,
        )  # fmt: skip
    try:
        _wait(f"http://127.0.0.1:{port}")
        yield f"http://127.0.0.1:{port}"
    finally:
        process.terminate()
        process.wait(10)


def ask(url: str, query: str) -> list[Any]:
    """What the server itself answers."""
    where = f"{url}/api/v1/query?{urllib.parse.urlencode({'query': query})}"
    with urllib.request.urlopen(where, timeout=10) as answer:
        found: list[Any] = json.load(answer)["data"]["result"]
    return found


def _free_port() -> int:
    with socket.socket() as opened:
        opened.bind(("127.0.0.1", 0))
        return int(opened.getsockname()[1])


def _wait(url: str) -> None:
    """Until it answers and every rule has a result."""
    until = time.monotonic() + 30
    while time.monotonic() < until:
        with contextlib.suppress(OSError):
            with urllib.request.urlopen(f"{url}/api/v1/rules", timeout=10) as answer:
                groups = json.load(answer)["data"]["groups"]
            if all(rule["health"] == "ok" for group in groups for rule in group["rules"]):
                return
        time.sleep(0.2)
    raise RuntimeError("Prometheus did not come up within 30 seconds")
