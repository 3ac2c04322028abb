"""Second rounds: people talk it over, and where they still stand apart it is disputed."""

from typing import Any

import pytest

from assessment.model import ROOM_ROLE, Tally
from engagement import answering, judging, rounds
from engagement.faults import Refused
from scoring.model import CapabilityScore, State
from tests.engagement.desk import Desk

OURS = "eng.rollback"


@pytest.fixture
def apart(desk: Desk) -> tuple[Desk, str]:
    """Ana says 1, Rana says 5."""
    rana = desk.add("Rana")
    desk.answer(OURS, 1)
    desk.answer(OURS, 5, respondent_id=rana.id)
    return desk, rana.id


def score(desk: Desk) -> CapabilityScore:
    return judging.scorecard(desk.store, desk.id).capability(OURS)


def talk(desk: Desk, levels: dict[str, int], **fields: Any) -> None:
    given = {"by": "Kim", "comment": "we looked together"} | fields
    rounds.talk_over(desk.store, assessment_id=desk.id, capability=OURS, levels=levels, **given)


def test_before_the_talk_it_is_to_be_discussed_and_not_disputed(apart: tuple[Desk, str]) -> None:
    desk, _ = apart
    assert score(desk).discuss
    assert score(desk).state is not State.DISPUTED


def test_who_still_stands_apart_after_the_second_round_is_disputed(apart: tuple[Desk, str]) -> None:
    desk, _ = apart
    talk(desk, {})
    assert score(desk).state is State.DISPUTED
    assert rounds.second_rounds(desk.store, desk.id) == (OURS,)


def test_who_agrees_in_the_second_round_is_done(apart: tuple[Desk, str]) -> None:
    desk, rana = apart
    talk(desk, {rana: 2})
    assert (score(desk).discuss, score(desk).state) == (False, State.UNCHECKED)
    said = {item.respondent: item for item in answering.current_answers(desk.store, desk.id)}
    assert (said[rana].level, said[rana].entered_by) == (2, "Kim")
    assert said[rana].comment == "we looked together"


def test_an_answer_that_is_corrected_alone_is_no_second_round(apart: tuple[Desk, str]) -> None:
    desk, rana = apart
    desk.answer(OURS, 4, respondent_id=rana)
    assert rounds.second_rounds(desk.store, desk.id) == ()
    assert score(desk).state is not State.DISPUTED


def test_a_mark_that_was_a_mistake_is_taken_back(apart: tuple[Desk, str]) -> None:
    desk, _ = apart
    talk(desk, {})
    rounds.only_first(desk.store, assessment_id=desk.id, capability=OURS)
    assert score(desk).state is not State.DISPUTED


def test_a_room_that_votes_twice_and_stays_apart_is_disputed(desk: Desk) -> None:
    room = desk.add("The room", ROOM_ROLE)
    desk.answer(
        OURS, None, kind="tally", tally=Tally(levels=(3, 0, 0, 0, 3)), respondent_id=room.id
    )
    talk(desk, {})
    assert score(desk).state is State.DISPUTED


@pytest.mark.parametrize(
    ("fields", "said"),
    [({"by": ""}, "Give your name"), ({"levels": {"nobody": 2}}, "that somebody claimed")],
)
def test_a_round_that_nobody_led_or_of_somebody_else_is_refused(
    apart: tuple[Desk, str], fields: dict[str, Any], said: str
) -> None:
    desk, _ = apart
    with pytest.raises(Refused, match=said):
        talk(desk, **({"levels": {}} | fields))
    assert rounds.second_rounds(desk.store, desk.id) == ()
