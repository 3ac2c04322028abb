"""A Kubernetes API that serves one namespace over real HTTP, complete enough for the real kubectl."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email.message import Message
from typing import Any
from urllib.parse import urlsplit

from tests.on_loopback import Reply, on_loopback

TOKEN = "read-only-token"
KINDS = {
    "apps/v1": {"deployments": "Deployment", "statefulsets": "StatefulSet"},
    "autoscaling/v2": {"horizontalpodautoscalers": "HorizontalPodAutoscaler"},
    "policy/v1": {"poddisruptionbudgets": "PodDisruptionBudget"},
    "networking.k8s.io/v1": {"networkpolicies": "NetworkPolicy"},
    "rbac.authorization.k8s.io/v1": {
        "rolebindings": "RoleBinding", "roles": "Role",
        "clusterrolebindings": "ClusterRoleBinding", "clusterroles": "ClusterRole",
    },
    "batch/v1": {"cronjobs": "CronJob"},
    "argoproj.io/v1alpha1": {"rollouts": "Rollout"},
}  # fmt: skip
READ_RULES = [{"verbs": ["get", "list"], "apiGroups": ["*"], "resources": ["deployments"]}]


@dataclass
class Cluster:
    """Objects by ``group/version/plural``; ``forbidden`` are plurals that answer 403."""

    objects: dict[str, list[dict[str, Any]]] = field(default_factory=dict)
    forbidden: set[str] = field(default_factory=set)
    rules: list[dict[str, Any]] = field(default_factory=lambda: list(READ_RULES))
    review_status: int = 201
    """What the question for the token's own rights is answered with; from 400 without any rights."""
    incomplete: bool = False
    """Whether the list of rights says of itself that it is not complete."""
    asked: list[tuple[str, str]] = field(default_factory=list)
    address: str = ""
    open: bool = False
    """Answers without a token, as behind a proxy: kubectl sends none over plain HTTP."""

    def put(self, group: str, plural: str, name: str, **parts: Any) -> None:
        made = {"apiVersion": group, "kind": KINDS[group][plural],
                "metadata": {"name": name, "namespace": "returns"}} | parts  # fmt: skip
        self.objects.setdefault(f"{group}/{plural}", []).append(made)

    def answer(self, path: str) -> tuple[int, Any]:
        """Status and body of a GET."""
        if path == "/version":
            return 200, {"major": "1", "minor": "32", "gitVersion": "v1.32.4"}
        if path in ("/api", "/apis"):
            return 200, _groups(path)
        if path == "/api/v1/namespaces":
            return 200, _list("v1", "NamespaceList", [{"metadata": {"name": "returns"}}])
        return self._listed(path.removeprefix("/apis/"))

    def _listed(self, path: str) -> tuple[int, Any]:
        group = next((item for item in KINDS if path == item or path.startswith(f"{item}/")), "")
        if not group:
            return 404, {"kind": "Status", "status": "Failure", "code": 404}
        rest = path.removeprefix(group).strip("/").split("/")
        if rest == [""]:
            return 200, _resources(group)
        plural, name = (rest[2], "") if rest[0] == "namespaces" else (rest[0], "/".join(rest[1:]))
        if plural in self.forbidden:
            return 403, {"kind": "Status", "status": "Failure", "code": 403}
        found = self.objects.get(f"{group}/{plural}", [])
        if name:
            return 200, next(item for item in found if item["metadata"]["name"] == name)
        return 200, _list(group, f"{KINDS[group][plural]}List", found)


def _list(group: str, kind: str, items: list[dict[str, Any]]) -> dict[str, Any]:
    return {"apiVersion": group, "kind": kind, "metadata": {"resourceVersion": "1"}, "items": items}


def _groups(path: str) -> dict[str, Any]:
    if path == "/api":
        return {"kind": "APIVersions", "versions": ["v1"]}
    rows = []
    for item in KINDS:
        name, version = item.split("/")
        here = {"groupVersion": item, "version": version}
        rows.append({"name": name, "versions": [here], "preferredVersion": here})
    return {"kind": "APIGroupList", "apiVersion": "v1", "groups": rows}


def _resources(group: str) -> dict[str, Any]:
    rows = [
        {"name": plural, "singularName": kind.lower(), "kind": kind, "verbs": ["get", "list"],
         "namespaced": not plural.startswith("cluster")}
        for plural, kind in KINDS[group].items()
    ]  # fmt: skip
    return {"kind": "APIResourceList", "apiVersion": "v1", "groupVersion": group, "resources": rows}


@contextmanager
def serving() -> Iterator[Cluster]:
    """The API on a free loopback port."""
    cluster = Cluster()

    def get(path: str, headers: Message) -> Reply:
        plain = urlsplit(path).path
        cluster.asked.append(("GET", plain))
        if not cluster.open and headers.get("Authorization") != f"Bearer {TOKEN}":
            return 401, {"kind": "Status", "code": 401}, {}
        return *cluster.answer(plain), {}

    def post(path: str, body: bytes) -> Reply:
        cluster.asked.append(("POST", path))
        status = cluster.review_status
        if status >= 400:
            return status, {"kind": "Status", "code": status}, {}
        told = {"resourceRules": cluster.rules, "incomplete": cluster.incomplete}
        return status, {"kind": "SelfSubjectRulesReview", "status": told}, {}

    with on_loopback(get, post) as cluster.address:
        yield cluster
