"""A real Prometheus that holds ten months of the service: samples made beforehand, blocks by promtool."""

import contextlib
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any
from urllib.request import urlopen

from engagement.faults import Refused

STEP = 300
"""Seconds between two samples."""
BLOCK = 486 * 3600
"""Seconds of one block, of the lengths that promtool makes; a file a block is read once."""
PER_SECOND, FAILED = 8.0, 0.0004
"""Requests a second, and the share of them that fails."""
BOUNDS = ("0.1", "0.3", "0.5", "1", "2.5", "+Inf")
FAST, SLOW = (0.7, 0.98, 0.995, 0.999, 1.0, 1.0), (0.3, 0.82, 0.93, 0.98, 0.999, 1.0)
"""Share of requests answered within each bound."""
START_SECONDS = 60

_JOB = 'job="returns-fraud",instance="returns-fraud:8000"'
_SCORE = f'{_JOB},handler="/score"'

Slow = tuple[tuple[datetime, datetime], ...]


def found() -> bool:
    """Whether Prometheus and its tool are installed."""
    return bool(shutil.which("prometheus") and shutil.which("promtool"))


def make_history(folder: Path, start: datetime, end: datetime, slow: Slow) -> None:
    """Make the server's blocks from ``start`` to ``end``; in the stretches of ``slow`` it is slow.

    Samples are taken every :data:`STEP` seconds, the last one at ``end``: what is read so many steps
    before it is the same on every day and at every minute that a story ends.
    """
    if not found():
        raise Refused("Install Prometheus (with promtool): the four quarters are read from one.")
    # The samples end with the story: on a grid of their own, every look would come at another age.
    last = int(end.timestamp())
    first = last - (last - int(start.timestamp())) // STEP * STEP
    stretches = [(one.timestamp(), other.timestamp()) for one, other in slow]
    counts, file = [0.0] * len(BOUNDS), folder / "block.om"
    for block in range(first // BLOCK, last // BLOCK + 1):
        begin = max(first, first - (first - block * BLOCK) // STEP * STEP)
        times = range(begin, min(last + 1, (block + 1) * BLOCK), STEP)
        counts = _write(file, times, stretches, counts)
        make = ["promtool", "tsdb", "create-blocks-from", "--max-block-duration=486h", "openmetrics",
                str(file), str(folder / "data"), "-q"]  # fmt: skip
        subprocess.run(make, check=True, capture_output=True, timeout=300)
    file.unlink(missing_ok=True)


def _write(
    file: Path, times: range, slow: list[tuple[float, float]], counts: list[float]
) -> list[float]:
    """One block's samples; returns what the counters stand at."""
    rows: dict[str, list[str]] = {}

    def add(head: str, value: float, at: int) -> None:
        rows.setdefault(head, []).append(f"{head} {value:.4f} {at}\n")

    for at in times:
        shares = SLOW if any(one <= at < other for one, other in slow) else FAST
        counts = [
            value + PER_SECOND * STEP * share for value, share in zip(counts, shares, strict=True)
        ]
        for bound, value in zip(BOUNDS, counts, strict=True):
            add(f'http_request_duration_seconds_bucket{{{_SCORE},le="{bound}"}}', value, at)
        add(f"http_request_duration_seconds_count{{{_SCORE}}}", counts[-1], at)
        add(f'http_requests_total{{{_SCORE},status="200"}}', counts[-1] * (1 - FAILED), at)
        add(f'http_requests_total{{{_SCORE},status="500"}}', counts[-1] * FAILED, at)
        add(f"up{{{_JOB}}}", 1, at)
    with file.open("w") as out:
        for head in sorted(rows):
            out.writelines(rows[head])
        out.write("# EOF\n")
    return counts


@contextlib.contextmanager
def serving(folder: Path, rules: Path, port: int) -> Iterator[str]:
    """The address of a Prometheus over the blocks in ``folder``, with the client's rules of the day."""
    config = folder / "prometheus.yml"
    config.write_text(f"rule_files: [{str(rules)!r}]\n" if rules.is_file() else "global: {}\n")
    with (folder / "log").open("wb") as log:
        process = subprocess.Popen(
            ["prometheus", f"--config.file={config}", f"--storage.tsdb.path={folder / 'data'}",
             "--storage.tsdb.retention.time=500d", f"--web.listen-address=127.0.0.1:{port}"],
            stdout=log, stderr=log,
        )  # fmt: skip
    address = f"http://127.0.0.1:{port}"
    try:
        _until_ready(address, folder / "log")
        yield address
    finally:
        process.terminate()
        process.wait(20)


def free_port() -> int:
    """A port that nobody listens at just now."""
    with socket.socket() as opened:
        opened.bind(("127.0.0.1", 0))
        return int(opened.getsockname()[1])


def _until_ready(address: str, log: Path) -> None:
    until = time.monotonic() + START_SECONDS
    while time.monotonic() < until:
        with contextlib.suppress(OSError), _asked(f"{address}/-/ready"):
            return
        time.sleep(0.1)
    raise Refused(f"Prometheus did not start within {START_SECONDS} seconds; its log is {log}.")


def _asked(address: str) -> contextlib.closing[Any]:
    return contextlib.closing(urlopen(address, timeout=5))  # noqa: S310  our own address
