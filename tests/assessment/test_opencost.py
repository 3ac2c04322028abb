"""OpenCost, by a stand-in that groups allocations over HTTP as the real API does."""

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest

from assessment.connectors import opencost
from assessment.model import Outcome
from assessment.probing import discover, examine
from assessment.sources import Circumstances, Permission, Source, SourceUnavailable

POD = dict[str, Any]
PODS: tuple[POD, ...] = (
    {"namespace": "returns", "controller": "deployment:scoring", "label": "returns", "cost": 8.0, "eff": 0.5},
    {"namespace": "returns", "controller": "deployment:scoring", "label": None, "cost": 2.0, "eff": 0.25},
    {"namespace": "returns", "controller": "statefulset:store", "label": None, "cost": 5.0, "eff": None},
    {"namespace": "shop", "controller": "deployment:scoring", "label": "shop", "cost": 40.0, "eff": 0.9},
)  # fmt: skip
IDLE = 15.0


@dataclass
class Meter:
    """A cluster's cost, the same every day; ``answer`` replaces what is said."""

    pods: tuple[POD, ...] = PODS
    answer: tuple[int, Any] | None = None
    asked: list[dict[str, str]] = field(default_factory=list)
    url: str = ""

    def reply(self, asked: dict[str, str]) -> tuple[int, Any]:
        self.asked.append(asked)
        if self.answer:
            return self.answer
        days = 7 if asked.get("step") == "1d" else 1
        sets: list[dict[str, Any]] = [self._grouped(asked, day, 7 / days) for day in range(days)]
        return 200, {"code": 200, "data": sets}

    def _grouped(self, asked: dict[str, str], day: int, times: float) -> dict[str, Any]:
        groups: dict[str, list[POD]] = {}
        for pod in self.pods:
            groups.setdefault(self._name(pod, asked["aggregate"].split(",")), []).append(pod)
        start = f"2026-02-{day + 1:02}T00:00:00Z"
        made = {name: _allocation(name, pods, start, times) for name, pods in groups.items()}
        if asked.get("includeIdle") == "true":
            idle = [{"cost": IDLE, "eff": None}]
            made["__idle__"] = _allocation("__idle__", idle, start, times)
        return made

    def _name(self, pod: POD, groups: list[str]) -> str:
        parts = [pod["label"] if group.startswith("label:") else pod[group] for group in groups]
        return "/".join(part or "__unallocated__" for part in parts)


def _allocation(name: str, pods: list[POD], start: str, times: float) -> dict[str, Any]:
    cost = sum(pod["cost"] for pod in pods) * times
    shares = [pod["eff"] for pod in pods if pod["eff"] is not None]
    return {
        "name": name, "properties": {"cluster": "one"}, "window": {"start": start, "end": start},
        "start": start, "end": start, "minutes": 1440.0, "cpuCost": cost, "ramCost": 0.0,
        "totalCost": cost, "totalEfficiency": shares[0] if shares else None,
        "pvs": None, "rawAllocationOnly": None,
    }  # fmt: skip


@contextmanager
def serving(meter: Meter) -> Iterator[Meter]:
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            parts = urlsplit(self.path)
            asked = {key: values[0] for key, values in parse_qs(parts.query).items()}
            status, body = meter.reply(asked) if parts.path == "/allocation" else (404, {})
            sent = json.dumps(body).encode()
            self.send_response(status)
            self.send_header("Content-Length", str(len(sent)))
            self.end_headers()
            self.wfile.write(sent)

        def log_message(self, *_: Any) -> None:
            return None

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    meter.url = f"http://127.0.0.1:{server.server_address[1]}"
    try:
        yield meter
    finally:
        server.shutdown()
        server.server_close()


@pytest.fixture
def meter() -> Iterator[Meter]:
    with serving(Meter()) as running:
        yield running


def source(meter: Meter, **options: Any) -> Source:
    given = {"namespace": "returns"} | options
    return Source(id="o", kind="opencost", name="O", address=meter.url, options=given)


def circumstances() -> Circumstances:
    return Circumstances(now=lambda: datetime.now(UTC), permission=Permission())


def outcomes(meter: Meter, **options: Any) -> dict[str, Outcome]:
    evidence = opencost.read(source(meter, **options), circumstances())
    findings = examine(discover(), source(meter), evidence, evidence.read_at)
    return {item.probe: item.outcome for item in findings}


def test_a_week_of_a_namespace_is_the_sum_of_its_pods(meter: Meter) -> None:
    evidence = opencost.read(source(meter), circumstances())
    assert len(evidence.days) == 7
    assert evidence.cost == pytest.approx(7 * 15)
    assert evidence.idle_cost == pytest.approx(7 * IDLE)
    assert evidence.cluster_cost == pytest.approx(7 * (55 + IDLE))


def test_a_workload_is_told_from_its_namesake_elsewhere(meter: Meter) -> None:
    evidence = opencost.read(source(meter, workload="scoring"), circumstances())
    assert evidence.cost == pytest.approx(7 * 10)
    assert evidence.efficiency == pytest.approx(0.5)


def test_what_carries_the_tag_is_told_from_what_does_not(meter: Meter) -> None:
    options = {"workload": "scoring", "tag": "use_case", "requests_a_day": 864000}
    evidence = opencost.read(source(meter, **options), circumstances())
    assert evidence.tagged_share == pytest.approx(0.8)
    assert evidence.efficiency == pytest.approx((8 * 0.5 + 2 * 0.25) / 10)
    assert outcomes(meter, **options)["metered_cost_carries_a_tag"] is Outcome.ABSENT
    lenient = options | {"cost_tag_share": 0.75}
    findings = outcomes(meter, **lenient)
    assert findings["metered_cost_carries_a_tag"] is Outcome.PRESENT
    assert findings["paid_resources_are_used"] is Outcome.PRESENT


def test_without_a_named_label_nothing_is_said_of_tags(meter: Meter) -> None:
    assert outcomes(meter)["metered_cost_carries_a_tag"] is Outcome.UNAVAILABLE


def test_the_request_that_was_announced_is_the_one_that_was_made(meter: Meter) -> None:
    given, around = source(meter, tag="use_case"), circumstances()
    opencost.read(given, around)
    (planned,) = opencost.requests(given)
    (made,) = around.made
    assert made.request.what.split("?")[0] == planned.what.split("?")[0]
    assert meter.asked == [
        {"window": "7d", "step": "1d", "aggregate": "namespace,controller,label:use_case",
         "includeIdle": "true"}
    ]  # fmt: skip


def test_a_try_lists_the_namespaces_the_dearest_first(meter: Meter) -> None:
    found = opencost.survey(source(meter), circumstances())
    assert found.told == "OpenCost, 2 namespaces, 385.00 in 7 days"
    assert [item.value for item in found.choices["namespace"]] == ["shop", "returns"]


@pytest.mark.parametrize(
    ("answer", "options", "told"),
    [
        (None, {"namespace": "nowhere"}, "no cost is metered for nowhere"),
        (None, {"workload": "nothing"}, "no cost is metered for returns/nothing"),
        (None, {"namespace": ""}, "no namespace is named"),
        ((200, {"code": 200, "data": None}), {}, "no cost is metered"),
        ((200, {"code": 200, "data": [None]}), {}, "no cost is metered"),
        ((200, {"code": 500, "message": "Error: no Prometheus"}), {}, "no Prometheus"),
        ((403, {}), {}, "answered 403"),
        ((200, ["nothing"]), {}, "unknown shape"),
        ((200, {"code": 200, "data": [{"a": {"totalCost": "much"}}]}), {}, "unknown shape"),
    ],
)
def test_what_cannot_be_read_is_unavailable_and_never_no_cost(
    answer: tuple[int, Any] | None, options: dict[str, Any], told: str
) -> None:
    with serving(Meter(answer=answer)) as running, pytest.raises(SourceUnavailable) as fault:
        opencost.read(source(running, **options), circumstances())
    assert told in f"{fault.value.reason} {fault.value.remedy}"
