"""Artefacts: kept by digest, accepted by a second person, never another client's."""

from datetime import timedelta

import pytest

from assessment.model import Grade
from engagement.answers import answering
from engagement.artefacts import attaching
from engagement.faults import Refused
from tests.engagement.desk import Desk, open_desk

OURS = "eng.rollback"


def _accept(desk: Desk, digest: str, reviewer: str = "Kim", capability: str = OURS) -> None:
    answering.accept(
        desk.store, digest=digest, capability=capability, assessment_id=desk.id, reviewer=reviewer
    )


def test_a_claim_with_something_attached_rises_to_an_artefact(desk: Desk) -> None:
    desk.answer(OURS, 4, grade="E1", comment="see the plan")
    file = desk.attach(OURS)
    said = desk.current()[OURS]
    assert (said.grade, said.level, said.comment) == (Grade.ARTEFACT, 4, "see the plan")
    assert said.artefacts == (file,)


def test_what_was_attached_first_supports_the_answer_given_after_it(desk: Desk) -> None:
    desk.attach(OURS)
    assert desk.answer(OURS, 4, grade="E2").grade is Grade.ARTEFACT


def test_a_dont_know_stays_one_whatever_is_attached(desk: Desk) -> None:
    desk.answer(OURS, None, kind="dont_know")
    desk.attach(OURS)
    assert desk.current()[OURS].grade is Grade.STATEMENT


def test_an_accepted_artefact_makes_the_answer_count_as_accepted(desk: Desk) -> None:
    desk.answer(OURS, 4)
    _accept(desk, desk.attach(OURS).digest)
    said = desk.current()[OURS]
    assert said.grade is Grade.ACCEPTED
    assert said.artefacts[0].accepted_by == "Kim"
    kept = answering.history(desk.store, desk.id, OURS)
    assert Grade.ACCEPTED not in {item.grade for item in kept}


@pytest.mark.parametrize("reviewer", ["", "Ana", " ana "])
def test_nobody_accepts_what_they_attached_themselves(desk: Desk, reviewer: str) -> None:
    digest = desk.attach(OURS).digest
    with pytest.raises(Refused):
        _accept(desk, digest, reviewer)


def test_a_higher_claim_made_later_is_not_accepted_with_the_old_proof(desk: Desk) -> None:
    desk.answer(OURS, 3)
    _accept(desk, desk.attach(OURS).digest)
    assert desk.answer(OURS, 3, grade="E3", comment="as before").grade is Grade.ACCEPTED
    assert desk.answer(OURS, 5, grade="E3").grade is Grade.ARTEFACT
    assert desk.answer(OURS, 2, grade="E2").grade is Grade.ACCEPTED


def test_there_has_to_be_a_claim_before_its_proof_is_accepted(desk: Desk) -> None:
    digest = desk.attach(OURS).digest
    with pytest.raises(Refused, match="no level to prove yet"):
        _accept(desk, digest)


def test_what_is_accepted_for_one_capability_is_not_accepted_for_another(desk: Desk) -> None:
    desk.answer("eng.ci-cd", 4)
    desk.answer(OURS, 4)
    digest = desk.attach(OURS).digest
    desk.attach("eng.ci-cd")
    _accept(desk, digest)
    assert desk.current()["eng.ci-cd"].grade is Grade.ARTEFACT


def test_what_is_not_attached_cannot_be_accepted(desk: Desk) -> None:
    with pytest.raises(Refused, match="not attached"):
        _accept(desk, "0" * 64)


def test_an_artefact_is_valid_for_as_long_as_the_pack_says(desk: Desk) -> None:
    file = desk.attach(OURS)
    assert file.valid_until - file.added_at == timedelta(days=180)


def test_a_person_of_another_client_cannot_attach_here(desk: Desk) -> None:
    stranger = open_desk(desk.store, client="Other").person
    with pytest.raises(Refused, match="not on the client's list"):
        desk.attach(OURS, respondent_id=stranger.id)


def test_a_file_comes_back_byte_for_byte(desk: Desk) -> None:
    content = bytes(range(256))
    file = desk.attach(OURS, content)
    found = answering.artefact_file(desk.store, file.digest, desk.id)
    assert (found.content, found.artefact.filename) == (content, "plan.pdf")


def test_the_file_of_one_client_is_not_served_to_another(desk: Desk) -> None:
    digest = desk.attach(OURS).digest
    other = open_desk(desk.store, client="Other")
    with pytest.raises(Refused, match="no such artefact"):
        answering.artefact_file(desk.store, digest, other.id)


def test_the_same_file_of_two_clients_stays_two_artefacts(desk: Desk) -> None:
    other = open_desk(desk.store, client="Other")
    digest = desk.attach(OURS).digest
    other.attach(OURS, filename="theirs.pdf")
    found = answering.artefact_file(desk.store, digest, other.id)
    assert found.artefact.filename == "theirs.pdf"
    with pytest.raises(Refused):
        answering.artefact_file(desk.store, digest)


@pytest.mark.parametrize("content", [b"", b"x" * (attaching.LARGEST + 1)])
def test_an_empty_or_too_large_file_is_refused(desk: Desk, content: bytes) -> None:
    with pytest.raises(Refused, match=r"plan\.pdf is"):
        desk.attach(OURS, content)


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("../../etc/passwd", "passwd"),
        ("C:\\temp\\plan.pdf", "plan.pdf"),
        ("a\r\nb.pdf", "ab.pdf"),
        ("", "artefact"),
    ],
)
def test_a_file_name_keeps_its_last_part_and_nothing_that_does_harm(
    desk: Desk, given: str, kept: str
) -> None:
    assert desk.attach(OURS, filename=given).filename == kept
