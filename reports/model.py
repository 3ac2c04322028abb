"""The frozen report: everything that a PDF, a workbook or a JSON file shows, and nothing they compute."""

from datetime import date

from pydantic import AwareDatetime, Field

from assessment.model import Answer, Finding, GoodEnough, Overrule, Pending, Respondent, Waiver
from assessment.sources import Made, Source
from assessment.workshop.record import WorkshopRecord
from content.model import Pack, Profile
from content.traits import Traits
from content.values import Value
from reports.as_of import Frozen
from reports.brand import Brand
from reports.client_changes import ClientChanges, EarlierText
from reports.disputes import Dispute
from reports.kept_scenarios import KeptScenario
from scoring.burn_down_model import BurnDown
from scoring.comparison import Comparison
from scoring.conflict import Conflict, InheritedConflict
from scoring.forecast import Forecast
from scoring.model import PackStamp, Scorecard, Verdict
from scoring.portfolio_model import Portfolio
from scoring.proof_model import Attestation
from scoring.roadmap_model import PlanInputs, Roadmap
from scoring.turning_model import Turning


class Decision(Value):
    """What is asked of a person: a verb, what exactly, who and by when."""

    title: str
    text: str
    owner: str = ""
    due: date | None = None
    proposed: bool = True
    """Derived from the plan and not yet agreed by anybody."""


class UseCaseFacts(Value):
    """The use case as a report names it."""

    id: str = ""
    name: str
    summary: str = ""
    sponsor: str = ""
    value_statement: str = ""
    value_low: float | None = None
    value_high: float | None = None
    """Money at stake a quarter, as the sponsor stated it."""
    feasibility: dict[str, int] = Field(default_factory=dict)
    """The sponsor's own estimate of its parts (``content/portfolio.yaml``), levels 1–5."""
    traits: Traits


class RiskEntry(Value):
    """What somebody entered about the risk that one capability carries."""

    capability: str
    owner: str = ""
    response: str = ""


class UsedLevel(Value):
    """The level used for a capability at one moment, with the ends of its 80 % interval."""

    capability: str
    used: float
    low: int
    high: int


class PastResult(Value):
    """A frozen result of the same use case, as far as a trend needs it."""

    id: str
    at: AwareDatetime
    verdict: Verdict
    index: float | None
    levels: tuple[UsedLevel, ...]
    note: str = ""
    """What whoever froze it noted."""
    pack: PackStamp | None = None
    """The version of the pack that it was judged with; ``None`` in reports of earlier versions."""
    scoring: str = ""
    """The version of the rules that judged it; empty in reports of earlier versions."""

    def compares(self, pack: PackStamp, scoring: str) -> bool:
        """Whether it lies on one line with a result of this version of the pack and of the rules."""
        other_pack = self.pack is not None and self.pack.digest != pack.digest
        return not other_pack and self.scoring in ("", scoring)


class Deed(Value):
    """Something that somebody brought in: ``what`` was done, by whom, and ``about`` which file."""

    at: AwareDatetime
    by: str
    what: str
    about: str = ""


class Report(Value):
    """One assessment at one moment.

    ``mark`` is printed at the head of every page (*Example, fictional client …* or *Confidential to
    …*). ``snapshot`` is the id of the snapshot of the same answers or empty; only where ``frozen``
    is set is this the report of it. ``roadmap`` is ``None`` where the depth gives no verdict.
    ``previous`` compares with the last snapshot where there is one.
    """

    client: str
    fictional: bool
    mark: str
    brand: Brand = Field(default=Brand(), exclude=True)
    """Logo and colour; no part of the result as data."""
    online: str = Field(default="", exclude=True)
    """The address of the same report in the app, behind its sign-in; empty where it has none."""
    frozen_at: AwareDatetime | None = Field(default=None, exclude=True)
    """When the snapshot was frozen; ``None`` where there is none."""
    use_case: UseCaseFacts
    assessed_from: date
    assessed_to: date
    made_at: AwareDatetime
    snapshot: str = ""
    frozen: Frozen | None = None
    """The snapshot that it was made again from; ``None`` where it is of what stood when it was made."""
    pack: Pack
    profile: Profile
    scorecard: Scorecard
    roadmap: Roadmap | None
    scenarios: tuple[KeptScenario, ...] = ()
    """Trial plans kept by name, after the plan itself; empty where none is kept."""
    respondents: tuple[Respondent, ...] = ()
    answers: tuple[Answer, ...] = ()
    answers_before: tuple[Answer, ...] = ()
    """Given before a workshop settled the capability: they count no more, and their words are kept."""
    findings: tuple[Finding, ...] = ()
    overrules: tuple[Overrule, ...] = ()
    waivers: tuple[Waiver, ...] = ()
    good_enough: tuple[GoodEnough, ...] = ()
    pending: tuple[Pending, ...] = ()
    """What a second person has not agreed to yet; it counts for nothing."""
    conflicts: tuple[Conflict, ...] = ()
    """Every conflict that the assessment ever had, by number, with owner, day and history."""
    inherited_conflicts: tuple[InheritedConflict, ...] = ()
    """Those about carried answers; they are settled in the use case that they come from."""
    disputes: tuple[Dispute, ...] = ()
    """What people voted on twice, with who is to settle it and by when."""
    sources: tuple[Source, ...] = ()
    requests: tuple[Made, ...] = ()
    workshops: tuple[WorkshopRecord, ...] = ()
    """Closed workshops, the newest first; no vote carries a name."""
    decisions: tuple[Decision, ...] = ()
    previous: Comparison | None = None
    turning: Turning | None = None
    """What would change the verdict; ``None`` where there is none."""
    forecast: Forecast | None = None
    """How likely a pilot like this reaches production; ``None`` without a verdict."""
    client_changes: ClientChanges | None = None
    """What the client has otherwise in the pack; ``None`` where it is as it comes."""
    portfolio: Portfolio | None = None
    """The client's use cases together; ``None`` where there is one alone."""
    earlier_texts: tuple[EarlierText, ...] = ()
    """Answers that were given to another text than the one that is asked now."""
    assessment: str = ""
    """The assessment's id; empty where the report is of none that is kept."""
    entries: PlanInputs | None = None
    """What the plan was made from, a planner's own entries among it."""
    burn_down: BurnDown | None = None
    """The gap to target over time and its pace; ``None`` where there is no plan."""
    attestations: tuple[Attestation, ...] = ()
    """Who stands for a condition that no source can show; also of work that is not planned any more."""
    risks: tuple[RiskEntry, ...] = ()
    """What people entered about the risks that the gaps carry."""
    history: tuple[PastResult, ...] = ()
    """Frozen results of the use case, the oldest first; the newest dozen at most."""
    deeds: tuple[Deed, ...] = ()
    """Who looked or brought findings, a workbook or a version of the pack in; oldest first."""
    show_names: bool = Field(default=False)
    """Whether respondents are printed by name; otherwise by role and number."""

    def alike(self) -> tuple[PastResult, ...]:
        """Frozen results of the same version of the pack and the rules: only those are one line."""
        card = self.scorecard
        return tuple(item for item in self.history if item.compares(card.pack, card.scoring))

    def every_answer(self) -> tuple[Answer, ...]:
        """Those that count, then those that a workshop came after."""
        return (*self.answers, *self.answers_before)

    def counts(self, answer: Answer) -> bool:
        """Whether no workshop came after it."""
        return answer not in self.answers_before

    def finding(self, finding_id: str) -> Finding:
        """The finding with this id; ``KeyError`` where there is none."""
        return {item.id: item for item in self.findings}[finding_id]
