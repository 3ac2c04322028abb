"""What a number was without the use case: stated, measured before a day, or in a control group."""

from collections.abc import Sequence
from datetime import UTC, date, datetime

from assessment.connectors.numbers.evidence import Figure


def baseline(
    found: Sequence[Figure], stated: float | None, until: date | None
) -> tuple[float | None, str]:
    """The baseline and a phrase that says where it comes from; nothing and empty where none is.

    A control group in the last figure comes before a stated value, and that before a measured mean.
    """
    if found and found[-1].control is not None:
        return found[-1].control, "the control of the same time"
    if stated is not None:
        return stated, "as stated"
    if until is not None:
        first = datetime(until.year, until.month, until.day, tzinfo=UTC)
        before = [item.value for item in found if item.at < first]
        if before and len(before) < len(found):
            mean = sum(before) / len(before)
            return mean, f"the mean of {len(before)} figures before {until.isoformat()}"
    return None, ""
