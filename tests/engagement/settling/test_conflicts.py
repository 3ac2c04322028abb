"""Conflicts: opened by the data, kept by number, assigned, closed in every way, and back again."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from assessment.model import Outcome
from engagement.answers import correcting
from engagement.clients import opening
from engagement.faults import Refused
from engagement.looks import collecting
from engagement.settling import conflicts
from engagement.store import audit
from scoring.conflict import Conflict, Resolution
from tests.engagement.desk import Desk, open_desk
from tests.engagement.lab import CAPABILITY, Lab

NOW = datetime(2026, 3, 2, 12, tzinfo=UTC)


@pytest.fixture
def contradicted(desk: Desk, lab: Lab) -> Desk:
    """Ana claims 4; both probes see that level 3 is absent."""
    lab.at(NOW)
    lab.seen = dict.fromkeys(lab.seen, Outcome.ABSENT)
    desk.answer(CAPABILITY, 4, comment="ten minutes")
    collecting.add_source(desk.store, assessment_id=desk.id, kind="room", address="12")
    collecting.look(desk.store, desk.id)
    return desk


def held(desk: Desk) -> tuple[Conflict, ...]:
    return conflicts.conflicts(desk.store, desk.id)


def only(desk: Desk) -> Conflict:
    (found,) = held(desk)
    return found


def how(desk: Desk) -> Resolution | None:
    closed = only(desk).closed
    return closed.how if closed else None


def overrule_all(desk: Desk, **fields: Any) -> None:
    for finding in collecting.findings(desk.store, desk.id):
        if finding.outcome is Outcome.ABSENT:
            given = {"by": "Kim", "reason": "another house"} | fields
            collecting.overrule(desk.store, finding_id=finding.id, **given)
    desk.agree()


def waive(desk: Desk, until: datetime) -> None:
    collecting.waive(
        desk.store, assessment_id=desk.id, capability=CAPABILITY, by="Kim",
        reason="replaced in May", until=until,
    )  # fmt: skip
    desk.agree()


def test_a_claim_above_what_was_found_opens_a_conflict_by_itself(contradicted: Desk) -> None:
    found = only(contradicted)
    assert (found.name, found.capability, found.state) == ("K-1", CAPABILITY, "open")
    assert (found.claim, found.observed_high, found.critical) == (4.0, 2, True)
    seen = {item.id for item in collecting.findings(contradicted.store, contradicted.id)}
    assert set(found.findings) == seen


def test_without_a_claim_nothing_disagrees(desk: Desk, lab: Lab) -> None:
    lab.seen = dict.fromkeys(lab.seen, Outcome.ABSENT)
    collecting.add_source(desk.store, assessment_id=desk.id, kind="room", address="12")
    collecting.look(desk.store, desk.id)
    assert held(desk) == ()
    desk.answer(CAPABILITY, None, kind="dont_know")
    assert held(desk) == ()


def test_reading_twice_writes_nothing_the_second_time(contradicted: Desk) -> None:
    first, log = held(contradicted), len(_log(contradicted))
    assert (held(contradicted), len(_log(contradicted))) == (first, log)


def _log(desk: Desk) -> list[str]:
    with desk.store.reading() as tx:
        return [event.action for event in audit.events(tx)]


def test_looking_again_keeps_the_conflict_with_its_number_and_its_owner(
    contradicted: Desk, lab: Lab
) -> None:
    before = only(contradicted)
    conflicts.assign(
        contradicted.store, assessment_id=contradicted.id, number=1, owner="Bo",
        due=date(2026, 3, 9),
    )  # fmt: skip
    lab.at(NOW + timedelta(hours=1))
    collecting.look(contradicted.store, contradicted.id)
    after = only(contradicted)
    assert (after.number, after.owner, after.state) == (before.number, "Bo", "open")
    assert set(after.findings).isdisjoint(before.findings)
    assert after.eyes == before.eyes
    assert [item.what for item in after.events] == ["opened", "assigned"]


def test_a_higher_claim_is_the_same_conflict_and_the_change_is_history(contradicted: Desk) -> None:
    contradicted.answer(CAPABILITY, 5)
    found = only(contradicted)
    assert (found.claim, found.state) == (5.0, "open")
    assert [(item.what, item.claim) for item in found.events] == [("opened", 4.0), ("changed", 5.0)]


def test_a_corrected_answer_closes_it_in_the_name_of_those_who_agreed(contradicted: Desk) -> None:
    correcting.correct(
        contradicted.store, assessment_id=contradicted.id, capability=CAPABILITY,
        levels={contradicted.person.id: 2}, by="Kim", comment="no script, by hand",
    )  # fmt: skip
    closed = only(contradicted).closed
    assert closed
    assert (closed.how, closed.by, closed.respondent, closed.note, closed.claim) == (
        Resolution.ANSWER_CORRECTED, "Kim", contradicted.person.id, "no script, by hand", 2.0,
    )  # fmt: skip


def test_an_answer_that_is_taken_back_closes_it_too(contradicted: Desk) -> None:
    contradicted.answer(CAPABILITY, None, kind="dont_know")
    assert how(contradicted) is Resolution.ANSWER_CORRECTED


def test_a_correction_that_still_claims_too_much_leaves_it_open(contradicted: Desk) -> None:
    contradicted.answer(CAPABILITY, 3)
    assert only(contradicted).state == "open"


def test_a_later_finding_that_supports_the_claim_closes_it(contradicted: Desk, lab: Lab) -> None:
    lab.at(NOW + timedelta(days=1))
    lab.seen = dict.fromkeys(lab.seen, Outcome.PRESENT)
    collecting.look(contradicted.store, contradicted.id)
    closed = only(contradicted).closed
    assert closed
    assert (closed.how, closed.at) == (Resolution.LATER_FINDING, NOW + timedelta(days=1))
    assert closed.finding in {
        item.id for item in collecting.findings(contradicted.store, contradicted.id)
    }


def test_a_source_that_was_set_right_and_read_again_is_a_fixed_probe(
    contradicted: Desk, lab: Lab
) -> None:
    (source,) = collecting.sources(contradicted.store, contradicted.id)
    lab.at(NOW + timedelta(hours=1))
    collecting.update_source(contradicted.store, source.model_copy(update={"address": "14"}))
    assert only(contradicted).state == "open"
    lab.at(NOW + timedelta(hours=2))
    lab.seen = dict.fromkeys(lab.seen, Outcome.PRESENT)
    collecting.look(contradicted.store, contradicted.id)
    assert how(contradicted) is Resolution.PROBE_FIXED


def test_a_permission_that_is_renewed_fixes_no_probe(contradicted: Desk, lab: Lab) -> None:
    (source,) = collecting.sources(contradicted.store, contradicted.id)
    lab.at(NOW + timedelta(hours=1))
    collecting.update_source(contradicted.store, source.model_copy(update={"authorised_by": "Bo"}))
    lab.at(NOW + timedelta(hours=2))
    lab.seen = dict.fromkeys(lab.seen, Outcome.PRESENT)
    collecting.look(contradicted.store, contradicted.id)
    assert how(contradicted) is Resolution.LATER_FINDING


@pytest.mark.parametrize("outcome", [Outcome.UNAVAILABLE, Outcome.ERROR])
def test_a_source_that_stops_answering_closes_nothing(
    contradicted: Desk, lab: Lab, outcome: Outcome
) -> None:
    lab.at(NOW + timedelta(days=1))
    lab.seen = dict.fromkeys(lab.seen, outcome)
    collecting.look(contradicted.store, contradicted.id)
    (source,) = collecting.sources(contradicted.store, contradicted.id)
    collecting.remove_source(contradicted.store, source.id)
    assert only(contradicted).state == "open"


def test_overruling_every_finding_closes_it_with_name_and_reason(contradicted: Desk) -> None:
    first, *_ = only(contradicted).findings
    collecting.overrule(contradicted.store, finding_id=first, by="Kim", reason="another house")
    contradicted.agree()
    assert only(contradicted).state == "open"
    overrule_all(contradicted)
    closed = only(contradicted).closed
    assert closed
    assert (closed.how, closed.by, closed.note) == (Resolution.OVERRULED, "Kim", "another house")


def test_a_waived_conflict_stays_and_comes_back_when_the_waiver_ends(
    contradicted: Desk, lab: Lab
) -> None:
    end = NOW + timedelta(days=10)
    waive(contradicted, end)
    waived = only(contradicted)
    assert (waived.state, waived.closed and waived.closed.until) == ("waived", end)
    assert waived.closed
    assert (waived.closed.by, waived.closed.second) == ("Kim", "Bo")
    lab.at(end + timedelta(seconds=1))
    back = only(contradicted)
    assert (back.state, back.number) == ("open", 1)
    assert back.events[-1].at == end


def test_a_waiver_that_is_ended_early_opens_it_again(contradicted: Desk) -> None:
    waive(contradicted, NOW + timedelta(days=10))
    collecting.withdraw_waiver(
        contradicted.store, assessment_id=contradicted.id, capability=CAPABILITY
    )
    assert only(contradicted).state == "open"


def test_what_comes_back_is_the_same_conflict_and_all_its_closings_are_history(
    contradicted: Desk, lab: Lab
) -> None:
    conflicts.assign(
        contradicted.store, assessment_id=contradicted.id, number=1, owner="Bo", due=None
    )
    contradicted.answer(CAPABILITY, 2)
    contradicted.answer(CAPABILITY, 4)
    overrule_all(contradicted, until=NOW + timedelta(days=1))
    lab.at(NOW + timedelta(days=2))
    found = only(contradicted)
    assert (found.state, found.owner) == ("open", "Bo")
    assert [(item.what, item.how) for item in found.events if item.what != "assigned"] == [
        ("opened", None),
        ("closed", Resolution.ANSWER_CORRECTED),
        ("reopened", None),
        ("closed", Resolution.OVERRULED),
        ("reopened", None),
    ]


def test_another_probe_that_contradicts_the_same_claim_later_is_another_conflict(
    contradicted: Desk, lab: Lab
) -> None:
    only_lamp, both = {"lamp-lit": Outcome.ABSENT}, lab.seen
    lab.at(NOW + timedelta(days=1))
    lab.seen = dict.fromkeys(both, Outcome.PRESENT)
    collecting.look(contradicted.store, contradicted.id)
    other = collecting.add_source(
        contradicted.store, assessment_id=contradicted.id, kind="room", address="99"
    )
    lab.at(NOW + timedelta(days=2))
    lab.seen = both | only_lamp
    collecting.look(contradicted.store, contradicted.id)
    first, *rest = held(contradicted)
    assert first.state == "open"  # its own probes see it again
    assert not rest
    assert other.id in {source for _, source in first.eyes}


@pytest.fixture
def on_call(monkeypatch: pytest.MonkeyPatch) -> str:
    """What the probes look at is a capability of the organisation, critical in some profiles."""
    monkeypatch.setattr("tests.engagement.lab.CAPABILITY", "eng.sre")
    lab = Lab(monkeypatch)
    lab.seen = dict.fromkeys(lab.seen, Outcome.ABSENT)
    return "eng.sre"


def test_a_profile_for_which_the_capability_is_not_critical_takes_it_out(
    desk: Desk, on_call: str
) -> None:
    desk.answer(on_call, 3)
    collecting.add_source(desk.store, assessment_id=desk.id, kind="room", address="12")
    collecting.look(desk.store, desk.id)
    assert only(desk).state == "open"
    opening.change_profile(desk.store, desk.id, "internal-batch")
    assert how(desk) is Resolution.OUT_OF_SCOPE


def test_an_answer_for_another_use_case_opens_a_conflict_where_it_is_carried_to(
    desk: Desk, on_call: str
) -> None:
    collecting.add_source(desk.store, assessment_id=desk.id, kind="room", address="12")
    collecting.look(desk.store, desk.id)
    assert held(desk) == ()
    open_desk(desk.store, client="Acme", use_case="Second").answer(on_call, 4)
    assert [item.capability for item in held(desk)] == [on_call]


def test_a_conflict_is_assigned_and_overdue_after_its_day(contradicted: Desk) -> None:
    due = date(2026, 3, 9)
    found = conflicts.assign(
        contradicted.store, assessment_id=contradicted.id, number=1, owner=" Bo ", due=due, by="Kim"
    )
    assert (found.owner, found.due) == ("Bo", due)
    assert not found.overdue(due)
    assert found.overdue(due + timedelta(days=1))
    contradicted.answer(CAPABILITY, 2)
    assert not only(contradicted).overdue(due + timedelta(days=1))


def test_a_day_without_a_person_is_refused(contradicted: Desk) -> None:
    with pytest.raises(Refused, match="Name the person"):
        conflicts.assign(
            contradicted.store, assessment_id=contradicted.id, number=1, owner="", due=NOW.date()
        )
    with pytest.raises(Refused, match="no such conflict"):
        conflicts.assign(
            contradicted.store, assessment_id=contradicted.id, number=7, owner="Bo", due=None
        )


def test_every_step_stands_in_the_log_of_what_was_done(contradicted: Desk) -> None:
    contradicted.answer(CAPABILITY, 2)
    told = [item for item in _log(contradicted) if item.startswith("conflict ")]
    assert told == ["conflict opened", "conflict closed"]


def test_conflicts_of_one_client_do_not_show_at_another(contradicted: Desk) -> None:
    assert held(open_desk(contradicted.store, client="Other")) == ()


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"by": " "}, "Give your name"),
        ({"levels": {}}, "Choose whose"),
        ({"levels": {"nobody": 2}}, "Only a level that somebody claimed"),
        ({"levels": {"ana": 4}}, "Nothing is changed"),
        ({"levels": {"ana": 6}}, "from 1 to 5"),
    ],
)
def test_a_correction_that_nobody_stands_for_is_refused(
    contradicted: Desk, fields: dict[str, Any], said: str
) -> None:
    given: dict[str, Any] = {"by": "Kim", "levels": {"ana": 2}} | fields
    who = {"ana": contradicted.person.id}
    given["levels"] = {who.get(name, name): level for name, level in given["levels"].items()}
    with pytest.raises(Refused, match=said):
        correcting.correct(
            contradicted.store, assessment_id=contradicted.id, capability=CAPABILITY, **given
        )
    assert only(contradicted).state == "open"


def test_correcting_what_another_use_case_answered_keeps_everybodys_voice(desk: Desk) -> None:
    first = open_desk(desk.store, client="Acme", use_case="First")
    other = first.add("Rana")
    first.answer("eng.sre", 5)
    first.answer("eng.sre", 3, respondent_id=other.id)
    correcting.correct(
        desk.store, assessment_id=desk.id, capability="eng.sre",
        levels={first.person.id: 2}, by="Kim",
    )  # fmt: skip
    here = correcting.claims(desk.store, desk.id, "eng.sre")
    assert {item.respondent: item.level for item in here} == {first.person.id: 2, other.id: 3}
    there = correcting.claims(first.store, first.id, "eng.sre")
    assert {item.level for item in there} == {5, 3}
