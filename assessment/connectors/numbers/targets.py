"""What a chosen number is held against, by its metric."""

from functools import cache
from pathlib import Path
from typing import Literal

import yaml

from content.values import Value

FILE = Path(__file__).parent / "targets.yaml"


class Target(Value):
    """A figure of an anchor or an exit criterion; ``reason`` says which."""

    metric: str
    unit: str
    comparison: Literal[">=", "<="]
    target: float
    reason: str

    def met(self, value: float) -> bool:
        """Whether a value is on the good side of it."""
        return value >= self.target if self.comparison == ">=" else value <= self.target


@cache
def targets() -> dict[str, Target]:
    """Every target by its metric, in the file's order."""
    rows = yaml.safe_load(FILE.read_text(encoding="utf-8"))
    return {item.metric: item for item in map(Target.model_validate, rows)}
