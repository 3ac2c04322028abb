"""Whether a disruption budget covers the service."""

from typing import Any

from assessment.observation import Observation
from assessment.repository.evidence import Document, RepositoryEvidence
from assessment.repository.looking import objects
from assessment.repository.roles import role_of
from assessment.repository.saying import absent, present
from assessment.repository.workloads import (
    at,
    is_selected,
    labels_of,
    pod_of,
    switched_off,
    told,
    without_workloads,
    workloads,
)


def observe(evidence: RepositoryEvidence) -> Observation:
    """A budget whose selector matches a workload's pods, and that lets some of them go."""
    if without := without_workloads(evidence):
        return without
    found = workloads(evidence)
    budgets = [
        item
        for item in objects(evidence, "PodDisruptionBudget")
        if role_of(item.path) == "source" and isinstance(item.body, dict)
    ]
    covering = [
        item for item in budgets if _lets_some_go(item) and any(_covers(item, w) for w in found)
    ]
    spread = [item for item in found if _is_spread(pod_of(item))]
    if covering:
        also = f"; {len(spread)} of {len(found)} workloads are spread" if spread else ""
        return present(evidence, f"{told(covering)[0].name} covers the pods{also}", told(covering))
    if off := switched_off(evidence, "PodDisruptionBudget"):
        return absent(evidence, f"the budget in {off[0].path} is switched off by default", off)
    if budgets:
        return absent(
            evidence,
            f"{budgets[0].path} covers no pod of the service, or lets none go",
            told(budgets),
        )
    told_spread = f", {len(spread)} of them spread" if spread else ""
    return absent(
        evidence, f"{len(found)} workloads{told_spread}, and no disruption budget", told(found)
    )


def _covers(budget: Document, workload: Document) -> bool:
    return is_selected(at(budget.body, "spec", "selector"), labels_of(workload))


def _lets_some_go(budget: Document) -> bool:
    most, least = (at(budget.body, "spec", key) for key in ("maxUnavailable", "minAvailable"))
    return str(most) not in {"0", "0%"} and str(least) != "100%"


def _is_spread(pod: Any) -> bool:
    return bool(at(pod, "topologySpreadConstraints") or at(pod, "affinity", "podAntiAffinity"))
