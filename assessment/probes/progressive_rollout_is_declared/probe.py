"""Whether a new version takes a share of the traffic first."""

import re
from typing import Any

from assessment.observation import Observation
from assessment.repository.delivery import deployments, published
from assessment.repository.evidence import Block, Document, RepositoryEvidence
from assessment.repository.looking import (
    Hit,
    commands,
    holds_runtime,
    is_library,
    objects,
    script_lines,
)
from assessment.repository.roles import role_of
from assessment.repository.saying import absent, library, present, unavailable
from assessment.repository.workloads import at

KINDS = (
    "Rollout",
    "Canary",
    "TrafficSplit",
    "InferenceService",
    "SeldonDeployment",
    "VirtualService",
    "HTTPRoute",
    "Service",
)
MOVES = (
    r"anyscale service rollout|update-traffic|--no-traffic|--traffic[ =\"']|set-traffic|"
    r"online-endpoint update[^|;]*--traffic|promote canary|argo rollouts (?:set|promote)|"
    r"kubectl[- ]argo[- ]rollouts|canary|blue[-_]?green|trafficWeight|--to-revisions|"
    r"deployment-config-name \S*(?:Canary|Linear)"
)
NO_MOVE = re.compile(
    r"canary[-_ ]?(?:release|build|channel|tag|publish)|npm|--tag canary|docs?/|pypi",
    re.IGNORECASE,
)
TERRAFORM = {
    "aws_sagemaker_endpoint_configuration": "production_variants",
    "aws_lambda_alias": "routing_config",
    "google_cloud_run_v2_service": "traffic",
    "google_cloud_run_service": "traffic",
    "aws_codedeploy_deployment_group": "deployment_config_name",
}
SEVERAL = 2


def observe(evidence: RepositoryEvidence) -> Observation:
    """An object, a block of Terraform or a command that gives a version a share."""
    if is_library(evidence):
        return library(evidence)
    shared = [
        item
        for item in objects(evidence, *KINDS)
        if role_of(item.path) == "source" and _shares(item)
    ]
    hits = [Hit(item.path, item.line, item.kind) for item in shared]
    hits += [
        Hit(block.path, block.line, ".".join(block.labels))
        for block in evidence.blocks
        if _splits(block)
    ]
    moved = commands(evidence, MOVES) + script_lines(evidence, MOVES)
    hits += [hit for hit in moved if not NO_MOVE.search(f"{hit.path} {hit.name}")]
    if hits:
        return present(evidence, f"{hits[0].name} in {hits[0].path}", hits)
    if deployments(evidence) or holds_runtime(evidence):
        return absent(evidence, "what is deployed from here replaces the old version at once")
    if evidence.containers or published(evidence):
        return unavailable(
            "an image is built here, and what deploys it is kept elsewhere",
            "Name the repository that deploys, or point Prodworthy at the cluster.",
        )
    return unavailable(
        "nothing here says how a version is deployed",
        "Name the repository that deploys, or point Prodworthy at the cluster.",
    )


def _shares(document: Document) -> bool:
    body = document.body
    if not isinstance(body, dict):
        return document.template and document.kind == "VirtualService" and "weight" in document.keys
    spec = at(body, "spec")
    if document.kind == "Rollout":
        return bool(at(spec, "strategy", "canary") or at(spec, "strategy", "blueGreen"))
    if document.kind in {"Canary", "TrafficSplit"}:
        return bool(spec)
    if document.kind == "InferenceService":
        return "canaryTrafficPercent" in str(spec)
    if document.kind == "Service":  # of Knative; one of Kubernetes has no traffic
        return len(_weights(at(spec, "traffic"), "percent")) >= SEVERAL
    return (
        len(_weights(spec, "traffic" if document.kind == "SeldonDeployment" else "weight"))
        >= SEVERAL
    )


def _weights(value: Any, key: str, depth: int = 8) -> list[Any]:
    """Every value under the key, anywhere below, that is a share of less than the whole."""
    if not depth:
        return []
    if isinstance(value, list):
        return [found for inner in value for found in _weights(inner, key, depth - 1)]
    if not isinstance(value, dict):
        return []
    own = [value[key]] if key in value and not isinstance(value[key], dict | list) else []
    return own + [found for inner in value.values() for found in _weights(inner, key, depth - 1)]


def _splits(block: Block) -> bool:
    key = next((TERRAFORM[label] for label in block.labels if label in TERRAFORM), "")
    value = at(block.body, key) if key else None
    if key == "deployment_config_name":
        return bool(re.search("Canary|Linear", str(value)))
    return isinstance(value, list) and len(value) >= (1 if key == "routing_config" else SEVERAL)
