"""Which finding counts: a newer look replaces an older one, and a failed look replaces nothing."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessment.model import Finding, Outcome, Overrule
from engagement.in_force.findings_in_force import findings_in_force, overrules_in_force
from tests.engagement.lab import START, Eyes

READ = (Outcome.PRESENT, Outcome.ABSENT, Outcome.NOT_APPLICABLE)
FAILED = (Outcome.UNAVAILABLE, Outcome.ERROR)
HISTORY = st.lists(st.sampled_from(Outcome), min_size=1, max_size=8)


def _seen(*outcomes: Outcome) -> list[Finding]:
    return [Eyes().saw(outcome, minute) for minute, outcome in enumerate(outcomes)]


def _standing(found: list[Finding]) -> Finding:
    (attempt,) = findings_in_force(found)
    return attempt.finding


@pytest.mark.parametrize("failed", FAILED)
@pytest.mark.parametrize("read", READ)
def test_a_look_that_failed_never_replaces_one_that_saw_something(
    read: Outcome, failed: Outcome
) -> None:
    found = _seen(read, failed)
    (attempt,) = findings_in_force(found)
    assert (attempt.finding, attempt.failed_since) == (found[0], found[1])


@pytest.mark.parametrize("later", READ)
@pytest.mark.parametrize("earlier", READ)
def test_a_look_that_saw_something_replaces_the_one_before(
    earlier: Outcome, later: Outcome
) -> None:
    found = _seen(earlier, later)
    (attempt,) = findings_in_force(found)
    assert (attempt.finding, attempt.failed_since) == (found[1], None)


def test_where_nothing_was_ever_read_the_last_attempt_says_so() -> None:
    found = _seen(Outcome.UNAVAILABLE, Outcome.ERROR)
    assert _standing(found) == found[1]


def test_at_a_removed_source_only_what_was_seen_stands() -> None:
    seen, unread = Eyes(probe="door-shut"), Eyes(probe="lamp-lit")
    found = [seen.saw(Outcome.ABSENT), seen.saw(Outcome.UNAVAILABLE, 1)]
    failed = unread.saw(Outcome.UNAVAILABLE, 1)
    (attempt,) = findings_in_force([*found, failed], removed={"room-1"})
    assert (attempt.finding, attempt.failed_since) == (found[0], found[1])


def test_a_present_finding_keeps_its_own_end_when_the_source_is_cut_off() -> None:
    found = _seen(Outcome.PRESENT, Outcome.UNAVAILABLE)
    assert _standing(found).valid_until == START + timedelta(days=30)


def test_each_probe_at_each_source_is_a_witness_of_its_own() -> None:
    found = [
        Eyes(probe=probe, source=source).saw(Outcome.PRESENT)
        for probe in ("lamp-lit", "door-shut")
        for source in ("room-1", "room-2")
    ]
    assert {item.finding.id for item in findings_in_force(found)} == {item.id for item in found}


@given(HISTORY)
def test_cutting_off_a_source_never_changes_what_stands(history: list[Outcome]) -> None:
    seen = _seen(*history)
    cut_off = [*seen, Eyes().saw(Outcome.UNAVAILABLE, len(history))]
    if any(outcome in READ for outcome in history):
        assert _standing(cut_off) == _standing(seen)


@given(HISTORY, st.randoms())
def test_the_order_in_which_findings_are_given_is_irrelevant(
    history: list[Outcome], chance: st.DataObject
) -> None:
    found = _seen(*history)
    shuffled = found.copy()
    chance.shuffle(shuffled)  # type: ignore[attr-defined]
    assert _standing(shuffled) == _standing(found)


def _overrule(finding: Finding) -> Overrule:
    return Overrule(finding=finding.id, by="Kim", reason="wrong door", at=START)


def test_an_overrule_follows_its_finding_through_a_look_that_sees_the_same() -> None:
    first, second = _seen(Outcome.ABSENT, Outcome.ABSENT)
    (moved,) = overrules_in_force([_overrule(first)], [first, second], [second])
    assert (moved.finding, moved.by) == (second.id, "Kim")


def test_an_overrule_does_not_follow_to_a_finding_that_says_something_else() -> None:
    first, second = _seen(Outcome.PRESENT, Outcome.ABSENT)
    (kept,) = overrules_in_force([_overrule(first)], [first, second], [second])
    assert kept.finding == first.id


def test_an_overrule_does_not_spread_to_another_source() -> None:
    here = Eyes(source="room-1").saw(Outcome.ABSENT)
    there = Eyes(source="room-2").saw(Outcome.ABSENT)
    (kept,) = overrules_in_force([_overrule(here)], [here, there], [here, there])
    assert kept.finding == here.id
