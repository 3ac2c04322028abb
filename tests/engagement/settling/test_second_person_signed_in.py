"""Who signed in is known by their account: not by the name it shows, which can change or be shared."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from assessment.model import Grade, Outcome
from engagement import watching, workspaces
from engagement.access.people import Member, Person
from engagement.answers import answering
from engagement.artefacts import artefact_shelf, reviewing
from engagement.clients import opening
from engagement.faults import Refused
from engagement.looks import collecting
from engagement.outside import clock
from engagement.settling import second_person
from engagement.store import Store, audit, members
from tests.engagement.desk import Desk
from tests.engagement.lab import Lab

CAPABILITY = "data.pipelines"
"""Critical in most profiles, and not in all."""
LATER = datetime.now(UTC) + timedelta(days=30)


@pytest.fixture
def conflict(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> Desk:
    """Ana claims 4 of a critical capability, and the probes see nothing of it."""
    monkeypatch.setattr("tests.engagement.lab.CAPABILITY", CAPABILITY)
    lab = Lab(monkeypatch)
    lab.seen = dict.fromkeys(lab.seen, Outcome.ABSENT)
    desk.answer(CAPABILITY, 4)
    collecting.add_source(desk.store, assessment_id=desk.id, kind="room", address="12")
    collecting.look(desk.store, desk.id)
    return desk


def signed_in(desk: Desk, subject: str, name: str) -> Store:
    """The store of one account of the provider, under the name that it shows today."""
    person = Person(name=name, who=f"{subject}@example.org", subject=f"https://idp {subject}")
    with desk.store.writing() as tx:
        if not members.of_person(tx, person):
            made = Member(
                id=subject, who=person.who, subject=person.subject, role="consultant",
                client_id=desk.place.client.id, added_at=clock.now(),
            )  # fmt: skip
            members.add(tx, made)
    return desk.store.acting_as(person)


def test_one_account_is_no_second_person_for_what_it_wrote_down_in_anothers_name(
    desk: Desk,
) -> None:
    given: dict[str, Any] = {
        "assessment_id": desk.id, "initiative": "I-REL-02", "condition": "regression-test",
    }  # fmt: skip
    carl, bo = signed_in(desk, "carl", "Carl"), signed_in(desk, "bo", "Bo")
    watching.attest(carl, **given, by="Lena", reason="She saw it fail the build")
    key = (given["initiative"], given["condition"])
    assert watching.own_attestations(carl, desk.id, "") == {key}
    assert watching.own_attestations(bo, desk.id, "") == frozenset()
    with pytest.raises(Refused, match="second person"):
        watching.accept_attestation(carl, **given, by="Somebody else")
    assert watching.accept_attestation(bo, **given, by="Somebody else").second == "Bo"
    with desk.store.reading() as tx:
        [told] = audit.of_action(tx, desk.id, "attestation accepted")
    assert told.by == "Bo"


def waived_by(store: Store, desk: Desk) -> str:
    collecting.waive(
        store, assessment_id=desk.id, capability=CAPABILITY, by="", reason="in May", until=LATER
    )
    (asked,) = second_person.pending(store, desk.id)
    return asked.id


def test_one_account_is_not_its_own_second_person_after_it_changed_its_name(
    conflict: Desk,
) -> None:
    asked = waived_by(signed_in(conflict, "carl", "Carl Consultant"), conflict)
    renamed = signed_in(conflict, "carl", "C. Consultant")
    assert second_person.own(renamed, conflict.id, "") == {asked}
    with pytest.raises(Refused, match="second person"):
        second_person.agree(renamed, request_id=asked, by="")
    assert collecting.waivers(conflict.store, conflict.id) == ()


def test_two_people_of_one_name_sign_for_each_other_and_are_told_apart(conflict: Desk) -> None:
    asked = waived_by(signed_in(conflict, "kim", "Kim Lee"), conflict)
    other = signed_in(conflict, "kim2", "Kim Lee")
    assert second_person.own(other, conflict.id, "") == frozenset()
    second_person.agree(other, request_id=asked, by="")
    (told,) = collecting.waivers(conflict.store, conflict.id)
    assert (told.by, told.second) == ("Kim Lee", "Kim Lee (kim2@example.org)")


def test_what_was_asked_without_a_sign_in_is_told_by_the_name(conflict: Desk) -> None:
    collecting.waive(
        conflict.store, assessment_id=conflict.id, capability=CAPABILITY, by="Kim", reason="in May",
        until=LATER,
    )  # fmt: skip
    (asked,) = second_person.pending(conflict.store, conflict.id)
    with pytest.raises(Refused, match="second person"):
        second_person.agree(signed_in(conflict, "kim", "Kim"), request_id=asked.id, by="")
    second_person.agree(signed_in(conflict, "bo", "Bo"), request_id=asked.id, by="")


def test_what_has_become_critical_is_not_agreed_to_by_the_same_account_under_another_name(
    conflict: Desk,
) -> None:
    pack = workspaces.pack_of(conflict.store, conflict.place.assessment)
    other = next(item.id for item in pack.profiles if CAPABILITY not in item.critical)
    carl = signed_in(conflict, "carl", "Carl Consultant")
    opening.change_profile(carl, conflict.id, other)
    for found in collecting.findings(carl, conflict.id):
        collecting.overrule(carl, finding_id=found.id, by="", reason="another house")
    opening.change_profile(carl, conflict.id, conflict.place.assessment.profile)
    waits = second_person.pending(carl, conflict.id)
    assert waits
    with pytest.raises(Refused, match="second person"):
        second_person.agree(
            signed_in(conflict, "carl", "C. Consultant"), request_id=waits[0].id, by=""
        )
    assert collecting.overrules(carl, conflict.id) == ()


@pytest.mark.parametrize("how", ["a file", "a link that only the answer names"])
def test_whoever_attached_an_artefact_does_not_accept_it_under_a_new_name(
    desk: Desk, how: str
) -> None:
    mine = signed_in(desk, "ana", "Ana")
    to = (desk.id, desk.person.id, "eng.rollback")
    said: Any = dict(zip(("assessment_id", "respondent_id", "capability"), to, strict=True))
    if how == "a file":
        desk.answer("eng.rollback", 4)
        file = answering.attach(mine, **said, filename="plan.pdf", content=b"a plan")
    else:
        link = "https://wiki.example.org/plan"
        answering.answer(mine, **said, kind="level", level=4, grade="E2", link=link)
        (file,) = (item.artefact for item in artefact_shelf.shelf(mine, desk.id))

    def accept(store: Store) -> None:
        reviewing.accept_for(
            store, assessment_id=desk.id, digest=file.digest, capabilities=["eng.rollback"],
            reviewer="",
        )  # fmt: skip

    with pytest.raises(Refused, match="second person"):
        accept(signed_in(desk, "ana", "A. Nagy"))
    accept(signed_in(desk, "ana2", "Ana"))
    assert desk.current()["eng.rollback"].grade is Grade.ACCEPTED
