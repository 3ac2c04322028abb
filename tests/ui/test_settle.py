"""Settle: conflicts are listed, given to somebody, and worked down one after the other."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from assessment.model import Outcome
from engagement import workspaces
from engagement.answers import answering, correcting
from engagement.looks import collecting
from engagement.model import Workspace
from engagement.settling import conflicts, good_enough
from engagement.store import Store
from scoring.conflict import Conflict, Resolution
from tests.engagement.planted import find
from tests.ui.conftest import Open
from tests.ui.test_pages import words

CRITICAL = ("eng.rollback", "observable.input-drift")
OTHER = "data.feature-store"


@pytest.fixture
def three(store: Store, space: Workspace, answer_all: Callable[..., None]) -> Workspace:
    """Everything is claimed at 4; two critical capabilities and another are contradicted."""
    answer_all("full", level=4)
    for capability in (*CRITICAL, OTHER):
        find(store, space, capability)
    return space


def held(store: Store, space: Workspace) -> dict[str, Conflict]:
    return {item.capability: item for item in conflicts.conflicts(store, space.assessment.id)}


def sign(app: AppTest) -> AppTest:
    return next(one for one in app.text_input if one.label == "You are").set_value("Ute Berg").run()


def press(app: AppTest, label: str) -> AppTest:
    return next(one for one in app.button if label in one.label).click().run()


def listed(app: AppTest) -> list[str]:
    return [option for one in app.radio if one.label == "Conflicts" for option in one.options]


def test_the_list_opens_on_the_most_urgent_and_counts_what_is_open(
    open_page: Open, three: Workspace
) -> None:
    app = open_page("settle", three)
    assert not app.exception
    assert app.header[0].value == "Three conflicts are open"
    assert len(listed(app)) == 3
    assert "critical" in listed(app)[0]
    assert r"nothing \*of\* it" in words(app)


def test_the_usual_closing_is_one_click_once_the_name_is_given(
    open_page: Open, three: Workspace, store: Store
) -> None:
    app = press(sign(open_page("settle", three)), "Correct to 2")
    assert not app.error
    assert app.header[0].value == "Two conflicts are open"
    (closed,) = [item.closed for item in held(store, three).values() if item.closed]
    assert (closed.how, closed.by) == (Resolution.ANSWER_CORRECTED, "Ute Berg")


def test_without_a_name_nothing_is_settled_and_a_sentence_says_so(
    open_page: Open, three: Workspace, store: Store
) -> None:
    app = press(open_page("settle", three), "Correct to 2")
    assert [error.value for error in app.error if "Give your name" in error.value]
    assert all(item.state == "open" for item in held(store, three).values())


def as_another(app: AppTest, name: str) -> AppTest:
    return next(one for one in app.text_input if one.label == "You are").set_value(name).run()


def test_a_finding_is_overruled_with_a_reason(
    open_page: Open, three: Workspace, store: Store
) -> None:
    app = sign(open_page("settle", three))
    next(one for one in app.text_input if "Why it is wrong" in one.label).set_value("another house")
    app = press(app, "Ask to overrule")
    assert not [item for item in held(store, three).values() if item.closed]
    app = as_another(app, "Bo")
    app = press(app, "Agree")
    (closed,) = [item.closed for item in held(store, three).values() if item.closed]
    assert (closed.how, closed.note) == (Resolution.OVERRULED, "another house")


def test_a_waiver_of_a_critical_one_asks_for_a_second_person(
    open_page: Open, three: Workspace, store: Store
) -> None:
    app = sign(open_page("settle", three))
    next(one for one in app.text_input if "Why it can wait" in one.label).set_value(
        "replaced in May"
    )
    app = press(app, "Ask to waive")
    assert {item.state for item in held(store, three).values()} == {"open"}
    agree = next(one for one in app.button if "Agree" in one.label)
    assert agree.disabled
    app = as_another(app, "Bo")
    app = press(app, "Agree")
    assert sorted(item.state for item in held(store, three).values()) == ["open", "open", "waived"]
    app = next(one for one in app.button_group if one.label == "Show").set_value("Closed").run()
    assert len(listed(app)) == 1
    assert "Waived until" in listed(app)[0]
    press(app, "End the waiver now")
    assert {item.state for item in held(store, three).values()} == {"open"}


def test_a_conflict_is_given_to_somebody_and_shows_under_mine(
    open_page: Open, three: Workspace, store: Store
) -> None:
    conflicts.assign(
        store, assessment_id=three.assessment.id, number=held(store, three)[OTHER].number,
        owner="Ute Berg", due=datetime.now(UTC).date() - timedelta(days=1),
    )  # fmt: skip
    app = sign(open_page("settle", three))
    assert app.header[0].value == "Three conflicts are open, one is overdue"
    app = next(one for one in app.button_group if one.label == "Show").set_value("Mine").run()
    (only,) = listed(app)
    assert "Ute Berg" in only
    assert "overdue" in only


def test_judge_lists_the_conflicts_and_leads_to_the_one_that_is_chosen(
    open_page: Open, three: Workspace, store: Store
) -> None:
    app = open_page("judge", three)
    assert "Three conflicts are open" in words(app)
    number = held(store, three)[OTHER].number
    app = next(one for one in app.button if one.key == f"judge.settle.{number}").click().run()
    assert app.header[0].value == "Three conflicts are open"
    assert app.radio(key="settle.conflict").value == number


def test_a_probe_that_came_with_a_file_is_fixed_where_its_source_is_added(
    open_page: Open, three: Workspace
) -> None:
    assert "not looked at any more" in words(open_page("settle", three))


def test_a_source_is_set_right_from_the_conflict_and_looked_at_again(
    open_page: Open, space: Workspace, store: Store, answer_all: Callable[..., None],
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    answer_all("full", level=4)
    made = collecting.add_source(
        store, assessment_id=space.assessment.id, kind="metrics_endpoint",
        address="http://127.0.0.1:9/metrics", authorised_by="Bo",
    )  # fmt: skip
    find(store, space, CRITICAL[0], made.id)
    app = sign(open_page("settle", space))
    looks: list[str] = []
    monkeypatch.setattr(
        "engagement.looks.collecting.start_looking", lambda _store, _id, by: looks.append(by)
    )
    address = next(one for one in app.text_input if one.label == "Where it reads")
    address.set_value("http://127.0.0.1:8/metrics")
    press(app, "Change it and look again")
    (source,) = collecting.sources(store, space.assessment.id)
    assert (source.address, looks) == ("http://127.0.0.1:8/metrics", ["Ute Berg"])


def test_without_a_conflict_the_page_says_when_one_opens(open_page: Open, space: Workspace) -> None:
    app = open_page("settle", space)
    assert app.header[0].value == "No conflict: no finding contradicts a claim"
    assert "opens by itself" in words(app)


def test_only_those_who_claimed_too_much_are_corrected(
    open_page: Open, three: Workspace, store: Store
) -> None:
    bo = answering.add_respondent(
        store, assessment_id=three.assessment.id, name="Bo", role="platform_engineering"
    )
    modest = answering.answer(
        store, assessment_id=three.assessment.id, respondent_id=bo.id, capability=CRITICAL[0],
        kind="level", level=2,
    )  # fmt: skip
    app = sign(open_page("settle", three))
    number = held(store, three)[CRITICAL[0]].number
    press(app.radio(key="settle.conflict").set_value(number).run(), "Correct")
    said = correcting.claims(store, three.assessment.id, CRITICAL[0])
    assert sorted(item.level or 0 for item in said) == [2, 2]
    assert modest.id in {item.id for item in said}


def part(app: AppTest, name: str) -> AppTest:
    return next(one for one in app.button_group if one.label == "What").set_value(name).run()


@pytest.fixture
def attached(store: Store, space: Workspace, respondent: str) -> Workspace:
    answering.answer(
        store, assessment_id=space.assessment.id, respondent_id=respondent,
        capability=CRITICAL[0], kind="level", level=4,
    )  # fmt: skip
    answering.attach(
        store, assessment_id=space.assessment.id, respondent_id=respondent,
        capability=CRITICAL[0], filename="way *back*.pdf", content=b"a plan",
    )  # fmt: skip
    return space


def grade(store: Store, space: Workspace) -> str:
    (said,) = answering.current_answers(store, space.assessment.id)
    return str(said.grade)


def test_a_reviewer_reads_what_it_has_to_show_and_accepts_it(
    open_page: Open, attached: Workspace, store: Store
) -> None:
    app = part(sign(open_page("settle", attached)), "Artefacts")
    assert app.header[0].value == "One artefact waits for a reviewer"
    assert r"way \*back\*\.pdf" in words(app)
    assert "level 4" in app.checkbox[0].label
    app = press(app, "Accept")
    assert app.header[0].value == "Nothing waits for a reviewer"
    assert grade(store, attached) == "E3"


def test_whoever_attached_it_is_refused_and_a_return_takes_a_reason(
    open_page: Open, attached: Workspace, store: Store
) -> None:
    app = part(open_page("settle", attached), "Artefacts")
    app = next(one for one in app.text_input if one.label == "You are").set_value("Priya").run()
    app = press(app, "Accept")
    assert any("second person" in error.value for error in app.error)
    app = press(sign(app), "Return")
    assert any("what is missing" in error.value for error in app.error)
    next(one for one in app.text_input if one.label == "What is missing").set_value("It is a draft")
    app = press(app, "Return")
    assert grade(store, attached) == "E0"
    assert app.header[0].value == "Nothing waits for a reviewer"


def test_what_is_good_enough_is_accepted_by_name_and_can_be_withdrawn(
    open_page: Open, space: Workspace, store: Store, answer_all: Callable[..., None]
) -> None:
    answer_all(level=2)
    app = part(sign(open_page("settle", space)), "Good enough")
    choice = next(one for one in app.selectbox if one.label == "Capability")
    choice.set_value("data.late-data" if "data.late-data" in choice.options else choice.options[0])
    next(one for one in app.text_input if "enough here" in one.label).set_value("Nobody waits")
    app = press(app, "Accept it as good enough")
    assert not app.error
    assert app.header[0].value == "One capability is good enough below target"
    (held_,) = good_enough.accepted(store, space.assessment.id)
    assert (held_.by, held_.reason) == ("Ute Berg", "Nobody waits")
    press(app, "Withdraw")
    assert good_enough.accepted(store, space.assessment.id) == ()


def test_an_artefact_that_is_kept_is_chosen_for_a_further_answer_in_ask(
    open_page: Open, attached: Workspace, store: Store, respondent: str
) -> None:
    asked = workspaces.asked(store, attached.assessment.id)
    other = next(item for item in asked if item != CRITICAL[0])
    answering.answer(
        store, assessment_id=attached.assessment.id, respondent_id=respondent,
        capability=other, kind="level", level=3,
    )  # fmt: skip
    app = open_page("ask", attached, q=other, **{"as": respondent})
    kept = next(one for one in app.selectbox if one.label == "Or one that is kept already")
    kept.select_index(0).run()
    said = {
        item.capability: item for item in answering.current_answers(store, attached.assessment.id)
    }
    assert said[other].artefacts[0].digest == said[CRITICAL[0]].artefacts[0].digest


def test_people_who_stand_apart_are_listed_and_their_second_round_is_kept(
    open_page: Open, space: Workspace, store: Store, respondent: str
) -> None:
    bo = answering.add_respondent(
        store, assessment_id=space.assessment.id, name="Bo", role="platform_engineering"
    )
    for person, level in ((respondent, 1), (bo.id, 5)):
        answering.answer(
            store, assessment_id=space.assessment.id, respondent_id=person,
            capability=CRITICAL[0], kind="level", level=level,
        )  # fmt: skip
    app = part(sign(open_page("settle", space)), "People apart")
    assert app.header[0].value == "People stand apart on one capability"
    app = press(app, "Keep the second round")
    assert app.header[0].value == "People stand apart on one capability, one of them disputed"
    next(one for one in app.selectbox if one.label == "Bo now says").set_value(2)
    app = press(app, "Keep the second round")
    assert app.header[0].value == "Nobody stands apart"
    assert {item.level for item in answering.current_answers(store, space.assessment.id)} == {1, 2}


def test_a_conflict_that_is_waived_does_not_set_people_apart_who_say_the_same(
    open_page: Open, space: Workspace, store: Store, respondent: str
) -> None:
    bo = answering.add_respondent(
        store, assessment_id=space.assessment.id, name="Bo", role="data_engineering"
    )
    for person in (respondent, bo.id):
        answering.answer(
            store, assessment_id=space.assessment.id, respondent_id=person, capability=OTHER,
            kind="level", level=4,
        )  # fmt: skip
    find(store, space, OTHER)
    assert held(store, space)[OTHER].state == "open"
    collecting.waive(
        store, assessment_id=space.assessment.id, capability=OTHER, by="Kim", reason="replaced",
        until=datetime.now(UTC) + timedelta(days=9),
    )  # fmt: skip
    app = part(open_page("settle", space), "People apart")
    assert app.header[0].value == "Nobody stands apart"


def test_what_a_later_finding_closed_shows_that_finding(
    open_page: Open, three: Workspace, store: Store
) -> None:
    assert len(held(store, three)) == 3
    find(store, three, OTHER, outcome=Outcome.PRESENT, observed="there it is")
    app = open_page("settle", three)
    app = next(one for one in app.button_group if one.label == "Show").set_value("Closed").run()
    assert "A later finding supports the claim" in listed(app)[0]
    assert "there it is" in words(app)
    assert "A later finding supports the claim" in app.success[0].value


def test_whoever_is_named_by_somebody_else_stands_in_the_field_and_a_lost_race_is_a_choice(
    open_page: Open, store: Store, three: Workspace
) -> None:
    app = sign(open_page("settle", three))
    found = next(one for one in app.selectbox if one.label == "Not now? Who settles it")
    about: dict[str, Any] = {"assessment_id": three.assessment.id, "by": "Bo", "due": None}
    number = int((found.key or "").split(".")[2])
    conflicts.assign(store, number=number, owner="Theirs", **about)
    found.set_value("Ute Berg").run()
    assert "Somebody else was faster" in words(app)
    assert {one.owner for one in conflicts.conflicts(store, three.assessment.id)} == {"", "Theirs"}
    assert next(one for one in app.selectbox if one.key == found.key).value == "Theirs"
    press(app, "Keep mine")
    kept = {one.number: one.owner for one in conflicts.conflicts(store, three.assessment.id)}
    assert kept[number] == "Ute Berg"
    conflicts.assign(store, number=number, owner="Rana", **about)
    app.run()
    assert next(one for one in app.selectbox if one.key == found.key).value == "Rana"
