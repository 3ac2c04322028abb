"""Questions to Airflow's REST API, in the words of whichever version answers."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import TypeVar
from urllib.parse import quote

from assessment.connectors.orchestrator.answers import (
    HealthAnswer,
    ImportErrorsAnswer,
    PipelineAnswer,
    PipelinesAnswer,
    RunAnswer,
    RunsAnswer,
    TasksAnswer,
    VersionAnswer,
)
from assessment.connectors.redaction import redact
from assessment.connectors.rest import Rest
from assessment.connectors.transport import Channel
from assessment.sources import SourceUnavailable

PAGE, PAGES = 100, 10
VERSIONS = {"v2": "/api/v2", "v1": "/api/v1"}
SIGN_IN, TRADE = "/auth/token", "a token for user and password, where Airflow 3 wants one"
WHICH = "which version answers"
LIST, RUNS = "which pipelines there are", "how the runs of a pipeline ended"
ONE, TASKS = "who owns a pipeline, and when it runs", "which tasks are tried again"
FILES, HEALTH = "whether every file of pipelines could be read", "whether the scheduler is alive"
T = TypeVar("T")


class Airflow:
    """One server, whose API was found out."""

    def __init__(self, channel: Channel) -> None:
        self._rest = Rest(channel, "Airflow")
        self.base, self.version = _found(self._rest)
        if self.newer:
            channel.sign_in(SIGN_IN, TRADE)

    @property
    def title(self) -> str:
        """Name and version."""
        return f"Airflow {self.version}"

    @property
    def newer(self) -> bool:
        """Whether it is Airflow 3 or later."""
        return self.base == VERSIONS["v2"]

    def pipelines(self) -> tuple[PipelineAnswer, ...]:
        """Every pipeline that the account may see, at most 1,000."""
        return self._pages(lambda asked: _dags(self._rest, f"{self.base}/dags", asked))[0]

    def pipeline(self, name: str) -> PipelineAnswer:
        """One pipeline by its id."""
        return self._rest.read(PipelineAnswer, self._of(name), ONE)

    def tasks(self, name: str) -> TasksAnswer:
        """The tasks of a pipeline."""
        return self._rest.read(TasksAnswer, f"{self._of(name)}/tasks", TASKS)

    def runs(self, name: str, now: datetime, days: float) -> tuple[tuple[RunAnswer, ...], bool]:
        """The runs that started in the last days, newest first, and whether there were more."""
        since = (now - timedelta(days=days)).strftime("%Y-%m-%dT%H:%M:%SZ")
        fixed = {"start_date_gte": since, "order_by": "-start_date"}
        path = f"{self._of(name)}/dagRuns"
        return self._pages(lambda asked: _runs(self._rest, path, fixed | asked))

    def import_errors(self) -> int:
        """How many files of pipelines could not be read."""
        path = f"{self.base}/importErrors"
        return self._rest.read(ImportErrorsAnswer, path, FILES, {"limit": "1"}).total_entries

    def health(self) -> HealthAnswer:
        """Database and scheduler."""
        path = f"{self.base}/{'monitor/' if self.newer else ''}health"
        return self._rest.read(HealthAnswer, path, HEALTH)

    def page(self, reader: str, name: str) -> str:
        """Where a reader opens a pipeline; empty where there is no reader's address."""
        if not reader:
            return ""
        return f"{reader}/dags/{quote(name, safe='')}" + ("" if self.newer else "/grid")

    def _of(self, name: str) -> str:
        return f"{self.base}/dags/{quote(name, safe='')}"

    @staticmethod
    def _pages(
        ask: Callable[[dict[str, str]], tuple[tuple[T, ...], int]],
    ) -> tuple[tuple[T, ...], bool]:
        """Page after page; a server may give fewer than asked for, so that only the total ends it."""
        found: list[T] = []
        for _ in range(PAGES):
            rows, total = ask({"limit": str(PAGE), "offset": str(len(found))})
            found += rows
            if not rows or len(found) >= total:
                return tuple(found), False
        return tuple(found), True


def _dags(rest: Rest, path: str, asked: dict[str, str]) -> tuple[tuple[PipelineAnswer, ...], int]:
    page = rest.read(PipelinesAnswer, path, LIST, asked)
    return page.dags, page.total_entries


def _runs(rest: Rest, path: str, asked: dict[str, str]) -> tuple[tuple[RunAnswer, ...], int]:
    page = rest.read(RunsAnswer, path, RUNS, asked)
    return page.dag_runs, page.total_entries


def _found(rest: Rest) -> tuple[str, str]:
    """The path of the API that answers, the newer one first, and the version told there."""
    first: SourceUnavailable | None = None
    for path in VERSIONS.values():
        try:
            told = rest.read(VersionAnswer, f"{path}/version", WHICH).version
            return path, redact(told)[:40]
        except SourceUnavailable as problem:
            if " 404 " not in problem.reason and "JSON" not in problem.reason:
                raise
            first = first or problem
    raise SourceUnavailable(
        "there is no REST API of Airflow at this address",
        "Give the address of its web server; in Airflow 2 the API has to be switched on.",
    ) from first
