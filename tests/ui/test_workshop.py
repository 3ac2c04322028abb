"""The facilitator's console: a workshop is opened, led and closed from the page alone."""

from collections.abc import Callable

import pytest
from streamlit.testing.v1 import AppTest

from content.traits import Traits
from engagement import workshops
from engagement.answers import answering
from engagement.clients import use_cases
from engagement.model import Workspace
from engagement.plans import deciding
from engagement.store import Store
from engagement.workshops.model import UseCaseShown
from tests.engagement.planted import find
from tests.engagement.roomful import Roomful
from tests.ui.conftest import Open, made_beside
from tests.ui.test_pages import words
from ui.theme.palette import palette
from ui.workshop.choosing import grid_chart

FIRST, SECOND = "eng.rollback", "data.lineage-versioning"


@pytest.fixture
def at(store: Store, space: Workspace) -> Roomful:
    """Four people in a room with two items."""
    made = workshops.open_workshop(
        store, assessment_id=space.assessment.id, agenda="own", by="Kim", items=(FIRST, SECOND)
    )
    room = Roomful(store, made)
    room.join("Ana", "Ben", "Cleo", "Dov")
    return room


def press(app: AppTest, label: str) -> AppTest:
    return next(one for one in app.button if label in one.label).click().run()


def nobody_yet(app: AppTest, label: str) -> AppTest:
    next(one for one in app.checkbox if one.label == label).check()
    return app


def labels(app: AppTest) -> str:
    return " | ".join(one.label for one in app.button)


def test_a_workshop_is_opened_with_what_is_proposed_and_why(
    open_page: Open, space: Workspace, store: Store
) -> None:
    app = open_page("workshop", space)
    assert not app.exception
    assert "Nobody gave a level · Critical for the gate" in words(app)
    next(one for one in app.text_input if one.label == "You lead it as").set_value("Kim").run()
    app = press(app, "Open it with")
    (opened,) = workshops.of_assessment(store, space.assessment.id)
    assert (opened.opened_by, opened.agenda) == ("Kim", "executive-90")
    assert opened.code[:3] in words(app)
    assert opened.code[3:] in words(app)


def test_without_a_name_no_workshop_is_opened_and_a_sentence_says_so(
    open_page: Open, space: Workspace, store: Store
) -> None:
    app = press(open_page("workshop", space), "Open it with")
    assert "Give your name" in app.error[0].value
    assert workshops.of_assessment(store, space.assessment.id) == ()


def test_what_a_probe_found_is_told_to_nobody_before_the_first_reveal(
    open_page: Open, space: Workspace, store: Store, answer_all: Callable[..., None]
) -> None:
    answer_all("full", level=4)
    find(store, space, FIRST)
    app = open_page("workshop", space)
    assert "there is one only that is split, in conflict with what was found" in words(app)
    assert [box.label for box in app.checkbox] == ["Rollback and progressive release"]
    made = workshops.open_workshop(
        store, assessment_id=space.assessment.id, agenda="own", by="Kim", items=(FIRST, SECOND)
    )
    room = Roomful(store, made)
    room.join("Ana", "Ben")
    reading = press(open_page("workshop", space), "Begin:")
    told = words(reading)
    app = press(reading, "Open the vote")
    for unseen in (told, words(app)):
        assert "Critical for the gate" in unseen
        assert "probe" not in unseen
    room.votes(Ana=4, Ben=4)
    app = press(app, "Reveal the spread")
    heard = press(app, "Hear the lowest")
    for unseen in (words(app), words(heard)):
        assert "A probe contradicts" not in unseen
    app = press(heard, "Show what was found")
    assert "A probe contradicts what people said" in words(app)
    assert "Could not look" not in words(app)
    assert "there" in words(app)


def test_an_item_goes_from_reading_to_agreed_and_the_next_is_offered(
    open_page: Open, space: Workspace, at: Roomful
) -> None:
    app = press(open_page("workshop", space), "Begin:")
    assert "Read the five sentences out" in words(app)
    app = press(press(app, "Open the vote"), "Reveal the spread")
    assert "Nobody voted yet" in app.error[0].value
    at.votes(Ana=1, Ben=2, Cleo=2, Dov=4)
    app = app.run()
    assert "4 of 4" in words(app)
    assert "split" not in words(app)
    app = press(app, "Reveal the spread")
    assert "The room is split, from 1 to 4." in words(app)
    app = press(app, "Hear the lowest")
    assert "No probe looked at this" in words(app)
    app = press(app, "Open the second vote")
    at.votes(Ana=2, Ben=2, Cleo=2, Dov=3)
    app = press(app.run(), "Reveal the spread")
    text = next(one for one in app.text_input if "otherwise" in one.label)
    text.set_value("Dov saw a rollback last week")
    assert "Leave it open and go on" in labels(app)
    app = press(app, "Keep as agreed")
    assert "who owns the evidence" in app.error[0].value
    app = press(nobody_yet(app, "Nobody owns it yet"), "Keep as agreed")
    assert not app.error
    assert "Agreed on level 2.** Nobody owns the evidence yet" in "".join(
        one.value for one in app.success
    )
    assert at.item().dissent == "Dov saw a rollback last week"
    assert "Next:" in labels(app)


def test_a_page_that_was_left_behind_says_so_and_does_nothing_twice(
    open_page: Open, space: Workspace, at: Roomful
) -> None:
    at.begin()
    at.votes(Ana=3)
    left, other = open_page("workshop", space), open_page("workshop", space)
    press(other, "Reveal the spread")
    app = press(left, "Reveal the spread")
    assert "nothing was done twice" in app.error[0].value
    assert at.phase == "revealed"


def test_a_reopened_page_goes_on_at_the_same_item(
    open_page: Open, space: Workspace, at: Roomful
) -> None:
    workshops.begin_item(at.store, workshop_id=at.id, position=2, by="Kim")
    at.step(workshops.open_vote)
    at.vote("Ana", 3)
    app = open_page("workshop", space)
    assert "1 of 4" in words(app)
    assert "Reveal the spread" in labels(app)
    assert "Item 2 of 2" in words(app)


def test_the_facilitator_is_offered_no_vote(open_page: Open, space: Workspace, at: Roomful) -> None:
    at.begin()
    app = open_page("workshop", space)
    assert not (*app.radio, *app.slider)


def test_decisions_the_hands_and_the_close_reach_the_assessment_once(
    open_page: Open, space: Workspace, at: Roomful, store: Store
) -> None:
    at.begin()
    at.votes(Ana=3, Ben=3, Cleo=3, Dov=3)
    app = press(open_page("workshop", space), "Reveal the spread")
    assert "of one mind" in words(app)
    app = press(nobody_yet(app, "Nobody owns it yet"), "Keep as agreed")
    app = press(app, "On to: Decisions")
    next(one for one in app.text_input if one.label == "Decided").set_value("Ana owns production")
    app = press(app, "Keep")
    assert "needs its sentence, one name and one day" in app.error[0].value
    typed = next(one for one in app.text_input if one.label == "Decided")
    assert typed.value == "Ana owns production"  # what was refused is not lost
    next(one for one in app.text_input if one.label == "One name").set_value("Ana")
    app = press(app, "Keep")
    assert "Ana owns production" in words(app)
    assert next(one for one in app.text_input if one.label == "Decided").value == ""
    app = press(press(app, "On to: How sure are we"), "Open the vote")
    for name, fingers in {"Ana": 5, "Ben": 4, "Cleo": 2}.items():
        workshops.confidence_vote(store, token=at.tickets[name], fingers=fingers)
    app = press(app.run(), "Show the hands")
    assert "1 of 3 doubt it" in words(app)
    workshops.add_item(store, workshop_id=at.id, capability="org.accountability", by="Kim")
    app = press(app.run(), "lineage")  # an item that was left, taken in the last part of the day
    assert "Close the workshop" not in labels(app)
    app = press(app, "Skip")
    assert not app.error
    assert labels(app).count("Accountability") == 2  # as the next one, and in the list
    app = press(app, "Back to: How sure are we")
    assert "1 of 3 doubt it" in words(app)
    app = press(app, "Close the workshop")
    assert not app.error
    (said,) = answering.current_answers(store, space.assessment.id)
    assert said.tally is not None
    assert (said.capability, said.tally.levels) == (FIRST, (0, 0, 4, 0, 0))
    (decision,) = deciding.decisions(store, space.assessment.id)
    assert (decision.title, decision.owner) == ("Ana owns production", "Ana")
    assert "Make the two-page summary" not in labels(app)  # nobody has to ask for it
    made_beside()
    assert app.run().get("download_button")


def test_a_second_click_closes_nothing_twice_and_finds_it_closed(
    open_page: Open, space: Workspace, at: Roomful, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    at.begin()
    at.votes(Ana=3, Ben=3, Cleo=3, Dov=3)
    app = nobody_yet(press(open_page("workshop", space), "Reveal the spread"), "Nobody owns it yet")
    app = press(app, "Keep as agreed")
    for label in ("On to: Decisions", "On to: How sure are we"):
        app = press(app, label)

    def interrupted() -> str:
        raise AssertionError("a second click ends the first here, before anything was kept")

    monkeypatch.setattr("ui.workshop.steps.me", interrupted)
    # Of a first click that a second one interrupts this much is done, and nothing was drawn.
    workshops.close_workshop(store, workshop_id=at.id, by="Kim")
    app = press(app, "Close the workshop")
    assert not app.exception
    assert not app.error
    assert "The workshop is closed" in "".join(item.value for item in app.success)
    assert len(answering.current_answers(store, space.assessment.id)) == 1


def test_leaders_and_practitioners_of_a_room_stand_side_by_side_where_each_has_three(
    open_page: Open, space: Workspace, at: Roomful
) -> None:
    at.join("Eva", "Fin", "Gil", role="executive")
    at.begin(1)
    at.votes(Ana=1, Ben=1, Cleo=1, Eva=2, Fin=2, Gil=2)
    at.step(workshops.reveal)
    at.step(workshops.agree, level=2, nobody=True)
    at.begin(2)
    at.votes(Ana=1, Ben=1, Eva=1, Fin=1, Gil=1)
    at.step(workshops.reveal)
    at.step(workshops.agree, level=1, nobody=True)
    assert "votes to set leaders" in open_page("groups", space).header[0].value
    workshops.close_workshop(at.store, workshop_id=at.id, by="Kim")
    app = open_page("groups", space)
    assert not app.exception
    assert app.header[0].value == "Leaders and practitioners, as they voted in the room"
    assert r"Leaders say 2\. Practitioners say 1\." in words(app)
    assert "Everybody says" not in words(app)


def test_the_two_pages_are_made_on_the_page(
    open_page: Open, space: Workspace, at: Roomful, answer_all: Callable[..., None]
) -> None:
    answer_all()
    at.begin()
    at.votes(Ana=3, Ben=3)
    app = press(open_page("workshop", space), "Make the two-page summary")
    made_beside()
    app = app.run()
    assert not app.exception
    assert not app.error
    assert app.get("download_button")


def test_dots_are_counted_and_use_cases_placed_from_the_page(
    open_page: Open, space: Workspace, store: Store
) -> None:
    use_cases.create_use_case(store, client_id=space.client.id, name="Chat *bot*", traits=Traits())
    made = workshops.open_workshop(
        store, assessment_id=space.assessment.id, agenda="executive-90", by="Kim", items=(FIRST,)
    )
    room = Roomful(store, made)
    room.join("Ana", "Ben")
    workshops.go_to_block(store, workshop_id=room.id, at=0, to=2, by="Kim")
    app = press(open_page("workshop", space), "Open the dot vote")
    cases = [case.id for case in made.candidates]
    workshops.place_dots(store, token=room.tickets["Ana"], dots={cases[0]: 1, cases[1]: 2})
    app = app.run()
    assert "1 of 2" in words(app)
    app = press(app, "Count the dots")
    assert any("2 dots" in one.proto.text for one in app.get("progress"))
    app = press(app, "Place them by impact")
    workshops.place(store, token=room.tickets["Ben"], use_case_id=cases[1], impact=5, feasibility=2)
    chosen = next(one for one in app.run().selectbox if one.label == "The room chose")
    app = chosen.select("Chat *bot*").run()
    assert not app.exception
    assert room.room().chosen == cases[1]


def test_names_of_use_cases_that_are_placed_alike_are_never_written_over_each_other() -> None:
    cases = tuple(
        UseCaseShown(id=name, name=name, impact=impact, feasibility=feasibility)
        for name, impact, feasibility in (("A", 3, 2), ("B", 3, 2), ("C", 3, 2.5), ("D", 4, 2))
    )
    layers = grid_chart(cases, palette(dark=False))["layer"]
    named = [(row["name"], layer["mark"].get("dy", 0)) for layer in layers
             for row in layer["data"]["values"] if layer["mark"].get("dx")]  # fmt: skip
    assert sorted(named) == [("A, B", -18), ("C", 0), ("D", 0)]


def test_what_stays_apart_asks_for_an_owner_and_a_day(
    open_page: Open, space: Workspace, at: Roomful
) -> None:
    at.begin()
    at.votes(Ana=1, Ben=1, Cleo=5, Dov=5)
    at.step(workshops.reveal)
    at.second(Ana=1, Ben=1, Cleo=5, Dov=5)
    app = press(open_page("workshop", space), "Keep as disputed")
    assert "Name the person" in app.error[0].value
    next(one for one in app.text_input if one.label == "Who settles it").set_value("Dov")
    app = press(app, "Keep as disputed")
    assert not app.error
    assert (at.phase, at.item().owner) == ("disputed", "Dov")
    assert at.item().due is not None


def test_an_own_agenda_has_the_parts_and_lengths_that_were_chosen(
    open_page: Open, space: Workspace, store: Store
) -> None:
    app = open_page("workshop", space)
    next(one for one in app.text_input if one.label == "You lead it as").set_value("Kim").run()
    app.segmented_control(key="workshop.agenda").set_value("own").run()
    app.checkbox(key="workshop.own.talk").check().run()
    app.number_input(key="workshop.own.items.min").set_value(25).run()
    press(app, "Open it with")
    (made,) = workshops.of_assessment(store, space.assessment.id)
    assert [block.kind for block in made.blocks] == ["talk", "items", "decisions", "confidence"]
    assert made.blocks[1].minutes == 25


def test_ask_leads_to_the_workshop(open_page: Open, space: Workspace, respondent: str) -> None:
    app = open_page("ask", space, **{"as": respondent})
    assert not app.exception
    links = [one.proto.label for one in app.get("page_link")]
    assert any("Workshop" in label for label in links)
