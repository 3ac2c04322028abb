"""A room votes on phones: every vote counts once, whatever the network, the server or a thumb does."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from assessment.workshop.model import Item, Vote
from assessment.workshop.phases import Phase
from engagement import workshops
from engagement.faults import Refused
from engagement.store import Store, workshop_votes
from reports.room_words import became, evidence_owner
from reports.wording import short_day
from tests.engagement.desk import Desk, open_desk
from tests.engagement.roomful import Roomful, opened


@pytest.fixture
def at(desk: Desk) -> Roomful:
    """Three people in the room, before the first item."""
    made = opened(desk)
    made.join("Ana", "Ben", "Cleo")
    return made


def test_a_code_leads_into_the_workshop_however_it_is_typed(at: Roomful) -> None:
    spaced = f" {at.workshop.code[:3].lower()}-{at.workshop.code[3:].lower()} "
    found = workshops.invitation(at.store, spaced)
    assert (found.workshop_id, found.client) == (at.id, "Acme")


@pytest.mark.parametrize("code", ["", "AAAAAA", "%"])
def test_a_code_of_no_open_workshop_is_refused(at: Roomful, code: str) -> None:
    with pytest.raises(workshops.NotIn, match="No open workshop"):
        workshops.invitation(at.store, code)


def test_one_phone_is_one_participant_however_often_it_joins(at: Roomful) -> None:
    at.join("Ana", "Ana")
    assert at.room().joined == 3


def test_a_forged_ticket_and_one_of_another_workshop_open_nothing(
    at: Roomful, store: Store
) -> None:
    other = opened(open_desk(store, "Other"))
    other.join("Ana")
    mixed = at.id + other.tickets["Ana"].removeprefix(other.id)
    for token in (mixed, at.tickets["Ana"][:-2], f"{at.id}.", "", "x" * 9999):
        with pytest.raises(workshops.NotIn, match="join again"):
            workshops.mine(store, token)
    at.begin()
    with pytest.raises(Refused, match="not of this workshop"):
        workshops.vote(
            store, token=other.tickets["Ana"], round_id=at.room().round_id, level=3, vote_key="1"
        )
    assert at.room().voted == 0


def test_a_ticket_expires(at: Roomful, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("itsdangerous.timed.time.time", lambda: 4e9)
    with pytest.raises(workshops.NotIn, match="expired"):
        workshops.mine(at.store, at.tickets["Ana"])


def test_a_double_tap_and_a_retry_count_once_and_a_change_replaces(at: Roomful) -> None:
    at.begin()
    first = at.vote("Ana", 2, vote_key="0001-a")
    assert at.vote("Ana", 2, vote_key="0001-a") == first
    at.vote("Ana", 4, vote_key="0002-a")
    assert at.room().voted == 1
    mine = workshops.mine(at.store, at.tickets["Ana"]).vote
    assert mine is not None
    assert (mine.level, mine.vote_key) == (4, "0002-a")
    assert [vote.level for vote in _sent(at)] == [2, 4]


def test_a_vote_that_was_chosen_earlier_and_comes_late_replaces_nothing(at: Roomful) -> None:
    at.begin()
    at.vote("Ana", 4, vote_key="0002-a")
    assert at.vote("Ana", 1, vote_key="0001-a").level == 4
    assert [vote.level for vote in _sent(at)] == [4, 1]


def test_after_the_reveal_a_vote_is_refused_but_a_retry_of_a_kept_one_is_told_so(
    at: Roomful,
) -> None:
    at.begin()
    round_id = at.room().round_id
    at.vote("Ana", 2, vote_key="1")
    at.step(workshops.reveal)
    assert at.vote("Ana", 2, vote_key="1", round_id=round_id).level == 2
    with pytest.raises(Refused, match="closed before"):
        at.vote("Ben", 5, round_id=round_id)
    spread = at.room().spread
    assert spread is not None
    assert spread.levels == (0, 1, 0, 0, 0)


def test_every_change_makes_a_new_version_and_looking_makes_none(at: Roomful) -> None:
    before = workshops.version(at.store, at.id)
    at.begin()
    begun = workshops.version(at.store, at.id)
    at.room()
    at.vote("Ana", 3, vote_key="1")
    at.vote("Ana", 3, vote_key="1")
    assert begun > before
    assert at.room().version == begun + 1


PARKED: dict[str, Any] = {"owner": "Ben", "due": date(2031, 3, 7)}


@pytest.mark.parametrize(
    ("action", "fields"), [(workshops.reveal, {}), (workshops.skip, {}), (workshops.park, PARKED)]
)
def test_a_double_click_is_one_step_and_a_sentence(
    at: Roomful, action: Callable[..., None], fields: dict[str, Any]
) -> None:
    at.begin()
    at.votes(Ana=3)
    at.step(action, at=Phase.VOTING, **fields)
    phase = at.phase
    with pytest.raises(Refused, match="nothing was done twice"):
        at.step(action, at=Phase.VOTING, **fields)
    assert at.phase is phase


def test_a_round_in_which_nobody_voted_is_not_revealed_and_stays_open(at: Roomful) -> None:
    at.begin()
    with pytest.raises(Refused, match="Nobody voted yet"):
        at.step(workshops.reveal)
    at.step(workshops.back)
    at.step(workshops.open_vote)
    at.votes(Ana=1, Ben=5)
    at.step(workshops.reveal)
    at.step(workshops.show_reasons)
    at.step(workshops.second_vote)
    with pytest.raises(Refused, match="Nobody voted yet"):
        at.step(workshops.reveal)
    at.votes(Ana=3)
    at.step(workshops.reveal)
    assert at.phase is Phase.REVEALED_AGAIN


def test_who_parks_or_agrees_names_somebody_or_says_that_there_is_nobody(at: Roomful) -> None:
    at.begin()
    at.votes(Ana=3, Ben=3, Cleo=3)
    at.step(workshops.reveal)
    for missing in ({"owner": " "}, {"due": None}):
        with pytest.raises(Refused, match="who finds out, and by when"):
            at.step(workshops.park, **(PARKED | missing))
    with pytest.raises(Refused, match="who owns the evidence"):
        at.step(workshops.agree, level=3)
    assert at.phase is Phase.REVEALED
    at.step(workshops.agree, level=3, nobody=True)
    assert _told(at) == ("level 3", "nobody yet")
    at.step(workshops.back)
    at.step(workshops.park, owner="", due=PARKED["due"], nobody=True)
    assert _told(at) == (
        f"parked; nobody is named yet to find out by {short_day(PARKED['due'])}",
        "",
    )


def test_what_was_agreed_and_is_taken_up_again_and_parked_has_no_agreed_level_any_more(
    at: Roomful,
) -> None:
    at.begin()
    at.votes(Ana=3, Ben=3, Cleo=3)
    at.step(workshops.reveal)
    at.step(workshops.agree, level=3, nobody=True)
    assert _item(at).agreed == 3
    at.step(workshops.back)
    assert _item(at).agreed is None
    at.step(workshops.park, **PARKED)
    assert _item(at).agreed is None
    assert workshops.record(at.store, at.id).items[0].agreed is None


def _item(at: Roomful) -> Item:
    return workshops.console(at.store, at.id).items[0]


def _told(at: Roomful) -> tuple[str, str]:
    item = workshops.record(at.store, at.id).items[0]
    return became(item), evidence_owner(item)


def test_nobody_sees_a_spread_before_the_reveal(at: Roomful) -> None:
    at.begin()
    at.votes(Ana=1, Ben=5)
    hidden = at.room()
    assert (hidden.voted, hidden.spread, hidden.sentence) == (2, None, "")
    at.step(workshops.reveal)
    assert at.room().sentence == "The room is split, from 1 to 5."


def _sent(at: Roomful) -> tuple[Vote, ...]:
    with at.store.reading() as tx:
        return workshop_votes.all_sent(tx, at.room().round_id)
