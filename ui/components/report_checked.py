"""What the Report page says before a report is made, from one report that is put together for it."""

from datetime import UTC, datetime
from typing import NamedTuple

import streamlit as st

from engagement import judging, reporting
from engagement.clients import use_cases
from engagement.model import Workspace
from engagement.plans import deciding, planning
from engagement.settling import conflicts
from engagement.store import Store
from reports import proposals
from reports.lint import Group, lint
from reports.model import Decision
from ui import session

_KEPT = "report.checked"


class Checked(NamedTuple):
    """What was left open, and the decisions that the plan calls for, whatever is recorded already."""

    groups: tuple[Group, ...]
    called_for: tuple[Decision, ...]


def checked(store: Store, space: Workspace) -> Checked:
    """Of the report as it would be made now; found again only once something has changed."""
    key, client = space.assessment.id, space.client.id
    state = str(
        (
            key, judging.digest_of(judging.inputs(store, key)), planning.plan_inputs(store, key),
            deciding.decisions(store, key), conflicts.conflicts(store, key),
            use_cases.use_cases(store, client), datetime.now(UTC).date(),
        )
    )  # fmt: skip
    kept = session.choice(_KEPT)
    if kept and kept[0] == state:
        return Checked(*kept[1])
    with st.spinner("Checking what is worth mending first"):
        report = reporting.report(store, key)
        undecided = report.model_copy(update={"decisions": ()})
        found = Checked(lint(report), proposals.decisions(undecided))
    session.keep(_KEPT, (state, tuple(found)))
    return found
