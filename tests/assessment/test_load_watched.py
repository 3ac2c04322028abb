"""A load test watches what stands beside the service, and ends for what it sees there."""

import threading
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from prometheus_client import Gauge

from assessment.connectors import load
from assessment.connectors.arrivals import lookout
from assessment.connectors.arrivals.evidence import LoadEvidence
from assessment.connectors.arrivals.signs import alarmed
from assessment.model import Outcome
from assessment.probing import discover, examine
from assessment.sources import Beside, Circumstances, Permission, Source
from engagement.sources.planned_requests import planned
from tests import cluster_api, live_alertmanager, live_prometheus
from tests.live_scoring import running, seen

SOON = (datetime.now(UTC) + timedelta(days=2)).date().isoformat()
SECRETS = {"cluster": f"host=127.0.0.1 bearer:{cluster_api.TOKEN}"}
OPEN = Permission(secrets=SECRETS)


@pytest.fixture(autouse=True)
def _often(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lookout, "EVERY_SECONDS", 0.2)


@pytest.fixture(scope="module")
def service() -> Iterator[str]:
    with running() as url:
        yield url


def given(service: str, seconds: float = 20) -> Source:
    """Ten requests a second for so long, to a service that bears them easily."""
    host = urlsplit(service).netloc
    return Source(
        id="l", kind="load", name="Load", address=f"{service}/fast",
        options={
            "confirm_host": host, "ceiling_rps": 10, "ceiling_total": 300, "synthetic": True,
            "approved_by": "Ada Lovelace", "approved_until": SOON, "body": "{}",
            "latency_p99_ms": 2000, "step_seconds": 0.25, "hold_seconds": seconds, "start_rps": 1,
            "target_rps": 1000, "peak_rps": 100,
        },
    )  # fmt: skip


def sent(service: str, *beside: Source, seconds: float = 20, **rest: Any) -> LoadEvidence:
    around = Circumstances(
        now=lambda: datetime.now(UTC), budget=timedelta(seconds=60),
        permission=Permission(load_targets=(urlsplit(service).netloc,)),
        beside=tuple(Beside(source=item, permission=OPEN) for item in beside), **rest,
    )  # fmt: skip
    return load.read(given(service, seconds), around)


def scaled(cluster: cluster_api.Cluster, replicas: int) -> None:
    cluster.objects.clear()
    target = {"kind": "Deployment", "name": "scoring"}
    cluster.put("autoscaling/v2", "horizontalpodautoscalers", "scoring",
                spec={"scaleTargetRef": target, "maxReplicas": 4},
                status={"currentReplicas": replicas})  # fmt: skip


@pytest.fixture
def cluster() -> Iterator[cluster_api.Cluster]:
    with cluster_api.serving() as made:
        scaled(made, 2)
        yield made


def watched(cluster: cluster_api.Cluster) -> Source:
    return Source(
        id="k", kind="kubernetes", name="Cluster", address=cluster.address, secret="cluster",
        options={"namespace": "returns", "workload": "scoring"},
    )  # fmt: skip


def later(seconds: float, act: Any) -> threading.Timer:
    timer = threading.Timer(seconds, act)
    timer.start()
    return timer


def test_it_ends_when_the_autoscaler_has_no_more_to_give(
    service: str, cluster: cluster_api.Cluster
) -> None:
    later(1.0, lambda: scaled(cluster, 4))
    evidence = sent(service, watched(cluster))
    assert evidence.ending == "autoscaler"
    assert evidence.ended == "the autoscaler scoring is at its maximum of 4 replicas, Cluster says"
    assert 0 < evidence.sent < 60
    findings = examine(discover(), given(service), evidence, evidence.read_at)
    target = next(item for item in findings if item.probe == "load_test_reached_target")
    assert target.outcome is Outcome.UNAVAILABLE
    assert "autoscaler's maximum" in target.remedy


def test_nothing_is_sent_where_there_is_no_room_to_begin_with(
    service: str, cluster: cluster_api.Cluster
) -> None:
    scaled(cluster, 4)
    before = seen(service)["requests"]
    evidence = sent(service, watched(cluster))
    assert (evidence.ending, evidence.sent) == ("autoscaler", 0)
    assert evidence.ended.startswith("nothing was sent: ")
    assert seen(service)["requests"] == before


def test_it_goes_on_while_all_is_well_and_says_what_it_watched(
    service: str, cluster: cluster_api.Cluster
) -> None:
    gone = watched(cluster).model_copy(update={"name": "Gone", "address": "http://127.0.0.1:9"})
    made: list[Any] = []
    evidence = sent(service, watched(cluster), gone, seconds=1, made=made)
    assert evidence.ending == "finished"
    looks, blind = evidence.watched
    assert looks.startswith("Cluster, ")
    assert blind.startswith("Gone, not watched: 127.0.0.1:9 refused")
    asked = [item.request.what for item in made if "horizontalpodautoscalers" in item.request.what]
    assert len(asked) == int(looks.split()[1])


def test_it_ends_when_what_it_watches_answers_no_more(
    service: str, cluster: cluster_api.Cluster
) -> None:
    later(0.5, lambda: cluster.forbidden.add("horizontalpodautoscalers"))
    evidence = sent(service, watched(cluster))
    assert evidence.ending == "unwatched"
    assert "Cluster could not be watched any more: Kubernetes answered 403" in evidence.ended


def test_it_ends_when_an_alert_pages_at_a_real_alertmanager(service: str, tmp_path: Path) -> None:
    with live_alertmanager.serving(tmp_path) as pager:
        pager.alert(1, alertname="Elsewhere", severity="page", job="other")
        pager.alert(1, alertname="Full", severity="warning", job="scoring")
        source = Source(
            id="a", kind="alertmanager", name="Pager", address=pager.address,
            options={"labels": {"job": "scoring"}},
        )  # fmt: skip
        later(1.0, lambda: pager.alert(0, alertname="Burn", severity="page", job="scoring"))
        evidence = sent(service, source)
    assert (evidence.ending, evidence.ended) == ("alert", "the alert Burn fires (page), Pager says")
    assert evidence.sent > 0


def test_a_real_prometheus_tells_of_the_autoscaler(service: str, tmp_path: Path) -> None:
    with live_prometheus.running(tmp_path) as live:
        gauges = {
            name: Gauge(f"kube_horizontalpodautoscaler_{name}_replicas", name,
                        ["namespace", "horizontalpodautoscaler"],
                        registry=live.service.registry).labels("returns", "scoring-hpa")
            for name in ("status_current", "spec_max")
        }  # fmt: skip
        gauges["spec_max"].set(4)
        gauges["status_current"].set(2)
        source = Source(
            id="p", kind="prometheus", name="Metrics", address=live.url,
            options={"namespace": "returns", "workload": "scoring"},
        )  # fmt: skip
        later(1.0, lambda: gauges["status_current"].set(4))
        evidence = sent(service, source)
    assert evidence.ending == "autoscaler"
    assert "scoring-hpa is at its maximum of 4 replicas, Metrics says" in evidence.ended
    assert evidence.sent > 0


@pytest.mark.parametrize(
    ("alert", "ends"),
    [
        ({"severity": "page"}, True),
        ({"severity": "Critical", "job": "scoring"}, True),
        ({"severity": "page", "job": "other"}, False),
        ({"severity": "warning", "job": "scoring"}, False),
        ({"job": "scoring"}, False),
    ],
)
def test_an_alert_counts_where_it_pages_and_is_not_said_to_be_of_another_service(
    alert: dict[str, str], ends: bool
) -> None:
    assert bool(alarmed([alert], {"job": "scoring"})) == ends


def test_what_is_watched_is_listed_before_anything_is_sent(
    service: str, cluster: cluster_api.Cluster, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PRODWORTHY_SECRET_CLUSTER", SECRETS["cluster"])
    over = watched(cluster).model_copy(
        update={"authorised_until": datetime(2020, 1, 1, tzinfo=UTC)}
    )
    for beside, looked_at in ((watched(cluster), True), (over, False)):
        among = (given(service), beside)
        asked = planned(among, sending=True, client_id=None)[0].requests
        assert any("horizontalpodautoscalers" in item.what for item in asked) == looked_at
