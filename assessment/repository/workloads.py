"""Workloads of Kubernetes as the repository declares them: replicas, labels, what selects them."""

import re
from collections.abc import Iterable, Iterator
from typing import Any

from assessment.observation import Observation
from assessment.repository.evidence import Document, Package, RepositoryEvidence
from assessment.repository.looking import Hit, is_library, objects
from assessment.repository.roles import role_of
from assessment.repository.saying import library, unavailable

KINDS = ("Deployment", "StatefulSet", "Rollout", "InferenceService", "SeldonDeployment")
_OTHERS = re.compile(
    r"(?:^|[/-])(?:locust|k6|jmeter|gatling|vegeta|artillery|wrk2?|hey|fortio|siege|postgres\w*|"
    r"mysql|mariadb|redis|valkey|rabbitmq|kafka|zookeeper|minio|mongo\w*|elasticsearch|opensearch|"
    r"prometheus|grafana|alertmanager|nginx|traefik|envoy|jaeger\w*|otel\w*|vespa|qdrant|milvus|"
    r"weaviate|memcached|cloudsql-proxy|jupyter\w*|busybox)(?:[:@/-]|$)",
    re.IGNORECASE,
)
"""Images of load tools and of parts that others make; they are not the service."""
_BESIDE = re.compile(r"(?:^|/)(?:load[-_]?tests?|perf\w*|mocks?|dev|kind|local)/", re.IGNORECASE)
_SERVERS = {"InferenceService", "SeldonDeployment"}
_PRODUCTION = re.compile(r"prod|live|release", re.IGNORECASE)


def workloads(evidence: RepositoryEvidence) -> list[Document]:
    """The service's own workloads whose values are known, examples and foreign images left out."""
    return [
        item
        for item in objects(evidence, *KINDS)
        if role_of(item.path) == "source"
        and not _BESIDE.search(item.path)
        and isinstance(item.body, dict)
        and not _is_foreign(item)
    ]


def without_workloads(evidence: RepositoryEvidence) -> Observation | None:
    """What to say where no workload can be judged; ``None`` where one can."""
    if is_library(evidence):
        return library(evidence)
    if workloads(evidence):
        return None
    if kept := [item for item in objects(evidence, *KINDS) if item.template]:
        return unavailable(
            f"{kept[0].path} is a template that cannot be filled in here",
            "Render it with production values, or point Prodworthy at the cluster.",
        )
    return unavailable(
        "no workload of Kubernetes is kept in this repository",
        "Name the repository that holds the manifests, or point Prodworthy at the cluster.",
    )


def by_default_only(evidence: RepositoryEvidence, document: Document) -> Package | None:
    """The chart that a workload was rendered from, where values for production were not applied."""
    return next(
        (
            package
            for package in evidence.packages
            if document.rendered == "helm"
            and package.path == document.package
            and any(map(_PRODUCTION.search, package.values))
        ),
        None,
    )


def switched_off(evidence: RepositoryEvidence, *kinds: str) -> list[Hit]:
    """Objects of these kinds that a chart knows and leaves out by default."""
    return [
        Hit(item.path, item.line, item.kind)
        for package in evidence.packages
        for item in package.off
        if item.kind in kinds
    ]


def name_of(document: Document) -> str:
    """The object's own name."""
    return str(at(document.body, "metadata", "name") or "")


def labels_of(document: Document) -> dict[str, Any]:
    """The labels of the pods that a workload makes."""
    found = at(document.body, "spec", "template", "metadata", "labels")
    return found if isinstance(found, dict) else {}


def is_selected(selector: Any, labels: dict[str, Any]) -> bool:
    """Whether a selector with ``matchLabels`` matches; an empty one matches every pod."""
    if not isinstance(selector, dict):
        return False
    wanted = selector.get("matchLabels") or {}
    if not isinstance(wanted, dict):
        return False
    if not wanted and selector.get("matchExpressions"):
        return True  # which labels it means is not followed; it means some
    return all(labels.get(key) == value for key, value in wanted.items())


def scalers_of(evidence: RepositoryEvidence, workload: Document) -> list[Document]:
    """Autoscalers that name the workload as their target."""
    name = name_of(workload)
    return [
        item
        for item in objects(evidence, "HorizontalPodAutoscaler", "ScaledObject")
        if role_of(item.path) == "source"
        and isinstance(item.body, dict)
        and at(item.body, "spec", "scaleTargetRef", "name") == name
    ]


def fewest(evidence: RepositoryEvidence, workload: Document) -> int:
    """The fewest copies that it is meant to run in: its own number or its autoscaler's minimum."""
    spec = at(workload.body, "spec")
    own = at(spec, "replicas")
    if workload.kind == "InferenceService":
        own = at(spec, "predictor", "minReplicas")
    lowest = [
        value
        for item in scalers_of(evidence, workload)
        for key in ("minReplicas", "minReplicaCount")
        if isinstance(value := at(item.body, "spec", key), int)
    ]
    return max([own if isinstance(own, int) else 1, *lowest])


def pod_of(document: Document) -> Any:
    """The specification of the pods that a workload makes."""
    return at(document.body, "spec", "template", "spec")


def at(value: Any, *keys: str) -> Any:
    """The value under a path of keys; ``None`` where there is none."""
    for key in keys:
        value = value.get(key) if isinstance(value, dict) else None
    return value


def told(documents: Iterable[Document]) -> list[Hit]:
    """Documents as places."""
    return [Hit(item.path, item.line, name_of(item) or item.kind) for item in documents]


def _images(document: Document) -> Iterator[str]:
    containers = at(pod_of(document), "containers")
    for container in containers if isinstance(containers, list) else []:
        yield str(at(container, "image") or "")


def _is_foreign(document: Document) -> bool:
    if document.kind in _SERVERS:
        return False
    images = [image for image in _images(document) if image]
    if not images:
        # Part of an overlay; but a chart may leave its image to be named when it is deployed.
        return document.rendered != "helm"
    return all(map(_OTHERS.search, images))
