"""A number on the operator's list: the one query that gives it is written there and nowhere else."""

from datetime import date
from typing import Annotated

from pydantic import AfterValidator, Field, field_validator, model_validator

from content.values import Value


def _one_statement(text: str) -> str:
    found = text.strip().rstrip(";").strip()
    if not found or ";" in found:
        raise ValueError("give one statement, without a semicolon in it")
    return found


class ListedNumber(Value):
    """``metric`` is what the number is (an id of a pack's metrics, or ``business_outcome``).

    ``database`` is ``postgresql://host:port/name`` or the path of a SQLite or DuckDB file, ``secret``
    a name on the operator's list. The query gives one row for each day, week or month, with its
    columns in this order: date, value, lower end, upper end, count, control; only the first two are
    needed. ``baseline`` is what the value was before, or ``baseline_until`` the first day after it.
    ``clients`` are the ids of those whose sources may read it, or ``all``.
    """

    name: str = Field(pattern=r"^[a-z][a-z0-9_]{0,59}$")
    title: str = ""
    metric: str = Field(pattern=r"^[a-z][a-z0-9_]{0,59}$")
    unit: str = ""
    database: str = Field(min_length=1)
    query: Annotated[str, AfterValidator(_one_statement)]
    secret: str = ""
    tls: str = ""
    baseline: float | None = None
    baseline_until: date | None = None
    age_limit_days: float | None = Field(default=None, gt=0)
    clients: tuple[str, ...] = ()

    @field_validator("clients", mode="before")
    @classmethod
    def _one_or_many(cls, given: object) -> object:
        return (given,) if isinstance(given, str) else given

    def is_for(self, client_id: str) -> bool:
        """Whether a source of this client may read it."""
        return "all" in self.clients or client_id in self.clients


class ListedNumbers(Value):
    """The operator's whole list."""

    numbers: tuple[ListedNumber, ...] = ()

    @model_validator(mode="after")
    def _no_name_twice(self) -> "ListedNumbers":
        names = [item.name for item in self.numbers]
        if twice := sorted({name for name in names if names.count(name) > 1}):
            raise ValueError(f"{twice[0]} is listed twice")
        return self
