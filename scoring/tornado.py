"""How far each capability alone moves the share, between the ends of what the evidence allows."""

from collections.abc import Collection

from scoring.model import CapabilityScore
from scoring.pivots import closed
from scoring.sensitivity import Basis, at_level, share, with_beliefs
from scoring.turning_model import Tornado, TornadoBar

MOVED = 0.01
"""A share moves where it moves by a point (judging rules, §5)."""
SHOWN = 8


def tornado(made: Basis, smallest: Collection[str]) -> Tornado:
    """Each capability set to its 10th and 90th percentile level in turn; the widest bars.

    Where no single one moves the share towards the aim by a point, each is moved with the *other*
    members of ``smallest`` closed: bars that only fall would hide what lifts it. Without such a set
    the single ones stay, and there are no bars where they move nothing either.
    """
    alone = _bars(made, ())
    lifted = any(bar.high - bar.now >= MOVED for bar in alone)
    if lifted or not smallest:
        return Tornado(bars=alone)
    return Tornado(closed=tuple(smallest), bars=_bars(made, smallest))


def _bars(made: Basis, beside: Collection[str]) -> tuple[TornadoBar, ...]:
    everything = with_beliefs(made, closed(made, beside))
    found = []
    for item in made.judged.scores:
        if item.applicable:
            others = [name for name in beside if name != item.id]
            member = len(others) < len(beside)
            start = with_beliefs(made, closed(made, others)) if member else everything
            found.append(_bar(start, item))
    moving = [bar for bar in found if bar.swing >= MOVED]
    moving.sort(key=lambda bar: (bar.capability not in beside, -bar.swing, bar.capability))
    return tuple(moving[:SHOWN])


def _bar(start: Basis, item: CapabilityScore) -> TornadoBar:
    return TornadoBar(
        capability=item.id,
        low_level=item.low,
        high_level=item.high,
        low=share(with_beliefs(start, {item.id: at_level(item.low)})),
        now=share(start),
        high=share(with_beliefs(start, {item.id: at_level(item.high)})),
    )
