"""What a client has otherwise in the pack, as every report shows it."""

from pydantic import AwareDatetime

from content.difference import Difference
from content.values import Value
from scoring.model import PackStamp, Verdict
from scoring.other_pack import Beside, BesideChoices


class ChangeRow(Value):
    """One place that differs from the untouched pack: both values, who wants it, when and why."""

    difference: Difference
    by: str
    at: AwareDatetime
    reason: str


class EarlierText(Value):
    """An answer in force that was given to another text than the one asked now.

    ``capability`` is its id, or that of the question in a questionnaire. ``parts`` are the
    definition and levels, or the question and choices, that read otherwise; ``pack`` is the version
    answered.
    """

    capability: str
    respondent: str
    at: AwareDatetime
    pack: PackStamp
    parts: tuple[Difference, ...]
    counts: bool = True
    """False where what was ticked cannot be ticked any more: kept, and left out of the result."""


class ClientChanges(Value):
    """Every place that differs, and what the untouched pack makes of the same answers.

    ``verdict`` is the one with the changes; ``untouched`` the one without them.
    """

    version: int
    rows: tuple[ChangeRow, ...]
    verdict: Verdict
    untouched: Beside

    @property
    def differs(self) -> bool:
        """Whether the changes turn the verdict."""
        return self.verdict is not self.untouched.verdict


class QuestionChanges(Value):
    """Every place of a questionnaire that differs, and what the untouched one makes of the answers.

    ``result`` is what they come to with the changes; ``untouched`` without them.
    """

    version: int
    rows: tuple[ChangeRow, ...]
    result: BesideChoices
    untouched: BesideChoices

    @property
    def differs(self) -> bool:
        """Whether the changes make another result: other points, another band or other risks."""
        return _said(self.result) != _said(self.untouched)


def _said(side: BesideChoices) -> tuple[object, ...]:
    risks = (side.counts.get("high", 0), side.counts.get("medium", 0))
    told = (bool(side.silent), bool(side.not_scorable))
    return (side.total, side.most, side.band, side.band_at_best, risks, told)
