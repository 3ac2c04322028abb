"""Overruling and waiving: always signed, always with a reason, always visible."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from assessment.model import Finding, Outcome
from engagement import collecting, conflicts
from engagement.faults import Refused
from tests.engagement.desk import Desk, open_desk
from tests.engagement.lab import Lab

LATER = datetime.now(UTC) + timedelta(days=30)


@pytest.fixture
def absent(desk: Desk, lab: Lab) -> Finding:
    collecting.add_source(desk.store, assessment_id=desk.id, kind="room", address="12")
    collecting.look(desk.store, desk.id)
    found = collecting.findings(desk.store, desk.id)
    return next(item for item in found if item.outcome is Outcome.ABSENT)


def _overrule(desk: Desk, finding: Finding, **fields: Any) -> None:
    given = {"by": "Kim", "reason": "the door is in another house"} | fields
    collecting.overrule(desk.store, finding_id=finding.id, **given)


def _about(desk: Desk) -> list[str]:
    return [item.finding for item in collecting.overrules(desk.store, desk.id)]


def test_an_overruled_finding_and_its_overrule_both_stay(desk: Desk, absent: Finding) -> None:
    _overrule(desk, absent, until=LATER)
    (told,) = collecting.overrules(desk.store, desk.id)
    assert (told.finding, told.by, told.until) == (absent.id, "Kim", LATER)
    assert absent in collecting.findings(desk.store, desk.id)


def test_an_overrule_holds_after_looking_again_and_can_still_be_withdrawn(
    desk: Desk, absent: Finding
) -> None:
    _overrule(desk, absent)
    collecting.look(desk.store, desk.id)
    again = next(
        item for item in collecting.findings(desk.store, desk.id) if item.probe == absent.probe
    )
    assert again.id != absent.id
    assert _about(desk) == [again.id]
    collecting.withdraw_overrule(desk.store, finding_id=again.id)
    assert _about(desk) == []


def test_an_overrule_ends_when_the_finding_changes(desk: Desk, absent: Finding, lab: Lab) -> None:
    _overrule(desk, absent)
    lab.seen[absent.probe] = Outcome.PRESENT
    collecting.look(desk.store, desk.id)
    in_force = {item.id for item in collecting.findings(desk.store, desk.id)}
    assert not in_force & set(_about(desk))


def test_the_last_word_on_a_finding_counts(desk: Desk, absent: Finding) -> None:
    _overrule(desk, absent, by="Kim")
    _overrule(desk, absent, by="Bo")
    assert [item.by for item in collecting.overrules(desk.store, desk.id)] == ["Bo"]


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"by": " "}, "Give your name"),
        ({"reason": ""}, "Give the reason"),
        ({"until": datetime(2020, 1, 1, tzinfo=UTC)}, "in the past"),
    ],
)
def test_an_overrule_that_nobody_stands_for_is_refused(
    desk: Desk, absent: Finding, fields: dict[str, Any], said: str
) -> None:
    with pytest.raises(Refused, match=said):
        _overrule(desk, absent, **fields)
    assert _about(desk) == []


def test_a_finding_that_does_not_exist_cannot_be_overruled(desk: Desk) -> None:
    with pytest.raises(Refused, match="no such finding"):
        collecting.overrule(desk.store, finding_id="x", by="Kim", reason="r")


def test_an_overrule_of_one_client_does_not_show_at_another(desk: Desk, absent: Finding) -> None:
    _overrule(desk, absent)
    other = open_desk(desk.store, client="Other")
    assert collecting.overrules(desk.store, other.id) == ()


@pytest.fixture
def contradict(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> Callable[[str], None]:
    """Ana claims 4 of a capability, and both probes see that its level 3 is absent."""

    def make(capability: str) -> None:
        monkeypatch.setattr("tests.engagement.lab.CAPABILITY", capability)
        lab = Lab(monkeypatch)
        lab.seen = dict.fromkeys(lab.seen, Outcome.ABSENT)
        desk.answer(capability, 4)
        collecting.add_source(desk.store, assessment_id=desk.id, kind="room", address="12")
        collecting.look(desk.store, desk.id)

    return make


CRITICAL, OTHER = "data.pipelines", "data.feature-store"


def _waive(desk: Desk, capability: str = CRITICAL, **fields: Any) -> None:
    given: dict[str, Any] = {"by": "Kim", "reason": "replaced in May", "until": LATER} | fields
    collecting.waive(desk.store, assessment_id=desk.id, capability=capability, **given)


def test_a_conflict_on_a_critical_capability_takes_two_people(
    desk: Desk, contradict: Callable[[str], None]
) -> None:
    contradict(CRITICAL)
    with pytest.raises(Refused, match="second person"):
        _waive(desk)
    with pytest.raises(Refused, match="second person"):
        _waive(desk, second="kim")
    _waive(desk, second="Bo")
    assert [item.second for item in collecting.waivers(desk.store, desk.id)] == ["Bo"]


@pytest.mark.parametrize("second", ["Kim\u200b", "\u202eKim", " KIM\u00a0", "\uff2bim", "\u200b"])
def test_nobody_is_their_own_second_person_by_a_sign_that_cannot_be_seen(
    desk: Desk, contradict: Callable[[str], None], second: str
) -> None:
    contradict(CRITICAL)
    with pytest.raises(Refused, match="second person"):
        _waive(desk, second=second)


def test_any_other_conflict_takes_one(desk: Desk, contradict: Callable[[str], None]) -> None:
    contradict(OTHER)
    _waive(desk, OTHER)
    (told,) = collecting.waivers(desk.store, desk.id)
    assert (told.by, told.until) == ("Kim", LATER)


def test_a_waiver_can_be_ended_before_its_time(
    desk: Desk, contradict: Callable[[str], None]
) -> None:
    contradict(OTHER)
    _waive(desk, OTHER)
    collecting.withdraw_waiver(desk.store, assessment_id=desk.id, capability=OTHER)
    assert collecting.waivers(desk.store, desk.id) == ()


def test_without_an_open_conflict_there_is_nothing_to_waive(
    desk: Desk, contradict: Callable[[str], None]
) -> None:
    contradict(OTHER)
    with pytest.raises(Refused, match="no open conflict"):
        _waive(desk, second="Bo")


def test_a_waiver_that_is_given_twice_in_the_same_words_closes_the_conflict_once(
    desk: Desk, contradict: Callable[[str], None]
) -> None:
    contradict(OTHER)
    _waive(desk, OTHER)
    _waive(desk, OTHER)
    _waive(desk, OTHER, reason="replaced in June")
    (told,) = collecting.waivers(desk.store, desk.id)
    assert told.reason == "replaced in June"
    (conflict,) = conflicts.conflicts(desk.store, desk.id)
    closings = [item.note for item in conflict.events if item.what == "closed"]
    assert closings == ["replaced in May", "replaced in June"]


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"capability": "nonsense"}, "no capability"),
        ({"by": ""}, "Give your name"),
        ({"until": datetime(2020, 1, 1, tzinfo=UTC)}, "in the past"),
    ],
)
def test_a_waiver_that_nobody_stands_for_is_refused(
    desk: Desk, fields: dict[str, Any], said: str
) -> None:
    with pytest.raises(Refused, match=said):
        _waive(desk, second="Bo", **fields)
