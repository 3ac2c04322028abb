"""Whether the infrastructure is code."""

import re

from assessment.observation import Observation
from assessment.repository.delivery import deployments, published
from assessment.repository.evidence import Document, RepositoryEvidence
from assessment.repository.looking import Hit, files, is_library, objects
from assessment.repository.roles import role_of
from assessment.repository.saying import absent, counted, library, present, unavailable

WORKLOADS = (
    "Deployment",
    "StatefulSet",
    "DaemonSet",
    "CronJob",
    "Rollout",
    "InferenceService",
    "SeldonDeployment",
    "RayService",
    "Application",
    "HelmRelease",
    "Service",
)
PROJECTS = (
    r"(?:^|/)(?:Pulumi\.ya?ml|cdk\.json|cdktf\.json|serverless\.ya?ml|samconfig\.toml|"
    r"ansible\.cfg|terragrunt\.hcl|copilot/\.workspace|azure\.yaml|fly\.toml|render\.yaml|"
    r"app\.yaml|cluster_(?:env|compute)\.ya?ml)$|"
    r"\.bicep$|\.nomad(?:\.hcl)?$|(?:^|/)azuredeploy\.json$|(?:^|/)(?:ansible|"
    r"playbooks?)/.+\.ya?ml$"
)
WEAK = re.compile(r"(?:^|/)app\.yaml$")
CLOUD = re.compile(r"^(?:AWSTemplateFormatVersion|Transform)$")


def observe(evidence: RepositoryEvidence) -> Observation:
    """Anything that declares what the system runs on; tests and examples left out."""
    if is_library(evidence):
        return library(evidence)
    resources = [
        Hit(block.path, block.line, ".".join(block.labels))
        for block in evidence.blocks
        if block.kind in {"resource", "module"} and role_of(block.path) == "source"
    ]
    hits = (
        resources
        + _objects(evidence)
        + [hit for hit in files(evidence, PROJECTS) if not WEAK.search(hit.path)]
    )
    hits += [
        Hit(item.path, item.line, "a template of a cloud")
        for item in evidence.documents
        if role_of(item.path) == "source"
        and any(map(CLOUD.match, item.keys))
        and "Resources" in item.keys
    ]
    if hits:
        return present(evidence, f"{counted(hits, 'place')}, first {hits[0].path}", hits)
    return _without(evidence)


def _objects(evidence: RepositoryEvidence) -> list[Hit]:
    """Workloads of Kubernetes and charts; a manifest of a tool that only looks alike is none."""
    kept = [item for item in objects(evidence, *WORKLOADS) if _is_kept(item)]
    packages = [
        Hit(item.path, item.line, item.tool)
        for item in evidence.packages
        if role_of(item.path) == "source"
    ]
    return [Hit(item.path, item.line, item.kind) for item in kept] + packages


def _is_kept(document: Document) -> bool:
    return bool(document.api_version) and role_of(document.path) == "source"


def _without(evidence: RepositoryEvidence) -> Observation:
    if deployed := deployments(evidence):
        return absent(
            evidence,
            f"{deployed[0].path} deploys, and what it deploys to is not declared",
            deployed,
        )
    if published(evidence) or evidence.classification.kind != "service":
        return unavailable(
            "what runs this is declared elsewhere, if it is",
            "Name the repository that declares the infrastructure.",
        )
    return absent(evidence, "a service, and nothing that declares what it runs on")
