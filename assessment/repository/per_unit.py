"""A statement about one part, held against every part of a repository that holds many."""

from collections.abc import Callable
from dataclasses import dataclass, field

from assessment.model import Outcome
from assessment.observation import Observation
from assessment.repository.evidence import RepositoryEvidence, Unit
from assessment.repository.narrowing import Narrowing
from assessment.repository.units import TOP, main_unit

Observe = Callable[[RepositoryEvidence], Observation]
_NAMED = 6


@dataclass(frozen=True)
class Views:
    """The whole, and each part by itself: the main one alone, where one stands out."""

    whole: RepositoryEvidence
    main: Unit | None = None
    parts: dict[str, RepositoryEvidence] = field(default_factory=dict)

    @classmethod
    def of(cls, evidence: RepositoryEvidence) -> "Views":
        """The views of a repository; one without several units has the whole alone."""
        if not evidence.units:
            return cls(evidence)
        main = main_unit(evidence.units)
        narrowing = Narrowing.of(evidence)
        chosen = (main,) if main else evidence.units
        return cls(evidence, main, {unit.path: narrowing.to(unit.path) for unit in chosen})

    def judged(self, observe: Observe) -> Observation:
        """What the probe says of the main part, or of all parts together.

        Where it says of some parts what it does not say of others, which one is meant has to be
        chosen first: that is *unavailable*, with the count.
        """
        whole = observe(self.whole)
        seen = {path: observe(part) for path, part in self.parts.items()}
        if not seen or all(item == whole for item in seen.values()):
            return whole
        if self.main:
            return _in(self.main, seen[self.main.path], len(self.whole.units))
        return _together(whole, seen)


def _in(main: Unit, seen: Observation, units: int) -> Observation:
    place = "the part at the top" if main.path == TOP else main.path
    return seen.model_copy(
        update={"observed": f"in {place} (main of {units} units): {seen.observed}"}
    )


def _together(whole: Observation, seen: dict[str, Observation]) -> Observation:
    told = {path: item for path, item in seen.items() if item.outcome is not Outcome.NOT_APPLICABLE}
    outcomes = {item.outcome for item in told.values()}
    if not told or (Outcome.PRESENT not in outcomes and whole.outcome is not Outcome.PRESENT):
        return whole
    first = whole if whole.outcome in outcomes else next(iter(told.values()))
    if len(outcomes) > 1 and Outcome.PRESENT in outcomes:
        return _mixed(told)
    has = len(told) if Outcome.PRESENT in outcomes else 0
    return first.model_copy(update={"observed": f"{has} of {len(told)} units: {first.observed}"})


def _mixed(told: dict[str, Observation]) -> Observation:
    having = [path for path, item in told.items() if item.outcome is Outcome.PRESENT]
    others = [path for path in told if path not in having]
    observed = f"{len(having)} of {len(told)} units ({_list(having)}); not in {_list(others)}"
    places = tuple(place for path in having for place in told[path].places[:1])[:8]
    return Observation(
        outcome=Outcome.UNAVAILABLE,
        observed=observed,
        places=places,
        remedy="Choose the unit of this use case among the options of the source, and look again.",
    )


def _list(paths: list[str]) -> str:
    more = f" and {len(paths) - _NAMED} more" if len(paths) > _NAMED else ""
    return ", ".join(paths[:_NAMED]) + more
