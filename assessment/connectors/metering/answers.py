"""The parts of OpenCost's answer that are used; everything else is passed over."""

from pydantic import BaseModel, ConfigDict, Field
from pydantic.alias_generators import to_camel

UNALLOCATED = "__unallocated__"
"""What stands where a pod has no controller, or does not carry the label that was asked for."""

OWN = ("__idle__", "__unmounted__")
"""Allocations of nobody: what idles, and disks that nothing uses."""


class Answer(BaseModel):
    """Fields in the API's own spelling."""

    model_config = ConfigDict(
        extra="ignore", frozen=True, alias_generator=to_camel, populate_by_name=True
    )


class Allocation(Answer):
    """Cost of one group over one step; a number that is none comes as null."""

    name: str = ""
    start: str = ""
    total_cost: float | None = None
    total_efficiency: float | None = None

    @property
    def cost(self) -> float:
        """The cost, 0 where the meter could not say."""
        return self.total_cost or 0.0


class Reply(Answer):
    """The envelope: one set of allocations for each step, by name; an empty step may be null."""

    code: int = 200
    message: str = ""
    data: tuple[dict[str, Allocation] | None, ...] | None = Field(default=None)

    @property
    def sets(self) -> tuple[dict[str, Allocation], ...]:
        """The steps with anything in them."""
        return tuple(step for step in self.data or () if step)
