"""The parts of GitLab's REST answers that are used."""

from pydantic import AwareDatetime, Field

from assessment.connectors.forge.answers import Answer


class Namespace(Answer):
    """Where a project lives: of kind ``group`` or ``user``."""

    kind: str = ""


class ProjectAnswer(Answer):
    """The project itself."""

    default_branch: str | None = None
    namespace: Namespace = Field(default_factory=Namespace)
    only_allow_merge_if_pipeline_succeeds: bool | None = None


class Token(Answer):
    """What the token may do."""

    scopes: tuple[str, ...]


class BranchAnswer(Answer):
    """A branch, as everyone sees it who reads the project."""

    protected: bool
    developers_can_push: bool = False


class Level(Answer):
    """Who may: by role (0 nobody, 30 developers, 40 maintainers), or a named account."""

    access_level: int | None = None
    user_id: int | None = None
    group_id: int | None = None
    deploy_key_id: int | None = None

    @property
    def named(self) -> bool:
        """Whether it names an account instead of a role."""
        return any((self.user_id, self.group_id, self.deploy_key_id))


class ProtectedBranch(Answer):
    """A rule for the branches that its name or pattern matches."""

    name: str
    push_access_levels: tuple[Level, ...] = ()
    allow_force_push: bool = False


class Named(Answer):
    """Something by its name."""

    name: str


class ApprovalRule(Answer):
    """How many approvals a request needs, on which branches (none named: on all)."""

    rule_type: str = "regular"
    approvals_required: int = 0
    protected_branches: tuple[Named, ...] = ()


class EnvironmentAnswer(Answer):
    """A place that is deployed to."""

    name: str
    tier: str = ""


class Approval(Answer):
    """An approval that a deployment needs."""

    required_approvals: int = 0


class ProtectedEnvironment(Answer):
    """Who may deploy there, and how many must approve."""

    name: str
    required_approval_count: int = 0
    approval_rules: tuple[Approval, ...] = ()


class Account(Answer):
    """Who did something; only compared and asked whether it is a bot, never kept."""

    id: int
    username: str = ""


class Member(Account):
    """Somebody with access."""

    access_level: int


class MergeRequest(Answer):
    """A merged request."""

    iid: int
    title: str = ""
    author: Account | None = None
    merge_user: Account | None = None
    merged_by: Account | None = None
    created_at: AwareDatetime
    updated_at: AwareDatetime
    merged_at: AwareDatetime | None = None
    sha: str | None = None
    merge_commit_sha: str | None = None
    squash_commit_sha: str | None = None
    labels: tuple[str, ...] = ()
    source_branch: str = ""


class Approver(Answer):
    """Somebody who approved; newer servers say when."""

    user: Account
    approved_at: AwareDatetime | None = None


class Approvals(Answer):
    """Who approved a request."""

    approved_by: tuple[Approver, ...]


class Note(Answer):
    """A word on a request; ``system`` where the server wrote down what somebody did."""

    author: Account | None = None
    body: str = ""
    system: bool = False
    created_at: AwareDatetime


class CommitAnswer(Answer):
    """A commit with its parents."""

    id: str
    parent_ids: tuple[str, ...] = ()
    authored_date: AwareDatetime
    committed_date: AwareDatetime
    message: str = ""


class Deployable(Answer):
    """The job that deployed."""

    finished_at: AwareDatetime | None = None


class DeploymentAnswer(Answer):
    """A deployment; ``status`` is success, failed, canceled, running, created or blocked."""

    iid: int
    sha: str
    status: str
    created_at: AwareDatetime
    updated_at: AwareDatetime | None = None
    environment: EnvironmentAnswer
    deployable: Deployable | None = None


class ReleasedCommit(Answer):
    """Which commit something is."""

    id: str


class Release(Answer):
    """A release with its commit."""

    released_at: AwareDatetime | None = None
    upcoming_release: bool = False
    commit: ReleasedCommit | None = None


class TaggedCommit(Answer):
    """What a tag points at."""

    id: str
    committed_date: AwareDatetime


class Tag(Answer):
    """A name for a commit; ``created_at`` where the tag itself has a time."""

    name: str
    created_at: AwareDatetime | None = None
    commit: TaggedCommit


class Job(Answer):
    """A job of a pipeline."""

    id: int
    name: str
    stage: str = ""
    ref: str = ""
    status: str
    finished_at: AwareDatetime | None = None
    commit: ReleasedCommit


class Incident(Answer):
    """An issue of the kind incident."""

    created_at: AwareDatetime


class Point(Answer):
    """A value of a metric on a day."""

    value: float | None = None
