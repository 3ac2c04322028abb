"""An Airflow that serves its recorded shapes over real HTTP, as version 2 or as version 3 does."""

import re
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

from tests.standing_in import StandIn

BASIC = "Basic cmVhZGVyOnNlY3JldC13b3Jk"
"""reader:secret-word"""
NOW = datetime(2026, 6, 1, 9, tzinfo=UTC)


@dataclass
class Pipeline:
    """One DAG and its runs, each (days ago, state, run_type, minutes late, hours long)."""

    name: str
    owners: tuple[str, ...] = ("data-platform",)
    paused: bool = False
    retries: tuple[int, ...] = (2, 2)
    runs: list[tuple[float, str, str, float, float]] = field(default_factory=list)


@dataclass
class Airflow:
    """``newer`` speaks API v2; ``page`` is the most rows that it gives at once."""

    pipelines: list[Pipeline]
    newer: bool = True
    page: int = 100
    errors: int = 0
    scheduler: str | None = "healthy"
    beat: datetime = NOW - timedelta(seconds=4)

    @property
    def version(self) -> str:
        return "3.0.6" if self.newer else "2.10.5"

    def answer(self, path: str, params: dict[str, list[str]]) -> tuple[int, Any]:
        """Status and body of a GET."""
        base = "/api/v2" if self.newer else "/api/v1"
        if not path.startswith(f"{base}/"):
            return 404, {"error": f"{path} is not here", "detail": "Not Found"}
        rest = path.removeprefix(base)
        fixed = {
            "/version": {"version": self.version, "git_version": None},
            "/importErrors": {"import_errors": [], "total_entries": self.errors},
            ("/monitor" if self.newer else "") + "/health": {
                "metadatabase": {"status": "healthy"},
                "scheduler": {"status": self.scheduler,
                              "latest_scheduler_heartbeat": self.beat.isoformat()},
            },
        }  # fmt: skip
        if rest in fixed:
            return 200, fixed[rest]
        if rest == "/dags":
            return 200, self._page("dags", [self._dag(item) for item in self.pipelines], params)
        return self._of_one(rest, params)

    def _of_one(self, rest: str, params: dict[str, list[str]]) -> tuple[int, Any]:
        found = re.fullmatch(r"/dags/([^/]+)(/tasks|/dagRuns)?", rest)
        one = next((item for item in self.pipelines if found and item.name == found[1]), None)
        if found is None or one is None:
            return 404, {"detail": "Dag not found"}
        if found[2] == "/tasks":
            rows = [{"task_id": f"t{n}", "retries": float(n)} for n in one.retries]
            return 200, {"tasks": rows, "total_entries": len(rows)}
        if found[2] == "/dagRuns":
            since = datetime.fromisoformat(params["start_date_gte"][0])
            runs = [row for row in map(self._run, one.runs)
                    if datetime.fromisoformat(row["start_date"]) >= since]  # fmt: skip
            runs.sort(key=lambda row: str(row["start_date"]), reverse=True)
            return 200, self._page("dag_runs", runs, params)
        return 200, self._dag(one)

    def _page(
        self, name: str, rows: list[dict[str, Any]], params: dict[str, list[str]]
    ) -> dict[str, Any]:
        start, most = int(params["offset"][0]), min(self.page, int(params["limit"][0]))
        return {name: rows[start : start + most], "total_entries": len(rows)}

    def _dag(self, item: Pipeline) -> dict[str, Any]:
        shared = {"dag_id": item.name, "is_paused": item.paused, "owners": list(item.owners)}
        if self.newer:
            return shared | {"timetable_summary": "0 4 * * *", "is_stale": False}
        schedule = {"__type": "CronExpression", "value": "0 4 * * *"}
        return shared | {"schedule_interval": schedule, "is_active": True}

    def _run(self, row: tuple[float, str, str, float, float]) -> dict[str, Any]:
        days, state, kind, late, hours = row
        due = NOW - timedelta(days=days)
        start = due + timedelta(minutes=late)
        end = (start + timedelta(hours=hours)).isoformat()
        made = {"state": state, "run_type": kind, "start_date": start.isoformat(),
                "end_date": end if state in ("success", "failed") else None,
                "data_interval_end": due.isoformat()}  # fmt: skip
        return made | ({"run_after": due.isoformat()} if self.newer else {})


def daily(days: int, *, failed: tuple[int, ...] = (), late: float = 2.0) -> list[Any]:
    """A scheduled run for each of the last days, the newest one this morning."""
    return [
        (day + 0.2, "failed" if day in failed else "success", "scheduled", late, 0.5)
        for day in range(days)
    ]


def usual(*, newer: bool = True) -> Airflow:
    """A load that mostly works, one that nobody looks after, and a retraining by hand."""
    return Airflow(
        [
            Pipeline("load_returns", runs=[*daily(40, failed=(3,)), (0.1, "running", "scheduled", 1, 0)]),
            Pipeline("load_refunds", ("airflow",), paused=True, retries=(0,),
                     runs=daily(20, failed=tuple(range(12)), late=300)),
            Pipeline("retrain", retries=(1,), runs=[(50, "success", "manual", 0, 30)]),
        ],
        newer=newer,
    )  # fmt: skip


def stand_in(airflow: Airflow) -> StandIn:
    """It behind a token or, as version 2 takes it, a user and a password."""
    made = StandIn(airflow.answer)
    if not airflow.newer:
        made.headers = (*made.headers, BASIC)
    return made
