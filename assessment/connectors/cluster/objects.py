"""The kinds of object that are read: where they are, and which question each answers."""

from dataclasses import dataclass
from typing import TypeVar

from pydantic import BaseModel

from assessment.connectors.cluster.answers import Answer, Listed, Metadata
from assessment.connectors.rest import Rest

T = TypeVar("T", bound=BaseModel)
MOST = "500"
"""Objects of one kind that are read at most."""


@dataclass(frozen=True)
class Kind:
    """One kind of object in its API group; ``spaced`` where it lives in a namespace."""

    name: str
    group: str
    plural: str
    why: str
    spaced: bool = True

    def path(self, place: str) -> str:
        """Where the objects of a namespace are listed, or one object of the cluster."""
        if self.spaced:
            return f"/apis/{self.group}/namespaces/{place}/{self.plural}"
        return f"/apis/{self.group}/{self.plural}" + (f"/{place}" if place else "")


DEPLOYMENT = Kind("Deployment", "apps/v1", "deployments", "which workloads there are")
STATEFUL_SET = Kind("StatefulSet", "apps/v1", "statefulsets", "which workloads there are")
SCALER = Kind("HPA", "autoscaling/v2", "horizontalpodautoscalers", "how far a workload can grow")
BUDGET = Kind("PDB", "policy/v1", "poddisruptionbudgets", "how many replicas may go at once")
POLICY = Kind("NetworkPolicy", "networking.k8s.io/v1", "networkpolicies", "who may call it")
BINDING = Kind("RoleBinding", "rbac.authorization.k8s.io/v1", "rolebindings",
               "which roles its account has")  # fmt: skip
ROLE = Kind("Role", "rbac.authorization.k8s.io/v1", "roles", "what these roles allow")
CLUSTER_BINDING = Kind("ClusterRoleBinding", "rbac.authorization.k8s.io/v1", "clusterrolebindings",
                       "which roles of the whole cluster its account has", spaced=False)  # fmt: skip
CLUSTER_ROLE = Kind("ClusterRole", "rbac.authorization.k8s.io/v1", "clusterroles",
                    "what a bound role of the cluster allows", spaced=False)  # fmt: skip
ROLLOUT = Kind("Rollout", "argoproj.io/v1alpha1", "rollouts", "whether releases go step by step")
CANARY = Kind("Canary", "flagger.app/v1beta1", "canaries", "whether releases go step by step")
INFERENCE = Kind("InferenceService", "serving.kserve.io/v1beta1", "inferenceservices",
                 "whether releases go step by step")  # fmt: skip
CRON_JOB = Kind("CronJob", "batch/v1", "cronjobs", "which jobs run by themselves, and how well")
ALL = (
    DEPLOYMENT, STATEFUL_SET, SCALER, BUDGET, POLICY, BINDING, ROLE, CLUSTER_BINDING, ROLLOUT,
    CANARY, INFERENCE, CRON_JOB,
)  # fmt: skip


class Named(Answer):
    """Any object, by its name alone."""

    metadata: Metadata


def listed(rest: Rest, kind: Kind, shape: type[T], namespace: str = "") -> tuple[T, ...]:
    """The objects of a kind; those of a namespace where the kind lives in one."""
    path = kind.path(namespace if kind.spaced else "")
    body = rest.json(path, kind.why, {"limit": MOST})
    return rest.shaped(Listed[shape], body, path).items  # type: ignore[valid-type]


def one(rest: Rest, kind: Kind, shape: type[T], name: str) -> T:
    """One object of the whole cluster."""
    return rest.read(shape, kind.path(name), kind.why)


def names(rest: Rest) -> tuple[str, ...]:
    """The namespaces of the cluster."""
    body = rest.json("/api/v1/namespaces", "which namespaces there are", {"limit": MOST})
    found = rest.shaped(Listed[Named], body, "/api/v1/namespaces").items
    return tuple(sorted(item.metadata.name for item in found))
