"""Exit criteria: each condition in words, with its metric's newest reading and what it says."""

import operator
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from assessment.model import Finding, Outcome, Overrule, Reading, is_stale
from content.model import AttestedCondition, Initiative, MeasuredCondition, Pack
from content.traits import Traits
from scoring.proof_model import Attempt
from scoring.roadmap_model import ConditionState, PlannedCondition
from scoring.witnesses import in_force

COMPARISONS: dict[str, Callable[[float, float], bool]] = {
    "<=": operator.le,
    ">=": operator.ge,
    "<": operator.lt,
    ">": operator.gt,
    "=": operator.eq,
}
SIGNS = {"<=": "≤", ">=": "≥", "<": "<", ">": ">", "=": "="}
NO_BREAK = "\u00a0"
"""A value and its unit never part at the end of a line."""
SECONDS = {"m": 60, "h": 3600, "d": 86400}
WINDOW_WORDS = {"m": "minutes", "h": "hours", "d": "days"}


@dataclass(frozen=True, kw_only=True)
class Read:
    """The newest reading of one metric and where it came from."""

    reading: Reading
    finding: str
    source: str
    stale: bool


@dataclass(frozen=True, kw_only=True)
class Readings:
    """What the sources gave: the newest reading by metric, and metrics that could not be read."""

    newest: Mapping[str, Read] = field(default_factory=dict)
    unavailable: Mapping[str, str] = field(default_factory=dict)
    """Metric id -> what to try, where a source was asked and could not answer."""


def readings_of(
    findings: Iterable[Finding],
    overrules: Collection[Overrule],
    metrics_of_probe: Mapping[str, tuple[str, ...]],
    as_of: datetime,
    attempts: Iterable[Attempt] = (),
) -> Readings:
    """The newest reading of every metric in ``findings`` and ``attempts`` to read it again.

    Overruled findings are left out, and so is what they read.
    """
    aside = {item.finding for item in overrules if in_force(item, as_of)}
    newest: dict[str, Read] = {}
    unavailable: dict[str, str] = {}
    counted = [item for item in findings if item.id not in aside]
    for finding in sorted(counted, key=lambda item: (item.observed_at, item.id)):
        if finding.outcome in (Outcome.UNAVAILABLE, Outcome.ERROR):
            for metric in metrics_of_probe.get(finding.probe, ()):
                unavailable[metric] = finding.remedy or finding.observed
        for reading in finding.readings:
            newest[reading.metric] = _newer(newest.get(reading.metric), finding, reading, as_of)
    again = (item for item in attempts if not item.finding)
    for attempt in sorted(again, key=lambda item: item.at):
        if attempt.reading is None:
            unavailable[attempt.metric] = attempt.could_not
        elif _is_newer(attempt.reading, newest.get(attempt.metric)):
            newest[attempt.metric] = _read_again(attempt, attempt.reading, as_of)
    return Readings(newest=newest, unavailable=unavailable)


def _newer(known: Read | None, finding: Finding, reading: Reading, as_of: datetime) -> Read:
    if known is not None and known.reading.read_at > reading.read_at:
        return known
    stale = is_stale(finding.valid_until, as_of)
    return Read(reading=reading, finding=finding.id, source=finding.source, stale=stale)


def _is_newer(given: Reading, known: Read | None) -> bool:
    return known is None or given.read_at > known.reading.read_at


def _read_again(attempt: Attempt, given: Reading, as_of: datetime) -> Read:
    ends = attempt.valid_until
    stale = ends is not None and is_stale(ends, as_of)
    return Read(reading=given, finding=attempt.finding, source=attempt.source, stale=stale)


def conditions(
    pack: Pack, initiative: Initiative, readings: Readings, traits: Traits | None
) -> tuple[PlannedCondition, ...]:
    """Every condition of an initiative's exit criterion as it stands now."""
    return tuple(
        _attested(item)
        if isinstance(item, AttestedCondition)
        else _measured(pack, item if traits is None else item.for_traits(traits), readings)
        for item in initiative.exit.conditions
    )


def attested_text(item: AttestedCondition) -> str:
    """What is stated, by whom, and what shows it."""
    statement = item.statement.rstrip(".")
    return f"{statement}: stated by {item.who}, shown by {_lowered(item.artefact)}"


def _attested(item: AttestedCondition) -> PlannedCondition:
    note = "A second person accepts the artefact."
    return PlannedCondition(
        id=item.id, text=attested_text(item), state=ConditionState.TO_ATTEST, note=note
    )


def _lowered(text: str) -> str:
    """A phrase as it stands inside a sentence; an acronym keeps its capitals."""
    return text[:1].lower() + text[1:] if not text[1:2].isupper() else text


def _measured(pack: Pack, item: MeasuredCondition, readings: Readings) -> PlannedCondition:
    name = pack.metric(item.metric).name
    target = f"{SIGNS[item.comparison]} {quantity(item.target, item.unit)}"
    read = readings.newest.get(item.metric)
    state, note = _state(item, read, readings)
    return PlannedCondition(
        id=item.id,
        text=f"{name} {target}{window_words(item.window)}",
        metric=item.metric,
        metric_name=name,
        target=target,
        unit=item.unit,
        target_value=item.target,
        comparison=item.comparison,
        window=item.window,
        reading=read.reading if read else None,
        source=read.source if read else "",
        finding=read.finding if read else "",
        state=state,
        note=note,
    )


def quantity(value: float, unit: str) -> str:
    """A number with its unit as people write it; a ratio as a percentage, a bare count alone."""
    if unit == "ratio":
        return f"{round(value * 100, 6):g}{NO_BREAK}%"
    plain = f"{value:,.10g}".replace(",", NO_BREAK)
    return plain if unit in ("count", "") else f"{plain}{NO_BREAK}{unit}"


def window_seconds(window: str) -> float:
    """Length of a window such as ``30d``, ``1h`` or ``5m`` in seconds; ``0d`` is one reading."""
    return float(window[:-1]) * SECONDS[window[-1]]


def window_words(window: str) -> str:
    """`` over 30 days`` for ``30d``; nothing where one reading is enough."""
    number = float(window[:-1])
    if number == 0:
        return ""
    words = WINDOW_WORDS[window[-1]]
    return f" over {number:g} {words.removesuffix('s') if number == 1 else words}"


Stand = tuple[ConditionState, str]


def _state(item: MeasuredCondition, read: Read | None, readings: Readings) -> Stand:
    """Whether the condition holds now, and what a reader must know beside it."""
    if read is None:
        if item.metric in readings.unavailable:
            return ConditionState.UNAVAILABLE, readings.unavailable[item.metric]
        return ConditionState.NOT_READ, "" if item.connectors else "Needs a recorded reading."
    if read.reading.unit != item.unit:
        units = f"Read in {read.reading.unit or 'no unit'}, the target is in {item.unit}."
        return ConditionState.UNCERTAIN, units
    return _of_reading(item, read)


def holds(item: MeasuredCondition, reading: Reading) -> bool | None:
    """Whether the target is met by a reading and by both ends of its interval.

    ``None`` where it cannot tell: the reading is in another unit, or the target lies within.
    """
    if reading.unit != item.unit:
        return None
    ends = [end for end in (reading.low, reading.high) if end is not None]
    compare = COMPARISONS[item.comparison]
    said = {compare(value, item.target) for value in (reading.value, *ends)}
    return None if len(said) > 1 else said.pop()


def _of_reading(item: MeasuredCondition, read: Read) -> Stand:
    reading, said = read.reading, holds(item, read.reading)
    if said is None:
        return ConditionState.UNCERTAIN, "The reading's interval contains the target."
    missing = _missing_history(item, reading)
    if not said:
        # What misses its target now has not held for the whole window, however little was seen.
        stale = "The reading is past its validity." if read.stale else ""
        return ConditionState.NOT_MET, stale or missing
    if missing:
        return ConditionState.UNCERTAIN, missing
    if read.stale:
        return ConditionState.UNCERTAIN, "The reading is past its validity: read it again."
    return ConditionState.MET, ""


def _missing_history(item: MeasuredCondition, reading: Reading) -> str:
    """A sentence where the source held less than the window; nothing where it held enough.

    A reading that states no history cannot show a whole window either.
    """
    wanted = window_seconds(item.window)
    if wanted == 0:
        return ""
    if reading.history_seconds is None:
        return f"The source does not say how much history it holds; {item.window} is asked."
    if reading.history_seconds >= wanted * (1 - 1e-6):
        return ""
    return f"Only {duration(reading.history_seconds)} of history, {duration(wanted)} is asked."


def duration(seconds: float) -> str:
    """A length of time in the largest unit that fits: ``30 days``, ``5 hours``, ``12 minutes``."""
    length = timedelta(seconds=seconds)
    for unit, size in (("day", timedelta(days=1)), ("hour", timedelta(hours=1))):
        if length >= size:
            return _plural(int(length / size), unit)
    return _plural(int(length / timedelta(minutes=1)), "minute")


def _plural(number: int, unit: str) -> str:
    return f"{number} {unit}" if number == 1 else f"{number} {unit}s"
