"""The cluster connector against an API over real HTTP that the real kubectl reads as well."""

import json
import subprocess
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from assessment.connectors import kubernetes
from assessment.connectors.cluster.answers import Requirement, Selector
from assessment.connectors.cluster.evidence import ClusterEvidence
from assessment.connectors.cluster.rights import REVIEW
from assessment.connectors.cluster.selecting import selects
from assessment.model import Outcome
from assessment.probing import discover, examine
from assessment.sources import Circumstances, Permission, Source, SourceUnavailable
from tests.cluster_api import TOKEN, Cluster, serving

LABELS = {"app": "scoring"}
MEANT = {"matchLabels": LABELS}
GOOD = {
    "name": "app", "image": "registry.example.org/scoring@sha256:3f2c",
    "resources": {"requests": {"cpu": "1"}, "limits": {"cpu": "2"}},
    "readinessProbe": {"httpGet": {"path": "/ready", "port": 80}},
    "livenessProbe": {"httpGet": {"path": "/live", "port": 80}},
}  # fmt: skip


def _deploy(cluster: Cluster, name: str, replicas: int = 3, **pod: Any) -> None:
    cluster.put(
        "apps/v1", "deployments", name,
        spec={"replicas": replicas, "template": {"metadata": {"labels": LABELS},
              "spec": {"containers": [GOOD], "serviceAccountName": "scoring"} | pod}},
        status={"readyReplicas": replicas},
    )  # fmt: skip


@pytest.fixture
def bare() -> Iterator[Cluster]:
    with serving() as cluster:
        yield cluster


@pytest.fixture
def good(bare: Cluster) -> Cluster:
    """A workload with all that a careful team gives it."""
    _deploy(bare, "scoring", topologySpreadConstraints=[{"maxSkew": 1}])
    target = {"kind": "Deployment", "name": "scoring"}
    bare.put("autoscaling/v2", "horizontalpodautoscalers", "scoring",
             spec={"scaleTargetRef": target, "minReplicas": 2, "maxReplicas": 12},
             status={"currentReplicas": 3})  # fmt: skip
    bare.put("policy/v1", "poddisruptionbudgets", "scoring", spec={"selector": MEANT},
             status={"disruptionsAllowed": 1})  # fmt: skip
    bare.put("networking.k8s.io/v1", "networkpolicies", "scoring",
             spec={"podSelector": MEANT, "policyTypes": ["Ingress"]})  # fmt: skip
    bare.put(
        "argoproj.io/v1alpha1",
        "rollouts",
        "scoring",
        spec={"strategy": {"canary": {"steps": [{"setWeight": 10}, {"pause": {}}]}}},
    )
    done = (datetime.now(UTC) - timedelta(hours=7)).strftime("%Y-%m-%dT%H:%M:%SZ")
    bare.put("batch/v1", "cronjobs", "load", spec={}, status={"lastSuccessfulTime": done})
    return bare


def _read(cluster: Cluster, **options: str) -> ClusterEvidence:
    return kubernetes.read(_source(cluster, **options), _circumstances())


def _source(cluster: Cluster, **options: str) -> Source:
    return Source(
        id="k", kind="kubernetes", name="Cluster", address=cluster.address, secret="cluster",
        options={"namespace": "returns"} | options,
    )  # fmt: skip


def _circumstances() -> Circumstances:
    allowed = Permission(secrets={"cluster": f"bearer:{TOKEN}"})
    return Circumstances(now=lambda: datetime.now(UTC), permission=allowed)


def _outcomes(cluster: Cluster) -> dict[str, Outcome]:
    seen = _read(cluster)
    found = examine(discover(), _source(cluster), seen, seen.read_at)
    return {item.probe: item.outcome for item in found}


def test_a_careful_workload_is_present_in_every_probe(good: Cluster) -> None:
    found = _outcomes(good)
    assert {name for name, outcome in found.items() if outcome is not Outcome.PRESENT} == set()


def test_a_bare_workload_lacks_what_can_be_seen_here(bare: Cluster) -> None:
    _deploy(bare, "scoring", replicas=1, containers=[{"name": "app", "image": "scoring:latest"}])
    found = _outcomes(bare)
    absent = {name for name, outcome in found.items() if outcome is Outcome.ABSENT}
    assert absent == {
        "replicas_are_spread", "autoscaling_has_headroom", "disruption_budget_protects_the_service",
        "traffic_to_the_service_is_restricted", "running_workloads_set_limits_and_probes",
    }  # fmt: skip
    assert found["releases_move_traffic_in_steps"] is Outcome.UNAVAILABLE


def test_a_part_that_is_forbidden_costs_its_own_findings_alone(good: Cluster) -> None:
    good.forbidden = {"horizontalpodautoscalers", "clusterrolebindings"}
    found = _outcomes(good)
    unavailable = {name for name, outcome in found.items() if outcome is Outcome.UNAVAILABLE}
    assert unavailable == {"autoscaling_has_headroom", "service_account_can_do_little"}


@pytest.mark.parametrize(
    ("rule", "power"),
    [
        ({"verbs": ["*"], "resources": ["*"]}, "every verb on every resource"),
        ({"verbs": ["get"], "resources": ["secrets"]}, "reads secrets"),
    ],
)
def test_a_powerful_account_is_named_with_its_power(
    good: Cluster, rule: dict[str, Any], power: str
) -> None:
    good.put("rbac.authorization.k8s.io/v1", "clusterroles", "too-much", rules=[rule])
    good.put(
        "rbac.authorization.k8s.io/v1", "clusterrolebindings", "too-much",
        subjects=[{"kind": "ServiceAccount", "name": "scoring", "namespace": "returns"}],
        roleRef={"kind": "ClusterRole", "name": "too-much"},
    )  # fmt: skip
    assert _read(good).workloads[0].powers == (power,)


@pytest.mark.parametrize(
    "rule",
    [{"verbs": ["delete"], "resources": ["pods"]}, {"verbs": ["get"], "resources": ["secrets"]}],
)
def test_a_token_that_may_do_more_than_read_is_refused_before_anything_is_read(
    good: Cluster, rule: dict[str, Any]
) -> None:
    good.rules.append(rule)
    with pytest.raises(SourceUnavailable, match="may do more than read"):
        _read(good)
    assert [path for _, path in good.asked if "returns" in path] == []


@pytest.mark.parametrize("status", [403, 404, 500])
def test_a_token_whose_rights_cannot_be_told_is_refused_before_anything_is_read(
    good: Cluster, status: int
) -> None:
    good.review_status = status
    with pytest.raises(SourceUnavailable, match="does not tell what this token may do") as refused:
        _read(good)
    assert "selfsubjectrulesreviews" in refused.value.remedy
    with pytest.raises(SourceUnavailable, match="does not tell what this token may do"):
        kubernetes.survey(_source(good), _circumstances())
    assert [path for verb, path in good.asked if verb == "GET"] == []


def test_a_token_that_is_not_accepted_is_told_as_that(good: Cluster) -> None:
    good.review_status = 401
    with pytest.raises(SourceUnavailable) as refused:
        _read(good)
    assert refused.value.remedy == "Give the name of a secret that this API accepts."


def test_an_incomplete_list_of_rights_is_noted_and_refused_where_it_shows_a_write(
    good: Cluster,
) -> None:
    assert _read(good).notes == ()
    good.incomplete = True
    assert ["incomplete" in note for note in _read(good).notes] == [True]
    good.rules.append({"verbs": ["patch"], "resources": ["deployments"]})
    with pytest.raises(SourceUnavailable, match="may do more than read"):
        _read(good)


def test_secrets_and_config_maps_are_never_asked_for(good: Cluster) -> None:
    _read(good)
    paths = [path for _, path in good.asked]
    assert not [path for path in paths if "secrets" in path or "configmaps" in path]
    assert [path for verb, path in good.asked if verb != "GET"] == [REVIEW]


def test_the_survey_offers_namespaces_and_workloads(good: Cluster) -> None:
    survey = kubernetes.survey(_source(good), _circumstances())
    assert survey.told == "Kubernetes v1.32.4, 1 namespaces, 1 workloads in returns"
    assert survey.choices["workload"][0].label == "scoring (Deployment)"


def test_a_workload_that_is_not_there_is_told_with_those_that_are(good: Cluster) -> None:
    with pytest.raises(SourceUnavailable, match="there are: scoring"):
        _read(good, workload="nobody")


def test_kubectl_sees_the_same(good: Cluster) -> None:
    good.open = True
    seen = json.loads(
        subprocess.run(
            ["kubectl", f"--server={good.address}", "--namespace=returns", "get",
             "deployments,horizontalpodautoscalers,poddisruptionbudgets", "-o", "json"],
            check=True, capture_output=True, timeout=60,
        ).stdout
    )  # fmt: skip
    by_kind = {item["kind"]: item for item in seen["items"]}
    mine = _read(good).workloads[0]
    assert by_kind["Deployment"]["status"]["readyReplicas"] == mine.ready
    assert by_kind["HorizontalPodAutoscaler"]["spec"]["maxReplicas"] == mine.maximum
    budget = by_kind["PodDisruptionBudget"]["status"]["disruptionsAllowed"]
    assert budget == mine.disruptions


@pytest.mark.parametrize(
    ("selector", "meant"),
    [
        (None, False),
        (Selector(), True),
        (Selector(match_labels={"app": "scoring"}), True),
        (Selector(match_labels={"app": "other"}), False),
        (Selector(match_expressions=(Requirement(key="app", operator="In", values=("scoring",)),)), True),
        (Selector(match_expressions=(Requirement(key="app", operator="NotIn", values=("scoring",)),)), False),
        (Selector(match_expressions=(Requirement(key="tier", operator="DoesNotExist"),)), True),
        (Selector(match_expressions=(Requirement(key="tier", operator="Exists"),)), False),
    ],
)  # fmt: skip
def test_a_selector_means_the_pods_that_the_api_says(
    selector: Selector | None, meant: bool
) -> None:
    assert selects(selector, LABELS) is meant
