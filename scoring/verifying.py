"""What to verify first: where a few minutes of looking could turn the verdict."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from content.model import Pack
from scoring.model import CapabilityScore
from scoring.pivots import closed, closed_level
from scoring.sensitivity import Basis, at_level, share, with_beliefs
from scoring.turning_model import Verification

SHOWN = 8
_GATE_ANCHOR = 3


@dataclass(frozen=True, kw_only=True)
class Look:
    """A probe that could settle a capability: what it states, and which sources can carry it."""

    probe: str
    statement: str
    connectors: tuple[str, ...]
    anchor: int


def verify_first(
    made: Basis,
    pack: Pack,
    smallest: Collection[str],
    looks: Mapping[str, Collection[Look]],
    seen: Collection[str] = (),
) -> tuple[tuple[Verification, ...], tuple[str, ...]]:
    """The list, and what is closed beside each entry (nothing, where single ones turn it).

    P(flip) × importance / minutes, the highest first (judging rules, §5).

    P(flip) is the chance that knowing a capability's true level changes the verdict; where no
    single one does, with the other members of ``smallest`` closed. ``looks`` holds by capability
    the probes that speak for it, ``seen`` the ids of those that came to a conclusion already.
    """
    beside: Collection[str] = ()
    chances = _flips(made, beside)
    if not any(chances.values()):
        beside = smallest
        chances = _flips(made, beside) if smallest else {}
    found = [
        _verification(made, pack, made.score(name), chance, beside, looks.get(name, ()), seen)
        for name, chance in chances.items()
        if chance > 0
    ]
    ranked = sorted(found, key=lambda item: (-item.urgency, item.capability))
    return tuple(ranked[:SHOWN]), tuple(beside)


def _flips(made: Basis, beside: Collection[str]) -> dict[str, float]:
    """Capability -> chance that its true level gives another verdict than today's."""
    wanted = [item for item in made.judged.scores if item.applicable]
    if beside:
        wanted = [item for item in wanted if item.id in beside]
    return {item.id: _flip(made, item, [n for n in beside if n != item.id]) for item in wanted}


def _flip(made: Basis, item: CapabilityScore, others: Iterable[str]) -> float:
    start = with_beliefs(made, closed(made, others))
    return sum(
        chance
        for level, chance in enumerate(item.belief, start=1)
        if with_beliefs(start, {item.id: at_level(level)}).verdict is not made.verdict
    )


def _verification(
    made: Basis,
    pack: Pack,
    item: CapabilityScore,
    flips: float,
    beside: Collection[str],
    looks: Collection[Look],
    seen: Collection[str],
) -> Verification:
    judgement, content = pack.judgements.turning, pack.capability(item.id)
    look = settling(looks, seen)
    if look:
        how, minutes = "probe", judgement.probe_minutes
    elif not item.answered:
        how, minutes = "ask", content.minutes
    else:
        how, minutes = "read", judgement.reading_minutes
    others = [name for name in beside if name != item.id]
    proved = closed(made, others) | {item.id: at_level(closed_level(item))}
    return Verification(
        capability=item.id,
        how=how,
        probe=look.probe if look else "",
        statement=look.statement if look else "",
        connectors=look.connectors if look else (),
        who=content.who,
        minutes=minutes,
        flips=flips,
        importance=item.weight,
        urgency=flips * item.weight / minutes,
        share=share(with_beliefs(made, proved)),
    )


def settling(looks: Collection[Look], seen: Collection[str]) -> Look | None:
    """The probe that has not come to a conclusion yet and speaks for the anchor nearest to 3."""
    left = [look for look in looks if look.probe not in seen]
    return min(
        left,
        key=lambda look: (abs(look.anchor - _GATE_ANCHOR), -look.anchor, look.probe),
        default=None,
    )
