"""The judgements of a pack: priors, discounts, error rates, thresholds, each with its reason."""

from typing import Annotated, Literal

from pydantic import Field, model_validator

from content.values import Written

Level = Literal[1, 2, 3, 4, 5]
Probability = float
Share = Annotated[float, Field(ge=0, le=1)]
Days = Annotated[int, Field(ge=1, le=3650)]
Levels = Annotated[int, Field(ge=1, le=4)]


class GradeJudgement(Written):
    """How an evidence grade is weighed: ``spread`` s_g and ``discount`` b_g, both in levels."""

    id: Literal["E0", "E1", "E2", "E3"]
    name: str
    meaning: str
    spread: float = Field(gt=0)
    discount: float = Field(ge=0)
    reason: str


class ProbeJudgement(Written):
    """Default error rates of a probe, used where its own file says nothing else."""

    sensitivity: Probability = Field(default=0.95, gt=0, lt=1)
    false_pass: Probability = Field(default=0.30, gt=0, lt=1)
    stale_power: float = Field(default=0.5, gt=0, le=1)
    reason: str


class Thresholds(Written):
    """Where a verdict turns; probabilities and shares in 0–1, levels in 1–5, ages in days."""

    ready_probability: Share = 0.80
    conditional_probability: Share = 0.40
    ready_area_level: float = Field(default=2.5, ge=1, le=5)
    coverage_for_verdict: Share = 0.70
    evidence_strength_for_firm_verdict: Share = 0.25
    not_applicable_warning: Share = 0.20
    conflict_levels: Levels = 2
    critical_conflict_levels: Levels = 1
    discuss_agreement: Share = 0.50
    discuss_range: Levels = 2
    disputed_agreement: Share = 0.50
    disputed_range: Levels = 3
    few_raters: int = Field(default=5, ge=1)
    probe_validity_days: Days = 30
    artefact_validity_days: Days = 180
    answer_validity_days: Days = 120
    reasons: dict[str, str]

    @model_validator(mode="after")
    def _ready_asks_for_more(self) -> "Thresholds":
        if self.conditional_probability > self.ready_probability:
            raise ValueError("conditional_probability lies above ready_probability; swap the two")
        return self


class Weights(Written):
    """Weight of a critical and of any other capability in its area, and of each area.

    ``capabilities`` gives single ones a weight of their own, whether critical or not.
    """

    critical: float = Field(default=2.0, gt=0)
    other: float = Field(default=1.0, gt=0)
    areas: dict[str, float] = Field(default_factory=dict)
    # Not among the content where it is empty: earlier packs keep their digest.
    capabilities: dict[str, float] = Field(default_factory=dict, exclude_if=lambda value: not value)
    reason: str


class Perturbation(Written):
    """How far the judgements are shaken to see how firmly the verdict stands."""

    draws: int = Field(default=2000, ge=1)
    seed: int = 7
    weight_concentration: float = 20.0
    prior_concentration: float = 20.0
    discount_factor: tuple[float, float] = (0.5, 1.5)
    spread_factor: tuple[float, float] = (0.8, 1.25)
    sensitivity: tuple[float, float] = (0.85, 0.99)
    false_pass: tuple[float, float] = (0.15, 0.45)
    reason: str


class PlanningJudgement(Written):
    """How a plan is made where nobody has said otherwise.

    ``default_capacity`` and ``capacity_step`` are people; ``horizons`` days from the plan's start;
    ``gate_factor`` multiplies the priority of what opens the gate where no judgement can be asked;
    ``duty_share`` is what a dated duty costs a quarter, in values at stake, where nobody has stated
    it; ``orders`` is how many orders of the work are tried; ``longest_weeks`` is where a plan stops
    being one.
    """

    work_days_per_week: int = Field(default=5, ge=1, le=7)
    default_capacity: float = Field(default=0.5, gt=0)
    capacity_step: float = Field(default=0.5, gt=0)
    gate_factor: float = Field(default=10.0, ge=1)
    horizons: tuple[int, int, int] = (30, 60, 90)
    draws: int = Field(default=1000, ge=1)
    seed: int = 7
    longest_weeks: float = Field(default=520.0, gt=0)
    duty_share: float = Field(default=1.0, ge=0)
    orders: int = Field(default=800, ge=2)
    reason: str = (
        "Half a person a role is what a team beside its daily work usually gives; people work "
        "Monday to Friday. What opens the gate outranks all else. A thousand runs hold a date to a "
        "few days."
    )


class TurningJudgement(Written):
    """What counts as turning a verdict, and how long it takes to look something up.

    ``agreement`` is the share of the perturbed judgements that must turn as well; the minutes are
    for running a probe whose source is at hand, and for reading an artefact with the one who knows.
    Asking takes the capability's own minutes.
    """

    agreement: Probability = Field(default=0.80, gt=0, le=1)
    probe_minutes: float = Field(default=5.0, gt=0)
    reading_minutes: float = Field(default=30.0, gt=0)
    reason: str = (
        "Four in five, as for a critical capability: a set that turns the verdict only under our own "
        "choice of judgements turns nothing. A look with a probe takes minutes; reading an artefact "
        "against the text of a level, with the one who knows, takes half an hour."
    )


class ForecastJudgement(Written):
    """How likely a pilot like this reaches production, as a scenario and not a promise.

    Beta(``alpha``, ``beta``) before anything is known; ``slope`` in logits for each level of the
    overall index above ``pivot``; ``blocked`` logits where a critical capability's P(level ≥ 3) is
    under ``blocked_below``. ``rates`` are the ids of the base rates that the prior rests on,
    ``slope_rates`` those of the slope.
    """

    alpha: float = Field(default=2.4, ge=1)
    beta: float = Field(default=5.6, ge=1)
    rates: tuple[str, ...]
    prior_reason: str
    slope: float = Field(default=0.48, ge=0)
    pivot: float = Field(default=2.5, ge=1, le=5)
    slope_rates: tuple[str, ...]
    slope_reason: str
    blocked: float = Field(default=-1.0, le=0)
    blocked_below: Probability = 0.40
    blocked_reason: str


class Judgements(Written):
    """Everything in the score that somebody chose; printed in the method appendix."""

    prior: tuple[float, float, float, float, float]
    prior_reason: str
    grades: tuple[GradeJudgement, ...]
    probes: ProbeJudgement
    thresholds: Thresholds
    weights: Weights
    perturbation: Perturbation
    planning: PlanningJudgement = Field(default_factory=PlanningJudgement)
    turning: TurningJudgement = Field(default_factory=TurningJudgement)
    forecast: ForecastJudgement | None = None
    """``None`` where the pack makes no forecast."""

    @model_validator(mode="after")
    def _prior_is_a_distribution(self) -> "Judgements":
        if abs(sum(self.prior) - 1) > 1e-9 or min(self.prior) <= 0:
            raise ValueError("prior must be five positive shares that sum to 1")
        return self

    def grade(self, grade: str) -> GradeJudgement:
        """The judgement of one grade; ``KeyError`` for an id that the pack does not have."""
        return {str(item.id): item for item in self.grades}[grade]
