"""Sources: checked when they are added, listed with every request, and never a way to hide."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from assessment.sources import Source
from engagement import judging
from engagement.faults import AlreadyThere, Refused
from engagement.looks import collecting
from engagement.store import audit
from tests.engagement.desk import Desk
from tests.engagement.lab import Lab

pytestmark = pytest.mark.usefixtures("lab")


def _add(desk: Desk, **fields: Any) -> Source:
    given = {"assessment_id": desk.id, "kind": "room", "address": "12"} | fields
    return collecting.add_source(desk.store, **given)


def test_a_source_comes_back_as_it_was_given(desk: Desk) -> None:
    until = datetime(2030, 1, 1, tzinfo=UTC)
    made = _add(
        desk, name="Cellar", options={"deep": True, "names": ["a"]}, authorised_by="Kim",
        authorised_until=until, reader_address="https://rooms.example/12",
    )  # fmt: skip
    assert collecting.sources(desk.store, desk.id) == (made,)


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"kind": "spaceship"}, "Nothing reads a spaceship"),
        ({"address": " "}, "The room's number"),
        ({"address": "nowhere"}, "no room of this number. Give another"),
        ({"address": "https://kim:hunter2@rooms.example/"}, "carries a name or a password"),
        ({"address": "https://rooms.example/?token=hunter2"}, "a token"),
        ({"address": "https://ghp_token@rooms.example/"}, "carries a name or a password"),
        ({"address": "http://[bad"}, "not an address"),
        ({"reader_address": "javascript:alert(1)"}, "a browser opens"),
        ({"options": {"deep": "very"}}, "Deep is very and has to be true or false\\."),
        ({"options": {"nmaes": ["a"]}}, "did you mean names?"),
        ({"secret": "forge"}, "PRODWORTHY_SECRET_FORGE"),
    ],
)
def test_a_source_that_cannot_be_read_is_refused_in_a_sentence(
    desk: Desk, fields: dict[str, Any], said: str
) -> None:
    with pytest.raises(Refused, match=said) as refused:
        _add(desk, **fields)
    assert "hunter2" not in refused.value.sentence
    assert collecting.sources(desk.store, desk.id) == ()


def test_the_same_place_is_not_a_source_twice(desk: Desk) -> None:
    there = _add(desk, name="Cellar", options={"deep": True})
    with pytest.raises(AlreadyThere, match="as Cellar") as refused:
        _add(desk, name="Another name", address="12/", options={"deep": True})
    assert refused.value.id == there.id
    other = _add(desk, options={"deep": False})
    with pytest.raises(AlreadyThere):
        collecting.update_source(desk.store, other.model_copy(update={"options": there.options}))
    assert collecting.sources(desk.store, desk.id) == (there, other)
    collecting.remove_source(desk.store, there.id)
    _add(desk, options={"deep": True})


def test_a_change_of_what_is_looked_at_is_told_from_a_change_of_who_allows_it(
    desk: Desk,
) -> None:
    made = _add(desk)
    collecting.update_source(desk.store, made.model_copy(update={"authorised_by": "Kim"}))
    assert collecting.pointed_elsewhere(desk.store, desk.id) == {}
    collecting.update_source(desk.store, made.model_copy(update={"address": "13"}))
    assert collecting.pointed_elsewhere(desk.store, desk.id).keys() == {made.id}
    with desk.store.reading() as tx:
        (event,) = audit.of_action(tx, desk.id, "source pointed elsewhere")
    assert (event.details["before"], event.details["now"]) == ("12", "13")


def test_every_request_is_listed_before_any_is_made(desk: Desk, lab: Lab) -> None:
    made = _add(desk)
    ((source, requests),) = collecting.planned_requests(desk.store, desk.id)
    assert (source, [item.what for item in requests]) == (made, ["12"])
    assert lab.given == []


def test_nothing_is_planned_for_a_source_whose_permission_ended(desk: Desk) -> None:
    _add(desk, authorised_until=datetime(2020, 1, 1, tzinfo=UTC))
    ((_, requests),) = collecting.planned_requests(desk.store, desk.id)
    assert requests == ()


def test_everything_that_is_wrong_is_told_at_once(desk: Desk) -> None:
    wrong: dict[str, Any] = {"deep": 1, "names": {"a": "b"}, "wide": True}
    with pytest.raises(Refused) as refused:
        _add(desk, options=wrong, reader_address="ftp://x")
    assert refused.value.sentence.count(". ") == 3


def test_trying_a_source_keeps_nothing(desk: Desk) -> None:
    told = collecting.try_source(desk.store, desk.id, _add(desk)).told
    assert told.startswith("It answers: a room with 2 doors. One request, 0 kB")
    assert collecting.findings(desk.store, desk.id) == ()
    assert collecting.requests_made(desk.store, desk.id) == ()


def test_what_answers_and_tells_nothing_is_a_warning(desk: Desk, lab: Lab) -> None:
    lab.warning = "it has no door"
    tried = collecting.try_source(desk.store, desk.id, _add(desk))
    assert tried.told.startswith("It answers, but it has no door: a room with 2 doors. One request")
    assert tried.doubtful
    lab.warning = ""
    assert not collecting.try_source(desk.store, desk.id, _add(desk, address="13")).doubtful


def test_trying_a_source_that_is_not_there_says_what_to_do(desk: Desk) -> None:
    gone = _add(desk).model_copy(update={"address": "nowhere"})
    with pytest.raises(Refused, match=r"There is no room of this number\. Give another number\."):
        collecting.try_source(desk.store, desk.id, gone)


def test_a_permission_that_ended_can_be_renewed(desk: Desk) -> None:
    ended = _add(desk, authorised_until=datetime(2020, 1, 1, tzinfo=UTC))
    with pytest.raises(Refused, match="ended on 2020-01-01"):
        collecting.try_source(desk.store, desk.id, ended)
    later = ended.model_copy(update={"authorised_until": datetime.now(UTC) + timedelta(days=1)})
    assert collecting.try_source(
        desk.store, desk.id, collecting.update_source(desk.store, later)
    ).told


def test_a_source_that_does_not_exist_cannot_be_changed(desk: Desk) -> None:
    lost = _add(desk).model_copy(update={"id": "nonsense"})
    with pytest.raises(Refused, match="no such source"):
        collecting.update_source(desk.store, lost)


def test_removing_a_source_does_not_remove_what_was_found_there(desk: Desk) -> None:
    made = _add(desk)
    collecting.look(desk.store, desk.id)
    before = collecting.findings(desk.store, desk.id)
    collecting.remove_source(desk.store, made.id)
    assert collecting.sources(desk.store, desk.id) == ()
    assert collecting.all_sources(desk.store, desk.id) == (made,)
    assert collecting.findings(desk.store, desk.id) == before


def test_that_a_removed_source_could_not_be_read_says_nothing_any_more(desk: Desk) -> None:
    made = _add(desk, authorised_until=datetime(2020, 1, 1, tzinfo=UTC))
    collecting.look(desk.store, desk.id)
    assert {item.outcome for item in collecting.findings(desk.store, desk.id)} == {"unavailable"}
    collecting.remove_source(desk.store, made.id)
    assert collecting.findings(desk.store, desk.id) == ()
    assert judging.inputs(desk.store, desk.id).findings == ()


def test_a_source_that_was_a_mistake_is_set_aside_in_somebodys_name(desk: Desk) -> None:
    made = _add(desk)
    collecting.look(desk.store, desk.id)
    collecting.remove_source(desk.store, made.id, mistaken_by="Kim", reason="not our room")
    desk.agree()
    told = collecting.overrules(desk.store, desk.id)
    found = {item.id for item in collecting.findings(desk.store, desk.id)}
    assert {item.finding for item in told} == found
    assert {item.by for item in told} == {"Kim"}


def test_setting_a_sources_findings_aside_takes_a_name_and_a_reason(desk: Desk) -> None:
    made = _add(desk)
    with pytest.raises(Refused, match="both a name and a reason"):
        collecting.remove_source(desk.store, made.id, mistaken_by="Kim")
