"""All runtime probes of one service, against the longest chain of questions that wait for each other.

A real Prometheus holds thirty days of a service with twenty replicas, made on the spot. A question is in
the chain where it needs the answer before it: the clock, how many series there are, their names, the
counter's labels, since when it is watched, and then the slowest of those that need all of that.
"""

import http.client
import math
import random
import tempfile
import time
from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import quote, urlsplit

from assessment.connectors import prometheus
from assessment.probing import discover, examine
from assessment.sources import Circumstances, Made, Permission, Source
from benchmarks.measure import Row, paired_seconds
from tests.backfilled_prometheus import STEP, History, serving

REPLICAS = 20
BOUNDS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, math.inf)
REQUESTS = 25


def rows() -> list[Row]:
    """Reading and judging one service over the chain of its dependent questions, and their number."""
    with tempfile.TemporaryDirectory() as scratch, serving(_service(), Path(scratch)) as url:
        probes, now = discover(), datetime.now(UTC)
        options: dict[str, dict[str, float | str]] = {"labels": {"job": "scoring"}}
        source = Source(id="b", kind="prometheus", name="b", address=url, options=dict(options))
        made: list[Made] = []

        def read() -> object:
            made.clear()
            around = Circumstances(
                now=lambda: datetime.now(UTC), permission=Permission(), made=made
            )
            return examine(probes, source, prometheus.read(source, around), now)

        read()
        chain = _chain(made)
        subject, peer = paired_seconds(read, lambda: _ask(url, chain), runs=5)
    name = f"All runtime probes of a service of {REPLICAS} replicas over 30 days"
    return [
        Row(name=name, subject=subject, peer=peer, limit=1.5,
            peer_name=f"the longest chain of its questions ({len(chain)} of {len(made)} requests)"),
    ]  # fmt: skip


def _chain(made: Iterable[Made]) -> list[str]:
    """Addresses of the requests that wait for each other, as far as the slowest of the last ones."""
    numbers = [item for item in made if "prodworthy_part" in item.request.what]
    first = [item for item in made if item not in numbers and "buildinfo" not in item.request.what
             and "/rules" not in item.request.what]  # fmt: skip
    history = [item for item in numbers if "since when" in item.request.why]
    rest = [item for item in numbers if item not in history]
    slowest = max(rest, key=lambda item: item.milliseconds)
    return [item.request.what for item in (*first, *history, slowest)]


def _ask(url: str, addresses: list[str]) -> None:
    """The same questions one after the other over one connection, answers read and dropped."""
    where = urlsplit(url)
    connection = http.client.HTTPConnection(where.hostname or "", where.port)
    for address in addresses:
        path, _, query = address.removeprefix(url).partition("?")
        encoded = "&".join(
            f"{name}={quote(value)}"
            for name, _, value in (part.partition("=") for part in _parts(query))
        )
        connection.request("GET", f"{path}?{encoded}")
        answer = connection.getresponse()
        body = answer.read()
        if answer.status != 200:
            raise RuntimeError(f"{address[:80]} answered {answer.status}: {body[:200]!r}")
    connection.close()


def _parts(query: str) -> list[str]:
    """The parameters of an address as it is written down, undone: only ours begin a new one."""
    found: list[str] = []
    for part in query.split("&"):
        known = part.partition("=")[0] in {
            "query",
            "time",
            "start",
            "end",
            "step",
            "match[]",
            "state",
        }
        if known or not found:
            found.append(part)
        else:
            found[-1] += f"&{part}"
    return found


def _service() -> History:
    history, chance = History(end=int(time.time())), random.Random(7)
    for replica in range(REPLICAS):
        labels = {"job": "scoring", "instance": f"10.0.0.{replica}:80"}
        good = _counter(history, 40 + chance.random())
        history.add("http_requests_total", {**labels, "status": "200"}, good)
        history.add("http_requests_total", {**labels, "status": "500"}, _counter(history, 0.02))
        for place, bound in enumerate(BOUNDS):
            share = (place + 1) / len(BOUNDS)
            text = "+Inf" if math.isinf(bound) else f"{bound:g}"
            values: list[float | None] = [value and value * share for value in good]
            history.add("http_request_duration_seconds_bucket", {**labels, "le": text}, values)
    return history


def _counter(history: History, rate: float) -> list[float | None]:
    return [1e6 + place * STEP * rate for place in range(len(history.grid))]
