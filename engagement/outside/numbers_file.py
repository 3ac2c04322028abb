"""The operator's file of numbers: each with the one query that gives it, never typed on a page."""

from pathlib import Path

import yaml
from pydantic import ValidationError

from assessment.listed_numbers import ListedNumber, ListedNumbers
from engagement.faults import Refused
from engagement.wrong_values import told

VARIABLE = "PRODWORTHY_NUMBERS_FILE"


def listed_numbers(file: Path | None) -> tuple[ListedNumber, ...]:
    """The numbers of the file in its order; none without a file.

    Raises :class:`Refused` with the first thing that is wrong, which never quotes a query.
    """
    if file is None:
        return ()
    try:
        data = yaml.safe_load(file.read_text(encoding="utf-8")) or {}
    except (OSError, ValueError, yaml.YAMLError):
        raise Refused(f"{VARIABLE} cannot be read as a YAML list of numbers.") from None
    try:
        return ListedNumbers.model_validate(data).numbers
    except ValidationError as error:
        first = error.errors(include_input=False, include_url=False)[0]
        raise Refused(f"{VARIABLE}: {told(first)}") from None
