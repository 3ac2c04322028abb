"""A real Prometheus scraping a real small scoring service under a real, counted load."""

import contextlib
import http.server
import json
import shutil
import socket
import subprocess
import threading
import time
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from prometheus_client import (
    CollectorRegistry,
    Counter,
    Gauge,
    Histogram,
    Info,
    PlatformCollector,
    ProcessCollector,
    generate_latest,
)

CONFIG = """\
global: {{scrape_interval: 1s, scrape_timeout: 1s, evaluation_interval: 1s}}
rule_files: [{rules}]
scrape_configs:
  - job_name: scoring
    static_configs: [{{targets: ["127.0.0.1:{service}"]}}]
  - job_name: idle
    static_configs: [{{targets: ["127.0.0.1:{idle}"]}}]
  - job_name: prometheus
    static_configs: [{{targets: ["127.0.0.1:{prometheus}"]}}]
"""
RULES = """\
groups:
  - name: scoring
    rules:
      - record: job:errors:ratio_rate5m
        expr: sum(rate(http_requests_total{job="scoring",status=~"5.."}[5m]))
      - alert: ErrorBudgetBurn
        expr: job:errors:ratio_rate5m > 14.4 * 0.001
        annotations: {summary: burns, runbook_url: "https://runbooks.example.org/burn"}
      - alert: ScoringDown
        expr: up{job="scoring"} == 0
        annotations: {summary: down}
"""
BUCKETS = (0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.5)


class Scoring:
    """A scoring service over HTTP that counts what it does; it fails when it is asked to."""

    def __init__(self) -> None:
        self.registry = CollectorRegistry()
        ProcessCollector(registry=self.registry)
        PlatformCollector(registry=self.registry)
        known: dict[str, Any] = {"registry": self.registry}
        self.requests = Counter("http_requests_total", "r", ["handler", "status"], **known)
        self.seconds = Histogram(
            "http_request_duration_seconds", "d", ["handler"], buckets=BUCKETS, **known
        )
        self.score = Histogram(
            "model_output_score", "s", buckets=[i / 10 for i in range(1, 11)], **known
        )
        self.busy = Gauge("http_requests_in_progress", "b", **known)
        Info("model_version", "v", **known).info({"version": "2026.1"})
        self._server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), self._handler())
        self.port = self._server.server_address[1]
        threading.Thread(target=self._server.serve_forever, daemon=True).start()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def close(self) -> None:
        self._server.shutdown()
        self._server.server_close()

    def _handler(self) -> type[http.server.BaseHTTPRequestHandler]:
        scoring = self

        class Handler(http.server.BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                if self.path == "/metrics":
                    return self._reply(200, generate_latest(scoring.registry))
                asked = dict(urllib.parse.parse_qsl(urllib.parse.urlsplit(self.path).query))
                return self._score(asked.get("fail") == "1", float(asked.get("sleep", "0")))

            def _score(self, fail: bool, sleep: float) -> None:
                began = time.perf_counter()
                with scoring.busy.track_inprogress():
                    time.sleep(sleep)
                    scoring.score.observe(0.35)
                scoring.seconds.labels("/score").observe(time.perf_counter() - began)
                scoring.requests.labels("/score", "500" if fail else "200").inc()
                self._reply(500 if fail else 200, b"{}")

            def _reply(self, status: int, body: bytes) -> None:
                self.send_response(status)
                self.send_header("Content-Type", "text/plain; version=0.0.4")
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, *_: Any) -> None:
                return None

        return Handler


@dataclass
class Live:
    """The running pair and what was really sent: the truth that the readings are held to."""

    service: Scoring
    url: str = ""
    sent: int = 0
    failed: int = 0
    notes: list[str] = field(default_factory=list)

    def send(self, *, fail: bool = False, sleep: float = 0.0) -> None:
        """One real request to the service."""
        where = f"{self.service.url}/score?fail={int(fail)}&sleep={sleep}"
        with contextlib.suppress(urllib.error.HTTPError), urllib.request.urlopen(where, timeout=5):
            pass
        self.sent += 1
        self.failed += fail

    def load(self, seconds: float, *, fail_every: int = 0, pause: float = 0.02) -> None:
        """Requests one after the other for a time; every so many of them fail."""
        until, count = time.monotonic() + seconds, 0
        while time.monotonic() < until:
            count += 1
            self.send(fail=bool(fail_every) and count % fail_every == 0)
            time.sleep(pause)

    def ask(self, query: str, at: float | None = None) -> list[Any]:
        """What Prometheus itself answers: the oracle."""
        asked = {"query": query} | ({} if at is None else {"time": f"{at:.3f}"})
        where = f"{self.url}/api/v1/query?{urllib.parse.urlencode(asked)}"
        with urllib.request.urlopen(where, timeout=10) as answer:
            found: list[Any] = json.load(answer)["data"]["result"]
        return found


@contextlib.contextmanager
def running(folder: Path) -> Iterator[Live]:
    """A service, an idle twin and a Prometheus that scrapes both every second."""
    service, idle = Scoring(), Scoring()
    port = _free_port()
    rules, config = folder / "rules.yml", folder / "prometheus.yml"
    rules.write_text(RULES)
    told = {"rules": json.dumps(str(rules)), "service": service.port, "idle": idle.port}
    config.write_text(CONFIG.format(prometheus=port, **told))
    program = shutil.which("prometheus") or "prometheus"
    with (folder / "log").open("wb") as log:
        process = subprocess.Popen(
            [program, f"--config.file={config}", f"--storage.tsdb.path={folder / 'data'}",
             f"--web.listen-address=127.0.0.1:{port}"], stdout=log, stderr=log,
        )  # fmt: skip
    live = Live(service, f"http://127.0.0.1:{port}")
    try:
        _wait(live)
        yield live
    finally:
        process.terminate()
        process.wait(10)
        service.close()
        idle.close()


def _free_port() -> int:
    with socket.socket() as opened:
        opened.bind(("127.0.0.1", 0))
        return int(opened.getsockname()[1])


def _wait(live: Live) -> None:
    until = time.monotonic() + 30
    while time.monotonic() < until:
        with contextlib.suppress(OSError):
            if any(row["value"][1] == "1" for row in live.ask('up{job="scoring"}')):
                return
        time.sleep(0.2)
    raise RuntimeError("Prometheus did not scrape the service within 30 seconds")
