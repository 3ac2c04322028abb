"""What a forge showed of one repository: rules, counts, times and roles; never a person.

``None`` is always *not known*: a part that was refused says nothing about what is there.
"""

from typing import Literal

from pydantic import AwareDatetime, Field

from assessment.connectors.rest import UNREAD, Reach
from assessment.model import Place
from assessment.objectives import Objectives, usual
from content.values import Value

Route = Literal["", "deployments", "releases", "runs", "publishing"]
"""What stands for a deployment; releases and publishing need not reach production."""


class Protection(Value):
    """What stands between a contributor and the main branch.

    ``requests_only``: an ordinary contributor cannot push to it. ``approvals``: how many a change
    needs before it is merged. ``exempt``: who may pass by all that. ``by``: the kinds of rule found.
    """

    requests_only: bool | None = None
    rewriting_refused: bool | None = None
    approvals: int | None = Field(default=None, ge=0)
    checks: bool | None = None
    exempt: str = ""
    by: tuple[str, ...] = ()


class Environment(Value):
    """A place that is deployed to.

    ``approval``: a person lets each deployment through; ``not_oneself``: not who started it;
    ``branches``: only chosen branches or people may deploy; ``wait_minutes`` passes first.
    """

    name: str
    production: bool = False
    approval: bool | None = None
    not_oneself: bool | None = None
    branches: bool | None = None
    wait_minutes: float = Field(default=0, ge=0)


class Change(Value):
    """One merged request. ``approvals`` are those of other persons before the merge.

    ``repair``: it takes a change back, or calls itself a hotfix; ``emergency``: the latter.
    ``deployed_at``: the first known deployment that holds it. ``known``: its merge is in the history
    read. The parts that need a look at the request itself are ``None`` where that was not taken.
    """

    number: int
    opened_at: AwareDatetime
    merged_at: AwareDatetime
    sha: str = ""
    bot: bool = False
    repair: bool = False
    emergency: bool = False
    approvals: int | None = Field(default=None, ge=0)
    self_merged: bool | None = None
    first_commit_at: AwareDatetime | None = None
    first_review_at: AwareDatetime | None = None
    deployed_at: AwareDatetime | None = None
    known: bool = False


class Deployment(Value):
    """One deployment, release or run. ``older``: it went back to what ran before.

    ``repairs`` are changes in it that take a deployed change back or call themselves a hotfix;
    ``incidents`` began soon after it and before the next. ``known``: its commit is in the history read.
    """

    at: AwareDatetime
    sha: str = ""
    succeeded: bool = True
    known: bool = False
    older: bool = False
    repairs: int = Field(default=0, ge=0)
    incidents: int = Field(default=0, ge=0)
    url: str = ""


class Delivery(Value):
    """Deployments, oldest first, since ``since``; ``route`` says what stands for a deployment.

    ``linked``: their commits could be followed through the main branch's history. ``counted``:
    incidents could be read. ``told``: what was found on the routes that came to nothing.
    """

    route: Route = ""
    environment: str = ""
    since: AwareDatetime | None = None
    deployments: tuple[Deployment, ...] = ()
    linked: bool = False
    counted: bool = False
    told: tuple[str, ...] = ()


class Figure(Value):
    """A number that the forge computed itself, in the unit of our metric, over ``n`` deployments."""

    metric: str
    value: float
    n: float | None = None
    query: str


class Access(Value):
    """How many may do what: nobody's name. ``outsiders`` are not members of the organisation."""

    people: int = Field(default=0, ge=0)
    administrators: int = Field(default=0, ge=0)
    outsiders: int | None = Field(default=None, ge=0)
    outside_administrators: int | None = Field(default=None, ge=0)


class ForgeEvidence(Value):
    """One repository at its forge, newest change first."""

    forge: Literal["GitHub", "GitLab"]
    server: str = ""
    read_at: AwareDatetime
    reader: str = ""
    branch: str = ""
    owned_by: Literal["", "organisation", "person"] = ""
    token_writes: bool | None = None
    """Whether the token that was given for reading may also write; ``None``: it does not tell."""
    protection: Protection = Field(default_factory=Protection)
    guarding: Reach = UNREAD
    """Whether everything about the branch's protection could be read."""
    environments: tuple[Environment, ...] = ()
    placing: Reach = UNREAD
    changes: tuple[Change, ...] = ()
    changing: Reach = UNREAD
    reviewing: Reach = UNREAD
    delivery: Delivery = Field(default_factory=Delivery)
    delivering: Reach = UNREAD
    figures: tuple[Figure, ...] = ()
    access: Access = Field(default_factory=Access)
    admitting: Reach = UNREAD
    objectives: Objectives = Field(default_factory=usual)

    def place(self, path: str, label: str) -> Place:
        """A page of the repository, opened at the reader's address."""
        return Place(label=label, url=f"{self.reader}{path}" if self.reader else "")

    def page(self, github: str, gitlab: str, label: str) -> Place:
        """The page that answers to the same question at either forge."""
        return self.place(github if self.forge == "GitHub" else gitlab, label)

    def request(self, change: Change) -> Place:
        """A merged request."""
        number = change.number
        word = "pull request" if self.forge == "GitHub" else "merge request"
        return self.page(f"/pull/{number}", f"/-/merge_requests/{number}", f"{word} {number}")
