"""One workload with everything that protects it, from the answers of the API."""

from assessment.connectors.cluster import objects
from assessment.connectors.cluster.answers import ContainerSpec, PodSpec, WorkloadAnswer
from assessment.connectors.cluster.evidence import Container, Workload
from assessment.connectors.cluster.protection import Protection
from assessment.connectors.cluster.rights import powers
from assessment.connectors.cluster.selecting import selects

_KINDS = {kind.name: kind for kind in (objects.DEPLOYMENT, objects.STATEFUL_SET)}


def workload(kind: str, item: WorkloadAnswer, around: Protection, space: str) -> Workload:
    """The workload as evidence; ``around`` is what was read of the namespace."""
    name, template = item.metadata.name, item.spec.template
    labels, pods = template.metadata.labels or {}, template.spec
    account = pods.service_account_name or "default"
    scaler = next(
        (one for one in around.scalers
         if (one.spec.scale_target_ref.kind, one.spec.scale_target_ref.name) == (kind, name)),
        None,
    )  # fmt: skip
    budgets = [one for one in around.budgets if selects(one.spec.selector, labels)]
    return Workload(
        kind=kind, name=name, path=f"{_KINDS[kind].path(space)}/{name}",
        replicas=1 if item.spec.replicas is None else item.spec.replicas,
        ready=item.status.ready_replicas or 0,
        containers=tuple(map(_container, pods.containers)), spread=_spread(pods),
        minimum=(scaler.spec.min_replicas or 1) if scaler else None,
        maximum=scaler.spec.max_replicas if scaler else None,
        current=scaler.status.current_replicas if scaler else None,
        disruptions=min((one.status.disruptions_allowed for one in budgets), default=None),
        restricted=any(
            selects(one.spec.pod_selector, labels) and "Ingress" in (one.spec.policy_types or ["Ingress"])
            for one in around.policies
        ),
        account=account, token_mounted=pods.automount_service_account_token is not False,
        powers=powers(account, space, around.bindings, around.roles),
    )  # fmt: skip


def _container(item: ContainerSpec) -> Container:
    asked = item.resources
    return Container(
        name=item.name, requests=bool(asked and asked.requests), limits=bool(asked and asked.limits),
        readiness=item.readiness_probe is not None, liveness=item.liveness_probe is not None,
        same_probe=item.readiness_probe is not None and item.readiness_probe == item.liveness_probe,
        pinned="@sha256:" in item.image,
    )  # fmt: skip


def _spread(pods: PodSpec) -> bool:
    affinity = pods.affinity or {}
    return bool(pods.topology_spread_constraints) or bool(affinity.get("podAntiAffinity"))
