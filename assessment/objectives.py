"""What a service or a table is held against: stated by the source, or else the usual.

Every objective is one entry of ``objectives.yaml``; adding one touches nothing else.
"""

from datetime import timedelta
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import yaml
from pydantic import create_model

from assessment.sources import Option, Options, SourceUnavailable
from content.values import Value

FILE = Path(__file__).parent / "objectives.yaml"


class Objective(Value):
    """One entry of the file.

    ``concerns`` are the kinds of source that are held against it; ``value`` is the usual one,
    ``None`` where it holds only if it is stated; ``reason`` says why it is what it is. One with a
    ``label`` has a field of its own on the form.
    """

    id: str
    concerns: tuple[str, ...]
    value: float | None = None
    unit: str
    reason: str
    label: str = ""
    help: str = ""

    def option(self) -> Option:
        """The objective as something that a source can be told."""
        return Option(
            name=self.id, label=self.label, help=self.help, form="number", shown=bool(self.label)
        )

    def mistake(self, given: object) -> str:
        """Why a value cannot be this objective, in one sentence; empty where it can.

        Every objective is above zero, and one whose unit is a ratio is at most 1.
        """
        number = isinstance(given, (int, float)) and not isinstance(given, bool)
        if number and 0 < given <= self.most:  # type: ignore[operator]
            return ""
        share = "a share above 0 and at most 1" if self.unit == RATIO else ""
        wanted = share or f"a number of {self.unit} above zero"
        return f"{self.id} is {str(given)[:40]!r} and has to be {wanted}"

    @property
    def most(self) -> float:
        """The largest that it can be, in its unit."""
        return 1.0 if self.unit == RATIO else LARGEST


RATIO, LARGEST = "ratio", 1e12


@cache
def objectives() -> tuple[Objective, ...]:
    """The entries with their reasons, in the file's order."""
    rows = yaml.safe_load(FILE.read_text(encoding="utf-8"))
    return tuple(Objective.model_validate(row) for row in rows)


class _Stated(Value):
    stated: tuple[str, ...] = ()


if TYPE_CHECKING:

    class Objectives(_Stated):
        """Ratios in 0-1, times in the unit of the name; ``stated`` names those that a source gave.

        Those without a usual value may be ``None``.
        """

        latency_p95_ms: float | None = None

        def __getattr__(self, objective: str) -> float: ...

else:
    _FIELDS: dict[str, Any] = {
        item.id: (float if item.value is not None else float | None, item.value)
        for item in objectives()
    }
    # A field of its own for each entry: what was kept before one was thought of takes the usual.
    Objectives = create_model("Objectives", __base__=_Stated, __module__=__name__, **_FIELDS)


def usual() -> Objectives:
    """The defaults alone."""
    return Objectives()


def is_objective(name: str) -> bool:
    """Whether an option is an objective."""
    return name in _by_id()


def options(kind: str) -> tuple[Option, ...]:
    """The objectives that a kind of source is held against; some have a field on the form."""
    return tuple(item.option() for item in concerning(kind))


def concerning(kind: str) -> tuple[Objective, ...]:
    """The same with their usual values and reasons."""
    return tuple(item for item in objectives() if kind in item.concerns)


def mistake(name: str, given: object) -> str:
    """Why a value cannot be an objective, in one sentence; empty where it can, or is none."""
    item = _by_id().get(name)
    return item.mistake(given) if item else ""


def stated(options: Options) -> Objectives:
    """The defaults with what a source's options state in their place.

    Raises :class:`SourceUnavailable` for an option that is no such number.
    """
    given = {name: value for name, value in options.items() if is_objective(name)}
    for name, value in given.items():
        if wrong := mistake(name, value):
            example = _by_id()[name].value or 300
            raise SourceUnavailable(wrong, f"Give {name} as a number, for example {example:g}.")
    return Objectives.model_validate(given | {"stated": tuple(sorted(given))})


@cache
def _by_id() -> dict[str, Objective]:
    return {item.id: item for item in objectives()}


MOST_DAYS = 3660


def length(held: Objectives, name: str) -> timedelta:
    """An objective in days as a length of time; :class:`SourceUnavailable` for more than ten years."""
    days = float(getattr(held, name))
    if days > MOST_DAYS:
        raise SourceUnavailable(
            f"the option {name} asks for {days:g} days", f"Give {name} as at most {MOST_DAYS} days."
        )
    return timedelta(days=days)
