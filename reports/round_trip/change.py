"""One thing that a returned workbook wants otherwise."""

from typing import Literal

from content.values import Value
from reports.round_trip.fields import Entry

What = Literal["changed", "added", "removed"]


class Change(Value):
    """One thing that a workbook wants otherwise.

    ``values`` are what is to be written, by field; ``before``, ``after`` and ``now`` are words for
    people. ``now`` is only there where it was changed in the app after the workbook was made.
    ``key`` names exactly this change, so that nothing is accepted that was not shown.
    """

    key: str
    sheet: str
    matter: str
    id: str
    name: str
    what: What
    label: str
    before: str
    after: str
    now: str | None = None
    values: dict[str, Entry]

    @property
    def collides(self) -> bool:
        """Whether somebody changed the same thing in the app since the workbook was made."""
        return self.now is not None

    @property
    def careful(self) -> bool:
        """Whether it is only taken where a person chose it: it collides, or takes something out."""
        return self.collides or self.what == "removed"
