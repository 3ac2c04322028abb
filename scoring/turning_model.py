"""What would change the verdict, ready to be shown: tornado, pivots, the verify-first list."""

from typing import Literal

from content.values import Value
from scoring.model import Verdict


class TornadoBar(Value):
    """One capability at the low and at the high end of what the evidence allows.

    Levels are its 10th and 90th percentile; shares (0–1) are those of the perturbed judgements that
    end in the aim or above; ``now`` is the share with the capability as it stands.
    """

    capability: str
    low_level: int
    high_level: int
    low: float
    now: float
    high: float

    @property
    def swing(self) -> float:
        """The farthest that either end moves the share from where it stands (0–1)."""
        return max(abs(self.now - self.low), abs(self.high - self.now))


class Tornado(Value):
    """The widest bars first; ``closed`` are the capabilities closed beside the one that is moved.

    Empty ``closed`` means that single capabilities move the share. No bars: nothing does.
    """

    closed: tuple[str, ...] = ()
    bars: tuple[TornadoBar, ...] = ()


class Step(Value):
    """One more capability closed: at which level, and the share and verdict with all so far."""

    capability: str
    level: int
    share: float
    verdict: Verdict


class Pivot(Value):
    """One capability that would bring the verdict down if it were found at ``level`` or lower.

    ``chance`` is our own belief in that (0–1); ``agreement`` the share of the perturbed judgements
    that end below today's verdict as well.
    """

    capability: str
    level: int
    chance: float
    verdict: Verdict
    agreement: float


class Verification(Value):
    """One thing to look at first: who knows, what settles it, how long, and how much hangs on it.

    ``flips`` is the chance (0–1) that knowing the true level changes the verdict (where no single
    one does: with the other members of the smallest set closed); ``importance`` its weight;
    ``urgency`` their product over ``minutes``. ``share`` is §5's share if it proves to be in place.
    """

    capability: str
    how: Literal["ask", "probe", "read"]
    probe: str = ""
    statement: str = ""
    connectors: tuple[str, ...] = ()
    who: str
    minutes: float
    flips: float
    importance: float
    urgency: float
    share: float


class Turning(Value):
    """All that would change one verdict; ``aim`` is the next better one (*ready* has none better).

    ``up`` is the smallest set found that brings the verdict to the aim with at least .80 of the
    perturbed judgements, in the order in which it lifts the share; empty where there is none.
    """

    verdict: Verdict
    aim: Verdict
    share: float
    draws: int
    agreement_needed: float
    tornado: Tornado
    up: tuple[Step, ...] = ()
    down: tuple[Pivot, ...] = ()
    verify: tuple[Verification, ...] = ()
    verify_closed: tuple[str, ...] = ()
    """Closed beside each entry of ``verify``; empty where single ones turn the verdict."""
