"""What a room agreed flows into the assessment once, with its dissent, owners and days."""

import json
from datetime import date
from io import BytesIO
from types import SimpleNamespace
from typing import Any

import pytest
from pypdf import PdfReader

from assessment.model import AnswerKind, Grade
from assessment.workshop.phases import Phase, Stage
from engagement import judging, reporting, workshops
from engagement.answers import answering, rounds
from engagement.answers.answering import current_answers
from engagement.artefacts import reviewing
from engagement.faults import Refused
from engagement.plans import deciding
from engagement.workshops.summary import summary_pdf
from reports import room_words
from reports.attached import attached
from reports.sections import build as sections_of
from reports.wording import BEFORE_A_WORKSHOP
from scoring.model import State
from tests.engagement.desk import Desk
from tests.engagement.roomful import ITEMS, Roomful, opened

DUE = date(2031, 3, 7)


@pytest.fixture
def at(desk: Desk) -> Roomful:
    made = opened(desk)
    made.join("Ana", "Ben", "Cleo", "Dov")
    return made


def agreed(at: Roomful) -> None:
    """The first item: split at first, level 2 with one who sees it otherwise."""
    at.begin(1)
    at.votes(Ana=1, Ben=2, Cleo=4, Dov=None)
    at.step(workshops.reveal)
    at.second(Ana=2, Ben=2, Cleo=3, Dov=2)
    at.step(workshops.agree, level=2, dissent="Cleo saw it work once", owner="Ben")


def disputed(at: Roomful) -> None:
    """The second item: two camps, twice."""
    at.begin(2)
    at.votes(Ana=1, Ben=1, Cleo=5, Dov=5)
    at.step(workshops.reveal)
    at.second(Ana=1, Ben=1, Cleo=5, Dov=5)
    at.step(workshops.dispute, owner="Dov", due=DUE)


def close(at: Roomful) -> None:
    workshops.close_workshop(at.store, workshop_id=at.id, by="Kim")


def test_agreed_votes_become_the_rooms_answer_and_a_dispute_gets_its_owner_and_day(
    desk: Desk, at: Roomful
) -> None:
    agreed(at)
    disputed(at)
    close(at)
    said = {item.capability: item for item in current_answers(desk.store, desk.id)}
    assert set(said) == set(ITEMS[:2])
    first = said[ITEMS[0]]
    assert (first.kind, first.tally and first.tally.levels) == (AnswerKind.TALLY, (0, 3, 1, 0, 0))
    assert "agreed on level 2" in first.comment
    assert "Cleo saw it work once" in first.comment
    held = rounds.disputes(desk.store, desk.id)
    assert (held[ITEMS[1]].owner, held[ITEMS[1]].due) == ("Dov", DUE)
    card = judging.scorecard(desk.store, desk.id)
    assert card.capability(ITEMS[0]).state is not State.DISPUTED
    assert card.capability(ITEMS[1]).state is State.DISPUTED


def test_closing_again_changes_nothing(desk: Desk, at: Roomful) -> None:
    agreed(at)
    workshops.decide(
        at.store, workshop_id=at.id, key="k", text="Ana owns it", owner="Ana", due=DUE, by="Kim"
    )
    close(at)
    before = (
        current_answers(desk.store, desk.id), deciding.decisions(desk.store, desk.id),
        workshops.version(desk.store, at.id), answering.history(desk.store, desk.id, ITEMS[0]),
    )  # fmt: skip
    close(at)
    after = (
        current_answers(desk.store, desk.id), deciding.decisions(desk.store, desk.id),
        workshops.version(desk.store, at.id), answering.history(desk.store, desk.id, ITEMS[0]),
    )  # fmt: skip
    assert before == after
    assert [item.title for item in after[1]] == ["Ana owns it"]


def test_the_rooms_last_word_takes_the_place_of_what_people_said_alone_before(
    desk: Desk, at: Roomful
) -> None:
    rana = desk.add("Rana")
    desk.answer(ITEMS[0], 5)
    desk.answer(ITEMS[0], 1, respondent_id=rana.id)
    agreed(at)
    close(at)
    score = judging.scorecard(desk.store, desk.id).capability(ITEMS[0])
    assert (score.claim, score.votes, score.state is State.DISPUTED) == (2.0, 4, False)
    assert len(desk.current()) == 1
    assert len(current_answers(desk.store, desk.id)) == 3
    desk.answer(ITEMS[0], 4)
    assert judging.scorecard(desk.store, desk.id).capability(ITEMS[0]).votes == 5


@pytest.mark.parametrize(
    ("level", "accepted", "counts"),
    [
        (3, False, Grade.ARTEFACT),  # within one level of the room's 2
        (3, True, Grade.ACCEPTED),
        (1, True, Grade.ARTEFACT),  # accepted for less than the room says
        (4, True, Grade.STATEMENT),  # shows another level than the room's
    ],
)
def test_what_was_attached_to_an_earlier_answer_goes_on_proving_the_level_that_it_shows(
    desk: Desk, at: Roomful, level: int, accepted: bool, counts: Grade
) -> None:
    desk.answer(ITEMS[0], level)
    file = desk.attach(ITEMS[0])
    if accepted:
        reviewing.accept_for(
            desk.store, assessment_id=desk.id, digest=file.digest, capabilities=[ITEMS[0]],
            reviewer="Kim",
        )  # fmt: skip
    agreed(at)
    close(at)
    score = judging.scorecard(desk.store, desk.id).capability(ITEMS[0])
    assert (score.claim, score.votes, score.grade) == (2.0, 4, counts)
    (shown,) = attached(reporting.report(desk.store, desk.id))
    assert (shown.standing == BEFORE_A_WORKSHOP) == (counts is Grade.STATEMENT)


def test_an_artefact_that_was_only_mentioned_in_the_room_holds_nothing_up(
    desk: Desk, at: Roomful
) -> None:
    desk.answer(ITEMS[0], 2, grade="E1")
    at.begin(1)
    for name in at.tickets:
        at.vote(name, 2, grade="E2")
    at.step(workshops.reveal)
    at.step(workshops.agree, level=2, nobody=True)
    close(at)
    assert judging.scorecard(desk.store, desk.id).capability(ITEMS[0]).grade == Grade.EXAMPLE


def test_what_people_said_alone_before_and_what_was_typed_and_not_read_stays_in_the_report(
    desk: Desk, at: Roomful
) -> None:
    desk.answer(ITEMS[0], 5, comment="It went well in June")
    at.begin(1)
    at.vote("Ana", 2, reason="Nobody tried it")
    at.vote("Ben", 3, reason="I tried it once")
    at.step(workshops.reveal)
    at.step(workshops.show_reasons)
    (low,) = [one for one in workshops.console(at.store, at.id).typed if one.level == 2]
    workshops.read_out(at.store, workshop_id=at.id, position=1, reasons=(low,), by="Kim")
    at.step(workshops.second_vote)
    at.votes(Ana=2, Ben=2)
    at.step(workshops.reveal)
    at.step(workshops.agree, level=2, nobody=True)
    close(at)
    made = reporting.report(desk.store, desk.id)
    assert [item.comment for item in made.answers_before] == ["It went well in June"]
    (kept,) = [item for item in made.workshops[0].items if item.first]
    assert ([one.text for one in kept.reasons], [one.text for one in kept.typed]) == (
        ["Nobody tried it"], ["I tried it once"],
    )  # fmt: skip
    told = {section.id: section.model_dump_json() for section in sections_of(made)}
    assert "before the workshop" in told["said"]
    assert "It went well in June" in told["said"]
    assert "I tried it once" in told["record"]
    assert "I tried it once" not in told["room"]


def test_what_was_parked_skipped_or_never_taken_changes_no_answer(desk: Desk, at: Roomful) -> None:
    at.begin(1)
    at.votes(Ana=1, Ben=5)
    at.step(workshops.park, owner="Ben", due=DUE)
    workshops.begin_item(at.store, workshop_id=at.id, position=2, by="Kim")
    at.step(workshops.skip)
    close(at)
    assert current_answers(desk.store, desk.id) == ()
    kept = {item.capability: item for item in workshops.record(desk.store, at.id).items}
    assert kept[ITEMS[0]].first is None, "nobody saw this vote"
    assert [kept[name].phase for name in ITEMS] == [Phase.PARKED, Phase.SKIPPED, Phase.WAITING]


def test_an_open_vote_is_not_closed_over(at: Roomful) -> None:
    at.begin(1)
    with pytest.raises(Refused, match="is open; reveal it"):
        close(at)
    assert at.phase is Phase.VOTING


def test_an_item_that_no_longer_applies_stays_in_the_record_and_stops_no_close(
    desk: Desk, at: Roomful, monkeypatch: pytest.MonkeyPatch
) -> None:
    agreed(at)
    gone = {ITEMS[0]: "the profile changed"}
    monkeypatch.setattr("content.applicability.not_applicable", lambda *_: gone)
    close(at)
    assert current_answers(desk.store, desk.id) == ()
    assert workshops.record(desk.store, at.id).items[0].agreed == 2


def test_a_closed_workshop_takes_neither_votes_nor_steps_nor_people(at: Roomful) -> None:
    at.begin(1)
    at.votes(Ana=1)
    round_id = at.room().round_id
    at.step(workshops.reveal)
    close(at)
    with pytest.raises(Refused, match="closed"):
        at.vote("Ben", 3, round_id=round_id)
    with pytest.raises(Refused, match="closed"):
        at.step(workshops.show_reasons)
    with pytest.raises(workshops.NotIn, match="No open workshop"):
        at.join("Zoe")
    assert at.room().stage is Stage.CLOSED


def test_agreement_is_bound_to_what_was_voted_and_to_the_rounds(at: Roomful) -> None:
    at.begin(1)
    at.votes(Ana=1, Ben=5)
    at.step(workshops.reveal)
    with pytest.raises(Refused, match="Hear the reasons"):
        at.step(workshops.agree, level=3, nobody=True)
    at.second(Ana=3, Ben=3)
    with pytest.raises(Refused, match="far apart; agree"):
        at.step(workshops.dispute, owner="Dov", due=DUE)
    with pytest.raises(Refused, match="voted from 3 to 3"):
        at.step(workshops.agree, level=5, nobody=True)
    at.step(workshops.agree, level=3, nobody=True)
    assert at.item().agreed == 3


def test_a_dispute_is_not_agreed_away_and_needs_a_name(at: Roomful) -> None:
    at.begin(1)
    at.votes(Ana=1, Ben=5)
    at.step(workshops.reveal)
    at.second(Ana=1, Ben=5)
    with pytest.raises(Refused, match="too far apart"):
        at.step(workshops.agree, level=3, nobody=True)
    with pytest.raises(Refused, match="Name the person"):
        at.step(workshops.dispute, owner=" ", due=DUE)


def test_what_was_decided_goes_on_where_it_was_left_and_no_shown_vote_opens_again(
    at: Roomful,
) -> None:
    agreed(at)
    at.step(workshops.back)
    assert at.phase is Phase.REVEALED_AGAIN
    with pytest.raises(Refused, match="no way back"):
        at.step(workshops.back)
    at.step(workshops.agree, level=3, nobody=True)
    assert at.item().agreed == 3


def test_the_report_and_the_two_pages_tell_spread_dissent_decision_and_hands(
    desk: Desk, at: Roomful
) -> None:
    agreed(at)
    disputed(at)
    workshops.decide(
        at.store, workshop_id=at.id, key="k", text="Ana owns it", owner="Ana", due=DUE, by="Kim"
    )
    shown = (
        "The way back to the earlier version is shown in one pilot shop before anything is released"
    )
    workshops.decide(
        at.store, workshop_id=at.id, key="w", text=f"{shown} to others. Ana reports.", owner="Ana",
        due=DUE, by="Kim",
    )  # fmt: skip
    workshops.set_kill_criterion(
        at.store, workshop_id=at.id, text="Nobody uses it by June", by="Kim"
    )
    workshops.show(
        at.store, workshop_id=at.id, at=(Stage.ITEM, False), to=(Stage.CONFIDENCE, False), by="Kim"
    )
    workshops.confidence_vote(at.store, token=at.tickets["Ana"], fingers=2)
    assert "Appendix: the workshop" not in _names(desk)
    close(at)
    made = reporting.report(desk.store, desk.id)
    assert f"{shown} to others" in {item.title for item in made.decisions}
    told = next(item for item in sections_of(made) if item.id == "room")
    text = told.model_dump_json()
    for words in (
        "The room agreed on one of two items and disputes one",
        "2 2 2 3",
        "1 2 4; 1 does not know",
        "Cleo saw it work once",
        "Dov settles it by",
        "Ana owns it",
        "Nobody uses it by June",
        "one vote otherwise",
        "One of one",
    ):
        assert words in text, words
    for name in ("Ben", "Dov"):
        assert f'"{name}"' not in text
    assert summary_pdf(desk.store, desk.id, at.id).startswith(b"%PDF")
    page = reporting.made_as(made, "html").decode()
    assert "Appendix: the workshop" in page
    assert "Cleo saw it work once" in page
    (kept,) = json.loads(reporting.made_as(made, "json"))["workshops"]
    assert (kept["led_by"], kept["fingers"]) == ("", [0, 0, 1, 0, 0, 0])


def test_what_two_rounds_settled_is_not_proposed_again_and_what_they_did_not_is(
    desk: Desk, at: Roomful
) -> None:
    agreed(at)
    disputed(at)
    close(at)
    again = {item.capability for item in workshops.proposals(desk.store, desk.id)}
    assert ITEMS[0] not in again
    assert ITEMS[1] in again


def _names(desk: Desk) -> list[str]:
    return [item.name for item in sections_of(reporting.report(desk.store, desk.id))]


def test_the_summary_of_a_full_day_is_two_pages(desk: Desk) -> None:
    every = tuple(item.capability for item in workshops.proposals(desk.store, desk.id))
    at = opened(desk, every)
    at.join("Ana", "Ben", "Cleo", "Dov")
    for position in range(1, len(every) + 1):
        at.begin(position)
        at.votes(Ana=1, Ben=2, Cleo=3, Dov=4)
        at.step(workshops.reveal)
        at.second(Ana=2, Ben=2, Cleo=3, Dov=2)
        at.step(workshops.agree, level=2, dissent="Cleo saw it otherwise " * 20, owner="Ben")
    for number in range(6):
        workshops.decide(at.store, workshop_id=at.id, key=str(number), text="Somebody does something " * 3,
                         owner="Ana", due=DUE, by="Kim")  # fmt: skip
    pages = PdfReader(BytesIO(summary_pdf(desk.store, desk.id, at.id))).pages
    assert (len(every), len(pages)) == (8, 2)


@pytest.mark.parametrize(
    ("phase", "told"),
    [("agreed", "The room agreed on its one item"), ("disputed", "The room disputes its one item")],
)
def test_a_workshop_of_one_item_is_told_as_people_would(phase: str, told: str) -> None:
    item: Any = SimpleNamespace(phase=Phase(phase))
    record: Any = SimpleNamespace(items=(item,))
    assert room_words.title(record) == told
