"""What leaves for comparison says what was reached and nothing of who reached it."""

import json
import re
from datetime import UTC, datetime

import pytest

from assessment.model import Outcome
from engagement.clients import client_list
from engagement.faults import Refused
from engagement.looks import collecting
from engagement.outside import clock
from engagement.portfolio import benchmarking
from engagement.store import Store
from tests.engagement.desk import Desk, open_desk
from tests.engagement.lab import Lab

CANARY = "Xanthippe"
NOW = datetime(2026, 11, 23, 8, 0, tzinfo=UTC)


@pytest.fixture
def named(store: Store, lab: Lab, monkeypatch: pytest.MonkeyPatch) -> Desk:
    """A client with a telling word wherever somebody may type one."""
    monkeypatch.setattr(clock, "now", lambda: NOW)
    desk = open_desk(store, f"{CANARY} Works", f"{CANARY} scoring")
    client = desk.place.client.model_copy(update={"notes": f"{CANARY} notes"})
    client_list.update_client(store, client)
    people = [desk.person, *(desk.add(f"{CANARY} {number}") for number in range(3))]
    for person in people[:2]:
        desk.answer("data.pipelines", 4, respondent_id=person.id)
    for person in people:
        desk.answer(
            "eng.rollback", 4, respondent_id=person.id, comment=f"{CANARY} said",
            link=f"https://{CANARY}.example/x", entered_by=CANARY,
        )  # fmt: skip
    desk.attach("eng.rollback", CANARY.encode(), filename=f"{CANARY}.pdf")
    lab.seen = dict.fromkeys(lab.seen, Outcome.ABSENT)
    collecting.add_source(
        store, assessment_id=desk.id, kind="room", address="12", name=f"{CANARY} room"
    )
    collecting.look(store, desk.id)
    return desk


def told(desk: Desk, **more: str) -> benchmarking.Anonymised:
    return benchmarking.anonymised(desk.store, desk.place.client.id, **more)


def test_no_name_comment_address_id_or_day_leaves(named: Desk) -> None:
    text = told(named).text()
    assert CANARY.casefold() not in text.casefold()
    for id_ in (named.id, named.place.client.id, named.place.use_case.id, named.person.id):
        assert id_ not in text
    assert not re.search(r"\d{4}-\d\d", text)
    assert "http" not in text
    assert not re.search(r"[0-9a-f]{10,}", text)
    assert "2026-Q4" in text


def test_what_fewer_than_three_people_said_stays(named: Desk) -> None:
    (result,) = told(named).results
    held = {item.capability: item for item in result.capabilities}
    assert held["eng.rollback"].claimed == 4.0
    assert held["data.pipelines"].claimed is None
    assert (held["data.pipelines"].level, held["data.pipelines"].state) == (None, None)
    assert result.people == "3 to 5"


def test_scores_are_those_of_the_judgement_to_a_tenth(named: Desk) -> None:
    from engagement import judging

    card = judging.scorecard(named.store, named.id)
    (result,) = told(named).results
    assert card.index
    assert result.index == round(card.index.level, 1)
    assert {item.area for item in result.areas} == {item.id for item in card.areas}


def test_sector_and_size_come_from_lists_alone(named: Desk) -> None:
    made = told(named, sector="Retail and wholesale", size="50 to 249 people")
    assert (made.sector, made.size) == ("Retail and wholesale", "50 to 249 people")
    with pytest.raises(Refused, match="from the lists"):
        told(named, sector=f"{CANARY} Works")


def test_the_file_is_the_text_that_was_shown_and_can_be_read_back(named: Desk) -> None:
    made = told(named)
    assert benchmarking.Anonymised.model_validate(json.loads(made.text())) == made


def test_a_client_without_results_tells_nothing(desk: Desk) -> None:
    client = client_list.create_client(desk.store, name="New")
    assert benchmarking.anonymised(desk.store, client.id).results == ()


def test_people_are_told_in_bands() -> None:
    bands = [benchmarking._people(count) for count in (0, 2, 3, 5, 6, 9, 10, 99)]
    assert bands == [
        "fewer than 3", "fewer than 3", "3 to 5", "3 to 5", "6 to 9", "6 to 9", "10 or more",
        "10 or more",
    ]  # fmt: skip
