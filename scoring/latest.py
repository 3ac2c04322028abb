"""How late each initiative may end: a delay is passed on to all that waits for it."""

from collections.abc import Iterable, Mapping

from scoring.schedule import Schedule, Work
from scoring.staffing import Staffing


def latest_ends(
    plan: Schedule,
    works: Iterable[Work],
    staff: Mapping[str, Staffing],
    limits: Mapping[str, float],
) -> dict[str, float]:
    """How late each initiative may end so that none passes its limit (working weeks).

    A delay is passed on to what waits for it: the next work of the same role, and every dependent.
    Pinned work starts when it was told to.
    """
    latest = dict(limits)
    by_id = {work.id: work for work in works}
    waits = [(work.id, name) for work in by_id.values() for name in work.prerequisites]
    next_in_role: dict[str, float] = {}
    for slot in reversed(plan.slots):
        end = min(latest[slot.work], next_in_role.get(slot.role, latest[slot.work]))
        start = staff[slot.role].start(end, slot.effort)
        if by_id[slot.work].pinned is not None:
            start = min(start, slot.start)
        next_in_role[slot.role] = start
        latest[slot.work] = min(latest[slot.work], end + plan.end(slot.work) - slot.end)
        for dependent, before in waits:
            if dependent == slot.work:
                latest[before] = min(latest[before], start)
    return latest
