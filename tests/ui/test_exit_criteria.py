"""Track shows how far the exit criteria are proved, and takes a person's word by name."""

from collections.abc import Callable

import pytest

from engagement import planning, watching
from engagement.model import Workspace
from engagement.store import Store
from scoring.proof_model import ProofState, Standing
from scoring.roadmap_model import ConditionState, Status
from tests.ui.conftest import Open
from tests.ui.test_pages import words


@pytest.fixture
def planned(answer_all: Callable[..., None]) -> None:
    answer_all("standard", 2)


@pytest.mark.usefixtures("planned")
def test_a_condition_is_attested_on_track_and_never_counted_as_proved(
    open_page: Open, store: Store, space: Workspace
) -> None:
    plan = planning.roadmap(store, space.assessment.id)
    asked = next(
        (row.id, item.id) for row in plan.rows for item in row.conditions
        if item.state is ConditionState.TO_ATTEST
    )  # fmt: skip
    planning.set_item(store, space.assessment.id, asked[0], status=Status.DONE)
    app = open_page("track", space)
    assert not app.exception
    assert "exit criteria is proved; one only claimed" in words(app)
    assert "The gap to target stands at" in words(app)
    assert "No date from the pace: nothing was proved or called done" in words(app)
    app.selectbox("attest.what").set_value(asked)
    app.text_input("attest.by").set_value("Kim")
    app.text_input("attest.reason").set_value("I saw *it* fail")
    app.button("attest.do").click().run()
    assert not app.exception
    assert "None of" in words(app)
    rows = planning.roadmap(store, space.assessment.id).rows
    held = next(row.proof for row in rows if row.id == asked[0])
    assert held
    assert held.standing is Standing.CLAIMED
    assert (held.count(ProofState.TO_ACCEPT), held.count(ProofState.ATTESTED)) == (1, 0)
    assert "waits for a second person" in str(app.dataframe[0].value["Proof"].tolist())
    app.text_input("me.field").set_value("Bo").run()
    app.button(f"attest.accept.{asked[0]}.{asked[1]}").click().run()
    assert not app.exception
    rows = planning.roadmap(store, space.assessment.id).rows
    held = next(row.proof for row in rows if row.id == asked[0])
    assert held
    assert held.count(ProofState.ATTESTED) == 1
    table = str(app.dataframe[0].value)
    assert "Claimed done" in table
    watching.withdraw_attestation(
        store, assessment_id=space.assessment.id, initiative=asked[0], condition=asked[1],
        by="Bo", reason="Another build",
    )  # fmt: skip
    assert "I saw" not in words(open_page("track", space))
