"""What people voted on twice: who is to settle it where they still stand apart, and by when."""

from datetime import date

from pydantic import AwareDatetime

from content.values import Value


class Dispute(Value):
    """A second round: ``by`` led the talk at ``at``; ``owner`` settles what is left by ``due``.
    ``note`` is what came out of the talk.

    It is *disputed* only while those who voted still stand apart, which the judgement says.
    """

    capability: str
    by: str
    at: AwareDatetime
    owner: str = ""
    due: date | None = None
    note: str = ""

    def overdue(self, today: date) -> bool:
        """Whether its day has passed; only of one that is disputed."""
        return self.due is not None and self.due < today
