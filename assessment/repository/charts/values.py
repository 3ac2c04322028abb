"""What a value is to a template: text, truth, mappings upon each other, and what is not known."""

from typing import Any

UNRENDERED = "__unrendered__"
"""Stands in a filled-in template where a value could not be worked out."""
LONGEST = 100_000
"""Characters of one text that are kept."""


class Unknown:
    """A value that cannot be worked out without running something."""


UNKNOWN = Unknown()


def is_true(value: Any) -> bool:
    """As a template sees it: empty text, zero, nothing and empty collections are false."""
    return bool(value)


def text(value: Any) -> str:
    """How a value is written into a document."""
    if isinstance(value, Unknown):
        return UNRENDERED
    if value is None or isinstance(value, bool):
        return {None: "", True: "true", False: "false"}[value]
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, dict):
        return "map[" + " ".join(f"{k}:{text(v)}" for k, v in sorted(value.items())) + "]"
    if isinstance(value, list):
        return "[" + " ".join(map(text, value)) + "]"
    return str(value)[:LONGEST]


def overlaid(under: dict[str, Any], over: dict[str, Any]) -> dict[str, Any]:
    """``under`` with the values of ``over`` put upon it, mapping by mapping."""
    found = dict(under)
    for key, value in over.items():
        below = found.get(key)
        if isinstance(value, dict) and isinstance(below, dict):
            found[key] = overlaid(below, value)
        else:
            found[key] = value
    return found
