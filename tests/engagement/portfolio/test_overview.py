"""Every assessment at once: the same verdicts as one by one, and time that grows with their number."""

import time

from content.loading import shipped
from content.questionnaire import Questionnaire
from engagement import judging, workspaces
from engagement.choices import choice_judging
from engagement.clients import opening
from engagement.portfolio.overview import overview
from engagement.store import Store
from reports.question_wording import headline
from tests.engagement.desk import Desk, open_desk


def answered(store: Store, client: str, use_case: str, level: int) -> Desk:
    desk = open_desk(store, client=client, use_case=use_case)
    for capability in workspaces.asked(store, desk.id):
        desk.answer(capability, level)
    return desk


def test_each_line_says_what_the_assessment_says_alone(store: Store) -> None:
    desks = {
        desk.id: desk for desk in (answered(store, "A", "One", 4), answered(store, "B", "Two", 1))
    }
    held = overview(store)
    assert {line.assessment for line in held.lines} == set(desks)
    for line in held.lines:
        card = judging.scorecard(store, line.assessment)
        assert line.verdict == card.verdict
        assert line.index == (card.index.level if card.index else None)
        assert line.confidence == card.confidence[card.verdict]
    assert sum(held.verdicts.values()) == 2


def test_what_blocks_most_is_counted_over_assessments(store: Store) -> None:
    answered(store, "A", "One", 1)
    answered(store, "B", "Two", 1)
    held = overview(store)
    assert held.common
    assert held.common[0][1] == 2
    assert [count for _, count in held.common] == sorted(
        (count for _, count in held.common), reverse=True
    )


def test_an_assessment_that_was_done_again_counts_once(store: Store, desk: Desk) -> None:
    again = opening.start_assessment(
        store, use_case_id=desk.place.use_case.id, profile_id="customer-realtime", depth="full"
    )
    assert [line.assessment for line in overview(store).lines] == [again.assessment.id]


def test_one_clients_assessments_can_be_asked_for_alone(store: Store) -> None:
    mine = open_desk(store, client="A")
    open_desk(store, client="B")
    held = overview(store, client_id=mine.place.client.id)
    assert [line.client for line in held.lines] == ["A"]


def test_time_grows_with_the_number_and_not_faster(store: Store) -> None:
    def seconds() -> float:
        began = time.process_time()
        overview(store)
        return time.process_time() - began

    for number in range(10):
        open_desk(store, client=f"C{number}").answer("eng.rollback", 3)
    seconds()
    few = seconds()
    for number in range(10, 60):
        open_desk(store, client=f"C{number}").answer("eng.rollback", 3)
    assert seconds() / few < 6 * 1.5


def test_a_questionnaire_stands_among_the_others_with_its_own_words(
    store: Store, desk: Desk
) -> None:
    asked = shipped("ml-test-score")
    assert isinstance(asked, Questionnaire)
    place = opening.start_questionnaire(store, use_case_id=desk.place.use_case.id, pack=asked)
    held = overview(store)
    assert [line.assessment for line in held.lines] == [place.assessment.id, desk.id]
    line = held.lines[0]
    assert line.said == headline(choice_judging.result(store, place.assessment.id))
    assert (line.verdict, line.index, line.coverage) == (None, None, 0)
