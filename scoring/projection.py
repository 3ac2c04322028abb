"""What the verdict will be if the work succeeds: day by day, and what stays open."""

from collections.abc import Sequence
from datetime import date

from scoring.capability import Belief
from scoring.model import GateReason, Verdict
from scoring.perturbation import rank
from scoring.roadmap_model import PlannedInitiative, ProjectedVerdict, Status
from scoring.sensitivity import Basis, at_level, share, with_beliefs


def projected(
    made: Basis, rows: Sequence[PlannedInitiative], wanted: Verdict, today: date
) -> tuple[tuple[ProjectedVerdict, ...], tuple[GateReason, ...]]:
    """The verdict today, on each day on which it turns, and at the plan's end; and what is left.

    An initiative has succeeded when its proof window has ended in four of five runs: then its
    capability is known to be at its target. The days are those, ``today`` the first.
    """
    settled: dict[str, Belief] = {}
    found = [_on(today, made, settled, wanted)]
    last = found[0]
    for row in sorted(rows, key=lambda item: (_day(item, today), item.id)):
        if row.status is Status.DROPPED:
            continue
        settled[row.capability] = at_level(row.to_level)
        last = _on(_day(row, today), made, settled, wanted)
        if last.verdict is not found[-1].verdict:
            found = [item for item in found if item.day != last.day or item is found[0]]
            found.append(last)
    if last.day != found[-1].day:
        found.append(last)
    after = with_beliefs(made, settled)
    return tuple(found), tuple(in_the_way(after, wanted))


def in_the_way(made: Basis, wanted: Verdict) -> list[GateReason]:
    """The reasons that keep a judgement from a verdict."""
    return [item for item in made.judged.reasons if rank(item.blocks) <= rank(wanted)]


def _day(row: PlannedInitiative, today: date) -> date:
    return today if row.status is Status.PROVED and row.inherited is None else row.proof_end


def _on(day: date, made: Basis, settled: dict[str, Belief], wanted: Verdict) -> ProjectedVerdict:
    then = with_beliefs(made, settled)
    named = {item.capability or item.area for item in in_the_way(then, wanted)}
    return ProjectedVerdict(
        day=day, verdict=then.verdict, share=share(then, wanted), open=len(named)
    )
