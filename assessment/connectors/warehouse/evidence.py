"""What dbt wrote down about the tables of a use case: counts, ages and marks; no person, no query."""

from pydantic import AwareDatetime, Field

from assessment.connectors.rest import UNREAD, Reach
from assessment.model import Place
from assessment.objectives import Objectives, usual
from content.values import Value


class BuiltTable(Value):
    """One model, seed or snapshot, or one source.

    ``columns`` are those that are known (declared, or of the catalogue), ``tested`` those of them
    with a test; ``tests`` counts all tests on the table. ``chosen`` says that it is one of the
    use case's own, and not only what such a one is made from.
    """

    name: str
    source: bool = False
    chosen: bool = False
    columns: int = Field(default=0, ge=0)
    tested: int = Field(default=0, ge=0)
    tests: int = Field(default=0, ge=0)
    contract: bool = False
    owned: bool = False
    limited: bool = False
    """Whether a limit of age is declared (sources)."""


class TestRun(Value):
    """How the tests of the use case's tables ended in the last run."""

    ran: int = Field(default=0, ge=0)
    passed: int = Field(default=0, ge=0)
    warned: int = Field(default=0, ge=0)
    failed: tuple[str, ...] = ()
    skipped: int = Field(default=0, ge=0)


class SourceAge(Value):
    """How old a source was at the look; ``age_hours`` is ``None`` where that look failed."""

    name: str
    status: str
    age_hours: float | None = None


class WarehouseEvidence(Value):
    """The artifacts of one project. Each has the time at which it was written.

    ``narrowed`` says that tables were chosen; without, the whole project is meant.
    """

    tool: str = ""
    project: str = ""
    read_at: AwareDatetime
    reader: str = ""
    written_at: AwareDatetime | None = None
    narrowed: bool = False
    tables: tuple[BuiltTable, ...] = ()
    catalogued: bool = False
    tests: TestRun = Field(default_factory=TestRun)
    tests_at: AwareDatetime | None = None
    tested: Reach = UNREAD
    ages: tuple[SourceAge, ...] = ()
    ages_at: AwareDatetime | None = None
    aged: Reach = UNREAD
    objectives: Objectives = Field(default_factory=usual)

    @property
    def sources(self) -> tuple[BuiltTable, ...]:
        """The sources among the tables."""
        return tuple(item for item in self.tables if item.source)

    @property
    def models(self) -> tuple[BuiltTable, ...]:
        """What is built from them."""
        return tuple(item for item in self.tables if not item.source)

    def place(self, artifact: str, table: str = "") -> Place:
        """An artifact, or a table in it."""
        label = f"{artifact}: {table}" if table else artifact
        return Place(label=label, url=self.reader)
