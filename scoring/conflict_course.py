"""What happened to a conflict since it was last looked at: the pure half of following it."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime

from assessment.consensus import position
from assessment.model import Answer, Finding, Outcome, Overrule, Waiver
from content.applicability import not_applicable
from content.model import Pack
from content.values import Value
from scoring.conflict import Conflict, ConflictEvent, Disagreement, Resolution
from scoring.model import Inputs
from scoring.state import is_conflict, is_waived
from scoring.witnesses import in_force

Changed = Mapping[str, datetime]
"""Source id -> when somebody last changed where or how it is read."""


class Step(Value):
    """What there is to write down of one conflict.

    ``number`` is ``None`` for a new one; ``now`` is what is in force, ``None`` where nothing is.
    """

    number: int | None
    now: Disagreement | None
    events: tuple[ConflictEvent, ...]


def steps(
    known: Sequence[Conflict], in_force: Sequence[Disagreement], pack: Pack, inputs: Inputs,
    as_of: datetime, changed: Changed,
) -> tuple[Step, ...]:  # fmt: skip
    """From what was known to what is in force at ``as_of``; empty where nothing happened.

    The newest known conflict of a capability is the first that may come back.
    """
    left = list(in_force)
    found: list[Step] = []
    for item in sorted(known, key=lambda one: one.number, reverse=True):
        now = next((one for one in left if same_conflict(item, one)), None)
        if now is not None:
            left.remove(now)
        events = course(item, now, pack, inputs, as_of, changed)
        if events or (now is not None and not _same_content(item, now)):
            found.append(Step(number=item.number, now=now, events=events))
    found.reverse()
    found += [Step(number=None, now=now, events=opened(now, inputs, as_of)) for now in left]
    return tuple(found)


def _same_content(known: Conflict, now: Disagreement) -> bool:
    content = set(Disagreement.model_fields) - {"waived"}
    return known.model_dump(include=content) == now.model_dump(include=content)


def same_conflict(known: Conflict, now: Disagreement) -> bool:
    """Whether a disagreement is one that was known before.

    An open one stays the same whatever changes in it; a closed one comes back where one of the
    same probes contradicts the same capability at the same source again.
    """
    if known.capability != now.capability:
        return False
    return known.state != "closed" or bool(set(known.eyes) & set(now.eyes))


def opened(now: Disagreement, inputs: Inputs, as_of: datetime) -> tuple[ConflictEvent, ...]:
    """The first steps of a conflict, from when both claim and finding are there."""
    first = ConflictEvent(at=_since(now, inputs, as_of), what="opened", **_figures(now))
    return (first, _waiving(now, inputs, as_of)) if now.waived else (first,)


def course(
    known: Conflict, now: Disagreement | None, pack: Pack, inputs: Inputs, as_of: datetime,
    changed: Changed,
) -> tuple[ConflictEvent, ...]:  # fmt: skip
    """The steps from what was known to what is; none where nothing happened."""
    if now is None:
        if known.state == "closed":
            return ()
        return (closing(known, pack, inputs, as_of, changed),)
    found: list[ConflictEvent] = []
    if known.state == "closed":
        at = _back_at(known, _since(now, inputs, as_of), as_of)
        found.append(ConflictEvent(at=at, what="reopened", **_figures(now)))
    elif (known.claim, known.observed_high) != (now.claim, now.observed_high):
        found.append(ConflictEvent(at=_since(now, inputs, as_of), what="changed", **_figures(now)))
    found += _waived(known, now, inputs, as_of)
    return tuple(found)


def closing(
    known: Conflict, pack: Pack, inputs: Inputs, as_of: datetime, changed: Changed
) -> ConflictEvent:
    """Why a conflict is gone: who set the finding aside, corrected the answer, or what was seen."""
    if _is_out(known, pack, inputs):
        return ConflictEvent(at=as_of, what="closed", how=Resolution.OUT_OF_SCOPE)
    found = (
        _overruled(known, inputs, as_of)
        or _corrected(known, pack, inputs, as_of)
        or _seen(known, pack, inputs, changed)
    )
    return found or ConflictEvent(at=as_of, what="closed", how=Resolution.OUT_OF_SCOPE)


def _figures(now: Disagreement) -> dict[str, float]:
    return {"claim": now.claim, "observed_high": now.observed_high}


def _back_at(known: Conflict, since: datetime, as_of: datetime) -> datetime:
    """When a closed conflict came back: with new data, or at the end of what had closed it."""
    closed = known.closed
    if closed is None or since > closed.at:
        return since
    return closed.until if closed.until is not None and closed.until < as_of else as_of


def _since(now: Disagreement, inputs: Inputs, as_of: datetime) -> datetime:
    """When the newest of its claim and its findings was given; never after ``as_of``."""
    moments = [item.at for item in inputs.answers if item.capability == now.capability]
    moments += [item.observed_at for item in inputs.findings if item.id in now.findings]
    return min(as_of, max(moments, default=as_of))


def _waived(
    known: Conflict, now: Disagreement, inputs: Inputs, as_of: datetime
) -> list[ConflictEvent]:
    last = known.closed if known.state == "waived" else None
    if now.waived:
        step = _waiving(now, inputs, as_of)
        return [] if last is not None and last.at == step.at else [step]
    if last is None:
        return []
    ran_out = last.until if last.until and last.until < as_of else as_of
    return [ConflictEvent(at=ran_out, what="reopened", **_figures(now))]


def _waiving(now: Disagreement, inputs: Inputs, as_of: datetime) -> ConflictEvent:
    waiver = _waiver(now, inputs.waivers, as_of)
    return ConflictEvent(
        at=waiver.at, what="closed", how=Resolution.WAIVED, by=waiver.by,
        second=waiver.second, note=waiver.reason, until=waiver.until,
    )  # fmt: skip


def _waiver(now: Disagreement, waivers: Iterable[Waiver], as_of: datetime) -> Waiver:
    held = (item for item in waivers if is_waived((item,), now.capability, now.critical, as_of))
    return max(held, key=lambda item: item.at)


def _is_out(known: Conflict, pack: Pack, inputs: Inputs) -> bool:
    profile = pack.profile(inputs.profile)
    mine = [item for item in inputs.answers if item.capability == known.capability]
    nobody = bool(mine) and position(mine, {}, mine[0].at).does_not_apply
    return nobody or known.capability in not_applicable(pack, profile, inputs.traits)


def _overruled(known: Conflict, inputs: Inputs, as_of: datetime) -> ConflictEvent | None:
    mine = {item.id for item in _at_its_eyes(known, inputs.findings)}
    aside: list[Overrule] = [
        item for item in inputs.overrules if item.finding in mine and in_force(item, as_of)
    ]
    if not aside:
        return None
    last = max(aside, key=lambda item: item.at)
    return ConflictEvent(
        at=last.at, what="closed", how=Resolution.OVERRULED, by=last.by, second=last.second,
        note=last.reason, finding=last.finding, until=last.until,
    )  # fmt: skip


def _corrected(
    known: Conflict, pack: Pack, inputs: Inputs, as_of: datetime
) -> ConflictEvent | None:
    """The claim alone explains it: held against what was seen then, it is no conflict now."""
    mine = [item for item in inputs.answers if item.capability == known.capability]
    claim = position(mine, {}, as_of).claim
    if claim is not None:
        critical = known.capability in pack.profile(inputs.profile).critical
        over = claim - known.observed_high
        if claim >= known.claim or is_conflict(over, critical, pack.judgements.thresholds):
            return None
    last: Answer | None = max(mine, key=lambda item: item.at, default=None)
    return ConflictEvent(
        at=min(as_of, last.at) if last else as_of, what="closed", how=Resolution.ANSWER_CORRECTED,
        by=last.entered_by if last else "", respondent=last.respondent if last else "",
        note=last.comment if last else "", claim=claim, observed_high=known.observed_high,
    )  # fmt: skip


def _seen(known: Conflict, pack: Pack, inputs: Inputs, changed: Changed) -> ConflictEvent | None:
    """The newest reading that speaks otherwise; of a source that was changed first, a fixed probe."""
    again = [item for item in _at_its_eyes(known, inputs.findings) if not _absent(item)]
    since = _last_seen(known)
    others = [
        item
        for item in inputs.findings
        if item.observed_at > since and _speaks(item, pack.id, known.capability)
    ]
    last = max(again or others, key=lambda item: item.observed_at, default=None)
    if last is None:
        return None
    moved = changed.get(last.source)
    fixed = moved is not None and since < moved <= last.observed_at
    how = Resolution.PROBE_FIXED if fixed else Resolution.LATER_FINDING
    return ConflictEvent(at=last.observed_at, what="closed", how=how, finding=last.id)


def _at_its_eyes(known: Conflict, findings: Iterable[Finding]) -> list[Finding]:
    return [item for item in findings if (item.probe, item.source) in known.eyes]


def _absent(finding: Finding) -> bool:
    return finding.outcome is Outcome.ABSENT


def _speaks(finding: Finding, pack_id: str, capability: str) -> bool:
    bears = any((item.pack, item.capability) == (pack_id, capability) for item in finding.bearings)
    return finding.outcome is Outcome.PRESENT and bears


def _last_seen(known: Conflict) -> datetime:
    """When the conflict last opened: a source that was changed later was changed for it."""
    return max(item.at for item in known.events if item.what in ("opened", "reopened"))
