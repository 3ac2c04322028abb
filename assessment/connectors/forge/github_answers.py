"""The parts of GitHub's REST answers that are used."""

from datetime import datetime

from pydantic import AwareDatetime, Field

from assessment.connectors.forge.answers import Answer


class Owner(Answer):
    """Whose repository it is: ``Organization`` or ``User``."""

    type: str = ""


class Account(Answer):
    """Who did something; only compared and asked whether it is a bot, never kept."""

    id: int
    login: str = ""
    type: str = ""


class Repository(Answer):
    """The repository itself."""

    default_branch: str
    owner: Owner = Field(default_factory=Owner)
    archived: bool = False
    private: bool = False


class Branch(Answer):
    """A branch; everyone who reads the repository sees whether it is protected."""

    protected: bool


class Enabled(Answer):
    """A switch."""

    enabled: bool = False


class RequiredReviews(Answer):
    """What classic protection asks of reviews."""

    required_approving_review_count: int = 0


class Checks(Answer):
    """Checks that must pass; the old list and the new one."""

    contexts: tuple[str, ...] = ()
    checks: tuple[dict[str, object], ...] = ()


class ClassicProtection(Answer):
    """Classic branch protection; a part that is missing is not asked for."""

    required_pull_request_reviews: RequiredReviews | None = None
    required_status_checks: Checks | None = None
    restrictions: dict[str, object] | None = None
    enforce_admins: Enabled
    allow_force_pushes: Enabled = Field(default_factory=Enabled)


class RuleParameters(Answer):
    """What a rule of a ruleset asks for."""

    required_approving_review_count: int = 0
    required_status_checks: tuple[dict[str, object], ...] = ()


class Rule(Answer):
    """One active rule for a branch."""

    type: str
    parameters: RuleParameters | None = None


class ProtectionRule(Answer):
    """A rule of an environment: required reviewers, a wait, or a branch policy."""

    type: str
    wait_timer: float = 0
    prevent_self_review: bool | None = None
    reviewers: tuple[dict[str, object], ...] = ()


class EnvironmentAnswer(Answer):
    """A place that is deployed to."""

    name: str
    protection_rules: tuple[ProtectionRule, ...] = ()
    deployment_branch_policy: dict[str, object] | None = None


class Permissions(Answer):
    """What somebody may do."""

    admin: bool = False


class Collaborator(Account):
    """Somebody with access."""

    permissions: Permissions = Field(default_factory=Permissions)


class Label(Answer):
    """A word on a request or an issue."""

    name: str


class Head(Answer):
    """The branch that a request comes from."""

    ref: str = ""


class PullRequest(Answer):
    """A pull request in a list; ``merged_by`` only where it was read by itself."""

    number: int
    title: str = ""
    user: Account | None = None
    merged_by: Account | None = None
    created_at: AwareDatetime
    updated_at: AwareDatetime
    merged_at: AwareDatetime | None = None
    merge_commit_sha: str | None = None
    labels: tuple[Label, ...] = ()
    head: Head = Field(default_factory=Head)


class Review(Answer):
    """One review; ``state`` is APPROVED, CHANGES_REQUESTED, COMMENTED, DISMISSED or PENDING."""

    user: Account | None = None
    state: str
    submitted_at: AwareDatetime | None = None


class Signature(Answer):
    """When something was written or committed."""

    date: AwareDatetime


class CommitBody(Answer):
    """A commit's own content."""

    message: str = ""
    author: Signature | None = None
    committer: Signature | None = None


class Parent(Answer):
    """What a commit stands on."""

    sha: str


class CommitAnswer(Answer):
    """A commit with its parents."""

    sha: str
    commit: CommitBody
    parents: tuple[Parent, ...] = ()

    @property
    def authored_at(self) -> datetime | None:
        """When it was written; a commit without an author has the time of its commit."""
        signed = self.commit.author or self.commit.committer
        return signed.date if signed else None

    @property
    def committed_at(self) -> datetime | None:
        """When it was committed."""
        signed = self.commit.committer or self.commit.author
        return signed.date if signed else None


class DeploymentAnswer(Answer):
    """A deployment that was asked for; what became of it stands in its statuses."""

    id: int
    sha: str
    environment: str = ""
    created_at: AwareDatetime


class Status(Answer):
    """What became of a deployment."""

    state: str
    created_at: AwareDatetime


class Release(Answer):
    """A published release."""

    tag_name: str
    published_at: AwareDatetime | None = None
    draft: bool = False
    prerelease: bool = False


class Tag(Answer):
    """A name for a commit."""

    name: str
    commit: Parent


class Run(Answer):
    """A run of a workflow."""

    id: int
    name: str | None = None
    path: str = ""
    event: str = ""
    conclusion: str | None = None
    head_sha: str
    updated_at: AwareDatetime


class Issue(Answer):
    """An issue; a pull request is one as well, and has the key of one."""

    created_at: AwareDatetime
    pull_request: dict[str, object] | None = None
