"""Who somebody is taken for, for how long, and how the first owner comes in."""

from datetime import timedelta
from typing import Any

import pytest

from engagement.access import members, setting_up, signing_in
from engagement.access.people import Person
from engagement.clients import client_list
from engagement.faults import Refused
from engagement.outside import clock
from engagement.store import Store, audit
from tests.engagement.access.conftest import As
from tests.engagement.desk import Desk


def _claims(**more: Any) -> dict[str, Any]:
    given = {
        "iss": "https://id.example.org", "sub": "1", "name": "Kim", "email": "Kim@Example.org",
        "email_verified": True, "iat": clock.now().timestamp(), "nonce": "n",
    }  # fmt: skip
    return given | more


@pytest.mark.parametrize("told", [False, None, "false", "yes", 1.5, [True]])
def test_an_address_that_the_provider_did_not_verify_is_refused_in_a_sentence(
    store: Store, told: object
) -> None:
    assert signing_in.person_of(_claims()).who == "kim@example.org"
    with pytest.raises(Refused, match="does not say that the address"):
        signing_in.arrive(store, _claims(email_verified=told))
    without = _claims()
    del without["email_verified"]
    with pytest.raises(Refused, match="have it verified there"):
        signing_in.arrive(store, without)


def test_who_has_no_address_is_known_by_their_account_alone(store: Store) -> None:
    nobody = signing_in.arrive(store, _claims(email=None, email_verified=None))
    assert (nobody.who, nobody.subject) == ("", "https://id.example.org 1")
    assert not signing_in.is_known(store, nobody)


def test_a_sign_in_that_was_ended_is_refused_with_the_same_claims_and_in_open_tabs(
    store: Store, desk: Desk
) -> None:
    claims = _claims()
    kim = signing_in.arrive(store, claims)
    members.add_member(
        store, client_id=desk.place.client.id, who="kim@example.org", role="viewer", by="Ana"
    )
    tab = store.acting_as(signing_in.arrive(store, claims))
    assert client_list.clients(tab)
    signing_in.leave(store, kim)
    with pytest.raises(Refused, match=r"ended at \d\d:\d\d UTC, by “Sign out”.* sign in to go on"):
        signing_in.arrive(store, claims)
    with pytest.raises(Refused, match="signed out"):
        client_list.clients(tab)
    assert signing_in.arrive(store, _claims(nonce="another")).session != kim.session


def test_a_sign_in_ends_by_itself(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PRODWORTHY_SESSION_HOURS", "2")
    claims = _claims()
    signing_in.arrive(store, claims)
    later = clock.now() + timedelta(hours=2, minutes=1)
    monkeypatch.setattr(clock, "now", lambda: later)
    with pytest.raises(Refused, match="sign in again"):
        signing_in.arrive(store, claims)


@pytest.mark.parametrize("claims", [{"sub": ""}, {"iss": ""}, {"iat": None}, {"iat": "soon"}])
def test_claims_that_name_nobody_or_no_time_are_refused(
    store: Store, claims: dict[str, Any]
) -> None:
    with pytest.raises(Refused, match="named nobody"):
        signing_in.arrive(store, _claims(**claims))


def test_a_setup_code_makes_one_owner_once(store: Store) -> None:
    kim = signing_in.arrive(store, _claims())
    assert setting_up.needs_owner(store)
    code = setting_up.new_code(store)
    assert setting_up.become_owner(store, kim, code.lower().replace("-", " ")).role == "owner"
    assert not setting_up.needs_owner(store)
    with pytest.raises(Refused, match="not in force"):
        setting_up.become_owner(store, kim, code)
    assert client_list.create_client(store.acting_as(kim), name="Acme")
    with store.reading() as tx:
        assert audit.events(tx)[0].action == "first owner set up"


def test_a_setup_code_is_void_after_an_hour_after_ten_guesses_and_after_the_next(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    kim = Person(name="Kim", who="kim@example.org")

    def refused(code: str) -> None:
        with pytest.raises(Refused, match="not in force"):
            setting_up.become_owner(store, kim, code)

    first = setting_up.new_code(store)
    second = setting_up.new_code(store)
    refused(first)
    for _ in range(setting_up.GUESSES):
        refused("AAAA-AAAA-AAAA-AAAA")
    refused(second)
    third, later = setting_up.new_code(store), clock.now() + timedelta(minutes=61)
    monkeypatch.setattr(clock, "now", lambda: later)
    refused(third)


def test_no_setup_code_is_kept_as_it_is(store: Store) -> None:
    code = setting_up.new_code(store)
    with store._engine.connect() as connection:
        kept = connection.exec_driver_sql("SELECT * FROM setup_code").all()
    assert code not in str(kept)
    assert code.replace("-", "") not in str(kept)


def test_a_member_is_added_by_address_changed_and_removed(desk: Desk) -> None:
    client = desk.place.client.id
    kim = members.add_member(
        desk.store, client_id=client, who=" Kim@Example.org ", role="owner", by="Ana"
    )
    lee = members.add_member(desk.store, client_id=client, who="lee@example.org", role="viewer")
    with pytest.raises(Refused, match="member already"):
        members.add_member(desk.store, client_id=client, who="KIM@example.org", role="viewer")
    assert members.change_member(desk.store, member_id=lee.id, role="analyst").role == "analyst"
    acting = desk.store.acting_as(Person(name="Lee", who="lee@example.org"))
    assert client_list.clients(acting)
    members.remove_member(desk.store, member_id=lee.id)
    assert client_list.clients(acting) == ()
    assert [item.id for item in members.members(desk.store, client)] == [kim.id]


def test_the_last_owner_stays(desk: Desk) -> None:
    kim = members.add_member(
        desk.store, client_id=desk.place.client.id, who="kim@example.org", role="owner"
    )
    with pytest.raises(Refused, match="last owner of the client"):
        members.remove_member(desk.store, member_id=kim.id)
    with pytest.raises(Refused, match="last owner of the client"):
        members.change_member(desk.store, member_id=kim.id, role="viewer")


def test_an_access_is_not_taken_over_by_a_name_and_an_owner_lets_the_other_account_in(
    store: Store, desk: Desk
) -> None:
    """As after a change from a provider to a proxy."""
    cora = members.add_member(
        store, client_id=desk.place.client.id, who="kim@example.org", role="viewer"
    )
    before = signing_in.arrive(store, _claims())
    after = signing_in.named(store, "kim@example.org")
    assert signing_in.is_known(store, before)
    assert not signing_in.is_known(store, after)
    assert signing_in.is_anothers(store, after)
    assert not signing_in.is_anothers(store, before)
    assert not signing_in.is_anothers(store, signing_in.vouched("lee@example.org"))
    members.let_in_anew(store, member_id=cora.id, by="Ana")
    assert signing_in.is_known(store, signing_in.named(store, "kim@example.org"))
    assert not signing_in.is_known(store, before)
    assert signing_in.is_anothers(store, before)


def test_an_owner_who_is_locked_out_comes_in_by_a_code_beside_the_owner_there_was(
    store: Store,
) -> None:
    before = signing_in.arrive(store, _claims())
    setting_up.become_owner(store, before, setting_up.new_code(store))
    assert not setting_up.code_waits(store)
    code, after = setting_up.new_code(store), signing_in.named(store, "kim@example.org")
    assert setting_up.code_waits(store)
    setting_up.become_owner(store, after, code)
    assert signing_in.is_known(store, before)
    assert client_list.create_client(store.acting_as(after), name="Acme")


def test_only_an_owner_says_who_has_access(desk: Desk, other: Desk, as_member: As) -> None:
    consultant = as_member((desk.place.client.id, "consultant"))
    assert len(members.members(consultant, desk.place.client.id)) == 1
    for client in (desk.place.client.id, other.place.client.id, None):
        with pytest.raises(Refused):
            members.add_member(consultant, client_id=client, who="x@example.org", role="owner")
    viewer = as_member((desk.place.client.id, "viewer"), who="lee@example.org")
    with pytest.raises(Refused, match="Your role"):
        members.members(viewer, desk.place.client.id)
