"""Whom we work for and on what: clients, use cases, assessments, runs and snapshots as values."""

from datetime import datetime
from math import isfinite
from typing import Literal

from pydantic import AwareDatetime, Field, model_validator

from assessment.model import Artefact
from content.judgement import Level
from content.model import DepthName
from content.overlay import Change
from content.traits import Traits
from content.values import Value
from scoring.model import PackStamp, Verdict
from scoring.roadmap_model import Freeze

LONGEST_FREEZE_DAYS = 366
"""A freeze is a season; what lasts longer is another start of the plan."""

RunState = Literal["running", "finished", "stopped", "failed"]


class Client(Value):
    """An organisation; by role id, ``rates`` is money per person-week and ``capacity`` people.

    ``pilots`` is how many AI pilots came to an end, ``pilots_in_production`` how many of those in
    production; both 0 where nobody said.
    """

    id: str
    name: str = Field(min_length=1, max_length=200)
    fictional: bool = False
    currency: str = ""
    rates: dict[str, float] = Field(default_factory=dict)
    capacity: dict[str, float] = Field(default_factory=dict)
    freezes: tuple[Freeze, ...] = ()
    pilots: int = Field(default=0, ge=0, le=100_000)
    pilots_in_production: int = Field(default=0, ge=0, le=100_000)
    notes: str = ""
    retention_months: int | None = Field(default=None, ge=1, le=240)
    """How long after its last change everything of it is kept; ``None``: until it is deleted."""

    @model_validator(mode="after")
    def _figures_make_sense(self) -> "Client":
        figures = (*self.rates.values(), *self.capacity.values())
        if not all(isfinite(figure) and figure >= 0 for figure in figures):
            raise ValueError("rates and capacity are numbers of zero or more")
        for freeze in self.freezes:
            if freeze.end < freeze.start:
                raise ValueError(f"the freeze {freeze.name} ends before it starts; swap the days")
            if (freeze.end - freeze.start).days >= LONGEST_FREEZE_DAYS:
                raise ValueError(
                    f"the freeze {freeze.name} lasts more than a year; check its last day, or let "
                    "the plan start later"
                )
        if self.pilots_in_production > self.pilots:
            raise ValueError(
                "more pilots in production than there were; count those in production among all"
            )
        return self


class UseCase(Value):
    """One AI system or pilot. ``value_low``/``value_high`` is money at stake a quarter.

    ``feasibility`` is the sponsor's own estimate of its parts (``content/portfolio.yaml``), 1–5; a
    part that is left out is one that nobody has judged.
    """

    id: str
    client_id: str
    name: str = Field(min_length=1, max_length=200)
    summary: str = ""
    sponsor: str = ""
    value_statement: str = ""
    value_low: float | None = None
    value_high: float | None = None
    traits: Traits
    feasibility: dict[str, Level] = Field(default_factory=dict)
    order: int = 0

    @model_validator(mode="after")
    def _value_makes_sense(self) -> "UseCase":
        low, high = self.value_low, self.value_high
        if not all(isfinite(value) and value >= 0 for value in (low, high) if value is not None):
            raise ValueError("the value at stake is a number of zero or more")
        if low is not None and high is not None and low > high:
            raise ValueError("the lower value at stake is above the higher; swap the two")
        return self


class Assessment(Value):
    """One assessment of a use case with one version of a pack; ``parent`` is the one before it."""

    id: str
    use_case_id: str
    client_id: str
    pack: PackStamp
    profile: str
    depth: DepthName
    started_at: AwareDatetime
    parent: str | None = None


class OverlayVersion(Value):
    """One version of a client's changes to a pack: laid over ``base_digest`` they make ``digest``."""

    client_id: str
    pack_id: str
    version: int
    base_digest: str
    digest: str
    changes: tuple[Change, ...]
    by: str
    at: AwareDatetime


class PackMove(Value):
    """A running assessment went to another version of its pack, or back (``undoes``)."""

    before: PackStamp
    after: PackStamp
    by: str
    at: AwareDatetime
    undoes: bool = False


class Workspace(Value):
    """What every page works on."""

    client: Client
    use_case: UseCase
    assessment: Assessment


class ProbeRun(Value):
    """One look at the sources; ``done`` and ``total`` count probes over all sources.

    One that is ``imported`` was made by somebody else and came with a findings file.
    """

    id: str
    assessment_id: str
    started_at: AwareDatetime
    ended_at: AwareDatetime | None = None
    state: RunState
    done: int = 0
    total: int = 0
    message: str = ""
    started_by: str = ""
    imported: bool = False


class Progress(Value):
    """How far a look has come; ``message`` says what is being read."""

    done: int
    total: int
    message: str
    running: bool


class SnapshotInfo(Value):
    """A frozen result in one line; ``index`` is on levels 1–5, ``id`` a digest of the content."""

    id: str
    assessment_id: str
    taken_at: AwareDatetime
    verdict: Verdict
    index: float | None
    pack: PackStamp
    note: str = ""


class ArtefactFile(Value):
    """An attached file with its content; always sent as an attachment, never rendered."""

    artefact: Artefact
    content: bytes


class AuditEvent(Value):
    """One action that changed something: what, by whom (empty: nobody said), and when.

    ``erased`` says that names and details went with the client that they were of.
    """

    at: AwareDatetime
    action: str
    by: str = ""
    client_id: str | None = None
    assessment_id: str | None = None
    details: dict[str, str] = Field(default_factory=dict)
    erased: bool = False


def is_over(until: datetime | None, now: datetime) -> bool:
    """Whether a permission or an exception that ends at ``until`` has ended (both UTC-aware)."""
    return until is not None and now > until
