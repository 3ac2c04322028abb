"""What an initiative is worth: (Δgate · V + D) · C / E, with its parts (judging rules, §6)."""

from collections.abc import Iterable, Sequence

from content.judgement import PlanningJudgement
from scoring.capability import Belief
from scoring.model import Verdict
from scoring.perturbation import rank
from scoring.roadmap_model import PlanInputs, Priority
from scoring.selection import FINISHED, Candidate
from scoring.sensitivity import Basis, at_level, share, with_beliefs


def priorities(
    held: Sequence[Candidate],
    made: Basis,
    wanted: Verdict,
    inputs: PlanInputs,
    judgement: PlanningJudgement,
) -> dict[str, Priority]:
    """The priority of each initiative, by id.

    The share is that of perturbed judgements ending in ``wanted`` or above. The plan that closes
    all blockers settles every capability in the way of ``wanted``, whoever does it, and all that
    this plan holds to open the gate.
    """
    value, stated = _value(inputs)
    closed = _all_closed(held, made, wanted)
    today, at_best = share(made, wanted), share(with_beliefs(made, closed), wanted)
    found: dict[str, Priority] = {}
    for item in held:
        name = item.score.id
        alone = with_beliefs(made, {name: succeeded(item)})
        rise = max(0.0, share(alone, wanted) - today)
        fall = 0.0
        if name in closed:
            rest = {other: belief for other, belief in closed.items() if other != name}
            fall = max(0.0, at_best - share(with_beliefs(made, rest), wanted))
        gate = (rise + fall) / 2
        duty = _duty(item.id, inputs, value, judgement) + gate * _duty("", inputs, value, judgement)
        confidence = sum(item.score.belief[: item.to_level - 1])
        found[item.id] = Priority(
            rise=rise,
            fall=fall,
            gate=gate,
            value=value,
            stated=stated,
            duty=duty,
            confidence=confidence,
            effort=item.mid,
            own=(gate * value + duty) * confidence / item.mid,
        )
    return found


def succeeded(item: Candidate) -> Belief:
    """What is known of a capability once its exit criterion has held: it is at its target."""
    return at_level(item.to_level)


def _value(inputs: PlanInputs) -> tuple[float, bool]:
    """V, the middle of the value at stake a quarter; 1 where nobody has stated one."""
    known = [value for value in (inputs.value_low, inputs.value_high) if value is not None]
    return (sum(known) / len(known), True) if known and sum(known) > 0 else (1.0, False)


def _duty(name: str, inputs: PlanInputs, value: float, judgement: PlanningJudgement) -> float:
    """D of an initiative, or of the gate for an empty name, in the unit of ``value``.

    Money cannot be set against a value that nobody stated: then every duty weighs the pack's share.
    """
    unstated = judgement.duty_share * value
    costs = [duty.cost for duty in inputs.duties if duty.initiative == name]
    known = _value(inputs)[1]
    return sum(cost if cost is not None and known else unstated for cost in costs)


def _all_closed(held: Iterable[Candidate], made: Basis, wanted: Verdict) -> dict[str, Belief]:
    """Every capability in the way of ``wanted``, and all that opens the gate, at its target."""
    named = {
        reason.capability
        for reason in made.judged.reasons
        if reason.capability is not None and rank(reason.blocks) <= rank(wanted)
    }
    closed = {item.id: at_level(item.target) for item in made.judged.scores if item.id in named}
    closed |= {
        item.score.id: succeeded(item)
        for item in held
        if item.opens_gate or (item.status in FINISHED and item.score.id in named)
    }
    return closed
