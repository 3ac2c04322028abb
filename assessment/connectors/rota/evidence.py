"""What an on-call service showed of one service: hours, counts and times; nobody's name."""

from pydantic import AwareDatetime, Field

from assessment.connectors.rest import UNREAD, Reach
from assessment.model import Place
from assessment.objectives import Objectives, usual
from content.values import Value


class Gap(Value):
    """Promised hours in which nobody is on call."""

    start: AwareDatetime
    end: AwareDatetime

    @property
    def hours(self) -> float:
        """How long it is."""
        return (self.end - self.start).total_seconds() / 3600


class Cover(Value):
    """Who is called first in the days ahead.

    ``hours`` are those promised, ``covered`` those of them with somebody on call. ``people`` are
    distinct ones; ``None`` where a team stands in the rota and its members are not shown.
    """

    hours: float = Field(default=0, ge=0)
    covered: float = Field(default=0, ge=0)
    people: int | None = Field(default=None, ge=0)
    gaps: tuple[Gap, ...] = ()


class Page(Value):
    """One urgent page. ``None``: not acknowledged, not resolved.

    ``by_itself``: it ended without a person. ``timed``: false where it was acknowledged, but when
    is not shown.
    """

    began_at: AwareDatetime
    acknowledged_min: float | None = Field(default=None, ge=0)
    resolved_h: float | None = Field(default=None, ge=0)
    by_itself: bool = False
    timed: bool = True


class OnCallEvidence(Value):
    """One service's on-call as it is, ``days`` ahead and its pages since ``since``.

    ``levels`` are the steps of escalation that a page can take.
    """

    server: str = ""
    read_at: AwareDatetime
    reader: str = ""
    service: str = ""
    promised: str = ""
    days: float = Field(default=30, gt=0)
    cover: Cover = Field(default_factory=Cover)
    levels: int = Field(default=0, ge=0)
    pages: tuple[Page, ...] = ()
    page_count: int = Field(default=0, ge=0)
    """All of the window; ``pages`` are the newest that were looked into."""
    since: AwareDatetime | None = None
    rota: Reach = UNREAD
    escalating: Reach = UNREAD
    paging: Reach = UNREAD
    objectives: Objectives = Field(default_factory=usual)

    def place(self, label: str) -> Place:
        """The service's page at the reader's address."""
        return Place(label=label, url=self.reader)
