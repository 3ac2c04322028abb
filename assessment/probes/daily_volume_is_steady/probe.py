"""Whether the days of a table have the rows that they usually have."""

from assessment.connectors.tables.evidence import DatasetEvidence
from assessment.connectors.tables.measures import OddPeriod, Volume
from assessment.model import Outcome
from assessment.observation import Observation

SHOWN = 3


def observe(evidence: DatasetEvidence) -> Observation:
    """A missing, short or doubled day is absent; one that is busier than usual is only told."""
    volume = evidence.volume
    if volume is None:
        seen = "no column of event times is known"
        return Observation(outcome=Outcome.UNAVAILABLE, observed=seen)
    if volume.reason:
        return Observation(outcome=Outcome.UNAVAILABLE, observed=volume.reason)
    broken = [item for item in volume.odd if item.kind != "high"]
    query = f"count(*) by {volume.period} of {volume.column}"
    reading = evidence.reading("odd_volume_days", float(_days(broken)), "count", query)
    return Observation(
        outcome=Outcome.ABSENT if broken else Outcome.PRESENT,
        observed=_seen(volume, broken),
        places=(evidence.place(volume.column, query),),
        readings=(reading.model_copy(update={"trend": volume.trend}),),
    )


def _days(odd: list[OddPeriod]) -> int:
    return len({item.starts.date() for item in odd})


def _seen(volume: Volume, broken: list[OddPeriod]) -> str:
    busy = [item for item in volume.odd if item.kind == "high"]
    note = f"; {_told(volume, busy[0])} is busier than usual" if busy else ""
    if not broken:
        return (
            f"{volume.judged} {volume.period}s like their own history of {_history(volume)}{note}"
        )
    named = ", ".join(f"{_told(volume, item)} {item.kind}" for item in broken[:SHOWN])
    more = f" and {len(broken) - SHOWN} more" if len(broken) > SHOWN else ""
    return f"{len(broken)} of {volume.judged} {volume.period}s do not fit: {named}{more}{note}"


def _told(volume: Volume, item: OddPeriod) -> str:
    at = item.starts.strftime("%Y-%m-%d" if volume.period == "day" else "%Y-%m-%d %H:00")
    return f"{at} ({item.rows:,} rows, usually {item.expected:,.0f})"


def _history(volume: Volume) -> str:
    return f"{volume.counted - volume.judged} {volume.period}s"
