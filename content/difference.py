"""One place in which two versions of a pack differ, whatever the pack's shape."""

from typing import Literal

from content.values import Value

Kind = Literal[
    "added", "gone", "text", "critical", "risk", "target", "asked", "weight", "threshold", "other"
]  # fmt: skip


class Difference(Value):
    """One place that differs; ``key`` is that of the overlay change that could make it.

    ``about`` is the id of the capability or question, empty where it concerns the whole pack;
    ``before`` and ``after`` are empty where there is nothing on that side.
    """

    key: str
    kind: Kind
    about: str = ""
    name: str
    part: str
    before: str = ""
    after: str = ""
    asks_otherwise: bool = False
    """Whether it changes what an answer was given to: a definition, a level, a question, a choice."""
