"""When something in a report is worth a look before it leaves the house: limits with reasons."""

from functools import lru_cache
from importlib.resources import as_file, files
from typing import Literal

from pydantic import Field

from content.judgement import Level
from content.problems import PackProblems
from content.values import Value
from content.yaml_reading import read_yaml

FILE = "report_checks.yaml"


class ReportChecks(Value):
    """The limits of the checks.

    ``shown_from_level`` (1–5) is from where a claim asks for evidence, ``sure_from`` (1–3) the
    respondent's own confidence that does, ``soon_days`` how long evidence must still hold.
    """

    shown_from_level: Level
    shown_from_level_reason: str
    sure_from: Literal[1, 2, 3]
    sure_from_reason: str
    soon_days: int = Field(ge=0, le=365)
    soon_days_reason: str


@lru_cache(maxsize=1)
def report_checks() -> ReportChecks:
    """The limits that come with the product; ``PackProblems`` where the file is broken."""
    with as_file(files("content") / FILE) as path:
        source, problems = read_yaml(path, FILE)
    if source is None:
        raise PackProblems(problems)
    return ReportChecks.model_validate(source.data)
