"""How a client's use cases are compared: parts of feasibility with anchors, weights, stop rule."""

from functools import lru_cache
from importlib.resources import as_file, files

from pydantic import Field, model_validator

from content.problems import PackProblems
from content.traits import RiskClass
from content.values import Value
from content.yaml_reading import read_yaml

FILE = "portfolio.yaml"
Levels = tuple[float, float]


class FeasibilityPart(Value):
    """One thing that makes a use case feasible, judged 1–5 against five anchors.

    ``from_area`` names the area of an assessment whose index takes the place of the sponsor's own
    estimate. ``when_unknown`` gives the interval by risk class where nobody has judged it.
    """

    id: str
    name: str
    short: str
    question: str
    anchors: tuple[str, str, str, str, str]
    reason: str
    from_area: str = ""
    when_unknown: dict[RiskClass, Levels] = Field(default_factory=dict)
    when_unknown_reason: str = ""


class StopJudgement(Value):
    """When to stop the first: so much of the plan's length (at least ``late_days``) after its P80,
    or evidence of value under ``value_share`` of the lowest value that was stated."""

    late_share: float = Field(ge=0)
    late_days: int = Field(ge=0)
    value_share: float = Field(gt=0, le=1)
    reason: str


class PortfolioJudgement(Value):
    """Everything in the comparison of use cases that somebody chose.

    ``chances`` belong to feasibility 1–5. ``unknown_value`` are factors on the lowest and highest
    value stated for the client's other use cases, ``one_sided`` the factor between two ends where
    only one was stated.
    """

    parts: tuple[FeasibilityPart, ...] = Field(min_length=1)
    weights: dict[str, float]
    weights_reason: str
    spread: float = Field(ge=0, le=2)
    spread_reason: str
    chances: tuple[float, float, float, float, float]
    chances_reason: str
    unknown_value: tuple[float, float]
    one_sided: float = Field(ge=1)
    value_reason: str
    draws: int = Field(ge=1)
    seed: int
    concentration: float = Field(gt=0)
    draws_reason: str
    close: float = Field(ge=0, le=1)
    close_reason: str
    stop: StopJudgement

    @model_validator(mode="after")
    def _makes_sense(self) -> "PortfolioJudgement":
        if set(self.weights) != {part.id for part in self.parts}:
            raise ValueError("weights must name each part of feasibility once")
        if min(self.weights.values()) <= 0:
            raise ValueError("each weight must be more than 0")
        rising = list(zip(self.chances, self.chances[1:], strict=False))
        if self.chances[0] <= 0 or any(low >= high for low, high in rising):
            raise ValueError("chances must rise from level 1 to level 5 and be more than 0")
        return self

    def part(self, part_id: str) -> FeasibilityPart:
        """The part with this id; ``KeyError`` where there is none."""
        return {item.id: item for item in self.parts}[part_id]


@lru_cache(maxsize=1)
def portfolio_judgement() -> PortfolioJudgement:
    """The judgements that come with the product; ``PackProblems`` where the file is broken."""
    with as_file(files("content") / FILE) as path:
        source, problems = read_yaml(path, FILE)
    if source is None:
        raise PackProblems(problems)
    return PortfolioJudgement.model_validate(source.data)
