"""What a namespace showed about the workloads of a service: settings and counts, no contents."""

from pydantic import AwareDatetime, Field

from assessment.connectors.rest import UNREAD, Reach
from assessment.model import Place
from assessment.objectives import Objectives, usual
from content.values import Value


class Container(Value):
    """One container's settings; ``pinned`` is an image named by its digest."""

    name: str
    requests: bool = False
    limits: bool = False
    readiness: bool = False
    liveness: bool = False
    same_probe: bool = False
    pinned: bool = False


class Workload(Value):
    """A Deployment or StatefulSet and what protects it.

    ``replicas`` is what is asked for, ``ready`` what answers now. ``spread`` says that replicas are
    kept apart. ``maximum`` is the autoscaler's ceiling (``None`` without one). ``disruptions`` is
    how many replicas may go at once by its budget (``None`` without one). ``restricted`` says that a
    network policy limits who may call it. ``powers`` are rights of its account that no service
    needs, such as *every verb on every resource*.
    """

    kind: str
    name: str
    replicas: int = Field(default=1, ge=0)
    ready: int = Field(default=0, ge=0)
    containers: tuple[Container, ...] = ()
    spread: bool = False
    maximum: int | None = None
    minimum: int | None = None
    current: int | None = None
    disruptions: int | None = None
    restricted: bool = False
    account: str = "default"
    token_mounted: bool = True
    powers: tuple[str, ...] = ()
    path: str = ""


class Release(Value):
    """A Rollout, canary or inference service that moves traffic step by step."""

    kind: str
    name: str
    steps: int = Field(default=0, ge=0)
    path: str = ""


class Schedule(Value):
    """A CronJob; ``last_success`` is ``None`` where none was ever seen."""

    name: str
    suspended: bool = False
    last_success: AwareDatetime | None = None
    path: str = ""


class ClusterEvidence(Value):
    """One namespace, or one workload of it; each part says whether it could be read."""

    server: str = ""
    read_at: AwareDatetime
    reader: str = ""
    namespace: str
    workloads: tuple[Workload, ...] = ()
    releases: tuple[Release, ...] = ()
    schedules: tuple[Schedule, ...] = ()
    scaling: Reach = UNREAD
    disruption: Reach = UNREAD
    network: Reach = UNREAD
    rights: Reach = UNREAD
    rollouts: Reach = UNREAD
    jobs: Reach = UNREAD
    notes: tuple[str, ...] = ()
    objectives: Objectives = Field(default_factory=usual)

    def place(self, item: Workload | Release | Schedule) -> Place:
        """Where the object is seen: its path in the API."""
        kind = getattr(item, "kind", "CronJob")
        return Place(label=f"{kind} {item.name}, namespace {self.namespace}", query=item.path)
