"""The day around the items: agenda, dots, grid, hands, decisions; a double click is one step."""

from datetime import date
from typing import Any

import pytest

from assessment.workshop.phases import Phase, Stage
from content.traits import Traits
from engagement import workshops, workspaces
from engagement.client_archive import export_client, import_client
from engagement.clients import use_cases
from engagement.faults import Refused
from engagement.store import Store, audit
from tests.engagement.desk import Desk, open_desk
from tests.engagement.planted import find
from tests.engagement.roomful import ITEMS, KIM, Roomful, opened

WAITING, DOTS, GRID = (Stage.WAITING, False), (Stage.DOTS, False), (Stage.GRID, False)
HANDS, SHOWN = (Stage.CONFIDENCE, False), (Stage.CONFIDENCE, True)


@pytest.fixture
def at(desk: Desk) -> Roomful:
    """Three people and three use cases to choose from."""
    for name in ("Forecast", "Assistant"):
        use_cases.create_use_case(
            desk.store, client_id=desk.place.client.id, name=name, traits=Traits()
        )
    made = opened(desk)
    made.join("Ana", "Ben", "Cleo")
    return made


def cases(at: Roomful) -> list[str]:
    return [item.id for item in at.workshop.candidates]


def show(at: Roomful, before: tuple[Stage, bool], after: tuple[Stage, bool]) -> None:
    workshops.show(at.store, workshop_id=at.id, at=before, to=after, by=KIM)


def dots(at: Roomful, name: str, *counts: int) -> None:
    given = dict(zip(cases(at), counts, strict=True))
    workshops.place_dots(at.store, token=at.tickets[name], dots=given)


def test_dots_are_three_with_at_most_two_on_one_and_the_last_ones_count(at: Roomful) -> None:
    show(at, WAITING, DOTS)
    dots(at, "Ana", 2, 1, 0)
    dots(at, "Ana", 0, 1, 2)
    dots(at, "Ben", 1, 1, 1)
    for wrong, sentence in (
        ((2, 2, 0), "3 dots"),
        ((3, 0, 0), "At most 2"),
        ((-1, 2, 2), "3 dots"),
    ):
        with pytest.raises(Refused, match=sentence):
            dots(at, "Cleo", *wrong)
    hidden = at.room()
    assert (hidden.voted, [case.dots for case in hidden.use_cases]) == (2, [None] * 3)
    show(at, DOTS, (Stage.DOTS, True))
    assert [case.dots for case in at.room().use_cases] == [1, 2, 3]
    with pytest.raises(Refused, match="counted already"):
        dots(at, "Cleo", 1, 0, 0)


def test_a_use_case_stands_on_the_grid_at_the_medians(at: Roomful) -> None:
    show(at, WAITING, GRID)
    first = cases(at)[0]
    for name, impact, feasibility in (("Ana", 1, 5), ("Ben", 4, 5), ("Cleo", 5, 2), ("Ana", 3, 3)):
        workshops.place(
            at.store,
            token=at.tickets[name],
            use_case_id=first,
            impact=impact,
            feasibility=feasibility,
        )
    shown = at.room().use_cases[0]
    assert (shown.impact, shown.feasibility, shown.placed) == (4.0, 3.0, 3)
    with pytest.raises(Refused, match="from 1 to 5"):
        workshops.place(
            at.store, token=at.tickets["Ana"], use_case_id=first, impact=6, feasibility=1
        )
    with pytest.raises(Refused, match="not in the list"):
        workshops.place(
            at.store, token=at.tickets["Ana"], use_case_id="elsewhere", impact=1, feasibility=1
        )


def test_hands_are_shown_all_at_once(at: Roomful) -> None:
    show(at, WAITING, HANDS)
    for name, fingers in (("Ana", 1), ("Ben", 5), ("Ana", 2)):
        workshops.confidence_vote(at.store, token=at.tickets[name], fingers=fingers)
    assert (at.room().voted, at.room().fingers) == (2, None)
    show(at, HANDS, SHOWN)
    assert at.room().fingers == (0, 0, 1, 0, 0, 1)
    with pytest.raises(Refused, match="counted already"):
        workshops.confidence_vote(at.store, token=at.tickets["Cleo"], fingers=0)


def test_what_the_room_is_not_asked_now_is_refused(at: Roomful) -> None:
    with pytest.raises(Refused, match="room has gone on"):
        workshops.confidence_vote(at.store, token=at.tickets["Ana"], fingers=3)
    with pytest.raises(Refused, match="room has gone on"):
        dots(at, "Ana", 1, 1, 1)


def test_the_agenda_goes_one_part_a_click_and_over_no_open_vote(at: Roomful) -> None:
    workshops.go_to_block(at.store, workshop_id=at.id, at=0, to=1, by=KIM)
    before = at.room()
    workshops.go_to_block(at.store, workshop_id=at.id, at=0, to=1, by=KIM)  # where it is already
    assert at.room() == before
    with pytest.raises(Refused, match="gone on already"):
        workshops.go_to_block(at.store, workshop_id=at.id, at=0, to=2, by=KIM)
    at.begin()
    with pytest.raises(Refused, match="first vote"):
        workshops.go_to_block(at.store, workshop_id=at.id, at=1, to=2, by=KIM)
    with pytest.raises(Refused, match="is open; reveal it"):
        workshops.begin_item(at.store, workshop_id=at.id, position=2, by=KIM)
    assert at.phase is Phase.VOTING
    at.votes(Ana=1, Ben=5)
    at.step(workshops.reveal)
    with pytest.raises(Refused, match="voted on and is not finished"):
        workshops.go_to_block(at.store, workshop_id=at.id, at=1, to=2, by=KIM)
    workshops.go_to_block(at.store, workshop_id=at.id, at=1, to=2, by=KIM, leaving=(1,))
    workshops.go_to_block(at.store, workshop_id=at.id, at=2, to=3, by=KIM)  # the items' own part
    with pytest.raises(Refused, match="voted on and is not finished"):
        workshops.go_to_block(at.store, workshop_id=at.id, at=3, to=4, by=KIM)


def test_more_time_is_given_once_a_click(at: Roomful) -> None:
    at.begin()
    before = at.room().ends_at
    at.step(workshops.extend, extra=0, seconds=60)
    with pytest.raises(Refused, match="extended already"):
        at.step(workshops.extend, extra=0, seconds=60)
    after = at.room().ends_at
    assert before is not None
    assert after is not None
    assert (after - before).total_seconds() == 60
    workshops.extend_block(at.store, workshop_id=at.id, at=0, extra=0, seconds=300, by=KIM)
    with pytest.raises(Refused, match="extended already"):
        workshops.extend_block(at.store, workshop_id=at.id, at=0, extra=0, seconds=300, by=KIM)


def test_a_decision_needs_a_sentence_one_name_and_one_day_and_is_kept_once(at: Roomful) -> None:
    fields: dict[str, Any] = {"text": "Ana owns it", "owner": "Ana", "due": date(2031, 3, 7)}
    for missing in ({"text": " "}, {"owner": ""}, {"due": None}):
        with pytest.raises(Refused, match="one name and one day"):
            workshops.decide(at.store, workshop_id=at.id, key="k", by=KIM, **(fields | missing))
    for _ in range(2):
        workshops.decide(at.store, workshop_id=at.id, key="k", by=KIM, **fields)
    assert [item.text for item in at.room().decisions] == ["Ana owns it"]
    workshops.undecide(at.store, workshop_id=at.id, number=1, by=KIM)
    with pytest.raises(Refused, match="taken back already"):
        workshops.undecide(at.store, workshop_id=at.id, number=1, by=KIM)


def test_before_the_votes_the_room_is_told_how_much_is_known_and_nothing_of_any_item(
    desk: Desk, at: Roomful
) -> None:
    desk.answer(ITEMS[0], 5)
    find(desk.store, desk.place, ITEMS[0])
    workshops.go_to_block(at.store, workshop_id=at.id, at=0, to=1, by=KIM)
    desk.answer("eng.ci-cd", 2)  # what comes while it is talked about changes nothing on the screen
    facts = {fact.head: fact.text for fact in at.room().block.facts}
    assert facts["Engineering"] == "1 of 8 answered, 1 looked at"
    assert facts["Data"] == "0 of 9 answered, none looked at"
    assert "12%" in facts["IDC for Lenovo, 2025"]
    told = at.room().model_dump_json()
    assert "Rollback" not in told
    assert "probe" not in told
    workshops.go_to_block(at.store, workshop_id=at.id, at=1, to=2, by=KIM)
    assert at.room().block.facts == ()


def test_one_assessment_has_one_open_workshop(desk: Desk, at: Roomful) -> None:
    again = workshops.open_workshop(
        desk.store, assessment_id=desk.id, agenda="half-day", by="Ute", items=()
    )
    assert again.id == at.id
    assert len(workshops.of_assessment(desk.store, desk.id)) == 1


def test_what_people_typed_reaches_the_screen_only_when_it_is_chosen_and_without_a_name(
    at: Roomful,
) -> None:
    at.begin()
    at.vote("Ana", 1, reason="It was never tried")
    at.vote("Ben", 5, reason="One click")
    assert workshops.console(at.store, at.id).typed == ()
    at.step(workshops.reveal)
    typed = workshops.console(at.store, at.id).typed
    assert [(reason.level, reason.text) for reason in typed] == [
        (1, "It was never tried"),
        (5, "One click"),
    ]
    assert at.room().reasons == ()
    read: dict[str, Any] = {"workshop_id": at.id, "position": 1, "by": KIM}
    workshops.read_out(at.store, reasons=typed[:1], **read)
    assert at.room().reasons == typed[:1]
    invented = typed[0].model_copy(update={"text": "Nobody said this"})
    with pytest.raises(Refused, match="Nobody typed this"):
        workshops.read_out(at.store, reasons=(invented,), **read)


def test_nothing_that_everybody_sees_names_a_voter(at: Roomful) -> None:
    at.begin()
    at.votes(Ana=1, Ben=5, Cleo=2)
    at.step(workshops.reveal)
    told = at.room().model_dump_json()
    assert not [name for name in ("Ana", "Ben", "Cleo") if name in told]
    assert not [token for token in at.tickets.values() if token.rsplit(".", 3)[1] in told]
    people = workshops.console(at.store, at.id).people
    assert {person.name for person in people} == {"Ana", "Ben", "Cleo"}
    assert "level" not in str(people)


def test_joining_stands_in_the_log_and_no_vote_does(desk: Desk, at: Roomful) -> None:
    at.begin()
    at.votes(Ana=1)
    with desk.store.reading() as tx:
        events = audit.events(tx, desk.place.client.id)
    assert [event.by for event in events if event.action == "workshop joined"] == [
        "Ana",
        "Ben",
        "Cleo",
    ]
    assert not [event for event in events if "vote" in event.action and event.by == "Ana"]


def test_a_copy_of_a_client_brings_its_workshop_and_leads_nobody_into_the_wrong_room(
    desk: Desk, at: Roomful, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("engagement.client_archive.sealing.seal", lambda content, _: content)
    monkeypatch.setattr("engagement.client_archive.sealing.unseal", lambda content, _: content)
    at.begin()
    at.votes(Ana=1, Ben=2)
    key = {"passphrase": "four words no link", "by": KIM}
    out = export_client(store, client_id=desk.place.client.id, **key).content
    copy = import_client(store, out, clash="copy", name="Acme again", **key)
    space = next(item for item in workspaces.workspaces(store) if item.client.id == copy.id)
    (twin,) = workshops.of_assessment(store, space.assessment.id)
    assert workshops.room(store, twin.id).voted == 2
    assert {case.id for case in twin.candidates}.isdisjoint(cases(at))
    with pytest.raises(workshops.NotIn, match="No open workshop"):
        workshops.invitation(store, at.workshop.code)
    workshops.vote(
        store, token=at.tickets["Cleo"], round_id=at.room().round_id, level=3, vote_key="z"
    )
    assert (at.room().voted, workshops.room(store, twin.id).voted) == (3, 2)


def test_what_is_proposed_is_split_or_contradicted_or_unknown_and_says_why(desk: Desk) -> None:
    rana = desk.add("Rana")
    desk.answer(ITEMS[0], 1)
    desk.answer(ITEMS[0], 5, respondent_id=rana.id)
    first, *rest = workshops.proposals(desk.store, desk.id)
    assert first.capability == ITEMS[0]
    assert first.why[0] == "People stand four levels apart"
    assert first.explained.startswith("Agreement 0.00: 1 is everybody on one level")
    assert len(rest) == 7
    assert all(item.why[0].startswith("Nobody gave a level") for item in rest)


def test_what_people_agree_on_is_not_proposed(store: Store) -> None:
    desk = open_desk(store, "Calm")
    rana = desk.add("Rana")
    for capability in workspaces.asked(store, desk.id):
        for person in (desk.person, rana):
            desk.answer(capability, 3, respondent_id=person.id)
    assert workshops.proposals(store, desk.id) == ()
