"""Whether the number of copies follows the load."""

import re

from assessment.observation import Observation
from assessment.repository.evidence import Block, Document, RepositoryEvidence
from assessment.repository.looking import Hit, is_library, objects
from assessment.repository.roles import role_of
from assessment.repository.saying import absent, library, present
from assessment.repository.workloads import (
    at,
    name_of,
    scalers_of,
    switched_off,
    told,
    without_workloads,
    workloads,
)

KINDS = ("HorizontalPodAutoscaler", "ScaledObject")
PLATFORM = {"aws_appautoscaling_target", "azurerm_monitor_autoscale_setting"}
LIMITS = re.compile(
    r"^(?:autoscaling_max\w*|max_replicas|max_instance_count|max_capacity|autoscaling_policies)$",
)
KNATIVE = "autoscaling.knative.dev/max"


def observe(evidence: RepositoryEvidence) -> Observation:
    """An autoscaler with a target here, a server with limits, or a platform's scaling."""
    if is_library(evidence):
        return library(evidence)
    platform = [
        Hit(block.path, block.line, ".".join(block.labels))
        for block in evidence.blocks
        if role_of(block.path) == "source"
        and (set(block.labels) & PLATFORM or _is_given_limits(block))
    ]
    found = workloads(evidence)
    scalers = [item for workload in found for item in scalers_of(evidence, workload)]
    limited = [item for item in found if _scales_itself(item)]
    if scalers or limited or platform:
        hits = [*told(scalers), *told(limited), *platform]
        return present(evidence, f"{hits[0].name} in {hits[0].path}{_room(scalers)}", hits)
    if without := without_workloads(evidence):
        return without
    if off := switched_off(evidence, *KINDS):
        return absent(evidence, f"{off[0].name} in {off[0].path} is switched off by default", off)
    lost = [
        item for item in objects(evidence, *KINDS) if role_of(item.path) == "source" and item.body
    ]
    if lost:
        return absent(
            evidence, f"{lost[0].path} targets {_target(lost[0])}, which is not here", told(lost)
        )
    return absent(evidence, f"{len(found)} workloads, and no autoscaler targets one", told(found))


def _is_given_limits(block: Block) -> bool:
    """A service or a module that is told how far it may scale."""
    return isinstance(block.body, dict) and any(map(LIMITS.match, block.body))


def _scales_itself(document: Document) -> bool:
    """A model server with more than one copy at most, or a service that scales from a limit."""
    if document.kind == "InferenceService":
        most = at(document.body, "spec", "predictor", "maxReplicas")
        least = at(document.body, "spec", "predictor", "minReplicas")
        return isinstance(most, int) and most > (least if isinstance(least, int) else 1)
    notes = at(document.body, "spec", "template", "metadata", "annotations")
    return isinstance(notes, dict) and any(str(key).startswith(KNATIVE) for key in notes)


def _room(scalers: list[Document]) -> str:
    """From how many to how many, where it is said."""
    for item in scalers:
        spec = at(item.body, "spec")
        low = at(spec, "minReplicas") or at(spec, "minReplicaCount")
        high = at(spec, "maxReplicas") or at(spec, "maxReplicaCount")
        if isinstance(low, int) and isinstance(high, int):
            return f", from {low} to {high} copies"
    return ""


def _target(document: Document) -> str:
    return str(at(document.body, "spec", "scaleTargetRef", "name") or name_of(document))
