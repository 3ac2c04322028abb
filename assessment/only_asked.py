"""Capabilities that can only be asked, and why no probe looks at them."""

from functools import cache
from pathlib import Path

import yaml

from content.values import Value

FILE = Path(__file__).parent / "probes" / "only_asked.yaml"


class OnlyAsked(Value):
    """One capability of a pack; ``find`` is what a reviewer asks to see instead."""

    pack: str
    capability: str
    reason: str
    find: str


@cache
def only_asked() -> tuple[OnlyAsked, ...]:
    """The entries in the file's order."""
    rows = yaml.safe_load(FILE.read_text(encoding="utf-8"))
    return tuple(OnlyAsked.model_validate(row) for row in rows)
