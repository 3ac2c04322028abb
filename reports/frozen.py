"""A report kept for good: one canonical JSON text, and back to the very same report.

A later version of the product reads what an earlier one wrote: a field that came since has its
default, and what was renamed or taken out needs a step in :data:`STEPS` and the next :data:`FORM`.
"""

import json
from base64 import b64decode, b64encode
from collections.abc import Callable
from typing import Any

from pydantic import ValidationError

from reports.brand import Brand
from reports.model import Report
from reports.questionnaire_model import QuestionnaireReport

AnyReport = Report | QuestionnaireReport
Plain = dict[str, Any]

FORM = 1
"""Of the text that is written; every earlier form can be read."""

STEPS: dict[int, Callable[[Plain], Plain]] = {}
"""A form -> what makes a report of it one of the next form, as plain JSON values."""

KINDS: dict[str, type[AnyReport]] = {"report": Report, "questionnaire": QuestionnaireReport}
"""The two shapes of a report by the name that the text begins with."""


class Unreadable(ValueError):
    """A text that is no frozen report, or one of a later form; says which."""


def frozen(report: AnyReport) -> str:
    """The whole report as one text that depends on nothing but its content.

    Nothing is left out: also what is no part of the result as data, such as logo and templates.
    """
    kind = next(name for name, model in KINDS.items() if type(report) is model)
    whole = {"form": FORM, "kind": kind, "report": _plain(report)}
    return json.dumps(
        whole, sort_keys=True, ensure_ascii=False, allow_nan=False, separators=(",", ":")
    )


def thawed(text: str) -> AnyReport:
    """The report that a text was made from; :class:`Unreadable` where it cannot be told."""
    try:
        whole = json.loads(text)
        form, model, plain = int(whole["form"]), KINDS[whole["kind"]], whole["report"]
    except (ValueError, KeyError, TypeError, RecursionError):
        raise Unreadable("it is no frozen report") from None
    if form > FORM:
        raise Unreadable("it was frozen by a newer version of Prodworthy; update this one first")
    for number in range(form, FORM):
        plain = STEPS[number](plain)
    try:
        return model.model_validate({**plain, "brand": _brand(plain["brand"])})
    except (ValidationError, KeyError, TypeError, ValueError) as error:
        raise Unreadable("it does not hold what a report holds") from error


def _plain(report: AnyReport) -> Plain:
    """JSON values of every field; those that stand apart from the data are put back in."""
    apart = {
        name: getattr(report, name)
        for name, field in type(report).model_fields.items()
        if field.exclude and name != "brand"
    }
    told = {name: value.isoformat() if value and name.endswith("_at") else value
            for name, value in apart.items()}  # fmt: skip
    return {**report.model_dump(mode="json"), **told, "brand": _letters(report.brand)}


def _letters(brand: Brand) -> Plain:
    """The look with its files in letters (base 64)."""
    return {
        name: b64encode(value).decode() if isinstance(value, bytes) else value
        for name, value in brand.model_dump().items()
    }


def _brand(plain: Plain) -> Plain:
    files = {name for name, field in Brand.model_fields.items() if field.annotation is bytes}
    return {
        name: b64decode(value, validate=True) if name in files else value
        for name, value in plain.items()
    }
