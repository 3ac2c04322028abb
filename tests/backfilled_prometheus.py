"""A real Prometheus over thirty days of history that was made up, so that its truth is known.

Series are counted along a grid of five minutes, written as OpenMetrics, and turned into blocks by
promtool. Nothing is scraped while the tests run.
"""

import contextlib
import math
import shutil
import subprocess
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from tests.free_port import free_port

STEP = 300
DAY = 86400
DAYS = 30
CHUNK = 6 * 3600
LEAD = 6 * 3600
"""Seconds of history before the window, as a server with a longer retention holds them."""

Labels = Mapping[str, str]
Values = list[float | None]


@dataclass
class History:
    """Series on one grid that ends now; ``start`` and ``end`` are unix seconds of the window."""

    end: int
    days: float = DAYS
    series: list[tuple[str, Labels, Values]] = field(default_factory=list)
    crowd: list[str] = field(default_factory=list)
    """Heads of series with one sample each, at the end."""

    @property
    def start(self) -> int:
        return self.end - round(self.days * DAY)

    @property
    def grid(self) -> range:
        return range(self.start - LEAD, self.end + 1, STEP)

    def day(self, at: int) -> float:
        """Days since the start of the window."""
        return (at - self.start) / DAY

    def add(self, name: str, labels: Labels, values: Values) -> None:
        self.series.append((name, labels, values))

    def write(self, folder: Path) -> list[Path]:
        """One file for six hours: promtool reads a whole file again for every two hours in it."""
        heads = [f"{name}{_labels(labels)}" for name, labels, _ in self.series]
        files: dict[int, list[str]] = {}
        for place, at in enumerate(self.grid):
            lines = files.setdefault(at // CHUNK, [])
            for head, (_, _, values) in zip(heads, self.series, strict=True):
                value = values[place]
                if value is not None:
                    lines.append(
                        f"{head} {value:.6g} {at}" if value < 1e5 else f"{head} {value:.2f} {at}"
                    )
        files.setdefault(self.end // CHUNK, []).extend(
            f"{head} 1 {self.end}" for head in self.crowd
        )
        written = []
        for number, lines in files.items():
            # A series must not be broken off by another one of the same name: sorted by its head.
            path = folder / f"{number}.om"
            path.write_text("\n".join([*sorted(lines, key=_head), "# EOF\n"]))
            written.append(path)
        return written


def _head(line: str) -> str:
    return line.rsplit(" ", 2)[0]


def _labels(labels: Labels) -> str:
    inner = ",".join(f'{name}="{value}"' for name, value in labels.items())
    return "{" + inner + "}" if inner else ""


def lognormal(median: float, spread: float, bound: float) -> float:
    """Share of durations up to ``bound`` seconds; ``spread`` is the deviation of the logarithm."""
    return 0.5 * (1 + math.erf(math.log(bound / median) / (spread * math.sqrt(2))))


def quantile(median: float, spread: float, share: float) -> float:
    """The duration that a share of the same distribution does not pass, by bisection."""
    low, high = 1e-9, 1e6
    for _ in range(200):
        middle = math.sqrt(low * high)
        low, high = (middle, high) if lognormal(median, spread, middle) < share else (low, middle)
    return low


@contextlib.contextmanager
def serving(history: History, folder: Path) -> Iterator[str]:
    """The address of a Prometheus that holds the history and scrapes nothing."""
    blocks = folder / "data"
    promtool = shutil.which("promtool") or "promtool"
    for file in history.write(folder):
        subprocess.run(
            [promtool, "tsdb", "create-blocks-from", "openmetrics", "-q", file, blocks],
            check=True, stdout=subprocess.DEVNULL,
        )  # fmt: skip
        file.unlink()
    config, port = folder / "prometheus.yml", free_port()
    config.write_text("global: {scrape_interval: 1m}\n")
    program = shutil.which("prometheus") or "prometheus"
    with (folder / "log").open("wb") as log:
        process = subprocess.Popen(
            [program, f"--config.file={config}", f"--storage.tsdb.path={blocks}",
             f"--web.listen-address=127.0.0.1:{port}", "--storage.tsdb.retention.time=400d",
             "--storage.tsdb.min-block-duration=2h", "--storage.tsdb.max-block-duration=2h"],
            stdout=log, stderr=log,
        )  # fmt: skip
    url = f"http://127.0.0.1:{port}"
    try:
        _wait(url)
        yield url
    finally:
        process.terminate()
        process.wait(20)


def _wait(url: str) -> None:
    until = time.monotonic() + 60
    while time.monotonic() < until:
        with contextlib.suppress(OSError), urllib.request.urlopen(f"{url}/-/ready", timeout=5):
            return
        time.sleep(0.1)
    raise RuntimeError("Prometheus did not open its blocks within 60 seconds")
