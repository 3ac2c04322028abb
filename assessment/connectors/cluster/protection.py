"""What stands around the workloads of a namespace: scaling, budgets, policies, rights, releases."""

from dataclasses import dataclass
from typing import Any

from assessment.connectors.cluster import objects
from assessment.connectors.cluster.answers import (
    Binding,
    Budget,
    Job,
    Policy,
    ReleaseAnswer,
    Role,
    Scaler,
)
from assessment.connectors.cluster.evidence import Release, Schedule
from assessment.connectors.cluster.objects import Kind
from assessment.connectors.rest import Reach, Rest, part, several
from assessment.sources import SourceUnavailable

ROLES_READ = 8
_NO_SUCH_KIND = "answered 404"


@dataclass(frozen=True)
class Protection:
    """The objects by their meaning, each part with whether it could be read."""

    scalers: tuple[Scaler, ...]
    scaling: Reach
    budgets: tuple[Budget, ...]
    disruption: Reach
    policies: tuple[Policy, ...]
    network: Reach
    bindings: tuple[Binding, ...]
    roles: dict[tuple[str, str], Role]
    rights: Reach
    releases: tuple[Release, ...]
    rollouts: Reach
    schedules: tuple[Schedule, ...]
    jobs: Reach


def read_protection(rest: Rest, space: str) -> Protection:
    """Everything around the workloads of a namespace; a part that is refused stays empty."""
    scalers, scaling = several(lambda: objects.listed(rest, objects.SCALER, Scaler, space))
    budgets, disruption = several(lambda: objects.listed(rest, objects.BUDGET, Budget, space))
    policies, network = several(lambda: objects.listed(rest, objects.POLICY, Policy, space))
    bindings, rights = several(lambda: _bindings(rest, space))
    nothing: dict[tuple[str, str], Role] = {}
    roles, known = part(lambda: _roles(rest, space, bindings), nothing)
    releases, rollouts = several(lambda: _releases(rest, space))
    jobs, timed = several(lambda: objects.listed(rest, objects.CRON_JOB, Job, space))
    schedules = tuple(_schedule(job, space) for job in jobs)
    return Protection(
        scalers, scaling, budgets, disruption, policies, network, bindings, roles,
        rights if known.read else known, releases, rollouts, schedules, timed,
    )  # fmt: skip


def _bindings(rest: Rest, space: str) -> tuple[Binding, ...]:
    """Bindings of the namespace and of the cluster: without the latter nothing is known."""
    here = objects.listed(rest, objects.BINDING, Binding, space)
    return (*here, *objects.listed(rest, objects.CLUSTER_BINDING, Binding))


def _roles(rest: Rest, space: str, bindings: tuple[Binding, ...]) -> dict[tuple[str, str], Role]:
    found = objects.listed(rest, objects.ROLE, Role, space) if bindings else ()
    roles = {("Role", item.metadata.name): item for item in found}
    accounts = [b for b in bindings if any(_of_space(s.namespace, s.name, space)
                                           for s in b.subjects or ())]  # fmt: skip
    wanted = {b.role_ref.name for b in accounts if b.role_ref.kind == "ClusterRole"}
    for name in sorted(wanted - {"cluster-admin"})[:ROLES_READ]:
        roles["ClusterRole", name] = objects.one(rest, objects.CLUSTER_ROLE, Role, name)
    return roles


def _of_space(namespace: str | None, name: str, space: str) -> bool:
    return namespace in (space, None) or name.startswith("system:serviceaccounts")


def _releases(rest: Rest, space: str) -> tuple[Release, ...]:
    """Objects that move traffic step by step; a cluster without such a kind has none of it."""
    found: list[Release] = []
    for kind in (objects.ROLLOUT, objects.CANARY, objects.INFERENCE):
        found += [_release(kind, item, space) for item in _if_known(rest, kind, space)]
    return tuple(found)


def _if_known(rest: Rest, kind: Kind, space: str) -> tuple[ReleaseAnswer, ...]:
    try:
        return objects.listed(rest, kind, ReleaseAnswer, space)
    except SourceUnavailable as fault:
        if _NO_SUCH_KIND in fault.reason:
            return ()
        raise


def _release(kind: Kind, item: ReleaseAnswer, space: str) -> Release:
    path = f"{kind.path(space)}/{item.metadata.name}"
    return Release(
        kind=kind.name, name=item.metadata.name, steps=_steps(kind, item.spec), path=path
    )


def _steps(kind: Kind, spec: dict[str, Any]) -> int:
    """How many steps a release takes before all traffic has moved; 0 where it moves at once."""
    if kind is objects.INFERENCE:
        predictor = spec.get("predictor")
        share = predictor.get("canaryTrafficPercent") if isinstance(predictor, dict) else None
        return 1 if isinstance(share, int) and 0 < share < 100 else 0
    if kind is objects.CANARY:
        return 1 if isinstance(spec.get("analysis"), dict) else 0
    strategy = spec.get("strategy")
    canary = strategy.get("canary") if isinstance(strategy, dict) else None
    steps = canary.get("steps") if isinstance(canary, dict) else None
    if isinstance(steps, list):
        return len(steps)
    return 1 if isinstance(strategy, dict) and isinstance(strategy.get("blueGreen"), dict) else 0


def _schedule(job: Job, space: str) -> Schedule:
    return Schedule(
        name=job.metadata.name, suspended=bool(job.spec.suspend),
        last_success=job.status.last_successful_time,
        path=f"{objects.CRON_JOB.path(space)}/{job.metadata.name}",
    )  # fmt: skip
