"""Whether an experiment's split can be trusted."""

from assessment.connectors.tables.evidence import DatasetEvidence
from assessment.connectors.tables.measures import Experiment
from assessment.model import Outcome
from assessment.observation import Observation


def observe(evidence: DatasetEvidence) -> Observation:
    """Absent where the split is not the planned one, or units changed sides."""
    seen, goals = evidence.experiment, evidence.objectives
    if seen is None:
        return Observation(
            outcome=Outcome.UNAVAILABLE, observed="no assignment of variants is named"
        )
    if seen.reason or seen.p is None:
        return Observation(
            outcome=Outcome.UNAVAILABLE, observed=seen.reason or "nothing was assigned"
        )
    mixed = seen.units_in_several > goals.mismatch_limit * seen.units
    query = f"chi-square of {seen.column} against its plan"
    reading = evidence.reading("sample_ratio_p", seen.p, "p-value", query)
    return Observation(
        outcome=Outcome.ABSENT if mixed or seen.p < goals.split_p_limit else Outcome.PRESENT,
        observed=_seen(seen, seen.p),
        places=(evidence.place(seen.column, query),),
        readings=(reading.model_copy(update={"n": float(seen.units)}),),
        remedy=MIXED if mixed and seen.p >= goals.split_p_limit else "",
    )


MIXED = "Assign by a hash of the unit's id, so that a unit that comes back gets the same variant."


def _seen(seen: Experiment, p: float) -> str:
    arms = ", ".join(
        f"{item.name} {item.units:,} (planned {item.share:.1%})" for item in seen.variants
    )
    told = f"p = {p:.2g} for {arms}"
    if seen.units_in_several:
        told += f"; {seen.units_in_several:,} units have several variants"
    return told
