"""The audit log is searched by words, person, action, client and day, and saved as a safe table."""

import csv
import io
from datetime import UTC, date, datetime, timedelta

import pytest

from engagement import workspaces
from engagement.answers import answering
from engagement.audit import audit_log
from engagement.clients import deleting
from engagement.outside import clock
from engagement.plans import deciding
from engagement.store import Store, audit
from tests.engagement.desk import open_desk

DAY = datetime(2026, 5, 4, 23, 59, tzinfo=UTC)


@pytest.fixture
def busy(store: Store, monkeypatch: pytest.MonkeyPatch) -> Store:
    """Two days of entries by two people on two clients."""
    monkeypatch.setattr(clock, "now", lambda: DAY)
    first = open_desk(store, "Öl & Gas", "Pumps")
    monkeypatch.setattr(clock, "now", lambda: DAY + timedelta(minutes=1))
    second = open_desk(store, "Beta", "Prices")
    with store.writing() as tx:
        for desk, by in ((first, "Kim"), (second, "=cmd|' /C calc'!A0")):
            audit.record(
                tx, "plan kept", by=by, client_id=desk.place.client.id, assessment_id=desk.id,
                note="Größe 100% sure_thing",
            )  # fmt: skip
    return store


def found(store: Store, **asked: object) -> list[tuple[str, str]]:
    page = audit_log.search(store, audit_log.wanted(**asked))  # type: ignore[arg-type]
    return [(line.action, line.client) for line in page.lines]


def test_the_newest_entry_stands_first(busy: Store) -> None:
    page = audit_log.search(busy, audit_log.wanted())
    assert [line.number for line in page.lines] == list(range(page.total, 0, -1))


@pytest.mark.parametrize("text", ["kim", "GRÖßE öl", "größe Öl", "100% kim", "sure_thing öl"])
def test_every_word_is_looked_for_in_every_column(busy: Store, text: str) -> None:
    assert found(busy, text=text) == [("plan kept", "Öl & Gas")]


def test_signs_of_a_search_stand_for_themselves(busy: Store) -> None:
    assert found(busy, text="sure%thing") == []
    assert found(busy, text="100_") == []


def test_it_is_narrowed_to_a_person_an_action_a_client_and_days(busy: Store) -> None:
    known = audit_log.known(busy)
    assert "Kim" in known.people
    assert {"plan kept", "assessment started"} <= set(known.actions)
    assert found(busy, person="Kim") == [("plan kept", "Öl & Gas")]
    assert len(found(busy, action="client created")) == 2
    assert {client for _, client in found(busy, last=date(2026, 5, 4))} == {"Öl & Gas"}
    assert ("client created", "Öl & Gas") not in found(busy, first=date(2026, 5, 5))


def test_there_are_pages_and_the_last_one_stands_for_those_after(
    busy: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(audit_log, "ON_A_PAGE", 4)
    whole = [line.number for line in audit_log.search(busy, audit_log.wanted()).lines]
    pages = [audit_log.search(busy, audit_log.wanted(), number) for number in (1, 2, 3, 99)]
    assert pages[0].pages == 3
    assert [line.number for page in pages[:2] for line in page.lines][:4] == whole
    assert pages[2] == pages[3]


def test_the_table_holds_everything_found_and_no_formula(busy: Store) -> None:
    content = audit_log.as_csv(busy, audit_log.wanted(action="plan kept")).decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(content)))
    assert [row["person"] for row in rows] == ["'=cmd|' /C calc'!A0", "Kim"]
    assert rows[1]["client"] == "Öl & Gas"
    assert not any(cell.startswith(("=", "+", "-", "@")) for row in rows for cell in row.values())


def test_an_entry_tells_names_and_is_found_by_them(busy: Store) -> None:
    desk = open_desk(busy, "Delta", "Loan triage")
    answering.answer(
        busy, assessment_id=desk.id, respondent_id=desk.person.id, capability="eng.rollback",
        kind="level", level=3,
    )  # fmt: skip
    page = audit_log.search(busy, audit_log.wanted(text="triage rollback"))
    pack = workspaces.pack_of(busy, desk.place.assessment)
    told = (
        f"Loan triage; capability: {pack.capability('eng.rollback').name}; "
        f"answer of: {desk.person.name}"
    )
    assert page.about == (told,)
    deciding.record_decision(
        busy, assessment_id=desk.id, title="Kim owns production", text="", by="Kim"
    )
    (about,) = audit_log.search(busy, audit_log.wanted(text="owns production")).about
    assert about == "Loan triage; decision: Kim owns production"
    words = audit_log.wanted(text=f"{desk.person.name} triage", action="person added")
    assert audit_log.search(busy, words).total == 1
    (row,) = csv.DictReader(
        io.StringIO(audit_log.as_csv(busy, audit_log.wanted(text="rollback")).decode("utf-8-sig"))
    )
    assert row["about"] == told
    assert f"answer: {answering.current_answers(busy, desk.id)[0].id}" in row["details"]


def test_nobody_is_left_unsaid_whoever_did_it(busy: Store) -> None:
    open_desk(busy, "Delta", "Loan triage")
    open_desk(busy.operated_by("Mara"), "Epsilon", "Loans")
    with busy.writing() as tx:
        audit.record(tx, "conflict opened")
    lines = audit_log.search(busy, audit_log.wanted()).lines
    assert audit_log.who(lines[0]) == "the program"
    made = {line.client: audit_log.who(line) for line in lines if line.action == "client created"}
    assert (made["Delta"], made["Epsilon"]) == ("this machine", "Mara")
    old = lines[-1].model_copy(update={"by": ""})
    assert audit_log.who(old) == audit_log.NOT_NAMED


def test_a_deleted_client_stays_in_the_log_without_its_name(busy: Store) -> None:
    desk = open_desk(busy, "Gamma", "Secret")
    deleting.delete_client(busy, client_id=desk.place.client.id, typed_name="Gamma", by="Kim")
    lines = audit_log.search(busy, audit_log.wanted(client_id=desk.place.client.id)).lines
    assert [(line.action, line.by, line.client) for line in lines[:1]] == [
        ("client deleted", "Kim", "")
    ]
    assert {audit_log.details(line) for line in lines[1:]} == {audit_log.ERASED}
    assert found(busy, text="gamma") == []
