"""Servers that speak Prometheus' API and differ in small things.

VictoriaMetrics' answers were written down from a running 1.79, which ``test_victoria_metrics`` asks
itself; those of Mimir and Thanos follow their documented shapes, as neither is packaged.
"""

import json
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest

from assessment.connectors import prometheus
from assessment.connectors.runtime.evidence import RuntimeEvidence, Status
from assessment.sources import Circumstances, Permission, Source, SourceUnavailable
from tests.assessment.hostile import Server, serving
from tests.assessment.test_prometheus_answers import Answer, circumstances, prometheus_3

MIMIR = {
    "application": "Grafana Mimir", "version": "2.14.0", "revision": "92a8b15", "branch": "HEAD",
    "goVersion": "go1.22.7", "features": {"ruler_config_api": "true", "alertmanager_config_api": "true"},
}  # fmt: skip
THANOS = {"version": "0.36.1", "revision": "abc", "branch": "HEAD", "goVersion": "go1.22.5"}
PARTIAL = "No StoreAPIs matched for this query: token=abc123secret"


@contextmanager
def speaking(
    build: dict[str, Any], *, prefix: str = "", tenant: str = "", missing: tuple[str, ...] = (),
    warnings: tuple[str, ...] = (), header: str = "X-Nothing: 1", answer: Answer = prometheus_3,
) -> Iterator[Server]:  # fmt: skip
    """A server whose build information is ``build``; ``missing`` paths are 404."""

    def reply(client: socket.socket, status: str, body: bytes) -> None:
        head = f"HTTP/1.1 {status}\r\nContent-Length: {len(body)}\r\n{header}\r\nConnection: close\r\n\r\n"
        client.sendall(head.encode() + body)

    def handle(client: socket.socket, head: bytes) -> None:
        where = urlsplit(head.split(b" ")[1].decode())
        asked = {key: values[0] for key, values in parse_qs(where.query).items()}
        sent = f"x-scope-orgid: {tenant}".encode() in head.lower()
        path = where.path.removeprefix(f"{prefix}/api/v1/")
        if tenant and not sent:
            return reply(client, "401 Unauthorized", b"no org id")
        if path == where.path or path in missing:
            return reply(client, "404 Not Found", b"404 page not found")
        data = build if path == "status/buildinfo" else answer(path, asked)
        whole = {"status": "success", "data": data, "warnings": list(warnings)}
        return reply(client, "200 OK", json.dumps(whole).encode())

    with serving(handle) as running:
        yield running


def source(running: Server, prefix: str = "", secret: str = "") -> Source:
    options: dict[str, Any] = {"labels": {"job": "scoring"}}
    address = f"{running.url}{prefix}"
    return Source(
        id="p", kind="prometheus", name="P", address=address, options=options, secret=secret
    )


def read(running: Server, **rest: str) -> RuntimeEvidence:
    return prometheus.read(source(running, **rest), circumstances())


@pytest.mark.parametrize(
    "entry",
    ["header:X-Scope-OrgID: team-a", "headers:Authorization: Bearer abc|X-Scope-OrgID: team-a"],
)
def test_mimir_is_read_below_its_prefix_as_one_tenant(entry: str) -> None:
    allowed = Circumstances(
        now=circumstances().now, permission=Permission(secrets={"mimir": entry})
    )
    missing = ("targets", "status/tsdb")
    with speaking(MIMIR, prefix="/prometheus", tenant="team-a", missing=missing) as running:
        asked = source(running, "/prometheus", "mimir")
        evidence = prometheus.read(asked, allowed)
        told = prometheus.survey(asked, allowed).told
    assert evidence.server == "Grafana Mimir 2.14.0"
    assert evidence.signal("availability").value is not None
    assert any("targets" in note and "404" in note for note in evidence.notes)
    assert told.startswith("Grafana Mimir 2.14.0, ")
    assert "team-a" not in json.dumps([made.model_dump(mode="json") for made in allowed.made])


def test_mimir_without_a_tenant_says_which_secret_is_needed() -> None:
    with (
        speaking(MIMIR, prefix="/prometheus", tenant="team-a") as running,
        pytest.raises(SourceUnavailable, match="refuses us") as caught,
    ):
        read(running, prefix="/prometheus")
    assert "secret" in caught.value.remedy


def test_mimir_without_its_prefix_is_no_api() -> None:
    with (
        speaking(MIMIR, prefix="/prometheus") as running,
        pytest.raises(SourceUnavailable, match="404"),
    ):
        read(running)


def test_a_partial_answer_of_thanos_is_noted_once_and_without_secrets() -> None:
    with speaking(THANOS, warnings=(PARTIAL,)) as running:
        evidence = read(running)
    assert evidence.server == "Thanos 0.36.1"
    warned = [note for note in evidence.notes if "warns" in note]
    assert len(warned) == 1
    assert "No StoreAPIs matched" in warned[0]
    assert "abc123secret" not in warned[0]


def test_victoriametrics_is_known_by_its_header_and_counts_new_counters_itself() -> None:
    with speaking({"version": "2.24.0"}, header="X-Server-Hostname: vm-0") as running:
        evidence = read(running)
    assert evidence.server == "VictoriaMetrics, version not told"
    assert "min_over_time" not in evidence.signal("error_ratio").query
    with speaking({"version": "2.53.0", "goVersion": "go1.22"}) as running:
        assert "min_over_time" in read(running).signal("error_ratio").query


def test_copies_by_two_scrapers_are_noted() -> None:
    def copied(path: str, asked: dict[str, str]) -> Any:
        labels = ["__name__", "job", "status", "prometheus_replica"]
        return labels if path == "labels" else prometheus_3(path, asked)

    with speaking(THANOS, answer=copied) as running:
        assert any("prometheus_replica" in note for note in read(running).notes)


def test_a_server_that_refuses_joined_questions_answers_each_alone() -> None:
    def strict(path: str, asked: dict[str, str]) -> Any:
        joined = path.startswith("query") and " or label_replace(" in asked.get("query", "")
        return [] if joined else prometheus_3(path, asked)

    given = circumstances()
    with speaking(THANOS, answer=strict) as running:
        evidence = prometheus.read(source(running), given)
    assert evidence.signal("availability").value is not None
    assert evidence.signal("latency_p95_ms").status is Status.VALUE
    assert len(given.made) <= 25
