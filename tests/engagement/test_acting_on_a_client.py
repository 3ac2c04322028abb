"""Who may take a client out, bring one in, delete one, and be the second person: by membership."""

import pytest

from assessment.model import Outcome
from engagement.access.people import Member, Person, Role
from engagement.client_archive import export_client, import_client, sealing
from engagement.clients import client_list, deleting
from engagement.faults import Refused
from engagement.looks import collecting
from engagement.outside import clock
from engagement.settling import second_person
from engagement.store import Store, members
from tests.engagement.desk import Desk, open_desk
from tests.engagement.lab import Lab

PASSPHRASE = "four words no link"


@pytest.fixture(autouse=True)
def _quick_seal(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sealing, "seal", lambda content, _: content)
    monkeypatch.setattr(sealing, "unseal", lambda content, _: content)


def acting(store: Store, name: str, role: Role, client_id: str | None) -> Store:
    who = f"{name.casefold()}@example.org"
    with store.writing() as tx:
        members.add(
            tx,
            Member(
                id=f"{who}{client_id}{role}", who=who, client_id=client_id, role=role,
                added_at=clock.now(),
            ),
        )  # fmt: skip
    return store.acting_as(Person(name=name, who=who))


def out(store: Store, desk: Desk) -> bytes:
    found = export_client(store, client_id=desk.place.client.id, passphrase=PASSPHRASE, by="Kim")
    return found.content


def test_an_owner_takes_the_own_client_out_and_no_other(desk: Desk) -> None:
    other = open_desk(desk.store, "Other", "One")
    kim = acting(desk.store, "Kim", "owner", desk.place.client.id)
    assert out(kim, desk)
    with pytest.raises(Refused, match="no such client"):
        out(kim, other)


@pytest.mark.parametrize("role", ["viewer", "analyst", "facilitator"])
def test_nobody_else_takes_it_out_or_deletes_it(desk: Desk, role: Role) -> None:
    lee = acting(desk.store, "Lee", role, desk.place.client.id)
    with pytest.raises(Refused, match="does not allow"):
        out(lee, desk)
    with pytest.raises(Refused, match="does not allow"):
        deleting.delete_client(lee, client_id=desk.place.client.id, typed_name="Acme", by="Lee")
    assert [item.name for item in client_list.clients(desk.store)] == ["Acme"]


def test_an_owner_deletes_the_own_client(desk: Desk) -> None:
    kim = acting(desk.store, "Kim", "owner", desk.place.client.id)
    deleting.delete_client(kim, client_id=desk.place.client.id, typed_name="Acme", by="Kim")
    assert client_list.clients(desk.store) == ()


def test_only_who_answers_for_the_server_brings_a_client_in(desk: Desk) -> None:
    content = out(desk.store, desk)
    mine = acting(desk.store, "Kim", "owner", desk.place.client.id)
    with pytest.raises(Refused, match="does not allow"):
        import_client(mine, content, passphrase=PASSPHRASE, by="Kim", clash="copy", name="Copy")
    server = acting(desk.store, "Root", "owner", None)
    made = import_client(
        server, content, passphrase=PASSPHRASE, by="Root", clash="copy", name="Copy"
    )
    assert made.name == "Copy"


def test_a_signed_in_person_is_not_their_own_second_by_typing_another_name(
    desk: Desk, lab: Lab
) -> None:
    desk.answer("eng.rollback", 4)
    lab.seen = dict.fromkeys(lab.seen, Outcome.ABSENT)
    collecting.add_source(desk.store, assessment_id=desk.id, kind="room", address="12")
    collecting.look(desk.store, desk.id)
    found = collecting.findings(desk.store, desk.id)[0]
    kim = acting(desk.store, "Kim", "analyst", desk.place.client.id)
    collecting.overrule(kim, finding_id=found.id, by="Zoe", reason="another house")
    (asked,) = second_person.pending(desk.store, desk.id)
    assert asked.by == "Kim"
    with pytest.raises(Refused, match="second person"):
        second_person.agree(kim, request_id=asked.id, by="Bo")
    bo = acting(desk.store, "Bo", "analyst", desk.place.client.id)
    assert second_person.agree(bo, request_id=asked.id, by="").second == "Bo"
