"""A pack and its parts: areas, capabilities, initiatives, profiles, frameworks, base rates."""

from datetime import date
from typing import Annotated, Literal, TypeVar

from pydantic import Field

from content.judgement import Judgements, Level
from content.traits import NotApplicableRule, RiskClass, Traits, TraitTest
from content.values import Written

AreaKind = Literal["gap", "dimension"]
Scope = Literal["organization", "use_case"]
Comparison = Literal["<=", ">=", "<", ">", "="]
VerdictName = Literal["ready", "conditional", "not_ready", "insufficient_evidence"]
DepthName = Literal["pulse", "standard", "full"]


class Area(Written):
    """One of the three gaps or the five dimensions."""

    id: str
    name: str
    kind: AreaKind
    question: str
    summary: str


class Role(Written):
    """A kind of person who answers or who does the work."""

    id: str
    name: str
    group: Literal["leader", "practitioner"]


class FrameworkReference(Written):
    """A capability's counterpart in a published framework."""

    framework: str
    id: str


class FrameworkItem(Written):
    """One numbered item of a framework: its id and, where it may be carried, its title."""

    id: str
    title: str


class FrameworkDuty(Written):
    """A day from which a framework asks something; never printed without where the day was read.

    ``item`` is the id of the article it belongs to. ``risk_classes`` are those of the use cases that
    it concerns; it concerns all where none is named. ``basis`` says whether the day was read in the
    framework's own text or in pages about it.
    """

    item: str
    title: str
    due: date
    risk_classes: tuple[RiskClass, ...] = ()
    basis: Literal["primary", "secondary"]
    provenance: str


class Framework(Written):
    """A published framework in one version; ids, titles and dated duties, never its text."""

    id: str
    name: str
    version: str
    publisher: str
    url: str
    note: str
    items: tuple[FrameworkItem, ...]
    duties: tuple[FrameworkDuty, ...] = ()


class BaseRate(Written):
    """A published share, with what it counts; never printed without its provenance."""

    id: str
    figure: str
    publisher: str
    year: int
    claim: str
    unit: str
    outcome: str
    sample: str
    kind: Literal["measured", "forecast", "untraced"]
    criticism: str


class Metric(Written):
    """A number that a source can give; ``unit`` is how a target states it."""

    id: str
    name: str
    unit: str
    better: Literal["lower", "higher"]
    meaning: str


class MeasuredCondition(Written):
    """Holds when ``metric`` compares with ``target`` over the whole ``window``.

    A window is a number with m, h or d (``30d``); ``0d`` means that one reading is enough. Without
    connectors only a recorded reading can show it. Where the use case states ``target_trait`` (such
    as its availability target), that takes ``target``'s place.
    """

    kind: Literal["measured"]
    id: str
    metric: str
    comparison: Comparison
    target: float
    unit: str
    window: str
    connectors: tuple[str, ...]
    target_trait: str | None = None

    def for_traits(self, traits: Traits) -> "MeasuredCondition":
        """This condition with the use case's own objective as target, where it states one."""
        own = getattr(traits, self.target_trait) if self.target_trait else None
        return self if own is None else self.model_copy(update={"target": float(own)})


class AttestedCondition(Written):
    """Holds when ``who`` states it, shows ``artefact``, and a second person accepts it."""

    kind: Literal["attested"]
    id: str
    statement: str
    who: str
    artefact: str


ExitCondition = Annotated[MeasuredCondition | AttestedCondition, Field(discriminator="kind")]


class ExitCriterion(Written):
    """Done is when every condition holds; ``sentence`` is what a person reads."""

    sentence: str
    conditions: tuple[ExitCondition, ...] = Field(min_length=1)
    proof_days: int = Field(ge=0)


class Effort(Written):
    """Work of one role in person-weeks: low, mid and high of a triangle."""

    role: str
    low: float = Field(ge=0)
    mid: float = Field(gt=0)
    high: float = Field(gt=0)


class Initiative(Written):
    """What to do to lift one capability; ``prerequisites`` are other initiatives' ids."""

    id: str
    title: str
    capability: str
    summary: str
    lead_role: str
    effort: tuple[Effort, ...] = Field(min_length=1)
    effort_reason: str
    prerequisites: tuple[str, ...] = ()
    exit: ExitCriterion


class Capability(Written):
    """One thing that a production system needs, with five observable anchors (levels 1 to 5)."""

    id: str
    name: str
    short_name: str
    area: str
    scope: Scope
    definition: str
    why: str
    anchors: tuple[str, str, str, str, str]
    evidence: str
    who: str
    minutes: float = Field(gt=0)
    not_applicable: tuple[NotApplicableRule, ...] = ()
    frameworks: tuple[FrameworkReference, ...] = ()


class Hidden(Written):
    """A capability that a profile leaves out, and why."""

    capability: str
    reason: str


class Permits(Written):
    """What each verdict permits, one sentence each; the product adds nothing to it."""

    ready: str
    conditional: str
    not_ready: str
    insufficient_evidence: str


class Profile(Written):
    """A kind of use case: what applies, what is critical, and which level is wanted."""

    id: str
    name: str
    description: str
    suits: tuple[TraitTest, ...] = ()
    default_traits: Traits
    critical: tuple[str, ...] = Field(min_length=10, max_length=16)
    target: Level = 3
    targets: dict[str, Level] = Field(default_factory=dict)
    hidden: tuple[Hidden, ...] = ()
    drives_to: VerdictName = "ready"
    permits: Permits
    reason: str

    def target_of(self, capability_id: str) -> int:
        """The level wanted of a capability, 1–5."""
        return self.targets.get(capability_id, self.target)


class Depth(Written):
    """How much is asked; ``questions`` is a fixed list, or else criticals and the heaviest rest."""

    id: DepthName
    name: str
    promise: str
    minutes: int
    gives_verdict: bool
    questions: tuple[str, ...] = ()
    reason: str


class Pack(Written):
    """A questionnaire with its meaning; known by id, version and the digest of its content."""

    id: str
    version: str
    title: str
    question: str
    areas: tuple[Area, ...]
    roles: tuple[Role, ...]
    capabilities: tuple[Capability, ...]
    initiatives: tuple[Initiative, ...]
    profiles: tuple[Profile, ...]
    depths: tuple[Depth, ...]
    metrics: tuple[Metric, ...]
    frameworks: tuple[Framework, ...]
    base_rates: tuple[BaseRate, ...]
    judgements: Judgements
    digest: str

    def capability(self, capability_id: str) -> Capability:
        """The capability with this id; ``KeyError`` where the pack has none."""
        return _find(self.capabilities, capability_id)

    def initiative(self, initiative_id: str) -> Initiative:
        """The initiative with this id; ``KeyError`` where the pack has none."""
        return _find(self.initiatives, initiative_id)

    def initiative_for(self, capability_id: str) -> Initiative | None:
        """The initiative that lifts a capability, or ``None``."""
        return next((item for item in self.initiatives if item.capability == capability_id), None)

    def profile(self, profile_id: str) -> Profile:
        """The profile with this id; ``KeyError`` where the pack has none."""
        return _find(self.profiles, profile_id)

    def area(self, area_id: str) -> Area:
        """The area with this id; ``KeyError`` where the pack has none."""
        return _find(self.areas, area_id)

    def role(self, role_id: str) -> Role:
        """The role with this id; ``KeyError`` where the pack has none."""
        return _find(self.roles, role_id)

    def metric(self, metric_id: str) -> Metric:
        """The metric with this id; ``KeyError`` where the pack has none."""
        return _find(self.metrics, metric_id)

    def depth(self, depth_id: str) -> Depth:
        """The depth with this id; ``KeyError`` where the pack has none."""
        return _find(self.depths, depth_id)

    def in_area(self, area_id: str) -> tuple[Capability, ...]:
        """The capabilities of an area, in the pack's order."""
        return tuple(item for item in self.capabilities if item.area == area_id)


T = TypeVar("T", Area, Role, Capability, Initiative, Profile, Depth, Metric)


def _find(items: tuple[T, ...], wanted: str) -> T:
    """The item with the id; ``KeyError`` where there is none."""
    for item in items:
        if item.id == wanted:
            return item
    raise KeyError(wanted)
