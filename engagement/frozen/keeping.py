"""Freezing the report of a snapshot that is being taken, in the same transaction."""

from hashlib import sha256
from typing import TypeVar

from engagement.outside.product import program
from engagement.store import Transaction, audit, frozen_reports
from engagement.store.frozen_reports import FrozenReport
from reports.as_of import Frozen
from reports.frozen import frozen
from reports.model import Report
from reports.questionnaire_model import QuestionnaireReport

R = TypeVar("R", Report, QuestionnaireReport)

TAKEN = "snapshot taken"
"""The action in the audit log."""


def marked(tx: Transaction, told: R, snapshot_id: str, note: str, by: str) -> R:
    """The report as that of a snapshot: which one, of when, noted what and taken by whom.

    The names of secrets stay outside: what opens a client's systems is no part of a result.
    """
    mark = Frozen(id=snapshot_id, at=told.made_at, by=audit.who(tx, TAKEN, by), note=note)
    return told.model_copy(
        update={
            "snapshot": snapshot_id, "frozen_at": told.made_at, "frozen": mark,
            "online": told.online and f"{told.online}&snapshot={snapshot_id}",
        }
    )  # fmt: skip


def keep_in(tx: Transaction, assessment_id: str, told: Report | QuestionnaireReport) -> None:
    """Keep the report for good."""
    if told.frozen is None:
        raise ValueError("only the report of a snapshot is kept")
    text = frozen(_without_secrets(told))
    about = FrozenReport(
        snapshot=told.frozen.id, assessment_id=assessment_id, taken_by=told.frozen.by,
        program=program(), digest=sha256(text.encode()).hexdigest(), size=len(text.encode()),
    )  # fmt: skip
    frozen_reports.add(tx, about, text)


def _without_secrets(told: Report | QuestionnaireReport) -> Report | QuestionnaireReport:
    """Without the names under which the operator keeps what opens a source."""
    if not isinstance(told, Report):
        return told
    bare = tuple(item.model_copy(update={"secret": ""}) for item in told.sources)
    return told.model_copy(update={"sources": bare})
