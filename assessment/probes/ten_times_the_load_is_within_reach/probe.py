"""Whether ten times the present peak fits below every limit that is known."""

import math

from assessment.connectors.runtime.capacity_evidence import Capacity, Ceiling, Load
from assessment.connectors.runtime.evidence import RuntimeEvidence
from assessment.connectors.runtime.law_saying import law_told, passed_its_peak
from assessment.model import Outcome, Place, Reading
from assessment.observation import Observation

METRIC = "load_within_reach"


def observe(evidence: RuntimeEvidence) -> Observation:
    """A limit that is surely too low is absent; limits that what was seen fits below are present.

    What one instance was seen to carry is only the least that it can: it proves room, never the
    lack of it. The lack is proved by a fitted peak, or by how full it was at the peak.
    """
    capacity = evidence.capacity
    if not capacity.loaded.read:
        return capacity.loaded.unavailable()
    load = capacity.load
    if load is None:
        return Observation(outcome=Outcome.UNAVAILABLE, observed="no load was seen")
    wanted = evidence.objectives.load_multiple
    if low := [item for item in capacity.ceilings if _most(evidence, load, item) < wanted]:
        return _judged(evidence, load, Outcome.ABSENT, _too_low(evidence, load, low))
    scaling = [item for item in capacity.ceilings if item.unit == "replicas"]
    reached = min((_least(load, item) for item in capacity.ceilings), default=0.0)
    if scaling and reached >= wanted:
        return _judged(evidence, load, Outcome.PRESENT, _within(load, capacity.ceilings, wanted))
    return _judged(
        evidence, load, Outcome.UNAVAILABLE, _unknown(load, scaling),
        "Name the namespace and workload (or limits), or run a stepped load test.",
    )  # fmt: skip


def _least(load: Load, item: Ceiling) -> float:
    """Peaks that surely fit below a ceiling, by what instances were seen to carry."""
    if item.unit == "requests/s":
        return item.value / load.peak
    return item.value * (load.carried or 0.0) / load.peak


def _most(evidence: RuntimeEvidence, load: Load, item: Ceiling) -> float:
    """Peaks that can fit below a ceiling at most; infinite where one instance's limit is unknown."""
    if item.unit == "requests/s":
        return item.value / load.peak
    return item.value * _limit(evidence, load) / load.peak


def _limit(evidence: RuntimeEvidence, load: Load) -> float:
    """Requests a second that one instance can carry at most."""
    law, full = evidence.capacity.law, evidence.signal("saturation").value
    known = [math.inf]
    if law and law.peak_rate and passed_its_peak(law, evidence.objectives.past_peak):
        known.append(law.peak_rate)
    if full and load.replicas and full > evidence.objectives.saturation_limit:
        known.append(load.peak / load.replicas / min(1.0, full))
    return min(known)


def _too_low(evidence: RuntimeEvidence, load: Load, low: list[Ceiling]) -> str:
    named = "; ".join(
        f"{item.name} allows {item.value:g} {item.unit}, "
        f"{_most(evidence, load, item):.1f} times the peak"
        for item in low
    )
    return f"{named} ({_peak(load)})"


def _within(load: Load, ceilings: tuple[Ceiling, ...], wanted: float) -> str:
    needed = math.ceil(wanted * load.peak / load.carried) if load.carried else 0
    named = ", ".join(f"{item.name} {item.value:g} {item.unit}" for item in ceilings)
    return (
        f"{wanted:g} times needs {needed} instances at the {load.carried or 0:.3g} requests a second "
        f"that one was seen to carry, below {named} ({_peak(load)})"
    )


def _unknown(load: Load, scaling: list[Ceiling]) -> str:
    if not scaling:
        return f"no ceiling of instances is known ({_peak(load)})"
    highest = max(_least(load, item) for item in scaling)
    named = ", ".join(f"{item.name} {item.value:g}" for item in scaling)
    return f"measured to {highest:.1f} times the peak with all of {named}; more was not seen ({_peak(load)})"


def _peak(load: Load) -> str:
    within = f" within {load.within_ms:g} ms" if load.within_ms else ""
    carried = f", one instance carried {load.carried:.3g}{within}" if load.carried else ""
    return f"peak {load.peak:.3g} requests a second{carried}"


def _law(capacity: Capacity, past: float) -> str:
    """The fit, or why it says nothing; never a point where the peak was not passed."""
    law = capacity.law
    return capacity.law_reason if law is None else law_told(law, past, "one instance")


def _judged(
    evidence: RuntimeEvidence, load: Load, outcome: Outcome, seen: str, remedy: str = ""
) -> Observation:
    capacity = evidence.capacity
    curve = _law(capacity, evidence.objectives.past_peak)
    place = Place(label=evidence.service or "load", query=load.query, url=load.url)
    above = tuple(Place(label=item.name, query=item.where) for item in capacity.ceilings[:4])
    return Observation(
        outcome=outcome,
        observed="; ".join(filter(None, (seen, curve))),
        places=(place, *above),
        readings=_readings(evidence, load),
        remedy=remedy,
    )


def _readings(evidence: RuntimeEvidence, load: Load) -> tuple[Reading, ...]:
    """The peaks that surely fit; nothing where no ceiling is known."""
    sure = [_least(load, item) for item in evidence.capacity.ceilings]
    if not sure or not all(sure):
        return ()
    most = min(_most(evidence, load, item) for item in evidence.capacity.ceilings)
    return (
        Reading(
            metric=METRIC, value=min(sure), unit="times", low=min(sure),
            high=most if math.isfinite(most) else None, n=float(load.moments), query=load.query,
            url=load.url, read_at=evidence.read_at, trend=load.trend,
        ),
    )  # fmt: skip
