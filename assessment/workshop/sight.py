"""What everybody may see in which phase. What a probe found would anchor the first vote."""

from collections.abc import Iterable

from assessment.model import AnswerKind
from assessment.workshop.model import CONTRADICTED, Item, ReasonRead, Vote
from assessment.workshop.phases import Phase

_P = Phase
_BEFORE_FIRST = frozenset({_P.WAITING, _P.READING, _P.VOTING})
_BEFORE_FINDING = _BEFORE_FIRST | {_P.REVEALED, _P.REASONS}
_SECOND = frozenset({_P.REVEALED_AGAIN})


def rounds_shown(item: Item) -> frozenset[int]:
    """Numbers of the rounds whose spread everybody may see."""
    phase = item.left_from if item.left_from is not None else item.phase
    if phase in _BEFORE_FIRST:
        return frozenset()
    return frozenset({1, 2}) if phase in _SECOND else frozenset({1})


def findings_shown(item: Item) -> bool:
    """Whether everybody may see what the probes found."""
    phase = item.left_from if item.left_from is not None else item.phase
    return phase not in _BEFORE_FINDING


def reasons_shown(item: Item) -> bool:
    """Whether what was read out may stand on the screen."""
    return bool(rounds_shown(item))


def why_shown(item: Item) -> tuple[str, ...]:
    """Why the item was put, as whoever leads may see it: a face tells a room what a probe found.

    That one contradicts what people said is told with the finding, not before.
    """
    if findings_shown(item):
        return item.why
    return tuple(why for why in item.why if why != CONTRADICTED)


def to_read(votes: Iterable[Vote]) -> tuple[ReasonRead, ...]:
    """Typed reasons of one round: the lowest, the highest, then inwards; don't know at the end.

    Reasons of one level stand in the order of their text, so that nothing tells who was first.
    """
    found = {
        (item.level, item.reason.strip())
        for item in votes
        if item.reason.strip() and item.kind is not AnswerKind.NOT_APPLICABLE
    }
    return ends_first(ReasonRead(level=level, text=text) for level, text in found)


def ends_first(reasons: Iterable[ReasonRead]) -> tuple[ReasonRead, ...]:
    """The lowest, the highest, then inwards; who does not know at the end."""
    rising = sorted(reasons, key=lambda one: (one.level or 0, one.text))
    given = [one for one in rising if one.level is not None]
    taken = []
    while given:
        taken.append(given.pop(0))
        if given:
            taken.append(given.pop())
    return (*taken, *(one for one in rising if one.level is None))
