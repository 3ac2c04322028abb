"""In a mutation run: no memory of the clean code, no waiting for a loop that never ends."""

import os
import signal
import sys
from collections.abc import Iterator

import pytest
from hypothesis import Phase, settings

MUTATED = "MUTANT_UNDER_TEST" in os.environ
LONGEST = 8.0
"""Seconds of work after which a test is held to be in a loop; the slowest takes three."""
TIMED_OUT = 36
"""How a run tells that it was ended for its time."""

if MUTATED:
    # That a mutant fails is all that is asked; the smallest example costs minutes.
    settings.register_profile("mutants", phases=(Phase.explicit, Phase.generate))
    settings.load_profile("mutants")


@pytest.fixture(autouse=True)
def _fresh_memory() -> None:
    """Empty every memory of the scoring before a test, where a mutant is on trial."""
    if os.environ.get("MUTANT_UNDER_TEST"):
        for name, module in list(sys.modules.items()):
            if name.startswith("scoring"):
                for kept in vars(module).values():
                    if hasattr(kept, "cache_clear"):
                        kept.cache_clear()


@pytest.fixture(autouse=True)
def _bounded_time() -> Iterator[None]:
    """End the run of a mutant whose loop never ends: that is seen, and costs no more time."""
    if not MUTATED:
        yield
        return
    signal.signal(signal.SIGVTALRM, lambda *_: os._exit(TIMED_OUT))
    signal.setitimer(signal.ITIMER_VIRTUAL, LONGEST)
    yield
    signal.setitimer(signal.ITIMER_VIRTUAL, 0)
