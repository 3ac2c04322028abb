"""What the operator lists for one client, a secret or a number, is of no use to another."""

from pathlib import Path

import pytest

from engagement.access.people import Member, Person
from engagement.faults import Refused
from engagement.looks import collecting
from engagement.looks.reading import may_look
from engagement.outside import clock
from engagement.outside.settings import settings
from engagement.store import Store, members
from tests.engagement.desk import Desk, open_desk
from tests.engagement.lab import Lab

NUMBERS = """numbers:
  - {name: refunds, metric: review_days, database: /a.db, query: SELECT 1, secret: own, clients: CLIENT}
  - {name: forgotten, metric: review_days, database: /b.db, query: SELECT 2}
"""


@pytest.fixture(autouse=True)
def signs_in(desk: Desk, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """A server of several clients: one secret for Acme, one for all, one that nobody placed."""
    listed, numbers = tmp_path / "secrets.yaml", tmp_path / "numbers.yaml"
    listed.write_text(
        f"own:\n  secret: host=a.example.org bearer:acme\n  clients: [{desk.place.client.id}]\n"
        "shared: {secret: host=b.example.org bearer:both, clients: all}\n"
        "forgotten: host=c.example.org bearer:nobody\n"
    )
    numbers.write_text(NUMBERS.replace("CLIENT", desk.place.client.id))
    for name, value in {
        "SIGN_IN": "header", "TRUSTED_PROXIES": "127.0.0.1", "SECRETS_FILE": str(listed),
        "PUBLIC_ADDRESS": "https://prodworthy.example.org", "NUMBERS_FILE": str(numbers),
        "SECRET_TYPED": f"clients={desk.place.client.id},another host=d.example.org bearer:typed",
    }.items():  # fmt: skip
        monkeypatch.setenv(f"PRODWORTHY_{name}", value)


@pytest.fixture
def other(desk: Desk) -> Desk:
    return open_desk(desk.store, client="Boreal")


def _add(desk: Desk, secret: str, address: str = "12") -> None:
    collecting.add_source(
        desk.store, assessment_id=desk.id, kind="room", address=address, secret=secret
    )


def test_a_secret_of_one_client_is_offered_and_kept_for_that_client_alone(
    desk: Desk, other: Desk, lab: Lab
) -> None:
    assert settings().secret_names(desk.place.client.id) == ("own", "shared", "typed")
    assert settings().secret_names(other.place.client.id) == ("shared",)
    _add(desk, "own")
    _add(other, "shared")
    for secret in ("own", "forgotten", "typed"):
        with pytest.raises(
            Refused, match=f"{secret} is not for this client.*{other.place.client.id}"
        ):
            _add(other, secret, "13")


def test_a_source_that_came_with_a_secret_of_another_client_is_not_read_with_it(
    desk: Desk, other: Desk, lab: Lab, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As from an archive, or from before the operator said whose the secret is."""
    with monkeypatch.context() as before:
        before.setenv("PRODWORTHY_SIGN_IN", "local")
        _add(other, "own")
    (source,) = collecting.sources(other.store, other.id)
    collecting.look(other.store, other.id)
    assert lab.given == []
    (told,) = {item.observed for item in collecting.findings(other.store, other.id)}
    assert "not for this client" in told
    ((_, requests),) = collecting.planned_requests(other.store, other.id)
    assert requests == ()
    with pytest.raises(Refused, match="not for this client"):
        collecting.try_source(other.store, other.id, source)
    assert may_look(source, desk.place.client.id).secrets == {
        "own": "host=a.example.org bearer:acme"
    }


def test_only_whoever_may_add_a_source_at_the_client_tries_one(
    desk: Desk, other: Desk, store: Store, lab: Lab
) -> None:
    _add(desk, "own")
    (source,) = collecting.sources(desk.store, desk.id)
    with store.writing() as tx:
        for role, client in (("viewer", desk.place.client.id), ("analyst", other.place.client.id)):
            members.add(tx, Member(id=role, who="kim", client_id=client, role=role,
                                   added_at=clock.now()))  # fmt: skip
    kim = store.acting_as(Person(name="Kim", who="kim"))
    with pytest.raises(Refused, match="Your role does not allow this"):
        collecting.try_source(kim, desk.id, source)
    with pytest.raises(Refused, match="not for this client"):
        collecting.try_source(kim, other.id, source)
    assert lab.given == []


def test_a_listed_number_is_read_for_its_own_clients_alone(desk: Desk, other: Desk) -> None:
    own = settings().permission("", "number", desk.place.client.id)
    assert (list(own.numbers), list(own.secrets)) == (["refunds"], ["own"])
    theirs = settings().permission("", "number", other.place.client.id)
    assert (dict(theirs.numbers), theirs.secrets) == ({}, {})


def test_a_folder_and_a_host_of_one_client_are_no_place_to_look_for_another(
    desk: Desk, other: Desk, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    mine, theirs = desk.place.client.id, other.place.client.id
    for name in ("a", "b for all", "c"):
        (tmp_path / name).mkdir()
    folders = f"{tmp_path}/a for {mine}:{tmp_path}/b for all:{tmp_path}/c for {mine} {theirs}"
    hosts = f"10.0.0.7 for {theirs} , plain.example.org"
    for name, value in {"ROOTS": folders, "ALLOWED_HOSTS": hosts, "LOAD_TARGETS": hosts}.items():
        monkeypatch.setenv(f"PRODWORTHY_{name}", value)
    own, others = (settings().permission(client_id=one) for one in (mine, theirs))
    assert [folder.name for folder in own.roots] == ["a", "b for all", "c"]
    assert [folder.name for folder in others.roots] == ["b for all", "c"]
    assert own.allowed_hosts == own.load_targets == ("plain.example.org",)
    assert others.allowed_hosts == others.load_targets == ("10.0.0.7", "plain.example.org")
    assert len(settings().permission("", "number", mine).roots) == 3
    monkeypatch.setenv("PRODWORTHY_SIGN_IN", "local")
    assert len(settings().permission(client_id=theirs).roots) == 3


def test_one_person_on_this_machine_uses_every_secret_for_every_client(
    other: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PRODWORTHY_SIGN_IN", "local")
    assert "forgotten" in settings().secret_names(other.place.client.id)
    assert len(settings().permission("", "number", other.place.client.id).numbers) == 2


@pytest.mark.parametrize(
    "entry", ["{secret: hunter2, client: x}", "{clients: [x]}", "{secret: hunter2, clients: 3}"]
)
def test_an_entry_of_another_shape_is_refused_without_quoting_it(
    entry: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / "odd.yaml").write_text(f"odd: {entry}\n")
    monkeypatch.setenv("PRODWORTHY_SECRETS_FILE", str(tmp_path / "odd.yaml"))
    with pytest.raises(Refused, match="`secret` and `clients`") as refused:
        settings().secret_names()
    assert "hunter2" not in refused.value.sentence


def test_no_secret_stands_in_what_is_unavailable(desk: Desk, other: Desk) -> None:
    with pytest.raises(Refused) as refused:
        settings().permission("own", client_id=other.place.client.id)
    assert "acme" not in refused.value.sentence
