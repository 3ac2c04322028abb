"""A field for a number with decimals, typed and shown as the client's people write it.

The number field of a browser knows the point alone: it drops a comma as it is typed, so that 1,5 becomes
15 unseen, and 250.000 becomes 250. This one is a field of text, read as it is meant or refused.
"""

from typing import Any, NamedTuple

from content.locales import written
from engagement.faults import Refused
from ui import faults, session
from ui.components.amounts import read
from ui.components.wording import plain


class _Bounds(NamedTuple):
    label: str
    least: float | None
    most: float | None
    needed: bool


def number_field(
    where: Any, label: str, least: float | None, most: float | None, value: float | None, *, key: str,
    needed: bool = False, **look: Any,
) -> float | None:  # fmt: skip
    """Draw the field in ``where``; the figure in it, ``None`` where it is empty.

    What is no number, out of bounds, or empty where it is ``needed``, is told below the field; ``value``
    is then given back, and :func:`all_read` keeps the form from being saved.
    """
    session.keep(_of(key), _Bounds(label, least, most, needed))
    where.text_input(label, shown(value), key=key, **look)
    try:
        return typed(key)
    except Refused as refused:
        said = str(refused).removeprefix(f"{label}: ")
        where.markdown(f":red[:small[{plain(said[0].upper() + said[1:])}]]")
        return value


def shown(value: float | None) -> str:
    """A figure as it stands in such a field; two that are equal are the same text."""
    return "" if value is None else written(value, ",.15g")


def typed(key: str) -> float | None:
    """The figure in a field that was drawn; :class:`Refused` with how to write it."""
    said, bounds = session.choice(key), session.choice(_of(key))
    if said is None or not isinstance(bounds, _Bounds):
        return None
    text = str(said).strip()
    if not text and bounds.needed:
        raise Refused(f"{bounds.label}: give a figure.")
    if not text:
        return None
    found = read(text)
    if found is None:
        raise Refused(f"{bounds.label}: {text} is no number here; write it like {shown(1250.5)}.")
    if bounds.least is not None and found < bounds.least:
        raise Refused(f"{bounds.label}: give at least {shown(bounds.least)}.")
    if bounds.most is not None and found > bounds.most:
        raise Refused(f"{bounds.label}: give at most {shown(bounds.most)}.")
    return found


def all_read(prefix: str) -> bool:
    """Whether every number whose key begins so can be kept; the first that cannot is refused."""
    start = _of(prefix)
    for kept in session.all_keys(start):
        try:
            typed(kept.removeprefix(_of("")))
        except Refused as refused:
            faults.refuse(str(refused))
            return False
    return True


def _of(key: str) -> str:
    return f"number:{key}"
