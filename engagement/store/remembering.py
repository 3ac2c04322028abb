"""What was read once in a transaction that changes nothing is not read again in it."""

from collections.abc import Callable, Hashable
from typing import Final, TypeVar

from sqlmodel import Session

from engagement.store import guarding

R = TypeVar("R")
_KEPT: Final = "remembered"


def begin(session: Session) -> None:
    """Let a session that will only read remember from now on."""
    session.info.setdefault(_KEPT, {})


def once(session: Session, key: Hashable, read: Callable[[], R]) -> R:
    """What ``read`` gives: from the second time on what it gave first, where nothing is written.

    A writing transaction asks anew each time. ``key`` says what was asked, with all that the answer
    depends on; the result is shared, so that nobody may change it. What is raised is not kept, and
    what the program itself read is kept apart from what the acting person may read.
    """
    kept = session.info.get(_KEPT)
    if kept is None:
        return read()
    limits = guarding.grounds(session)
    whole = (limits is not None and limits.lifted, key)
    if whole not in kept:
        kept[whole] = read()
    found: R = kept[whole]
    return found
