"""The parts of the Kubernetes API's answers that are used; everything else is passed over."""

from datetime import datetime
from typing import Any, Generic, TypeVar

from pydantic import BaseModel, ConfigDict, Field
from pydantic.alias_generators import to_camel

T = TypeVar("T")


class Answer(BaseModel):
    """Fields in the API's own spelling; ``null`` stands for a field that is not there."""

    model_config = ConfigDict(
        extra="ignore", frozen=True, alias_generator=to_camel, populate_by_name=True
    )


class Listed(Answer, Generic[T]):
    """A list of objects."""

    items: tuple[T, ...] = ()


class Metadata(Answer):
    """Name and namespace."""

    name: str
    namespace: str = ""


class Requirement(Answer):
    """One line of a selector."""

    key: str
    operator: str
    values: tuple[str, ...] | None = None


class Selector(Answer):
    """Which pods are meant; an empty one means all of the namespace."""

    match_labels: dict[str, str] | None = None
    match_expressions: tuple[Requirement, ...] | None = None


class Resources(Answer):
    """What a container asks for and may use at most."""

    requests: dict[str, Any] | None = None
    limits: dict[str, Any] | None = None


class ContainerSpec(Answer):
    """One container of a pod."""

    name: str = ""
    image: str = ""
    resources: Resources | None = None
    readiness_probe: dict[str, Any] | None = None
    liveness_probe: dict[str, Any] | None = None


class PodSpec(Answer):
    """The pods of a workload."""

    containers: tuple[ContainerSpec, ...] = ()
    service_account_name: str | None = None
    automount_service_account_token: bool | None = None
    topology_spread_constraints: tuple[dict[str, Any], ...] | None = None
    affinity: dict[str, Any] | None = None


class PodMetadata(Answer):
    """The labels of the pods."""

    labels: dict[str, str] | None = None


class Template(Answer):
    """What a pod is made from."""

    metadata: PodMetadata = Field(default_factory=PodMetadata)
    spec: PodSpec = Field(default_factory=PodSpec)


class WorkloadSpec(Answer):
    """How many of which pods."""

    replicas: int | None = None
    template: Template = Field(default_factory=Template)


class WorkloadStatus(Answer):
    """How many answer."""

    ready_replicas: int | None = None


class WorkloadAnswer(Answer):
    """A Deployment or StatefulSet."""

    metadata: Metadata
    spec: WorkloadSpec = Field(default_factory=WorkloadSpec)
    status: WorkloadStatus = Field(default_factory=WorkloadStatus)


class Target(Answer):
    """What an autoscaler moves."""

    kind: str
    name: str


class ScalerSpec(Answer):
    """Its floor and ceiling."""

    scale_target_ref: Target
    min_replicas: int | None = None
    max_replicas: int


class ScalerStatus(Answer):
    """Where it stands."""

    current_replicas: int | None = None


class Scaler(Answer):
    """A HorizontalPodAutoscaler."""

    metadata: Metadata
    spec: ScalerSpec
    status: ScalerStatus = Field(default_factory=ScalerStatus)


class BudgetSpec(Answer):
    """Which pods it protects."""

    selector: Selector | None = None


class BudgetStatus(Answer):
    """How many pods may go now."""

    disruptions_allowed: int = 0


class Budget(Answer):
    """A PodDisruptionBudget."""

    metadata: Metadata
    spec: BudgetSpec = Field(default_factory=BudgetSpec)
    status: BudgetStatus = Field(default_factory=BudgetStatus)


class PolicySpec(Answer):
    """Which pods it isolates, and in which direction."""

    pod_selector: Selector = Field(default_factory=Selector)
    policy_types: tuple[str, ...] | None = None


class Policy(Answer):
    """A NetworkPolicy."""

    metadata: Metadata
    spec: PolicySpec = Field(default_factory=PolicySpec)


class Subject(Answer):
    """Who is bound to a role."""

    kind: str
    name: str
    namespace: str | None = None


class RoleRef(Answer):
    """The role that is bound."""

    kind: str
    name: str


class Binding(Answer):
    """A RoleBinding or ClusterRoleBinding."""

    metadata: Metadata
    subjects: tuple[Subject, ...] | None = None
    role_ref: RoleRef


class Rule(Answer):
    """What a role allows."""

    verbs: tuple[str, ...] = ()
    resources: tuple[str, ...] | None = None


class Role(Answer):
    """A Role or ClusterRole."""

    metadata: Metadata
    rules: tuple[Rule, ...] | None = None


class JobSpec(Answer):
    """Whether it runs at all."""

    suspend: bool | None = None


class JobStatus(Answer):
    """When it last went well."""

    last_successful_time: datetime | None = None


class Job(Answer):
    """A CronJob."""

    metadata: Metadata
    spec: JobSpec = Field(default_factory=JobSpec)
    status: JobStatus = Field(default_factory=JobStatus)


class ReleaseAnswer(Answer):
    """A Rollout or InferenceService; its strategy is looked at as it stands."""

    metadata: Metadata
    spec: dict[str, Any] = Field(default_factory=dict)


class RulesReviewStatus(Answer):
    """What the account that asks may do; ``incomplete`` where an authorizer does not list it all."""

    resource_rules: tuple[Rule, ...] | None = None
    incomplete: bool = False


class RulesReview(Answer):
    """The answer to *what may I do here?*"""

    status: RulesReviewStatus


class Version(Answer):
    """Which version answers."""

    git_version: str = ""
