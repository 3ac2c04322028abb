"""The parts of Airflow's answers that are used, of its API v1 (2.x) and v2 (3.x) alike."""

from datetime import datetime
from typing import Any

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field, field_validator

DEFAULT_OWNERS = ("airflow", "")
"""The owner that a pipeline has where nobody named one."""
BY_ITSELF = ("scheduled", "dataset_triggered", "asset_triggered")
"""Kinds of run that no person started."""


class _Answer(BaseModel):
    model_config = ConfigDict(extra="ignore", frozen=True)


class VersionAnswer(_Answer):
    """Which version answers."""

    version: str


class PipelineAnswer(_Answer):
    """One DAG; its owners are people or teams and are not kept."""

    dag_id: str
    is_paused: bool | None = None
    is_stale: bool | None = None
    is_active: bool | None = None
    owners: tuple[str, ...] = ()
    timetable_summary: str | None = None
    timetable_description: str | None = None
    schedule_interval: Any = None
    has_import_errors: bool | None = None

    @field_validator("owners", mode="before")
    @classmethod
    def _none_is_empty(cls, given: Any) -> Any:
        return given or ()

    @property
    def owned(self) -> bool:
        """Whether somebody other than the default is named."""
        return any(item.strip().lower() not in DEFAULT_OWNERS for item in self.owners)

    @property
    def off(self) -> bool:
        """Whether it does not run: paused, or its file is gone (3.x: stale, 2.x: not active)."""
        return bool(self.is_paused or self.is_stale) or self.is_active is False

    @property
    def schedule(self) -> str:
        """When it runs; empty where only a person or another pipeline starts it."""
        given = self.schedule_interval
        text = given.get("value") if isinstance(given, dict) else given
        told = self.timetable_summary or str(text or "")
        return "" if told in ("None", "null") else told[:80]


class PipelinesAnswer(_Answer):
    """A page of DAGs."""

    dags: tuple[PipelineAnswer, ...] = ()
    total_entries: int = 0


class TaskAnswer(_Answer):
    """One task; ``retries`` is a whole number though the API gives a decimal."""

    task_id: str = ""
    retries: float | None = None


class TasksAnswer(_Answer):
    """The tasks of a DAG."""

    tasks: tuple[TaskAnswer, ...] = ()


class RunAnswer(_Answer):
    """One run. In v1 the moment it was due is the end of its data interval."""

    state: str = ""
    run_type: str = ""
    start_date: AwareDatetime | None = None
    end_date: AwareDatetime | None = None
    run_after: AwareDatetime | None = None
    data_interval_end: AwareDatetime | None = None

    @property
    def due(self) -> datetime | None:
        """When it should have started."""
        return self.run_after or self.data_interval_end

    @property
    def ended(self) -> bool:
        """Whether it came to an end, good or bad."""
        return self.state in ("success", "failed")


class RunsAnswer(_Answer):
    """A page of runs."""

    dag_runs: tuple[RunAnswer, ...] = ()
    total_entries: int = 0


class ImportErrorsAnswer(_Answer):
    """How many files could not be read; nothing of them is kept."""

    total_entries: int = 0


class PartAnswer(_Answer):
    """One part of the orchestrator."""

    status: str | None = None
    latest_scheduler_heartbeat: AwareDatetime | None = None


class HealthAnswer(_Answer):
    """Its database and its scheduler."""

    metadatabase: PartAnswer = Field(default_factory=PartAnswer)
    scheduler: PartAnswer = Field(default_factory=PartAnswer)
