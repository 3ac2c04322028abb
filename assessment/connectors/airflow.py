"""Reads from an Airflow how the pipelines of a use case ran: ends, starts, owners, retries.

Options: ``dags`` (ids, one a line; left out, the only one there is), ``retraining`` (ids of those
that make the model anew), ``window_days`` (30), and objectives of ``assessment.objectives``. Airflow 2
takes basic:… or bearer:…, Airflow 3 bearer:… with a token, or basic:… which is traded for one.
"""

from collections.abc import Sequence
from datetime import datetime

from assessment import objectives
from assessment.connectors.orchestrator import asking, runs
from assessment.connectors.orchestrator.answers import HealthAnswer, RunAnswer, TasksAnswer
from assessment.connectors.orchestrator.asking import Airflow
from assessment.connectors.orchestrator.evidence import OrchestratorEvidence, Pipeline
from assessment.connectors.redaction import redact
from assessment.connectors.rest import part
from assessment.connectors.runtime.links import reader_of
from assessment.connectors.tables.options import lines
from assessment.connectors.transport import Channel
from assessment.sources import (
    Choice,
    Circumstances,
    Option,
    Options,
    Request,
    Source,
    SourceUnavailable,
    Survey,
)

KIND = "airflow"
SCHEMES = ("http", "https")
TITLE = "Airflow"
ICON = "account_tree"
GROUP = "data"
ADDRESS_HELP = "The address of Airflow's web server, such as https://airflow.example.org."
EVIDENCE = OrchestratorEvidence
OPTIONS = (
    Option(
        name="dags", label="Pipelines (DAGs) of the use case", form="lines",
        help="Empty where there is one only.",
    ),
    Option(
        name="retraining", label="Pipelines that make the model anew", form="lines",
        help="Their runs are held against the age that a model may have.",
    ),
    Option(name="window_days", form="number", shown=False),
    *objectives.options(KIND),
)  # fmt: skip

READ, CHOICES, DAYS = 8, 200, 30.0


def requests(source: Source) -> tuple[Request, ...]:
    """Every request that reading this source can make."""
    _days(source.options)
    base, dag = redact(source.address).rstrip("/"), "/api/v2/dags/…"
    rows = (
        ("/api/v2/version, else /api/v1/version", asking.WHICH), ("/api/v2/dags", asking.LIST),
        (dag, asking.ONE), (f"{dag}/tasks", asking.TASKS), (f"{dag}/dagRuns", asking.RUNS),
        ("/api/v2/importErrors", asking.FILES), ("/api/v2/monitor/health", asking.HEALTH),
    )  # fmt: skip
    read_only = [Request(verb="GET", what=f"{base}{path}", why=why) for path, why in rows]
    return (*read_only, Request(verb="POST", what=base + asking.SIGN_IN, why=asking.TRADE))


def read(source: Source, circumstances: Circumstances) -> OrchestratorEvidence:
    """How the chosen pipelines ran; :class:`SourceUnavailable` where none can be read."""
    held, days = objectives.stated(source.options), _days(source.options)
    retraining = lines(source.options, "retraining")
    reader, now = reader_of(source), circumstances.now()
    with _channel(source, circumstances) as channel:
        airflow = Airflow(channel)
        names = _chosen(airflow, lines(source.options, "dags"), retraining)
        circumstances.progress("runs of the pipelines")
        seen = [_pipeline(airflow, name, now, days, reader) for name in names]
        # A retraining is looked for as far back as a model may be old.
        longest = max(days, held.model_age_limit_days)
        again = [_pipeline(airflow, name, now, longest, reader) for name in retraining]
        circumstances.progress("scheduler and files")
        errors, imported = part(airflow.import_errors, 0)
        health, healthy = part(airflow.health, HealthAnswer())
    beat = health.scheduler.latest_scheduler_heartbeat
    return OrchestratorEvidence(
        server=airflow.title, read_at=now, reader=reader, window_days=days, objectives=held,
        pipelines=tuple(seen), retraining=tuple(again), import_errors=errors,
        imported=imported, scheduler=health.scheduler.status or "", healthy=healthy,
        database=health.metadatabase.status or "",
        heartbeat_age_s=max(0.0, (now - beat).total_seconds()) if beat else None,
    )  # fmt: skip


def survey(source: Source, circumstances: Circumstances) -> Survey:
    """The version, how many pipelines there are, and the pipelines to choose from."""
    with _channel(source, circumstances) as channel:
        airflow = Airflow(channel)
        found = airflow.pipelines()
    many = f"{len(found)} pipeline{'' if len(found) == 1 else 's'}"
    choices = tuple(
        Choice(value=item.dag_id, label=item.dag_id + (" (paused)" if item.is_paused else ""))
        for item in found[:CHOICES]
    )
    offered = {"dags": choices, "retraining": choices} if choices else {}
    warning = "" if found else "it has no pipeline, or none that this account may see"
    return Survey(told=f"{airflow.title}, {many}", warning=warning, choices=offered)


def _days(options: Options) -> float:
    given = options.get("window_days", DAYS)
    if isinstance(given, bool) or not isinstance(given, (int, float)) or not 1 <= given <= 365:
        raise SourceUnavailable("window_days is no number of days", "Give a number from 1 to 365.")
    return float(given)


def _channel(source: Source, circumstances: Circumstances) -> Channel:
    return Channel(source, circumstances, posts=(asking.SIGN_IN,))


def _chosen(airflow: Airflow, wanted: Sequence[str], retraining: Sequence[str]) -> tuple[str, ...]:
    names = tuple(dict.fromkeys(wanted))
    if not names and not retraining:
        names = tuple(item.dag_id for item in airflow.pipelines())
        if len(names) != 1:
            listed = ", ".join(names[:12]) or "none"
            raise SourceUnavailable(
                f"this server has {len(names)} pipelines: {listed}",
                "Choose those of this use case." if names else
                "Let the account of this secret see the pipelines of this use case.",
            )  # fmt: skip
    if len({*names, *retraining}) > READ:
        raise SourceUnavailable(
            f"more than {READ} pipelines are chosen",
            f"Choose the {READ} that matter most, or add the server twice.",
        )
    return names


def _pipeline(airflow: Airflow, name: str, now: datetime, days: float, reader: str) -> Pipeline:
    found = airflow.pipeline(name)
    tasks, tasked = part(lambda: airflow.tasks(name), TasksAnswer())
    nothing: tuple[tuple[RunAnswer, ...], bool] = ((), False)
    (rows, cut), ran = part(lambda: airflow.runs(name, now, days), nothing)
    return Pipeline(
        name=redact(name)[:200], owned=found.owned, paused=found.off,
        schedule=redact(found.schedule), tasks=len(tasks.tasks), tasked=tasked, ran=ran, cut=cut,
        tasks_with_retries=sum((item.retries or 0) > 0 for item in tasks.tasks),
        url=airflow.page(reader, name), **runs.counted(rows),
    )  # fmt: skip
