"""How often one address, one code and one ticket may ask: buckets that refill, in bounded memory.

A whole room often stands behind one address, so right codes cost nothing there: what is limited is
*guessing*. And where somebody guesses from the room's own network, the code that was already right
there goes on working, so that nobody can lock the room out.
"""

import math
import time
from collections import OrderedDict
from collections.abc import Callable

from ui.routes.workshop.guard import Denied

_KEPT = 10_000
"""Most addresses, codes or tickets that one limit remembers; the longest unused goes first."""

_SLOWLY = "Too many tries. Wait a moment, then try again."


class Limit:
    """So many at once, and so many a second after that, for each of many keys."""

    def __init__(
        self, *, burst: int, per_second: float, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self.burst = burst
        self.per_second = per_second
        self._clock = clock
        self._left: OrderedDict[str, tuple[float, float]] = OrderedDict()

    def left(self, key: str) -> float:
        """How many ``key`` may still do now."""
        amount, at = self._left.get(key, (float(self.burst), self._clock()))
        return min(self.burst, amount + (self._clock() - at) * self.per_second)

    def take(self, key: str) -> None:
        """Count one; :class:`Denied` where none is left."""
        left = self.left(key)
        if left < 1:
            raise Denied(429, _SLOWLY, again_in=math.ceil((1 - left) / self.per_second))
        self._keep(key, left - 1)

    def give_back(self, key: str) -> None:
        """Uncount one that turned out to be harmless."""
        self._keep(key, min(self.burst, self.left(key) + 1))

    def _keep(self, key: str, amount: float) -> None:
        self._left[key] = (amount, self._clock())
        self._left.move_to_end(key)
        while len(self._left) > _KEPT:
            self._left.popitem(last=False)


class Codes:
    """Tries of codes: few wrong ones a minute from one address, many right ones of one code."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._wrong = Limit(burst=20, per_second=10 / 60, clock=clock)
        self._joining = Limit(burst=600, per_second=20, clock=clock)
        self._proved: OrderedDict[tuple[str, str], None] = OrderedDict()

    def may_try(self, address: str, code: str) -> None:
        """:class:`Denied` where this address guessed too often, or a crowd tries this code.

        Counted before the code is looked up, so that guesses sent at once are counted too.
        """
        if (address, code) not in self._proved:
            self._wrong.take(address)
        self._joining.take(code)

    def was_right(self, address: str, code: str) -> None:
        """The code opens a workshop: this address knows it, and did not guess."""
        if (address, code) not in self._proved:
            self._wrong.give_back(address)
        self._proved[address, code] = None
        self._proved.move_to_end((address, code))
        while len(self._proved) > _KEPT:
            self._proved.popitem(last=False)

    def was_wrong(self, address: str, code: str) -> None:
        """It opens nothing (any more): from now on it is a guess like any other."""
        self._proved.pop((address, code), None)
