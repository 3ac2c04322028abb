"""What a source at a forge can be told."""

from assessment import objectives
from assessment.sources import Option, Source

OPTIONS = (
    Option(
        name="environment", label="What production is called",
        help="Empty: production, prod, live.",
    ),
    *objectives.options(
        "delivery_days", "approved_share", "least_changes", "lead_time_limit_days",
        "change_fail_limit", "change_fail_hours", "recovery_limit_h", "rework_limit",
        "least_administrators", "small_team", "emergency_limit",
    ),
)  # fmt: skip


def environment(source: Source) -> str:
    """What a person said that production is called; empty where nobody did."""
    return str(source.options.get("environment", "")).strip()
