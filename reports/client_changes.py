"""What a client has otherwise in the pack, as every report shows it."""

from pydantic import AwareDatetime

from content.pack_difference import Difference
from content.values import Value
from scoring.model import PackStamp, Verdict
from scoring.other_pack import Beside


class ChangeRow(Value):
    """One place that differs from the untouched pack: both values, who wants it, when and why."""

    difference: Difference
    by: str
    at: AwareDatetime
    reason: str


class EarlierText(Value):
    """An answer in force that was given to another text than the one asked now.

    ``parts`` are the definition and levels that read otherwise; ``pack`` is the version answered.
    """

    capability: str
    respondent: str
    at: AwareDatetime
    pack: PackStamp
    parts: tuple[Difference, ...]


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
