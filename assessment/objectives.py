"""What a service or a table is held against: stated by the source, or else the usual."""

from datetime import timedelta
from functools import cache
from pathlib import Path
from typing import Any

import yaml
from pydantic import model_validator

from assessment.sources import Option, Options, SourceUnavailable
from content.values import Value

FILE = Path(__file__).parent / "objectives.yaml"


class Objective(Value):
    """One default of the file; ``reason`` says why it is what it is."""

    id: str
    value: float
    unit: str
    reason: str


class Objectives(Value):
    """Ratios in 0-1, times in the unit of the name; ``latency_p95_ms`` has no default on purpose.

    ``stated`` names those that the source's options gave.
    """

    availability_target: float
    error_ratio_limit: float
    history_days: float
    minimum_history_hours: float
    latency_minimum_requests: float
    saturation_limit: float
    saturation_days: float
    scrape_age_limit_s: float
    minimum_rows: float
    psi_limit: float
    data_age_limit_hours: float
    model_age_limit_days: float
    scaling_room: float
    job_age_limit_hours: float
    alert_age_limit_hours: float
    silence_limit_days: float
    delivery_days: float
    approved_share: float
    least_changes: float
    lead_time_limit_days: float
    change_fail_limit: float
    change_fail_hours: float
    recovery_limit_h: float
    rework_limit: float
    budget_minimum_failures: float
    least_administrators: float
    small_team: float
    emergency_limit: float
    pipeline_success_target: float
    pipeline_minimum_runs: float
    schedule_delay_limit_min: float
    heartbeat_limit_s: float
    load_range: float
    offered_share: float
    load_multiple: float
    load_target_rps: float
    past_peak: float
    cost_elasticity_limit: float
    cost_elasticity_steep: float
    fixed_cost_limit: float
    cost_tag_share: float
    consumer_lag_limit_s: float
    feature_age_limit_h: float
    task_failure_limit: float
    cost_efficiency_limit: float
    report_age_limit_days: float
    volume_z_limit: float
    volume_history_days: float
    late_limit_hours: float
    late_share_limit: float
    unknown_share_limit: float
    mismatch_limit: float
    calibration_limit: float
    minimum_labels: float
    linked_share: float
    split_p_limit: float
    review_limit_hours: float
    reviewed_share: float
    active_use_share: float
    artifact_age_limit_hours: float
    column_rule_share: float
    rota_days: float
    rota_people: float
    escalation_levels: float
    page_days: float
    acknowledge_limit_min: float
    acknowledged_share: float
    restore_limit_h: float
    least_pages: float
    number_age_limit_days: float
    latency_p95_ms: float | None = None
    stated: tuple[str, ...] = ()

    @model_validator(mode="before")
    @classmethod
    def _usual_where_not_given(cls, given: Any) -> Any:
        """Evidence that was kept before an objective was thought of takes the usual one."""
        if not isinstance(given, dict):
            return given
        return {item.id: item.value for item in objectives()} | given


@cache
def objectives() -> tuple[Objective, ...]:
    """The defaults with their reasons, in the file's order."""
    rows = yaml.safe_load(FILE.read_text(encoding="utf-8"))
    return tuple(Objective.model_validate(row) for row in rows)


def usual() -> Objectives:
    """The defaults alone."""
    return Objectives.model_validate({})


def options(*only: str) -> tuple[Option, ...]:
    """The objectives that a source can state: all, or ``only`` those; some have a field on the form."""
    named = {option.name: option for option in _ON_THE_FORM}
    return tuple(
        named.get(name, Option(name=name, form="number", shown=False))
        for name in Objectives.model_fields
        if name != "stated" and (not only or name in only)
    )


_ON_THE_FORM = (
    Option(
        name="availability_target", label="Availability objective, share", form="number",
        help="Such as 0.999.",
    ),
    Option(
        name="latency_p95_ms", label="Response time objective, ms", form="number",
        help="For 19 of 20 requests.",
    ),
    Option(
        name="data_age_limit_hours", label="Oldest the data may be, hours", form="number",
        help="How long the newest row stays new enough for a decision.",
    ),
    Option(
        name="model_age_limit_days", label="Oldest a model may be, days", form="number",
        help="How long the model stays good enough without being trained again.",
    ),
)  # fmt: skip


def stated(options: Options) -> Objectives:
    """The defaults with what a source's options state in their place.

    Raises :class:`SourceUnavailable` for an option that is no positive number.
    """
    given = {name: options[name] for name in Objectives.model_fields if name in options}
    given.pop("stated", None)
    for name, value in given.items():
        if isinstance(value, bool) or not isinstance(value, (int, float)) or value <= 0:
            raise SourceUnavailable(
                f"the option {name} is not a positive number",
                f"Give {name} as a number, for example {getattr(usual(), name) or 300}.",
            )
    return Objectives.model_validate(given | {"stated": tuple(sorted(given))})


MOST_DAYS = 3660


def length(held: Objectives, name: str) -> timedelta:
    """An objective in days as a length of time; :class:`SourceUnavailable` for more than ten years."""
    days = float(getattr(held, name))
    if days > MOST_DAYS:
        raise SourceUnavailable(
            f"the option {name} asks for {days:g} days", f"Give {name} as at most {MOST_DAYS} days."
        )
    return timedelta(days=days)
