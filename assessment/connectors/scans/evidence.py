"""What another tool's report said: scores, counts and places; never its texts about code."""

from pydantic import AwareDatetime, Field

from assessment.model import Place
from assessment.objectives import Objectives, usual
from content.values import Value


class Spot(Value):
    """A place in the repository; ``line`` is 0 where none was named."""

    path: str
    line: int = Field(default=0, ge=0)


class Check(Value):
    """One check of Scorecard: 0 to 10, or ``None`` where it could not tell. ``reason`` is its own."""

    name: str
    score: int | None = Field(default=None, ge=0, le=10)
    reason: str = ""
    spots: tuple[Spot, ...] = ()


class _Report(Value):
    """A report of ``made_at`` (``None``: it does not say), read at ``read_at``."""

    read_at: AwareDatetime
    made_at: AwareDatetime | None = None
    link: str = ""
    """Where a reader sees a file, with ``{path}`` and ``{line}``; empty where that is not known."""
    objectives: Objectives = Field(default_factory=usual)

    def place(self, spot: Spot) -> Place:
        """The spot, opened at the forge where that is known."""
        label = f"{spot.path}:{spot.line}" if spot.line else spot.path
        url = self.link.replace("{path}", spot.path).replace("{line}", str(spot.line or 1))
        return Place(label=label, url=url)

    @property
    def age_days(self) -> float | None:
        """How old the report is; ``None`` where it does not say."""
        if self.made_at is None:
            return None
        return (self.read_at - self.made_at).total_seconds() / 86_400


class ScorecardEvidence(_Report):
    """One repository as OpenSSF Scorecard saw it."""

    repository: str = ""
    version: str = ""
    checks: tuple[Check, ...] = ()

    def check(self, name: str) -> Check | None:
        """A check by its name; ``None`` where it was not run."""
        return next((item for item in self.checks if item.name == name), None)


class Finding(Value):
    """One open result: the rule that it broke, and where; ``error`` by its level."""

    rule: str
    error: bool = False
    spot: Spot | None = None


class Scan(Value):
    """One run of a tool; ``ended`` is whether it says of itself that it did (``None``: it does not).

    ``results`` are open; of them ``error_count`` of level error. ``found`` are the first 50, errors
    before the others.
    """

    tool: str
    version: str = ""
    ended: bool | None = None
    rules: int = Field(default=0, ge=0)
    results: int = Field(default=0, ge=0)
    suppressed: int = Field(default=0, ge=0)
    error_count: int = Field(default=0, ge=0)
    found: tuple[Finding, ...] = ()


class SarifEvidence(_Report):
    """The runs of one SARIF file."""

    scans: tuple[Scan, ...] = ()
