"""When an exit criterion counts as proved, and when a pace can be told: limits with reasons."""

from functools import lru_cache
from importlib.resources import as_file, files

from pydantic import Field

from content.problems import PackProblems
from content.values import Value
from content.yaml_reading import read_yaml

FILE = "proof.yaml"


class ProofRules(Value):
    """The limits.

    ``longest_gap_share`` (0–1) is the part of a condition's window that may pass without a reading;
    ``fewest_closed`` initiatives and ``fewest_days`` since the start are what a pace needs.
    """

    longest_gap_share: float = Field(gt=0, lt=1)
    longest_gap_share_reason: str
    fewest_closed: int = Field(ge=1)
    fewest_closed_reason: str
    fewest_days: int = Field(ge=1)
    fewest_days_reason: str


@lru_cache(maxsize=1)
def proof_rules() -> ProofRules:
    """The limits that come with the product; ``PackProblems`` where the file is broken."""
    with as_file(files("content") / FILE) as path:
        source, problems = read_yaml(path, FILE)
    if source is None:
        raise PackProblems(problems)
    return ProofRules.model_validate(source.data)
