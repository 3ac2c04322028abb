"""What a vote comes to: settled at once, agreed or disputed after the second."""

from enum import StrEnum

from assessment.workshop.spread import Spread
from content.judgement import Thresholds
from content.workshops.agendas import WorkshopRules


class Outcome(StrEnum):
    """What a room's votes on an item come to."""

    CLOSE = "close"
    TALK = "talk"
    AGREED = "agreed"
    DISPUTED = "disputed"
    NOBODY_KNOWS = "nobody knows"


def after_first(shown: Spread, conflict: bool, rules: WorkshopRules) -> Outcome:
    """Whether talking can be skipped: *close*, *talk*, or *nobody knows*."""
    if not shown.votes:
        return Outcome.NOBODY_KNOWS
    if conflict or shown.agreement is None or shown.reach is None:
        return Outcome.TALK
    near = shown.agreement >= rules.skip_agreement and shown.reach < rules.skip_range
    return Outcome.CLOSE if near else Outcome.TALK


def after_second(shown: Spread, thresholds: Thresholds) -> Outcome:
    """*Agreed*, *disputed*, or *nobody knows*; one vote alone has nobody to differ from."""
    if not shown.votes or shown.reach is None:
        return Outcome.NOBODY_KNOWS
    apart = shown.agreement is not None and shown.agreement < thresholds.disputed_agreement
    wide = shown.reach >= thresholds.disputed_range
    return Outcome.DISPUTED if apart or wide else Outcome.AGREED
