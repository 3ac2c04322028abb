"""What the verdict and the index will be if the work succeeds: step by step, and what stays open."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from content.judgement import Judgements
from scoring.areas import Draws, band, drawn, log_index, overall
from scoring.belief import Array
from scoring.capability import Belief
from scoring.model import CapabilityScore, GateReason, Verdict
from scoring.perturbation import rank
from scoring.roadmap_model import ClimbStep, PlannedInitiative, ProjectedVerdict, Status
from scoring.sensitivity import Basis, at_level, share, with_beliefs


@dataclass(frozen=True)
class Walk:
    """The judgement today and after each proof, in the order of their days.

    An initiative has succeeded when its proof window has ended in four of five runs: then its
    capability is known to be at its target.
    """

    today: ProjectedVerdict
    steps: tuple[tuple[PlannedInitiative, ProjectedVerdict], ...]
    before: Basis
    after: Basis


def walk(made: Basis, rows: Sequence[PlannedInitiative], wanted: Verdict, today: date) -> Walk:
    """The judgement made again after each initiative; one that was dropped is passed over."""
    settled: dict[str, Belief] = {}
    steps = []
    for row in sorted(rows, key=lambda item: (_day(item, today), item.id)):
        if row.status is not Status.DROPPED:
            settled[row.capability] = at_level(row.to_level)
            steps.append((row, _on(_day(row, today), made, settled, wanted)))
    after = with_beliefs(made, settled)
    return Walk(_on(today, made, {}, wanted), tuple(steps), made, after)


def projected(held: Walk) -> tuple[ProjectedVerdict, ...]:
    """The verdict today, on each day on which it turns, and at the plan's end."""
    found = [held.today]
    last = held.today
    for _, last in held.steps:
        if last.verdict is not found[-1].verdict:
            found = [item for item in found if item.day != last.day or item is found[0]]
            found.append(last)
    if last.day != found[-1].day:
        found.append(last)
    return tuple(found)


def stays_open(held: Walk, wanted: Verdict) -> tuple[GateReason, ...]:
    """What stands in the way of the wanted verdict when all work has succeeded."""
    return tuple(in_the_way(held.after, wanted))


def climb(held: Walk) -> tuple[ClimbStep, ...]:
    """The overall index (level 1 to 5) and the share today and after each proof.

    The index is that of the score: the median of the draws, with what is proved drawn at its
    target. Empty where nothing is scored.
    """
    judged = held.before.judged
    draws = dict(judged.draws)
    areas = {item.area: _log(judged.scores, item.area, draws) for item in judged.scores}
    proved = {item.id: item for item in held.after.judged.scores}
    found = [_reached("", held.today, areas, judged.judgements)]
    for row, then in held.steps:
        score = proved[row.capability]
        draws.update(drawn([score], judged.judgements))
        areas[score.area] = _log(judged.scores, score.area, draws)
        found.append(_reached(row.id, then, areas, judged.judgements))
    return tuple(step for step in found if step is not None)


def _log(scores: Sequence[CapabilityScore], area: str, draws: Draws) -> Array | None:
    return log_index([item for item in scores if item.area == area], draws)


def _reached(
    initiative: str,
    then: ProjectedVerdict,
    areas: Mapping[str, Array | None],
    judgements: Judgements,
) -> ClimbStep | None:
    index = band(overall(areas, judgements))
    if index is None:
        return None
    return ClimbStep(initiative=initiative, day=then.day, index=index.level, share=then.share,
                     verdict=then.verdict)  # fmt: skip


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
