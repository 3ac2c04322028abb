"""Whether manifests restrict traffic and rights."""

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
    switched_off,
    told,
    without_workloads,
    workloads,
)

POLICIES = ("NetworkPolicy", "CiliumNetworkPolicy", "AuthorizationPolicy")


def observe(evidence: RepositoryEvidence) -> Observation:
    """Too wide a role makes it absent; otherwise a policy that selects a workload's pods."""
    if without := without_workloads(evidence):
        return without
    wide = [
        item
        for item in _own(evidence, "ClusterRoleBinding", "ClusterRole", "Role")
        if _is_wide(item)
    ]
    if wide:
        return absent(
            evidence,
            f"{told(wide)[0].name} in {wide[0].path} gives an administrator's rights",
            told(wide),
        )
    found = workloads(evidence)
    policies = _own(evidence, *POLICIES)
    fitting = [item for item in policies if any(_selects(item, labels_of(work)) for work in found)]
    if fitting:
        return present(
            evidence,
            f"{told(fitting)[0].name} selects the pods, and no role is an administrator's",
            told(fitting),
        )
    if off := switched_off(evidence, *POLICIES):
        return absent(evidence, f"the policy in {off[0].path} is switched off by default", off)
    if policies:
        return absent(evidence, f"{policies[0].path} selects no pod of the service", told(policies))
    return absent(evidence, f"{len(found)} workloads, and no network policy", told(found))


def _own(evidence: RepositoryEvidence, *kinds: str) -> list[Document]:
    return [
        item
        for item in objects(evidence, *kinds)
        if role_of(item.path) == "source" and isinstance(item.body, dict)
    ]


def _selects(policy: Document, labels: dict[str, Any]) -> bool:
    spec = at(policy.body, "spec")
    selector = at(spec, "podSelector") or at(spec, "endpointSelector") or at(spec, "selector")
    return is_selected(selector if isinstance(selector, dict) else {}, labels)


def _is_wide(document: Document) -> bool:
    """The cluster's administrator, or every verb on every resource."""
    if document.kind == "ClusterRoleBinding":
        return str(at(document.body, "roleRef", "name")) == "cluster-admin"
    rules = at(document.body, "rules")
    return any(
        "*" in (at(rule, "verbs") or []) and "*" in (at(rule, "resources") or [])
        for rule in (rules if isinstance(rules, list) else [])
    )
