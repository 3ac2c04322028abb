"""What tells one version of a pack from another, whichever of the two shapes it has."""

from content import pack_difference, question_difference
from content.difference import Difference
from content.digests import AnyPack
from content.model import Pack
from content.questionnaire import Questionnaire


def differences(before: AnyPack, after: AnyPack) -> tuple[Difference, ...]:
    """Every place that differs; ``TypeError`` where one is a grid and the other a questionnaire."""
    if isinstance(before, Pack) and isinstance(after, Pack):
        return pack_difference.grid_differences(before, after)
    if isinstance(before, Questionnaire) and isinstance(after, Questionnaire):
        return question_difference.question_differences(before, after)
    raise TypeError(f"{before.id} and {after.id} have different shapes")


def asked_otherwise(before: AnyPack, after: AnyPack, about: str) -> tuple[Difference, ...]:
    """Where the capability or question ``about`` asks otherwise; nothing where one has it not.

    Only what an answer was given to: the definition and levels, or the question and its choices.
    """
    told: tuple[Difference, ...] = ()
    if isinstance(before, Pack) and isinstance(after, Pack):
        old = {item.id: item for item in before.capabilities}.get(about)
        new = {item.id: item for item in after.capabilities}.get(about)
        if old and new:
            told = tuple(pack_difference.text_differences(old, new))
    if isinstance(before, Questionnaire) and isinstance(after, Questionnaire):
        was = {item.id: item for item in before.questions}.get(about)
        now = {item.id: item for item in after.questions}.get(about)
        if was and now:
            told = tuple(question_difference.text_differences(was, now))
    return tuple(item for item in told if item.asks_otherwise)
