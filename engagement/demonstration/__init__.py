"""The two examples: a fictional client whose systems really run, and Prodworthy itself."""

from engagement.demonstration.example import open_example, running, stop
from engagement.demonstration.itself import assess_itself, own_repository
from engagement.demonstration.making import make
from engagement.demonstration.quarters import make_quarters

__all__ = [
    "assess_itself",
    "make",
    "make_quarters",
    "open_example",
    "own_repository",
    "running",
    "stop",
]
