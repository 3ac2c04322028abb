"""My side of a lost race, until I choose: kept in the server, so that a reload still offers it.

What I typed stands nowhere else: it was not saved, and a reload begins a new visit. The address
names what waits by a token that nobody can guess, and only the person it belongs to gets it back.
"""

import threading
from collections import OrderedDict
from datetime import datetime, timedelta
from typing import Any, NamedTuple
from uuid import uuid4

from engagement.outside import clock
from ui import invited, session, who

KEPT_HOURS = 8
MOST = 500
"""Visits whose choices are held at once; the longest waiting is let go first."""


class _Waiting(NamedTuple):
    whose: str
    since: datetime
    races: dict[str, Any]


_held: OrderedDict[str, _Waiting] = OrderedDict()
_lock = threading.Lock()


def keep(key: str, race: Any) -> None:
    """Hold a choice that is to be made, for this visit and for one that a reload begins."""
    session.keep(f"race.{key}", race)
    token = session.place("race") or uuid4().hex
    with _lock:
        waiting = _held.pop(token, None) or _Waiting(_me(), clock.now(), {})
        waiting.races[key] = race
        _held[token] = waiting
        while len(_held) > MOST:
            _held.popitem(last=False)
    session.go(race=token)


def settled(key: str) -> None:
    """The choice was made, or is not to be made any more."""
    session.forget(f"race.{key}")
    token = session.place("race")
    with _lock:
        waiting = _held.get(token)
        if waiting is not None:
            waiting.races.pop(key, None)
        if waiting is not None and not waiting.races:
            del _held[token]
    if waiting is not None and not waiting.races:
        session.go(race="")


def come_back() -> None:
    """In a new visit: take up what the address says is still to be chosen."""
    token = session.place("race")
    if not token or session.choice("races.taken_up") == token:
        return
    session.keep("races.taken_up", token)
    with _lock:
        waiting = _held.get(token)
    ended = clock.now() - timedelta(hours=KEPT_HOURS)
    if waiting is None or waiting.whose != _me() or waiting.since < ended:
        session.go(race="")
        return
    for key, race in waiting.races.items():
        session.keep(f"race.{key}", race)


def _me() -> str:
    known = who.person()
    return invited.token() or (known.subject or known.who if known else "")
