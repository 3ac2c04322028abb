"""A service whose durations are a native histogram, scraped by a real Prometheus that reads them."""

import contextlib
import json
import math
import shutil
import subprocess
import time
import urllib.parse
import urllib.request
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

import pytest

from assessment.connectors import prometheus
from assessment.connectors.runtime.evidence import RuntimeEvidence
from assessment.connectors.runtime.native import cumulative
from assessment.sources import Circumstances, Made, Permission, Source
from tests.free_port import free_port
from tests.native_histograms import NAME, Native

CONFIG = """\
global: {{scrape_interval: 1s, scrape_timeout: 1s}}
scrape_configs: [{{job_name: native, static_configs: [{{targets: ["127.0.0.1:{port}"]}}]}}]
"""


def ask(url: str, query: str) -> list[Any]:
    where = f"{url}/api/v1/query?{urllib.parse.urlencode({'query': query})}"
    with urllib.request.urlopen(where, timeout=60) as answer:
        found: list[Any] = json.load(answer)["data"]["result"]
    return found


@pytest.fixture(scope="module")
def url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Nine of ten requests take 0.05 s, the others 0.4 s; one of fifty fails."""
    folder, service, port = tmp_path_factory.mktemp("native"), Native(), free_port()
    config = folder / "prometheus.yml"
    config.write_text(CONFIG.format(port=service.port))
    service.observe("200", 0.05)
    service.observe("500", 0.05)
    with (folder / "log").open("wb") as log:
        process = subprocess.Popen(
            [shutil.which("prometheus") or "prometheus", f"--config.file={config}",
             f"--storage.tsdb.path={folder / 'data'}", f"--web.listen-address=127.0.0.1:{port}",
             "--enable-feature=native-histograms"], stdout=log, stderr=log,
        )  # fmt: skip
    where = f"http://127.0.0.1:{port}"
    try:
        until = time.monotonic() + 30
        while time.monotonic() < until:
            with contextlib.suppress(OSError):
                if ask(where, NAME):
                    break
            time.sleep(0.2)
        for _ in range(16):
            service.observe("200", 0.05, 44)
            service.observe("200", 0.4, 5)
            service.observe("500", 0.05, 1)
            time.sleep(0.5)
        yield where
    finally:
        process.terminate()
        process.wait(10)
        service.close()


@pytest.fixture(scope="module")
def made() -> list[Made]:
    return []


@pytest.fixture(scope="module")
def evidence(url: str, made: list[Made]) -> RuntimeEvidence:
    given = Circumstances(now=lambda: datetime.now(UTC), permission=Permission(), made=made)
    source = Source(
        id="p", kind="prometheus", name="P", address=url, options={"labels": {"job": "native"}}
    )
    return prometheus.read(source, given)


def test_requests_and_errors_are_the_counts_of_the_histogram(evidence: RuntimeEvidence) -> None:
    assert evidence.system == "otel_http"
    assert evidence.signal("request_rate").value == pytest.approx(100, rel=0.3)
    assert evidence.signal("error_ratio").value == pytest.approx(0.02, rel=0.2)


def test_percentiles_lie_in_the_bucket_that_holds_the_truth(evidence: RuntimeEvidence) -> None:
    for name, truth in (("latency_p50_ms", 50.0), ("latency_p95_ms", 400.0)):
        signal = evidence.signal(name)
        assert signal.low is not None
        assert signal.high is not None
        assert signal.low < truth <= signal.high
        assert signal.high / signal.low == pytest.approx(2 ** (1 / 8), rel=1e-6)
        assert signal.low <= (signal.value or 0) <= signal.high
        assert not signal.at_least
    assert evidence.signal("latency_p95_ms").trend


def test_the_query_shown_gives_the_percentile_shown(
    url: str, evidence: RuntimeEvidence, made: list[Made]
) -> None:
    at = next(item.request.what for item in made if "&time=" in item.request.what)
    query = urllib.parse.urlencode({"query": evidence.signal("latency_p95_ms").query})
    where = f"{url}/api/v1/query?{query}&time={at.rpartition('&time=')[2]}"
    with urllib.request.urlopen(where, timeout=60) as answer:
        found = json.load(answer)["data"]["result"]
    shown = evidence.signal("latency_p95_ms").value
    assert float(found[0]["value"][1]) == pytest.approx(shown, rel=1e-6)


def test_a_service_of_native_histograms_alone_is_listed(url: str, made: list[Made]) -> None:
    given = Circumstances(now=lambda: datetime.now(UTC), permission=Permission())
    found = prometheus.survey(Source(id="p", kind="prometheus", name="P", address=url), given)
    assert [choice.value for choice in found.choices["labels"]] == ["job=native"]
    assert 0 < len(made) <= 20


def test_malformed_buckets_are_left_out() -> None:
    rows: list[Any] = [
        [0, "0.1", "0.2", "5"],
        [0, "NaN", "1", "3"],
        "x",
        [0, "0.4", "0.3", "1"],
        None,
    ]
    assert cumulative({"buckets": rows}) == {0.1: 0.0, 0.2: 5.0, math.inf: 5.0}
    assert cumulative({}) == {}
