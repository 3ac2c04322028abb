"""Second rounds: people talk it over, and where they still stand apart it is disputed."""

from datetime import date
from io import BytesIO
from typing import Any

import pytest
from openpyxl import load_workbook

from assessment.model import ROOM_ROLE, Tally
from engagement import judging, reporting
from engagement.answers import answering, rounds
from engagement.faults import Refused
from reports.sections import build as sections_of
from reports.wording import short_day
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


def test_what_stays_disputed_has_somebody_who_settles_it_and_a_day(apart: tuple[Desk, str]) -> None:
    desk, rana = apart
    due = date(2031, 3, 7)
    with pytest.raises(Refused, match="voted on this twice"):
        assign(desk, "Kim", due)
    talk(desk, {})
    with pytest.raises(Refused, match="Name the person"):
        assign(desk, " ", due)
    assign(desk, "Kim", due)
    held = rounds.disputes(desk.store, desk.id)[OURS]
    assert (held.owner, held.due, held.by) == ("Kim", due, "Kim")
    talk(desk, {rana: 4})
    again = rounds.disputes(desk.store, desk.id)[OURS]
    assert (again.owner, again.due) == ("Kim", due)


def test_the_report_and_the_workbook_name_whose_dispute_it_is(apart: tuple[Desk, str]) -> None:
    desk, _ = apart
    talk(desk, {})
    assign(desk, "Kim", date(2031, 3, 7))
    made = reporting.report(desk.store, desk.id)
    people = next(item for item in sections_of(made) if item.id == "people").model_dump_json()
    assert "Kim" in people
    assert short_day(date(2031, 3, 7)) in people
    sheet = load_workbook(BytesIO(reporting.made_as(made, "xlsx")))["Conflicts"]
    rows = sheet.iter_rows(min_row=5, values_only=True)
    row = next(row for row in rows if row[0] == OURS)
    assert (row[9], str(row[10])[:10]) == ("Kim", "2031-03-07")


def assign(desk: Desk, owner: str, due: date) -> None:
    rounds.assign(desk.store, assessment_id=desk.id, capability=OURS, owner=owner, due=due)
