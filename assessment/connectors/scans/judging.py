"""What a score means, and when a report is too old to mean anything."""

from functools import cache
from pathlib import Path
from typing import Literal

import yaml

from assessment.connectors.scans.evidence import SarifEvidence, Scan, ScorecardEvidence
from assessment.model import Outcome
from assessment.observation import Observation
from content.values import Value

FILE = Path(__file__).parent / "thresholds.yaml"
TOOLS = Path(__file__).parent / "tools.yaml"
SHOWN = 4


class Threshold(Value):
    """The least score of a check that is enough, and why."""

    check: str
    least: int
    reason: str


@cache
def thresholds() -> dict[str, Threshold]:
    """By the name of the check."""
    rows = yaml.safe_load(FILE.read_text(encoding="utf-8"))
    return {item.check: item for item in map(Threshold.model_validate, rows)}


class Tool(Value):
    """What a tool looks for, by a part of its name."""

    name: str
    finds: tuple[Literal["weaknesses", "packages", "secrets"], ...]


@cache
def tools() -> tuple[Tool, ...]:
    """The tools that are known, in the file's order."""
    rows = yaml.safe_load(TOOLS.read_text(encoding="utf-8"))
    return tuple(Tool.model_validate(row) for row in rows)


def looking_for(evidence: SarifEvidence, *kinds: str) -> tuple[Scan, ...]:
    """The scans whose tool is known to look for one of ``kinds``."""
    wanted = [tool.name for tool in tools() if set(kinds) & set(tool.finds)]
    return tuple(
        scan for scan in evidence.scans
        if any(name in scan.tool.lower().replace(" ", "-") for name in wanted)
    )  # fmt: skip


def none_known(evidence: SarifEvidence, what: str) -> Observation:
    """What is said of a report in which no known tool looked for ``what``."""
    names = ", ".join(sorted({scan.tool for scan in evidence.scans})[:4])
    seen = (
        f"{names} is not known to look for {what}" if names else "the report holds no run of a tool"
    )
    return _unavailable(seen, f"Give the report of a scanner that looks for {what}.")


def scored(evidence: ScorecardEvidence, name: str) -> Observation:
    """Present from the threshold of the check on; what Scorecard could not tell is unavailable."""
    if (stop := outdated(evidence)) is not None:
        return stop
    check, least = evidence.check(name), thresholds()[name].least
    if check is None:
        return _unavailable(f"the report has no check {name}", "Run Scorecard with all its checks.")
    if check.score is None:
        said = f": {check.reason}" if check.reason else ""
        return _unavailable(
            f"Scorecard could not tell {name}{said}",
            "Run Scorecard again with a token that may read what it asks for.",
        )
    said = f": {check.reason}" if check.reason else ""
    return Observation(
        outcome=Outcome.PRESENT if check.score >= least else Outcome.ABSENT,
        observed=f"{name} {check.score} of 10, {least} is enough{said}{_dated(evidence)}",
        places=tuple(evidence.place(spot) for spot in check.spots[:SHOWN]),
    )


def outdated(evidence: ScorecardEvidence | SarifEvidence) -> Observation | None:
    """Why a report is too old to say anything of today; ``None`` where it is not, or does not say."""
    limit, age = evidence.objectives.report_age_limit_days, evidence.age_days
    if age is None or age <= limit:
        return None
    return _unavailable(
        f"the report is {age:.0f} days old, more than {limit:.0f}", "Run the tool again."
    )


def _unavailable(seen: str, remedy: str) -> Observation:
    return Observation(outcome=Outcome.UNAVAILABLE, observed=seen, remedy=remedy)


def _dated(evidence: ScorecardEvidence) -> str:
    return f" (of {evidence.made_at:%d %b %Y})" if evidence.made_at else " (undated)"
