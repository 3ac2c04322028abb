"""What a data checker found in its last run: counts, names of checks and columns; no value, no row."""

from pydantic import AwareDatetime, Field

from assessment.model import Place
from assessment.objectives import Objectives, usual
from content.values import Value


class CheckRun(Value):
    """One run over one table or suite.

    ``errors`` counts checks that could not be evaluated; they neither passed nor failed. ``columns``
    are those with a check of their own.
    """

    suite: str
    ran_at: AwareDatetime | None = None
    passed: int = Field(default=0, ge=0)
    failed: tuple[str, ...] = ()
    warned: int = Field(default=0, ge=0)
    errors: int = Field(default=0, ge=0)
    columns: int = Field(default=0, ge=0)

    @property
    def ran(self) -> int:
        """How many checks came to a verdict."""
        return self.passed + self.warned + len(self.failed)


class ChecksEvidence(Value):
    """One result file of a checker."""

    tool: str
    name: str
    read_at: AwareDatetime
    reader: str = ""
    runs: tuple[CheckRun, ...] = ()
    objectives: Objectives = Field(default_factory=usual)

    def place(self, suite: str = "") -> Place:
        """The file, or a suite in it."""
        return Place(label=f"{self.name}: {suite}" if suite else self.name, url=self.reader)
