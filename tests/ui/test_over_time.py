"""All assessments, looking back: the picture by quarter, its table, and what the next one inherits."""

from collections.abc import Callable
from datetime import UTC, datetime

from engagement import snapshots
from engagement.clients import opening, use_cases
from engagement.model import Workspace
from engagement.store import Store
from tests.ui.conftest import Open
from tests.ui.test_pages import words


def test_before_the_first_snapshot_the_page_says_where_they_come_from(
    open_page: Open, space: Workspace
) -> None:
    app = open_page("overview", space)
    assert not app.exception
    assert "No snapshot yet" in words(app)
    assert "built for the next" not in words(app)


def test_frozen_results_stand_in_their_quarter_in_the_picture_and_in_the_table(
    open_page: Open, space: Workspace, store: Store, answer_all: Callable[..., None]
) -> None:
    answer_all()
    chat = use_cases.create_use_case(store, client_id=space.client.id, name="Chat")
    opening.start_assessment(store, use_case_id=chat.id, profile_id="customer-realtime")
    frozen = snapshots.take(store, space.assessment.id, now=datetime(2026, 8, 3, tzinfo=UTC))
    app = open_page("overview", space)
    assert not app.exception
    [table] = [item.value for item in app.dataframe if "Quarter" in item.value]
    [row] = table.to_dict("records")
    assert (row["Quarter"], row["Compares with the one before"]) == ("2026 Q3", "the first")
    assert frozen.index is not None
    assert f"{frozen.index:.1f}" in row["Index and verdict"]
    [work] = [item.value for item in app.dataframe if "Whole plan" in item.value]
    assert list(work["Use case"]) == ["Loan triage", "Chat"]
    assert work["Whole plan"][1] == work["Its own"][1] == "not known"
    assert "not known yet" in words(app)
