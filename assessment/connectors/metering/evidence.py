"""What a service costs by day, what of it carries the tag, and how well it is used."""

from pydantic import AwareDatetime, Field

from assessment.model import Place
from assessment.objectives import Objectives, usual
from content.values import Value


class Day(Value):
    """Cost of one day in the meter's currency; ``tagged`` is the part that carries the tag."""

    start: str
    cost: float
    tagged: float | None = None


class CostEvidence(Value):
    """One namespace, or one workload of it, over the last days.

    ``efficiency`` is what was used of the processors and memory that were asked for and paid for,
    weighted by cost (``None`` where the meter does not say). Prices are list prices.
    """

    server: str = "OpenCost"
    read_at: AwareDatetime
    reader: str = ""
    namespace: str
    workload: str = ""
    tag: str = ""
    window_days: int = 7
    days: tuple[Day, ...] = ()
    efficiency: float | None = None
    cluster_cost: float = 0.0
    idle_cost: float = 0.0
    requests_a_day: float | None = None
    query: str = ""
    objectives: Objectives = Field(default_factory=usual)

    @property
    def cost(self) -> float:
        """Cost of all days."""
        return sum(day.cost for day in self.days)

    @property
    def tagged_share(self) -> float | None:
        """Share of the cost that carries the tag; ``None`` where no tag was asked for."""
        known = [day for day in self.days if day.tagged is not None]
        total = sum(day.cost for day in known)
        return sum(day.tagged or 0.0 for day in known) / total if total > 0 else None

    def place(self) -> tuple[Place, ...]:
        """The question that was asked."""
        name = f"{self.namespace}/{self.workload}".rstrip("/")
        return (Place(label=f"cost of {name}", query=self.query, url=self.reader),)
