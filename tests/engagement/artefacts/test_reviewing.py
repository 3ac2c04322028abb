"""Artefacts under review: one proves many answers, a new version counts for all, a second person reads."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from assessment.model import Grade
from engagement import judging
from engagement.answers import answering
from engagement.artefacts import artefact_shelf, reviewing
from engagement.artefacts.artefact_shelf import Shelved
from engagement.faults import Refused
from tests.engagement.desk import Desk, open_desk

FIRST, SECOND = "eng.rollback", "eng.ci-cd"


def waiting(desk: Desk) -> tuple[Shelved, ...]:
    return artefact_shelf.waiting(desk.store, desk.id)


def grades(desk: Desk) -> dict[str, Grade]:
    return {name: item.grade for name, item in desk.current().items()}


def attach_kept(desk: Desk, capability: str, digest: str, **more: Any) -> None:
    fields = {"respondent_id": desk.person.id} | more
    answering.attach_kept(
        desk.store, assessment_id=desk.id, capability=capability, digest=digest, **fields
    )


def accept(desk: Desk, digest: str, *capabilities: str, reviewer: str = "Kim") -> None:
    reviewing.accept_for(
        desk.store, assessment_id=desk.id, digest=digest, capabilities=capabilities,
        reviewer=reviewer,
    )  # fmt: skip


def give_back(desk: Desk, digest: str, *capabilities: str, **more: Any) -> None:
    fields = {"reviewer": "Kim", "reason": "it is a draft"} | more
    reviewing.give_back(
        desk.store, assessment_id=desk.id, digest=digest, capabilities=capabilities, **fields
    )


def replace(desk: Desk, digest: str, content: bytes = b"a newer plan", by: str = "Ana") -> str:
    return answering.new_version(
        desk.store, assessment_id=desk.id, digest=digest, filename="plan-2.pdf", content=content,
        by=by,
    ).digest  # fmt: skip


@pytest.fixture
def proved_twice(desk: Desk) -> Desk:
    """Ana claims two things and proves both with one plan."""
    desk.answer(FIRST, 4)
    desk.answer(SECOND, 3)
    attach_kept(desk, SECOND, desk.attach(FIRST).digest)
    return desk


def digest(desk: Desk) -> str:
    (one,) = artefact_shelf.shelf(desk.store, desk.id)
    return one.artefact.digest


def test_one_artefact_proves_many_answers_and_waits_once(proved_twice: Desk) -> None:
    assert set(grades(proved_twice).values()) == {Grade.ARTEFACT}
    (one,) = waiting(proved_twice)
    assert {(item.capability, item.level) for item in one.waiting} == {(FIRST, 4), (SECOND, 3)}


def test_accepting_it_for_both_takes_it_off_the_list(proved_twice: Desk) -> None:
    accept(proved_twice, digest(proved_twice), FIRST, SECOND)
    assert waiting(proved_twice) == ()
    assert set(grades(proved_twice).values()) == {Grade.ACCEPTED}


def test_accepting_it_for_one_leaves_the_other_waiting(proved_twice: Desk) -> None:
    accept(proved_twice, digest(proved_twice), FIRST)
    (one,) = waiting(proved_twice)
    assert [item.capability for item in one.waiting] == [SECOND]


def test_a_new_version_counts_for_every_answer_and_is_accepted_again(proved_twice: Desk) -> None:
    old = digest(proved_twice)
    accept(proved_twice, old, FIRST, SECOND)
    new = replace(proved_twice, old)
    assert set(grades(proved_twice).values()) == {Grade.ARTEFACT}
    (one,) = waiting(proved_twice)
    assert (one.artefact.digest, one.artefact.version) == (new, 2)
    assert [item.digest for item in one.versions] == [old, new]
    assert {file.digest for item in proved_twice.current().values() for file in item.artefacts} == {
        new
    }
    accept(proved_twice, new, FIRST, SECOND)
    assert set(grades(proved_twice).values()) == {Grade.ACCEPTED}


def test_whoever_brought_the_new_version_does_not_accept_it(proved_twice: Desk) -> None:
    new = replace(proved_twice, digest(proved_twice), by="Kim")
    with pytest.raises(Refused, match="second person"):
        accept(proved_twice, new, FIRST, reviewer="kim")


def test_whoever_attached_it_to_a_further_answer_does_not_accept_it_there(desk: Desk) -> None:
    bo = desk.add("Bo")
    desk.answer(FIRST, 3, respondent_id=bo.id)
    desk.answer(SECOND, 3)
    attach_kept(desk, FIRST, desk.attach(SECOND).digest, respondent_id=bo.id)
    with pytest.raises(Refused, match="second person"):
        accept(desk, digest(desk), FIRST, reviewer="Bo")
    accept(desk, digest(desk), SECOND, reviewer="Bo")
    assert grades(desk)[SECOND] is Grade.ACCEPTED


def test_an_earlier_version_that_is_brought_again_is_the_newest(proved_twice: Desk) -> None:
    old = digest(proved_twice)
    replace(proved_twice, old)
    assert replace(proved_twice, old, content=b"a plan") == old
    (one,) = artefact_shelf.shelf(proved_twice.store, proved_twice.id)
    assert (one.artefact.digest, one.artefact.version) == (old, 3)


def test_the_same_file_is_no_new_version_and_another_artefact_is_none_either(
    proved_twice: Desk,
) -> None:
    old = digest(proved_twice)
    with pytest.raises(Refused, match="very file"):
        replace(proved_twice, old, content=b"a plan")
    proved_twice.attach(FIRST, b"something else", filename="other.pdf")
    with pytest.raises(Refused, match="kept already"):
        replace(proved_twice, old, content=b"something else")


def test_a_returned_artefact_proves_nothing_until_it_is_replaced(proved_twice: Desk) -> None:
    old = digest(proved_twice)
    give_back(proved_twice, old, FIRST)
    assert grades(proved_twice) == {FIRST: Grade.STATEMENT, SECOND: Grade.ARTEFACT}
    (one,) = artefact_shelf.shelf(proved_twice.store, proved_twice.id)
    (returned,) = [item for item in one.proofs if item.standing == "returned"]
    assert (returned.returned_by, returned.returned_for) == ("Kim", "it is a draft")
    replace(proved_twice, old)
    assert set(grades(proved_twice).values()) == {Grade.ARTEFACT}
    assert len(waiting(proved_twice)[0].waiting) == 2


def test_what_was_accepted_can_be_returned_later_and_accepted_again(proved_twice: Desk) -> None:
    mine = digest(proved_twice)
    accept(proved_twice, mine, FIRST)
    give_back(proved_twice, mine, FIRST)
    assert grades(proved_twice)[FIRST] is Grade.STATEMENT
    accept(proved_twice, mine, FIRST)
    assert grades(proved_twice)[FIRST] is Grade.ACCEPTED


def test_returning_never_raises_the_reading(proved_twice: Desk) -> None:
    def mean() -> float:
        return judging.scorecard(proved_twice.store, proved_twice.id).capability(FIRST).mean

    before = mean()
    give_back(proved_twice, digest(proved_twice), FIRST)
    assert mean() <= before


@pytest.mark.parametrize(
    ("fields", "said"),
    [({"reason": " "}, "what is missing"), ({"reviewer": "ana"}, "second person"),
     ({"reviewer": ""}, "Give the name")],
)  # fmt: skip
def test_a_return_takes_a_second_person_and_a_reason(
    proved_twice: Desk, fields: dict[str, Any], said: str
) -> None:
    with pytest.raises(Refused, match=said):
        give_back(proved_twice, digest(proved_twice), FIRST, **fields)


def test_a_claim_that_rises_above_what_was_accepted_waits_again(proved_twice: Desk) -> None:
    accept(proved_twice, digest(proved_twice), FIRST, SECOND)
    proved_twice.answer(FIRST, 5, grade="E2")
    (one,) = waiting(proved_twice)
    (proof,) = one.waiting
    assert (proof.capability, proof.level, proof.accepted_to) == (FIRST, 5, 4)


def test_past_its_validity_an_artefact_is_stale_and_only_a_new_version_helps(
    proved_twice: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    mine = digest(proved_twice)
    accept(proved_twice, mine, FIRST)
    later = datetime.now(UTC) + timedelta(days=181)
    monkeypatch.setattr("engagement.outside.clock.now", lambda: later)
    assert judging.scorecard(proved_twice.store, proved_twice.id).capability(FIRST).state == "stale"
    assert waiting(proved_twice) == ()
    with pytest.raises(Refused, match="past its validity"):
        accept(proved_twice, mine, FIRST)
    accept(proved_twice, replace(proved_twice, mine), FIRST)
    assert judging.scorecard(proved_twice.store, proved_twice.id).capability(FIRST).state != "stale"


def test_a_link_is_an_artefact_and_nothing_is_fetched(desk: Desk) -> None:
    desk.answer(FIRST, 4)
    made = answering.attach_link(
        desk.store, assessment_id=desk.id, respondent_id=desk.person.id, capability=FIRST,
        link=" https://wiki.example.org/runbook ",
    )  # fmt: skip
    assert made.link == "https://wiki.example.org/runbook"
    assert grades(desk)[FIRST] is Grade.ARTEFACT
    accept(desk, made.digest, FIRST)
    assert grades(desk)[FIRST] is Grade.ACCEPTED


@pytest.mark.parametrize("link", ["", "file:///etc/passwd", "https://user:hunter2@host/x"])
def test_a_link_that_nobody_should_open_is_refused(desk: Desk, link: str) -> None:
    with pytest.raises(Refused):
        answering.attach_link(
            desk.store, assessment_id=desk.id, respondent_id=desk.person.id, capability=FIRST,
            link=link,
        )  # fmt: skip


def test_a_link_that_an_answer_names_waits_as_well_and_is_attached_with_the_acceptance(
    desk: Desk,
) -> None:
    desk.answer(FIRST, 4, grade="E2", link="https://wiki.example.org/runbook")
    (one,) = waiting(desk)
    assert (one.attached, one.artefact.link) == (False, "https://wiki.example.org/runbook")
    accept(desk, one.artefact.digest, FIRST)
    assert grades(desk)[FIRST] is Grade.ACCEPTED
    assert waiting(desk) == ()


def test_an_artefact_of_another_client_is_not_on_the_shelf_and_cannot_be_attached(
    proved_twice: Desk,
) -> None:
    other = open_desk(proved_twice.store, client="Other")
    assert artefact_shelf.shelf(other.store, other.id) == ()
    with pytest.raises(Refused, match="no such artefact"):
        attach_kept(other, FIRST, digest(proved_twice))
    with pytest.raises(Refused, match="no such artefact"):
        replace(other, digest(proved_twice))


def test_an_artefact_of_one_use_case_is_on_the_shelf_of_the_next(proved_twice: Desk) -> None:
    second = open_desk(proved_twice.store, client="Acme", use_case="Second")
    (one,) = artefact_shelf.shelf(second.store, second.id)
    assert one.proofs == ()
    second.answer(FIRST, 3)
    attach_kept(second, FIRST, one.artefact.digest)
    assert second.current()[FIRST].grade is Grade.ARTEFACT


@pytest.mark.parametrize("reviewer", ["A\u200bna", "Ana\u2060", "\uff21na", " ana "])
def test_whoever_attached_it_cannot_accept_it_by_another_way_to_type_the_name(
    proved_twice: Desk, reviewer: str
) -> None:
    (one,) = waiting(proved_twice)
    with pytest.raises(Refused, match="second person"):
        accept(proved_twice, one.artefact.digest, FIRST, reviewer=reviewer)
    assert grades(proved_twice)[FIRST] is Grade.ARTEFACT
