"""Report: decisions are proposed, recorded with an owner, and taken back."""

from collections.abc import Callable
from datetime import date

from sqlalchemy import text

from engagement import snapshots
from engagement.clients import client_list
from engagement.model import Workspace
from engagement.plans import deciding, plan_items, planning
from engagement.store import Store
from reports import proposals
from reports.lengths import Length
from reports.model import Decision
from tests.ui.conftest import Make, Open
from ui.routes.scrolling import SCRIPT


def kept(store: Store, space: Workspace) -> tuple[Decision, ...]:
    return deciding.decisions(store, space.assessment.id)


def test_the_plans_proposals_stand_on_the_page_and_none_is_recorded_by_looking(
    open_page: Open, space: Workspace, answer_all: Callable[..., None], store: Store
) -> None:
    answer_all(level=2)
    app = open_page("report", space)
    assert any("Hold the roll" in item.value for item in app.markdown)
    assert not kept(store, space)


def test_a_proposal_fills_the_form_and_is_recorded_with_its_owner(
    open_page: Open, space: Workspace, answer_all: Callable[..., None], store: Store
) -> None:
    answer_all(level=2)
    app = open_page("report", space)
    app = app.button(key="decision.take.0").click().run()
    app.text_input(key="decision.owner").input("Dana")
    app.date_input(key="decision.due").set_value(date(2030, 1, 7))
    app.button(key="decision.record").click().run()
    [made] = kept(store, space)
    assert (made.owner, made.due, made.proposed) == ("Dana", date(2030, 1, 7), False)
    assert made.title.startswith("Release")


def test_a_decision_without_an_owner_is_not_recorded(
    open_page: Open, space: Workspace, answer_all: Callable[..., None], store: Store
) -> None:
    answer_all(level=2)
    app = open_page("report", space)
    app = app.button(key="decision.take.0").click().run()
    app.text_input(key="decision.owner").input(" ")
    app = app.button(key="decision.record").click().run()
    assert "Name the person" in app.error[0].value
    assert not kept(store, space)


def test_a_recorded_decision_can_be_withdrawn(
    open_page: Open, space: Workspace, answer_all: Callable[..., None], store: Store
) -> None:
    answer_all(level=2)
    deciding.record_decision(
        store, assessment_id=space.assessment.id, title="Go on", text="As planned", owner="Dana"
    )
    app = open_page("report", space)
    app.button(key="decision.withdraw.0").click().run()
    assert kept(store, space) == ()


def test_what_is_left_open_stands_above_the_formats_and_leads_to_where_it_is_mended(
    open_page: Open, space: Workspace, answer_all: Callable[..., None]
) -> None:
    answer_all(level=4)
    app = open_page("report", space)
    assert any("Before you hand it over" in item.value for item in app.subheader)
    titles = [item.label for item in app.expander]
    assert any("confident answers without evidence" in title for title in titles)
    assert any("initiatives without an owner" in title for title in titles)
    app = app.button(key="lint.confident.0").click().run()
    assert app.session_state["place.capability"] == "data.pipelines"
    assert not any("Before you hand it over" in item.value for item in app.subheader)


def test_what_lacks_an_owner_leads_to_the_table_of_owners_and_not_only_to_its_page(
    open_page: Open, space: Workspace, answer_all: Callable[..., None], store: Store
) -> None:
    answer_all(level=2)
    client_list.update_client(
        store, space.client.model_copy(update={"capacity": {"operations": 1.0}})
    )
    app = open_page("report", space).button(key="lint.initiatives.0").click().run(timeout=60)
    assert not app.exception
    assert [SCRIPT in item.proto.body for item in app.get("html")] == [True]
    assert "Owners, status, effort and dates" in [item.value for item in app.subheader]
    assert not any(SCRIPT in item.proto.body for item in app.run(timeout=60).get("html"))


def test_an_owner_that_was_named_is_not_missed_any_more(
    open_page: Open, space: Workspace, answer_all: Callable[..., None], store: Store
) -> None:
    answer_all(level=2)
    app = open_page("report", space)
    found = next(item.label for item in app.expander if "without an owner" in item.label)
    plan = planning.roadmap(store, space.assessment.id)
    plan_items.set_item(store, space.assessment.id, plan.rows[0].id, owner="Kim")
    again = next(item.label for item in app.run().expander if "without an owner" in item.label)
    assert again != found


def test_what_is_in_it_follows_the_chosen_length(open_page: Open, space: Workspace,
                                                 answer_all: Callable[..., None]) -> None:  # fmt: skip
    answer_all(level=4)
    app = open_page("report", space)
    assert any("Evidence index" in item.value for item in app.markdown)
    app.session_state["report.length"] = Length.SUMMARY
    app.run()
    assert "What is in the two-page summary" in [item.value for item in app.subheader]
    assert not any("Evidence index" in item.value for item in app.markdown)


def test_a_decision_to_settle_conflicts_is_known_while_it_is_a_proposal() -> None:
    asked = Decision(title="Settle one conflict", text="t")
    assert proposals.is_of_conflicts(asked)
    assert not proposals.is_of_conflicts(Decision(title="Hold the roll-out", text="t"))
    assert not proposals.is_of_conflicts(asked.model_copy(update={"proposed": False}))


def test_a_snapshot_is_chosen_and_its_report_stays_as_it_was_frozen(
    open_page: Open, space: Workspace, answer_all: Callable[..., None], store: Store,
    make_file: Make,
) -> None:  # fmt: skip
    answer_all(level=4)
    kept = snapshots.take(store, space.assessment.id, "Before *the* board", by="Mara")
    answer_all(level=1)
    gone = open_page("track", space).button(key="track.report").click().run()
    assert gone.selectbox(key="report.of").value == kept.id
    app = open_page("report", space, snapshot=kept.id)
    told = [item.value for item in app.markdown]
    assert any(item.startswith("#### As of ") for item in told)
    assert "taken by Mara: Before" in " ".join(told)
    assert any("As of then: " in item.value for item in app.subheader)
    assert not any("Decisions asked" in item.value for item in app.subheader)
    make_file(app, "json")
    assert not any("Make JSON" in item.label for item in app.button)
    assert len(app.get("download_button")) == 1
    app.selectbox(key="report.of").set_value("").run()
    assert any("Before you hand it over" in item.value for item in app.subheader)


def test_a_snapshot_that_is_not_of_this_use_case_is_a_sentence_and_what_stands_now_is_shown(
    open_page: Open, space: Workspace, answer_all: Callable[..., None], store: Store
) -> None:
    answer_all(level=4)
    app = open_page("report", space, snapshot="0123456789")
    assert any("names a snapshot that is not one" in item.value for item in app.error)
    assert any("Before you hand it over" in item.value for item in app.subheader)


def test_a_snapshot_without_a_report_says_so_and_offers_no_file(
    open_page: Open, space: Workspace, answer_all: Callable[..., None], store: Store
) -> None:
    answer_all(level=4)
    kept = snapshots.take(store, space.assessment.id)
    with store.writing() as tx:
        tx.connection().execute(text("DELETE FROM frozen_report"))
    app = open_page("report", space, snapshot=kept.id)
    assert any("taken before reports were frozen" in item.value for item in app.info)
    assert not any("Make PDF" in item.label for item in app.button)
