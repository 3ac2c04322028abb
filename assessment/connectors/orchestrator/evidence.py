"""What an orchestrator showed about the pipelines of a use case: counts, times and marks, no person."""

from collections.abc import Iterable

from pydantic import AwareDatetime, Field

from assessment.connectors.rest import UNREAD, Reach
from assessment.model import Place
from assessment.objectives import Objectives, usual
from content.values import Value


class Pipeline(Value):
    """One DAG with its runs of the window.

    ``ended`` counts the runs that nobody started by hand and that came to an end, ``succeeded``
    those of them that ended well, retries included. ``last_by_itself`` says whether nobody started
    the last good run. Delays are minutes from the moment a run was due to its start; runs that began
    only after the next one was due were caught up and are counted apart. ``longest_days`` is the
    longest good run. ``paused`` is also one whose file is gone; ``cut`` is set where there were more
    runs than are read.
    """

    name: str
    owned: bool = False
    paused: bool = False
    schedule: str = ""
    tasks: int = Field(default=0, ge=0)
    tasks_with_retries: int = Field(default=0, ge=0)
    tasked: Reach = UNREAD
    ended: int = Field(default=0, ge=0)
    succeeded: int = Field(default=0, ge=0)
    by_hand: int = Field(default=0, ge=0)
    last_success: AwareDatetime | None = None
    last_by_itself: bool = False
    delay_p95_min: float | None = None
    delays: int = Field(default=0, ge=0)
    caught_up: int = Field(default=0, ge=0)
    longest_days: float | None = None
    cut: bool = False
    ran: Reach = UNREAD
    url: str = ""
    trend: tuple[tuple[float, float], ...] = ()
    """(unix seconds of a day, share of its runs that ended well)."""

    def place(self) -> Place:
        """The pipeline's page."""
        return Place(label=self.name, url=self.url)


class OrchestratorEvidence(Value):
    """The chosen pipelines; ``retraining`` are those that were named as making the model anew."""

    server: str = ""
    read_at: AwareDatetime
    reader: str = ""
    window_days: float = 30.0
    pipelines: tuple[Pipeline, ...] = ()
    retraining: tuple[Pipeline, ...] = ()
    import_errors: int = Field(default=0, ge=0)
    imported: Reach = UNREAD
    scheduler: str = ""
    database: str = ""
    heartbeat_age_s: float | None = None
    healthy: Reach = UNREAD
    objectives: Objectives = Field(default_factory=usual)


def unread(pipelines: Iterable[Pipeline]) -> Reach | None:
    """The first pipeline whose runs could not be read, or ``None``."""
    return next((item.ran for item in pipelines if not item.ran.read), None)
