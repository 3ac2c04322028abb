"""Whether served features are those that training has."""

import math

from assessment.connectors.tables.evidence import DatasetEvidence
from assessment.connectors.tables.measures import Parity
from assessment.model import Outcome
from assessment.observation import Observation


def observe(evidence: DatasetEvidence) -> Observation:
    """The share of keys with a differing value decides, where there are keys enough to tell."""
    parity, limit = evidence.parity, evidence.objectives.mismatch_limit
    if parity is None:
        return Observation(
            outcome=Outcome.UNAVAILABLE, observed="no table of served features is named"
        )
    if parity.reason or not parity.both:
        return Observation(
            outcome=Outcome.UNAVAILABLE, observed=parity.reason or "no key is in both"
        )
    share = parity.differing / parity.both
    needed = math.ceil(3 / limit)  # so many without one bound the share below the limit, at 95 %
    if parity.both < needed and share <= limit:
        few = f"{parity.both:,} keys in both tables, and {needed:,} are needed"
        return Observation(outcome=Outcome.UNAVAILABLE, observed=few, remedy="Export more keys.")
    query = f"{evidence.name} joined with {parity.other} by {parity.key}"
    return Observation(
        outcome=Outcome.ABSENT if share > limit else Outcome.PRESENT,
        observed=_seen(parity),
        places=tuple(
            evidence.place(item.column, query) for item in parity.columns[:5] if item.differing
        )
        or (evidence.place("", query),),
        readings=tuple(
            evidence.reading(metric, value, "ratio", query).model_copy(
                update={"n": float(parity.both)}
            )
            for metric, value in (("feature_parity", 1 - share), ("row_mismatch_ratio", share))
        ),
    )


def _seen(parity: Parity) -> str:
    seen = f"{parity.differing:,} of {parity.both:,} keys differ"
    worst = [item for item in parity.columns if item.differing][:3]
    if worst:
        seen += " (" + ", ".join(f"{item.column} {item.differing:,}" for item in worst) + ")"
    if worst and worst[0].mean_error is not None:
        seen += f"; {worst[0].column} is off by {worst[0].mean_error:.3g} on average"
    if parity.only_here or parity.only_there:
        seen += f"; {parity.only_here:,} keys only offline, {parity.only_there:,} only online"
    if repeated := parity.repeated_here + parity.repeated_there:
        seen += f"; {repeated:,} keys left out that come twice"
    return seen
