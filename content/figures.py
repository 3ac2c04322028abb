"""Weights and thresholds that a client may have otherwise, whichever shape the pack has."""

from content import pack_difference, question_difference
from content.digests import AnyPack
from content.model import Pack


def figures_of(pack: AnyPack) -> dict[str, float]:
    """By the name of the change that would make another of it."""
    if isinstance(pack, Pack):
        return pack_difference.figures_of(pack.judgements)
    return question_difference.figures_of(pack)


def figure_name(pack: AnyPack, name: str) -> str:
    """What one is called."""
    if isinstance(pack, Pack):
        return pack_difference.figure_name(pack, name)
    return question_difference.figure_name(pack, name)


def is_whole(pack: AnyPack, name: str) -> bool:
    """Whether only whole numbers make sense, such as a number of levels."""
    own = name.removeprefix("thresholds.")
    return isinstance(pack, Pack) and isinstance(getattr(pack.judgements.thresholds, own, 0.0), int)


def reason_of(pack: AnyPack, name: str) -> str | None:
    """Why the pack has what it has; ``None`` where it does not say."""
    if not isinstance(pack, Pack):
        return None
    return pack.judgements.thresholds.reasons.get(name.removeprefix("thresholds."))
