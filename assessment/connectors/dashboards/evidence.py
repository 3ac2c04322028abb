"""What a Grafana showed about one service: panels, rules and routes; no person."""

from pydantic import AwareDatetime, Field

from assessment.connectors.paging.evidence import Destination
from assessment.connectors.rest import UNREAD, Reach
from assessment.model import Place
from assessment.objectives import Objectives, usual
from content.values import Value


class Panel(Value):
    """One panel that reads the service; ``datasource`` is its uid, ``broken`` where it is gone."""

    title: str
    unit: str = ""
    expressions: tuple[str, ...] = ()
    datasource: str = ""
    broken: bool = False
    url: str = ""


class Dashboard(Value):
    """One dashboard with the panels that read the service, of ``count`` in all."""

    title: str
    uid: str = ""
    folder: str = ""
    url: str = ""
    updated_at: AwareDatetime | None = None
    panels: tuple[Panel, ...] = ()
    count: int = Field(default=0, ge=0)


class WatchingRule(Value):
    """One alert rule of Grafana itself that reads the service.

    ``ends`` is where its alerts can end up; ``failing`` says that it cannot be evaluated.
    """

    name: str
    expression: str = ""
    runbook: bool = False
    paused: bool = False
    failing: bool = False
    ends: tuple[Destination, ...] = ()
    url: str = ""


class Markers(Value):
    """Deployments that were marked on dashboards since ``since``.

    ``times`` are those of this service, oldest first; ``others`` counts marks that do not say whose
    they are or are another's, and ``cut_off`` says that there were more than are read.
    """

    since: AwareDatetime
    times: tuple[AwareDatetime, ...] = ()
    others: int = Field(default=0, ge=0)
    cut_off: bool = False


class DashboardEvidence(Value):
    """One Grafana as it is for a service.

    ``listed`` dashboards are visible, ``looked`` of them were read; ``by_choice`` are titles of
    those that show whichever service somebody chooses. ``business`` are the words by which the
    business metric is known, as stated.
    """

    server: str = ""
    read_at: AwareDatetime
    reader: str = ""
    service: str = ""
    listed: int = Field(default=0, ge=0)
    looked: int = Field(default=0, ge=0)
    dashboards: tuple[Dashboard, ...] = ()
    by_choice: tuple[str, ...] = ()
    searched: Reach = UNREAD
    sources: dict[str, str] = Field(default_factory=dict)
    """Type of each data source by its uid."""
    sources_read: Reach = UNREAD
    rules: tuple[WatchingRule, ...] = ()
    rules_listed: int = Field(default=0, ge=0)
    ruled: Reach = UNREAD
    routes: Reach = UNREAD
    markers: Markers | None = None
    marked: Reach = UNREAD
    business: tuple[str, ...] = ()
    business_panels: tuple[Panel, ...] = ()
    objectives: Objectives = Field(default_factory=usual)

    @property
    def complete(self) -> bool:
        """Whether every dashboard that can be seen was read."""
        return self.searched.read and self.looked >= self.listed

    @property
    def panels(self) -> tuple[Panel, ...]:
        """The panels that read the service and whose data source is there."""
        return tuple(item for one in self.dashboards for item in one.panels if not item.broken)

    def page(self, path: str, label: str) -> Place:
        """A page of the server, opened at the reader's address."""
        return Place(label=label, url=f"{self.reader}/{path}" if self.reader else "")


def place(panel: Panel) -> Place:
    """A panel with its first expression."""
    return Place(label=panel.title, query=panel.expressions[0][:500], url=panel.url)
