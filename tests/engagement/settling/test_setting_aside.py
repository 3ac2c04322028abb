"""Overruling and waiving: always signed, always with a reason, always visible."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from assessment.asked import at_once
from assessment.model import Finding, Outcome, Pending
from engagement import judging, reporting, workspaces
from engagement.clients import opening
from engagement.faults import Refused
from engagement.looks import collecting
from engagement.outside import clock
from engagement.settling import conflicts, second_person
from engagement.store import audit
from tests.engagement.desk import Desk, open_desk
from tests.engagement.lab import Lab

LATER = datetime.now(UTC) + timedelta(days=30)


@pytest.fixture
def absent(desk: Desk, lab: Lab) -> Finding:
    collecting.add_source(desk.store, assessment_id=desk.id, kind="room", address="12")
    collecting.look(desk.store, desk.id)
    found = collecting.findings(desk.store, desk.id)
    return next(item for item in found if item.outcome is Outcome.ABSENT)


def _overrule(desk: Desk, finding: Finding, second: str = "Bo", **fields: Any) -> None:
    """Asked for by one person, and agreed to by another where it is critical."""
    given = {"by": "Kim", "reason": "the door is in another house"} | fields
    collecting.overrule(desk.store, finding_id=finding.id, **given)
    desk.agree(second)


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
    _overrule(desk, absent, "Kim", by="Bo")
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
    _waive(desk)
    assert collecting.waivers(desk.store, desk.id) == ()
    assert [item.state for item in conflicts.conflicts(desk.store, desk.id)] == ["open"]
    desk.agree("Bo")
    (told,) = collecting.waivers(desk.store, desk.id)
    assert (told.by, told.second) == ("Kim", "Bo")
    assert [item.state for item in conflicts.conflicts(desk.store, desk.id)] == ["waived"]


SAME = [
    "Kim",
    "kim",
    "K im",
    "\u041a\u0456m",
    "K1m",
    "Kim\u200b",
    "\u202eKim",
    " KIM\u00a0",
    "\uff2bim",
    "\u200b",
    "",
]


@pytest.mark.parametrize("second", SAME)
def test_nobody_is_their_own_second_person_however_the_name_is_written(
    desk: Desk, contradict: Callable[[str], None], second: str
) -> None:
    contradict(CRITICAL)
    _waive(desk)
    with pytest.raises(Refused, match="second person"):
        desk.agree(second)
    assert collecting.waivers(desk.store, desk.id) == ()


def test_an_overruled_finding_on_a_critical_capability_takes_two_people(
    desk: Desk, contradict: Callable[[str], None]
) -> None:
    contradict(CRITICAL)
    before = judging.scorecard(desk.store, desk.id).capability(CRITICAL)
    for found in collecting.findings(desk.store, desk.id):
        collecting.overrule(desk.store, finding_id=found.id, by="Kim", reason="another house")
    assert judging.scorecard(desk.store, desk.id).capability(CRITICAL) == before
    assert _about(desk) == []
    desk.agree("Bo")
    after = judging.scorecard(desk.store, desk.id).capability(CRITICAL)
    assert after.mean > before.mean
    assert {item.second for item in collecting.overrules(desk.store, desk.id)} == {"Bo"}


def test_a_source_said_to_be_wrong_does_not_lift_a_critical_capability_by_one_person(
    desk: Desk, contradict: Callable[[str], None]
) -> None:
    contradict(CRITICAL)
    (source,) = collecting.sources(desk.store, desk.id)
    collecting.remove_source(desk.store, source.id, mistaken_by="Kim", reason="not our room")
    assert _about(desk) == []
    desk.agree("Bo")
    assert len(_about(desk)) == 2


def test_what_was_declined_or_decided_already_cannot_be_agreed_to(
    desk: Desk, contradict: Callable[[str], None]
) -> None:
    contradict(CRITICAL)
    _waive(desk)
    (asked,) = second_person.pending(desk.store, desk.id)
    second_person.decline(desk.store, request_id=asked.id, by="Bo")
    assert second_person.pending(desk.store, desk.id) == ()
    with pytest.raises(Refused, match="decided this already"):
        second_person.agree(desk.store, request_id=asked.id, by="Bo")


def test_a_newer_request_takes_the_place_of_the_one_before(
    desk: Desk, contradict: Callable[[str], None]
) -> None:
    contradict(CRITICAL)
    _waive(desk)
    _waive(desk, by="Lee", reason="replaced in June")
    (asked,) = second_person.pending(desk.store, desk.id)
    assert (asked.by, asked.reason) == ("Lee", "replaced in June")


def test_the_day_that_was_asked_for_may_not_have_passed(
    desk: Desk, contradict: Callable[[str], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    contradict(CRITICAL)
    _waive(desk)
    monkeypatch.setattr(clock, "now", lambda: LATER + timedelta(days=1))
    with pytest.raises(Refused, match="has passed"):
        desk.agree("Bo")


def test_what_waits_stands_in_the_report_and_counts_for_nothing(
    desk: Desk, contradict: Callable[[str], None]
) -> None:
    contradict(CRITICAL)
    _waive(desk)
    report = reporting.report(desk.store, desk.id)
    assert [item.by for item in report.pending] == ["Kim"]
    assert report.waivers == ()
    page = reporting.made_as(report, "html").decode()
    assert "Waits for a second person, and counts for nothing until one agrees" in page
    assert "replaced in May" in page


def test_findings_set_aside_at_once_are_one_request_which_is_decided_as_one(
    desk: Desk, lab: Lab, contradict: Callable[[str], None]
) -> None:
    contradict(CRITICAL)
    found = [item for item in collecting.findings(desk.store, desk.id) if item.bearings]
    first, *rest = [item.id for item in found if item.outcome is Outcome.ABSENT]
    together = (*rest, first) if rest else (first,)
    asked = collecting.overrule(
        desk.store, finding_id=first, also=together, by="Kim", reason="another house"
    )
    waits = second_person.pending(desk.store, desk.id)
    assert isinstance(asked, Pending)
    assert {item.about for item in waits} == {first, *rest}
    assert len(at_once(waits)) == 1
    assert reporting.made_as(reporting.report(desk.store, desk.id), "html").decode().count(
        "another house"
    ) == 1  # fmt: skip
    second_person.agree(desk.store, request_id=waits[-1].id, by="Bo")
    assert second_person.pending(desk.store, desk.id) == ()
    assert {item.finding for item in collecting.overrules(desk.store, desk.id)} == {first, *rest}


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
        _waive(desk)


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
        _waive(desk, **fields)


def _profile_without(desk: Desk, capability: str) -> str:
    pack = workspaces.pack_of(desk.store, desk.place.assessment)
    return next(item.id for item in pack.profiles if capability not in item.critical)


def test_an_overrule_made_while_the_profile_did_not_call_it_critical_waits_when_it_does(
    desk: Desk, contradict: Callable[[str], None]
) -> None:
    contradict(CRITICAL)
    before = judging.scorecard(desk.store, desk.id).capability(CRITICAL)
    first = desk.place.assessment.profile
    opening.change_profile(desk.store, desk.id, _profile_without(desk, CRITICAL))
    for found in collecting.findings(desk.store, desk.id):
        collecting.overrule(desk.store, finding_id=found.id, by="Kim", reason="another house")
    assert len(_about(desk)) == 2
    opening.change_profile(desk.store, desk.id, first)
    assert _about(desk) == []
    assert judging.scorecard(desk.store, desk.id).capability(CRITICAL) == before
    waits = second_person.pending(desk.store, desk.id)
    assert {(item.kind, item.by, item.reason) for item in waits} == {
        ("overrule", "Kim", "another house")
    }
    with desk.store.reading() as tx:
        told = audit.of_action(tx, desk.id, "overrule waits for a second person")
    assert [item.by for item in told] == ["the program"] * 2
    assert second_person.pending(desk.store, desk.id) == waits
    with pytest.raises(Refused, match="second person"):
        desk.agree("Kim")
    desk.agree("Bo")
    assert {item.second for item in collecting.overrules(desk.store, desk.id)} == {"Bo"}
    assert judging.scorecard(desk.store, desk.id).capability(CRITICAL).mean > before.mean


def test_a_waiver_made_while_the_profile_did_not_call_it_critical_waits_when_it_does(
    desk: Desk, contradict: Callable[[str], None]
) -> None:
    contradict(CRITICAL)
    first = desk.place.assessment.profile
    opening.change_profile(desk.store, desk.id, _profile_without(desk, CRITICAL))
    _waive(desk)
    assert [item.by for item in collecting.waivers(desk.store, desk.id)] == ["Kim"]
    opening.change_profile(desk.store, desk.id, first)
    assert collecting.waivers(desk.store, desk.id) == ()
    assert reporting.report(desk.store, desk.id).waivers == ()
    assert [item.by for item in second_person.pending(desk.store, desk.id)] == ["Kim"]
    assert [item.state for item in conflicts.conflicts(desk.store, desk.id)] == ["open"]
    desk.agree("Bo")
    (told,) = collecting.waivers(desk.store, desk.id)
    assert (told.by, told.second, told.until) == ("Kim", "Bo", LATER)
