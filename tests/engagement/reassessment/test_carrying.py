"""What the last assessment knows is carried into the next; what no longer holds is asked again."""

from datetime import UTC, datetime, timedelta

import pytest

from content.overlay import Reworded
from engagement import judging, reporting, workspaces
from engagement.answers import answering
from engagement.artefacts import reviewing
from engagement.faults import Refused
from engagement.model import Assessment
from engagement.packs import overlays
from engagement.plans import plan_items
from engagement.reassessment.asked_again import asked_again
from engagement.reassessment.carrying import carry
from engagement.reassessment.starting import assess_again
from engagement.sources import sources
from engagement.store import Store
from reports.wording import short_day
from tests.engagement.desk import Desk, open_desk

LONG_AGO = datetime.now(UTC) - timedelta(days=121)
LAST_QUARTER = datetime.now(UTC) - timedelta(days=91)
OWN = ("eng.rollback", "data.pipelines", "reliable.slo")
"""Capabilities that are answered for each use case."""


@pytest.fixture
def desk(store: Store) -> Desk:
    found = open_desk(store)
    pack = workspaces.pack_of(store, found.place.assessment)
    scopes = {item.id: item.scope for item in pack.capabilities}
    assert {scopes[name] for name in OWN} == {"use_case"}
    return found


def again(desk: Desk) -> Assessment:
    return assess_again(desk.store, desk.place.use_case.id, desk.place.assessment).assessment


def test_an_answer_is_carried_with_its_own_day_and_its_words(desk: Desk) -> None:
    desk.answer(OWN[0], 3, comment="by script", confidence=2, now=LAST_QUARTER)
    fresh = again(desk)
    (held,) = answering.current_answers(desk.store, fresh.id)
    assert (held.level, held.comment, held.confidence, held.at) == (3, "by script", 2, LAST_QUARTER)
    assert asked_again(desk.store, fresh.id) == ()


def test_what_is_old_or_was_not_known_is_asked_again_and_says_what_was_said(desk: Desk) -> None:
    desk.answer(OWN[0], 4, now=LONG_AGO)
    desk.answer(OWN[1], None, kind="dont_know", now=LAST_QUARTER)
    desk.answer(OWN[2], 2, now=LAST_QUARTER)
    fresh = again(desk)
    assert [item.capability for item in answering.current_answers(desk.store, fresh.id)] == [OWN[2]]
    found = {
        item.capability: (item.why, item.level, item.counts)
        for item in asked_again(desk.store, fresh.id)
    }
    assert found == {OWN[0]: ("old", 4, False), OWN[1]: ("unknown", None, False)}
    answering.answer(
        desk.store, assessment_id=fresh.id, respondent_id=desk.person.id, capability=OWN[0],
        kind="level", level=4,
    )  # fmt: skip
    assert [item.capability for item in asked_again(desk.store, fresh.id)] == [OWN[1]]


def test_an_answer_to_a_text_that_reads_otherwise_now_is_asked_again(desk: Desk) -> None:
    desk.answer(OWN[0], 3, now=LAST_QUARTER)
    desk.answer(OWN[1], 3, now=LAST_QUARTER)
    overlays.change(
        desk.store, client_id=desk.place.client.id, pack_id=desk.place.assessment.pack.id, by="Kim",
        whats=[Reworded(capability=OWN[0], field="anchor_3", text="One command, ten minutes")],
        reason="Our own words.",
    )  # fmt: skip
    fresh = again(desk)
    assert [item.capability for item in answering.current_answers(desk.store, fresh.id)] == [OWN[1]]
    assert [(item.capability, item.why) for item in asked_again(desk.store, fresh.id)] == [
        (OWN[0], "reworded")
    ]


def test_what_a_person_attached_and_another_accepted_goes_on_counting(desk: Desk) -> None:
    desk.answer(OWN[0], 3, grade="E1", now=LAST_QUARTER)
    file = desk.attach(OWN[0], now=LAST_QUARTER)
    reviewing.accept(
        desk.store, assessment_id=desk.id, capability=OWN[0], digest=file.digest, reviewer="Bo"
    )
    before = desk.current()[OWN[0]]
    fresh = again(desk)
    (held,) = answering.current_answers(desk.store, fresh.id)
    assert str(before.grade) == "E3"
    assert (held.grade, held.artefacts) == (before.grade, before.artefacts)


def test_the_two_assessments_do_not_change_each_other(desk: Desk) -> None:
    desk.answer(OWN[0], 3, now=LAST_QUARTER)
    fresh = again(desk)
    desk.answer(OWN[0], 1)
    assert [item.level for item in answering.current_answers(desk.store, fresh.id)] == [3]
    answering.withdraw(
        desk.store, assessment_id=fresh.id, respondent_id=desk.person.id, capability=OWN[0]
    )
    carry(desk.store, assessment_id=fresh.id)
    assert answering.current_answers(desk.store, fresh.id) == ()
    assert desk.levels() == {OWN[0]: 1}


def test_what_the_organisation_answered_counts_without_a_copy(desk: Desk) -> None:
    shared = next(
        item.id
        for item in workspaces.pack_of(desk.store, desk.place.assessment).capabilities
        if item.scope == "organization"
    )
    desk.answer(shared, 4, now=LONG_AGO)
    fresh = again(desk)
    assert [item.capability for item in answering.current_answers(desk.store, fresh.id)] == [shared]
    assert [(item.why, item.counts) for item in asked_again(desk.store, fresh.id)] == [
        ("old", True)
    ]


def test_sources_and_what_was_planned_go_on_and_findings_do_not(desk: Desk) -> None:
    sources.add_source(
        desk.store, assessment_id=desk.id, kind="prometheus", address="http://127.0.0.1:9",
        authorised_by="Kim",
    )  # fmt: skip
    plan_items.set_item(desk.store, desk.id, "I-DATA-01", owner="Lee", done=0.5)
    fresh = again(desk)
    (held,) = sources.sources(desk.store, fresh.id)
    assert (held.kind, held.authorised_by) == ("prometheus", "Kim")
    assert plan_items.items(desk.store, fresh.id)["I-DATA-01"].done == 0.5
    assert judging.inputs(desk.store, fresh.id).findings == ()
    carry(desk.store, assessment_id=fresh.id)
    assert len(sources.sources(desk.store, fresh.id)) == 1


def test_the_first_assessment_has_nothing_to_carry_and_says_so(desk: Desk) -> None:
    with pytest.raises(Refused, match="the first assessment of the use case"):
        carry(desk.store, assessment_id=desk.id)


def test_a_third_assessment_asks_again_what_the_second_only_carried(desk: Desk) -> None:
    desk.answer(OWN[0], 3, now=LONG_AGO + timedelta(days=2))
    second = again(desk)
    assert len(answering.current_answers(desk.store, second.id)) == 1
    later = datetime.now(UTC) + timedelta(days=90)
    assert [item.why for item in asked_again(desk.store, second.id, now=later)] == ["old"]


def test_the_report_says_how_many_answers_are_older_than_the_assessment(desk: Desk) -> None:
    desk.answer(OWN[0], 3, now=LAST_QUARTER)
    fresh = again(desk)
    told = reporting.made_as(reporting.report(desk.store, fresh.id), "html").decode()
    assert f"the oldest on {short_day(LAST_QUARTER.date())}" in told
    assert "One answer of 1 had been given before this assessment" in told
