"""What Alertmanager showed: who is told by which way, what fires, what is silenced; no person."""

from urllib.parse import quote

from pydantic import AwareDatetime, Field

from assessment.connectors.rest import UNREAD, Reach
from assessment.model import Place
from assessment.objectives import Objectives, usual
from content.values import Value


class Destination(Value):
    """Where an alert of the service can end up.

    ``ways`` are kinds of integration (``pagerduty``, ``email``, …); none means that nobody is told.
    ``when`` are the conditions on labels that are not known; empty where it ends here in any case
    that no other destination takes.
    """

    receiver: str
    ways: tuple[str, ...] = ()
    when: str = ""


class ActiveAlert(Value):
    """An alert that fires now; ``suppressed`` where a silence or another alert keeps it quiet."""

    name: str
    started_at: AwareDatetime
    suppressed: bool = False
    runbook: bool = False
    by_design: bool = False
    """Fires always, so that its absence is noticed."""


class Silence(Value):
    """A silence in force; ``days`` is its whole length."""

    id: str
    days: float = Field(ge=0)
    ends_at: AwareDatetime
    explained: bool = False


class PagingEvidence(Value):
    """One Alertmanager as it is for a service (all alerts where no labels were given)."""

    server: str = ""
    read_at: AwareDatetime
    reader: str = ""
    labels: dict[str, str] = Field(default_factory=dict)
    receivers: int = Field(default=0, ge=0)
    destinations: tuple[Destination, ...] = ()
    alerts: tuple[ActiveAlert, ...] = ()
    silences: tuple[Silence, ...] = ()
    routes: Reach = UNREAD
    firing: Reach = UNREAD
    silencing: Reach = UNREAD
    objectives: Objectives = Field(default_factory=usual)

    def page(self, path: str, label: str) -> Place:
        """A page of the server, opened at the reader's address."""
        return Place(label=label, url=f"{self.reader}/#/{path}" if self.reader else "")

    def alert_place(self, alert: ActiveAlert) -> Place:
        """The alert among those that fire."""
        chosen = quote(f'{{alertname="{alert.name}"}}', safe="")
        return self.page(f"alerts?silenced=true&inhibited=true&filter={chosen}", alert.name)
