"""Answers: kept when given, superseded and never overwritten, carried where the client has one."""

from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from assessment.model import ROOM_ROLE, Tally
from engagement import workspaces
from engagement.answers import answering
from engagement.clients import opening
from engagement.faults import Refused
from tests.engagement.desk import Desk, open_desk

OURS = "eng.rollback"
"""A capability of the use case."""
ONE_VOTE = Tally(levels=(0, 0, 1, 0, 0))
EVERYBODYS = "org.use-case-selection"
"""A capability of the organisation."""


def test_an_answer_comes_back_as_it_was_given(desk: Desk) -> None:
    said = desk.answer(
        OURS, 4, grade="E1", confidence=2, comment="since May", link="https://wiki.example/x"
    )
    assert list(answering.current_answers(desk.store, desk.id)) == [said]
    assert said.at.tzinfo is not None


def test_a_new_answer_supersedes_and_the_old_one_stays_in_the_history(desk: Desk) -> None:
    desk.answer(OURS, 4)
    desk.answer(OURS, 2)
    assert desk.levels() == {OURS: 2}
    told = [item.level for item in answering.history(desk.store, desk.id, OURS)]
    assert told == [4, 2]


def test_people_do_not_supersede_each_other(desk: Desk) -> None:
    other = desk.add("Bo")
    desk.answer(OURS, 4)
    desk.answer(OURS, 2, respondent_id=other.id)
    assert len(answering.current_answers(desk.store, desk.id)) == 2


def test_an_answer_taken_back_is_unanswered_and_stays_in_the_history(desk: Desk) -> None:
    desk.answer(OURS, 4, comment="so they say")
    answering.withdraw(
        desk.store, assessment_id=desk.id, respondent_id=desk.person.id, capability=OURS
    )
    assert desk.levels() == {}
    assert len(answering.history(desk.store, desk.id, OURS)) == 1
    desk.answer(OURS, 1)
    assert desk.levels() == {OURS: 1}


def test_dont_know_and_not_applicable_are_answers_of_their_own_kind(desk: Desk) -> None:
    desk.answer(OURS, None, kind="dont_know")
    desk.answer("eng.ci-cd", None, kind="not_applicable", reason="there is no code of ours")
    assert {item.kind for item in desk.current().values()} == {"dont_know", "not_applicable"}


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"level": None}, "needs a level from 1 to 5"),
        ({"level": 6}, "level"),
        ({"kind": "not_applicable", "level": None}, "why this does not apply"),
        ({"kind": "tally", "level": None}, "needs a tally"),
        ({"kind": "tally", "level": None, "tally": ONE_VOTE}, "belongs to a room"),
        ({"grade": "E2"}, "Attach the artefact"),
        ({"grade": "E3"}, "second person"),
        ({"capability": "nonsense"}, "has no capability nonsense"),
        ({"respondent_id": "nobody"}, "not on the client's list"),
    ],
)
def test_an_impossible_answer_is_refused_in_a_sentence_and_changes_nothing(
    desk: Desk, fields: dict[str, Any], said: str
) -> None:
    with pytest.raises(Refused, match=said):
        desk.answer(**{"capability": OURS} | fields)
    assert desk.levels() == {}


def test_a_capability_that_does_not_apply_cannot_be_answered(desk: Desk) -> None:
    hidden, reason = next(iter(workspaces.not_applicable(desk.store, desk.id).items()))
    with pytest.raises(Refused, match="does not apply here") as refused:
        desk.answer(hidden, 3)
    assert reason in refused.value.sentence


def test_an_answer_that_was_hidden_by_the_profile_comes_back_unchanged(desk: Desk) -> None:
    hidden = "reliable.latency"
    said = desk.answer(hidden, 3)
    opening.change_profile(desk.store, desk.id, "internal-batch")
    assert hidden not in workspaces.asked(desk.store, desk.id)
    opening.change_profile(desk.store, desk.id, "customer-realtime")
    assert desk.current()[hidden] == said


def test_answers_stay_when_the_depth_grows_and_shrinks(desk: Desk) -> None:
    opening.change_depth(desk.store, desk.id, "pulse")
    asked = workspaces.asked(desk.store, desk.id)
    for capability in asked:
        desk.answer(capability, 3)
    for depth in ("full", "standard", "pulse"):
        opening.change_depth(desk.store, desk.id, depth)
        assert set(desk.levels()) == set(asked)


def test_a_room_is_counted_by_its_facilitator(desk: Desk) -> None:
    room = desk.add("The room", ROOM_ROLE)
    tally = Tally(levels=(0, 2, 5, 1, 0), dont_know=1)
    desk.answer(OURS, None, kind="tally", tally=tally, respondent_id=room.id, entered_by="Kim")
    assert desk.current()[OURS].tally == tally
    assert desk.current()[OURS].entered_by == "Kim"


def test_the_same_person_is_not_added_twice(desk: Desk) -> None:
    assert desk.add(" bo ") == desk.add("bo")
    assert len(answering.respondents(desk.store, desk.id)) == 2


@pytest.mark.parametrize(("name", "role"), [("", "product"), ("Bo", "wizard")])
def test_a_person_needs_a_name_and_a_role_of_the_pack(desk: Desk, name: str, role: str) -> None:
    with pytest.raises(Refused):
        desk.add(name, role)


def test_what_holds_for_the_organisation_is_answered_once_for_all_its_use_cases(desk: Desk) -> None:
    desk.answer(EVERYBODYS, 4)
    desk.answer(OURS, 4)
    second = open_desk(desk.store, use_case="Second")
    assert second.levels() == {EVERYBODYS: 4}
    assert answering.carried(desk.store, second.id) == {EVERYBODYS: "Scoring"}


def test_an_answer_of_its_own_takes_the_place_of_the_carried_one(desk: Desk) -> None:
    desk.answer(EVERYBODYS, 4)
    second = open_desk(desk.store, use_case="Second")
    second.answer(EVERYBODYS, 2)
    assert second.levels() == {EVERYBODYS: 2}
    assert desk.levels() == {EVERYBODYS: 4}
    assert answering.carried(desk.store, second.id) == {}


def test_a_carried_answer_is_replaced_here_and_not_taken_back(desk: Desk) -> None:
    desk.answer(EVERYBODYS, 4)
    second = open_desk(desk.store, use_case="Second")
    with pytest.raises(Refused, match="answer here to replace it"):
        answering.withdraw(
            desk.store, assessment_id=second.id, respondent_id=desk.person.id, capability=EVERYBODYS
        )
    assert desk.levels() == {EVERYBODYS: 4}


def test_taking_back_what_was_never_said_changes_nothing(desk: Desk) -> None:
    answering.withdraw(
        desk.store, assessment_id=desk.id, respondent_id=desk.person.id, capability=OURS
    )
    assert answering.history(desk.store, desk.id, OURS) == ()


@pytest.mark.parametrize(
    "link",
    ["javascript:alert(1)", "wiki page 4", "https://jo:hunter2@wiki.example/x", "https://[",
     "https://wiki.example/x?access_token=hunter2"],
)  # fmt: skip
def test_a_link_that_no_reader_may_open_is_refused_and_nothing_is_kept(
    desk: Desk, link: str
) -> None:
    with pytest.raises(Refused) as refused:
        desk.answer(OURS, 4, grade="E2", link=link)
    assert "hunter2" not in str(refused.value)
    assert answering.current_answers(desk.store, desk.id) == ()


def test_a_link_supports_an_artefact_that_lies_elsewhere(desk: Desk) -> None:
    assert desk.answer(OURS, 4, grade="E2", link="https://wiki.example/x").grade == "E2"


def test_nothing_is_carried_to_another_client(desk: Desk) -> None:
    desk.answer(EVERYBODYS, 4)
    assert open_desk(desk.store, client="Other").levels() == {}


def test_a_person_of_another_client_cannot_answer_here(desk: Desk) -> None:
    stranger = open_desk(desk.store, client="Other").person
    with pytest.raises(Refused, match="not on the client's list"):
        desk.answer(OURS, 3, respondent_id=stranger.id)


def test_progress_counts_by_area_for_one_person_and_for_all(desk: Desk) -> None:
    other = desk.add("Bo")
    desk.answer("eng.rollback", 3)
    desk.answer("eng.ci-cd", 3, respondent_id=other.id)
    everybody = answering.progress(desk.store, desk.id)
    assert everybody["engineering"][0] == 2
    assert answering.progress(desk.store, desk.id, other.id)["engineering"][0] == 1
    asked = workspaces.asked(desk.store, desk.id)
    assert sum(count for _, count in everybody.values()) == len(asked)


@settings(
    max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    said=st.lists(st.tuples(st.sampled_from([OURS, "eng.ci-cd"]), st.integers(1, 5)), max_size=6)
)
def test_whatever_is_answered_the_last_word_counts_and_every_word_is_kept(
    desk: Desk, said: list[tuple[str, int]]
) -> None:
    before = len(answering.history(desk.store, desk.id, OURS))
    for capability, level in said:
        desk.answer(capability, level)
    assert dict(said).items() <= desk.levels().items()
    told = answering.history(desk.store, desk.id, OURS)[before:]
    assert [item.level for item in told] == [level for name, level in said if name == OURS]
