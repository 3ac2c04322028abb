"""The worked example: a fictional client whose systems are really run, looked at and judged."""

from engagement.demonstration.example import open_example, running, stop
from engagement.demonstration.making import make

__all__ = ["make", "open_example", "running", "stop"]
