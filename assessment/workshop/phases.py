"""The phases of an item and the only steps between them."""

from enum import StrEnum


class Phase(StrEnum):
    """Where an item of a workshop stands."""

    WAITING = "waiting"
    READING = "reading"
    VOTING = "voting"
    REVEALED = "revealed"
    REASONS = "reasons"
    FINDING = "finding"
    VOTING_AGAIN = "voting again"
    REVEALED_AGAIN = "revealed again"
    AGREED = "agreed"
    DISPUTED = "disputed"
    PARKED = "parked"
    SKIPPED = "skipped"


class Stage(StrEnum):
    """What the whole room does."""

    WAITING = "waiting"
    ITEM = "item"
    DOTS = "dots"
    GRID = "grid"
    CONFIDENCE = "confidence"
    CLOSED = "closed"


_P = Phase
DONE = frozenset({_P.AGREED, _P.DISPUTED, _P.PARKED, _P.SKIPPED})
"""The item needs no more of the room's time."""

VOTES = {_P.VOTING: 1, _P.VOTING_AGAIN: 2}
"""The phases in which votes are taken, with the number of the round."""

UNFINISHED = frozenset({_P.REVEALED, _P.REASONS, _P.FINDING, _P.REVEALED_AGAIN})
"""A vote was shown, none is open, and what becomes of the item was not said."""

FORWARD: dict[Phase, frozenset[Phase]] = {
    _P.WAITING: frozenset({_P.READING}),
    _P.READING: frozenset({_P.VOTING}),
    _P.VOTING: frozenset({_P.REVEALED}),
    _P.REVEALED: frozenset({_P.REASONS, _P.AGREED}),
    _P.REASONS: frozenset({_P.FINDING, _P.VOTING_AGAIN}),
    _P.FINDING: frozenset({_P.VOTING_AGAIN}),
    _P.VOTING_AGAIN: frozenset({_P.REVEALED_AGAIN}),
    _P.REVEALED_AGAIN: frozenset({_P.AGREED, _P.DISPUTED}),
    _P.AGREED: frozenset(),
    _P.DISPUTED: frozenset(),
    _P.PARKED: frozenset(),
    _P.SKIPPED: frozenset(),
}

BACKWARD: dict[Phase, Phase] = {
    _P.VOTING: _P.READING,
    _P.REASONS: _P.REVEALED,
    _P.FINDING: _P.REASONS,
    _P.VOTING_AGAIN: _P.REASONS,
}
"""A vote that was shown is never opened again: who has seen the spread would vote differently."""


def may(before: Phase, after: Phase) -> bool:
    """Whether the step is one of an item's forward steps, or lays it aside."""
    aside = after in (Phase.PARKED, Phase.SKIPPED) and before not in DONE
    return aside or after in FORWARD[before]


def one_back(phase: Phase, left_from: Phase | None) -> Phase | None:
    """Where *back* leads; ``None`` where there is no way back.

    What was laid aside or decided goes on where it was left.
    """
    return left_from if phase in DONE else BACKWARD.get(phase)
