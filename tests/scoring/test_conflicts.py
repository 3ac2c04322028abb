"""The course of conflicts: when one opens, how it is closed, and when it is the same one again."""

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from assessment.model import Finding
from scoring.cases import cases, scores
from scoring.conflict import Conflict, ConflictEvent, Resolution, disagreements
from scoring.model import Inputs
from tests.scoring.builders import NOW, answer, finding, inputs, overrule, pack, profile, waiver
from tests.scoring.kept_conflicts import Kept

PACK = pack(per_area=3, draws=5)
CRITICAL, OTHER = "data.c0", "data.c2"
REST = tuple(item for item in PACK.profile("service").critical if item != CRITICAL)
LATER = NOW + timedelta(days=1)


def absent(anchor: int = 3, capability: str = CRITICAL, **changes: Any) -> Finding:
    return finding(capability, anchor, "absent", **changes)


def claim(level: int | None = 4, capability: str = CRITICAL, **changes: Any) -> Any:
    return answer(capability, level, **changes)


def given_(*findings: Finding, level: int | None = 4, **more: Any) -> Inputs:
    fields: dict[str, Any] = {"answers": (claim(level),), "findings": findings, "depth": "full"}
    return inputs(**(fields | more))


def opened(*findings: Finding, **more: Any) -> Kept:
    kept = Kept(PACK)
    kept.follow(given_(*(findings or (absent(),)), **more))
    return kept


def last(kept: Kept) -> ConflictEvent:
    return kept.known[0].events[-1]


@pytest.mark.parametrize(
    ("capability", "level", "anchor", "opens"),
    [
        (CRITICAL, 3, 3, True),
        (CRITICAL, 2, 3, False),
        (CRITICAL, 5, 2, True),
        (OTHER, 3, 3, False),
        (OTHER, 4, 3, True),
        (OTHER, None, 3, False),
    ],
)
def test_a_conflict_opens_one_level_over_on_a_critical_capability_and_two_elsewhere(
    capability: str, level: int | None, anchor: int, *, opens: bool
) -> None:
    said = inputs(
        answers=(claim(level, capability),), findings=(absent(anchor, capability),), depth="full"
    )
    found = disagreements(PACK, said, NOW)
    assert [item.capability for item in found] == ([capability] if opens else [])
    assert all((item.claim, item.observed_high) == (level, anchor - 1) for item in found)


def test_it_names_the_findings_against_the_claim_those_of_the_lowest_level_first() -> None:
    low, high, above = absent(2, probe="b"), absent(4, probe="a"), absent(5, probe="c")
    (found,) = disagreements(PACK, given_(high, low, above), NOW)
    assert found.findings == (low.id, high.id)
    assert found.eyes == (("b", "repository"), ("a", "repository"))


def test_a_finding_that_another_of_its_level_outweighs_is_not_named() -> None:
    low, beaten = absent(2), absent(3)
    (found,) = disagreements(PACK, given_(low, beaten, finding(CRITICAL, 3, "present")), NOW)
    assert found.findings == (low.id,)


def test_what_does_not_apply_or_is_overruled_is_no_conflict() -> None:
    seen = absent()
    assert disagreements(PACK, given_(seen, overrules=(overrule(seen),)), NOW) == ()
    hidden = PACK.model_copy(
        update={
            "profiles": (
                profile(REST, hidden=[{"capability": CRITICAL, "reason": "no data here"}]),
            )
        }
    )
    assert disagreements(hidden, given_(seen), NOW) == ()


def test_it_opens_when_the_later_of_claim_and_finding_is_there() -> None:
    seen = absent(observed_at=NOW - timedelta(hours=3))
    kept = opened(seen, answers=(claim(at=NOW - timedelta(hours=5)),))
    assert kept.known[0].opened_at == seen.observed_at
    kept = opened(seen, answers=(claim(at=NOW - timedelta(hours=1)),))
    assert kept.known[0].opened_at == NOW - timedelta(hours=1)
    kept = opened(seen, answers=(claim(at=NOW + timedelta(hours=1)),))
    assert kept.known[0].opened_at == NOW


def test_following_twice_finds_nothing_the_second_time() -> None:
    kept, said = Kept(PACK), given_(absent())
    assert kept.follow(said)
    assert kept.follow(said) == ()


def test_a_new_reading_of_the_same_probe_keeps_the_conflict_and_is_no_step_of_its_life() -> None:
    kept = opened(absent(probe="p"))
    again = absent(probe="p")
    (step,) = kept.follow(given_(again))
    assert (step.number, step.events) == (1, ())
    assert kept.known[0].findings == (again.id,)


def test_another_claim_or_level_seen_is_the_same_conflict_changed() -> None:
    kept = opened(absent(4))
    kept.follow(given_(absent(4), level=5))
    assert (last(kept).what, last(kept).claim, last(kept).observed_high) == ("changed", 5.0, 3)
    kept.follow(given_(absent(3), level=5))
    assert (last(kept).what, last(kept).observed_high) == ("changed", 2)
    assert len(kept.known) == 1


def test_a_corrected_answer_closes_it_with_who_said_it_and_who_entered_it() -> None:
    seen = absent()
    kept = opened(seen)
    corrected = claim(2, at=LATER, comment="by hand", entered_by="kim", who="ada")
    kept.follow(given_(seen, answers=(corrected,)), LATER)
    assert last(kept) == ConflictEvent(
        at=LATER, what="closed", how=Resolution.ANSWER_CORRECTED, by="kim", respondent="ada",
        note="by hand", claim=2.0, observed_high=2,
    )  # fmt: skip
    assert kept.known[0].state == "closed"
    assert kept.known[0].closed == last(kept)


@pytest.mark.parametrize("said", [(), (claim(None),)])
def test_an_answer_that_is_taken_back_is_a_corrected_one(said: tuple[Any, ...]) -> None:
    seen = absent()
    kept = opened(seen)
    kept.follow(given_(seen, answers=said), LATER)
    assert (last(kept).how, last(kept).claim) == (Resolution.ANSWER_CORRECTED, None)


def test_everybody_saying_that_it_does_not_apply_takes_it_out() -> None:
    seen = absent()
    kept = opened(seen)
    out = claim(None, kind="not_applicable", reason="no such data")
    kept.follow(given_(seen, answers=(out,)), LATER)
    assert (last(kept).how, last(kept).at) == (Resolution.OUT_OF_SCOPE, LATER)


def test_a_profile_under_which_it_is_not_critical_takes_it_out() -> None:
    seen = absent()
    kept = opened(seen, level=3)
    kept.pack = PACK.model_copy(update={"profiles": (profile(REST),)})
    kept.follow(given_(seen, level=3), LATER)
    assert last(kept).how is Resolution.OUT_OF_SCOPE


def test_a_finding_of_long_ago_does_not_close_what_a_profile_took_out() -> None:
    seen, old = absent(), finding(CRITICAL, 2, "present", observed_at=NOW - timedelta(days=9))
    kept = opened(seen, old, level=3)
    kept.pack = PACK.model_copy(update={"profiles": (profile(REST),)})
    kept.follow(given_(seen, old, level=3), LATER)
    assert last(kept).how is Resolution.OUT_OF_SCOPE


def test_a_later_finding_of_the_same_probe_closes_it() -> None:
    kept = opened(absent(probe="p"))
    now = finding(CRITICAL, 3, "present", probe="p", observed_at=LATER)
    kept.follow(given_(now), LATER)
    assert last(kept) == ConflictEvent(
        at=LATER, what="closed", how=Resolution.LATER_FINDING, finding=now.id
    )


def test_a_later_finding_of_another_probe_that_outweighs_it_closes_it_too() -> None:
    seen = absent()
    kept = opened(seen)
    now = finding(CRITICAL, 3, "present", observed_at=LATER)
    kept.follow(given_(seen, now), LATER)
    assert (last(kept).how, last(kept).finding) == (Resolution.LATER_FINDING, now.id)


@pytest.mark.parametrize(
    ("moved", "how"),
    [
        (NOW + timedelta(hours=1), Resolution.PROBE_FIXED),
        (LATER, Resolution.PROBE_FIXED),
        (LATER + timedelta(hours=1), Resolution.LATER_FINDING),
        (NOW - timedelta(days=5), Resolution.LATER_FINDING),
        (None, Resolution.LATER_FINDING),
    ],
)
def test_a_probe_is_fixed_where_its_source_was_changed_between_the_two_readings(
    moved: Any, how: Resolution
) -> None:
    kept = opened(absent(probe="p"))
    now = finding(CRITICAL, 3, "present", probe="p", observed_at=LATER)
    kept.follow(given_(now), LATER, {"repository": moved} if moved else {"other": NOW})
    assert last(kept).how is how


def test_an_overruled_finding_closes_it_in_the_name_of_who_did_it_last() -> None:
    first, second = absent(2), absent(3)
    kept = opened(first, second)
    aside = (overrule(first), overrule(second, by="bo", reason="a test branch", at=NOW))
    kept.follow(given_(first, second, overrules=aside), LATER)
    assert last(kept) == ConflictEvent(
        at=NOW, what="closed", how=Resolution.OVERRULED, by="bo", note="a test branch",
        finding=second.id,
    )  # fmt: skip


def test_an_overrule_of_another_finding_explains_nothing() -> None:
    seen, other = absent(), absent(capability=OTHER)
    kept = opened(seen, other)
    kept.follow(given_(seen, other, level=2, overrules=(overrule(other),)), LATER)
    assert last(kept).how is Resolution.ANSWER_CORRECTED


def test_a_waiver_closes_it_until_its_end_and_stays_visible() -> None:
    seen = absent()
    kept = opened(seen)
    held = waiver(CRITICAL, until=LATER)
    kept.follow(given_(seen, waivers=(held,)))
    assert kept.known[0].state == "waived"
    assert last(kept) == ConflictEvent(
        at=held.at, what="closed", how=Resolution.WAIVED, by="ada", second="grace",
        note=held.reason, until=LATER,
    )  # fmt: skip
    after = LATER + timedelta(days=3)
    kept.follow(given_(seen, waivers=(held,)), after)
    assert (kept.known[0].state, last(kept).what, last(kept).at) == ("open", "reopened", LATER)


def test_a_waiver_that_is_withdrawn_opens_it_at_once() -> None:
    seen = absent()
    kept = opened(seen)
    kept.follow(given_(seen, waivers=(waiver(CRITICAL),)))
    kept.follow(given_(seen), LATER)
    assert (last(kept).what, last(kept).at) == ("reopened", LATER)


def test_a_newer_waiver_takes_the_place_of_the_old_one() -> None:
    seen = absent()
    kept = opened(seen)
    old, new = waiver(CRITICAL), waiver(CRITICAL, by="bo", at=NOW)
    kept.follow(given_(seen, waivers=(old,)))
    kept.follow(given_(seen, waivers=(old, new)), LATER)
    assert (kept.known[0].state, last(kept).by) == ("waived", "bo")


def test_one_that_is_waived_from_the_start_is_opened_and_waived() -> None:
    kept = opened(absent(), waivers=(waiver(CRITICAL),))
    assert [item.what for item in kept.known[0].events] == ["opened", "closed"]
    assert kept.known[0].state == "waived"


def test_a_waived_one_may_be_closed_for_good() -> None:
    seen = absent()
    kept = opened(seen, waivers=(waiver(CRITICAL),))
    kept.follow(given_(seen, level=2, waivers=(waiver(CRITICAL),)), LATER)
    assert kept.known[0].state == "closed"


def test_what_comes_back_at_the_same_probe_is_the_same_conflict() -> None:
    seen = absent(probe="p")
    kept = opened(seen)
    kept.follow(given_(seen, level=2), LATER)
    kept.follow(given_(seen, answers=(claim(4, at=LATER + timedelta(days=1)),)), NOW + timedelta(9))
    assert (len(kept.known), kept.known[0].state) == (1, "open")
    assert (last(kept).what, last(kept).at) == ("reopened", LATER + timedelta(days=1))


def test_after_the_end_of_an_overrule_it_comes_back_at_that_end() -> None:
    seen = absent()
    kept = opened(seen)
    aside = overrule(seen, at=NOW + timedelta(hours=1), until=LATER)
    kept.follow(given_(seen, overrules=(aside,)), NOW + timedelta(hours=2))
    kept.follow(given_(seen, overrules=(aside,)), NOW + timedelta(days=9))
    assert (last(kept).what, last(kept).at) == ("reopened", LATER)
    kept = opened(seen)
    aside = overrule(seen, at=NOW + timedelta(hours=1))
    kept.follow(given_(seen, overrules=(aside,)), NOW + timedelta(hours=2))
    kept.follow(given_(seen), LATER)
    assert (last(kept).what, last(kept).at) == ("reopened", LATER)


def test_another_probe_that_contradicts_it_later_is_another_conflict() -> None:
    kept = opened(absent(probe="p"))
    kept.follow(given_(finding(CRITICAL, 3, "present", probe="p")), LATER)
    kept.follow(given_(absent(probe="q")), LATER)
    assert [(item.number, item.state) for item in kept.known] == [(1, "closed"), (2, "open")]


def test_it_is_overdue_from_the_day_after_its_day_and_only_while_it_is_open() -> None:
    (item,) = opened(absent()).known
    day = date(2026, 11, 9)
    late = item.model_copy(update={"due": day})
    assert not item.overdue(day)
    assert not late.overdue(day)
    assert late.overdue(day + timedelta(days=1))
    assert not late.model_copy(update={"state": "closed"}).overdue(day + timedelta(days=1))
    assert item.name == "K-1"


# -- whatever happens ---------------------------------------------------------------------------

MOVES = st.one_of(
    st.tuples(st.just("say"), st.sampled_from([CRITICAL, OTHER]), st.sampled_from([None, 1, 3, 4, 5])),
    st.tuples(st.just("see"), st.sampled_from(["p", "q"]), st.sampled_from(["present", "absent"])),
    st.tuples(st.just("overrule"), st.sampled_from(["p", "q"]), st.sampled_from([None, 3])),
    st.tuples(st.just("waive"), st.sampled_from([CRITICAL, OTHER]), st.sampled_from([0, 2])),
    st.tuples(st.just("wait"), st.just(""), st.sampled_from([1, 5])),
)  # fmt: skip
EYES = {"p": (CRITICAL, 3), "q": (OTHER, 2)}


class World:
    """What people and probes did so far, one move an hour."""

    def __init__(self) -> None:
        self.now = NOW
        self.said: dict[str, Any] = {}
        self.seen: dict[str, Finding] = {}
        self.aside: dict[str, Any] = {}
        self.waived: dict[str, Any] = {}

    def move(self, what: str, where: str, value: Any) -> None:
        self.now += timedelta(hours=1)
        if what == "say":
            self.said[where] = claim(value, where, at=self.now)
        elif what == "see":
            capability, anchor = EYES[where]
            self.seen[where] = finding(
                capability, anchor, value, probe=where, observed_at=self.now,
                valid_until=self.now + timedelta(days=30),
            )  # fmt: skip
            self.aside.pop(where, None)
        elif what == "overrule" and where in self.seen:
            until = self.now + timedelta(days=value) if value else None
            self.aside[where] = overrule(self.seen[where], at=self.now, until=until)
        elif what == "waive":
            if value:
                until = self.now + timedelta(days=value)
                self.waived[where] = waiver(where, at=self.now, until=until)
            else:
                self.waived.pop(where, None)
        elif what == "wait":
            self.now += timedelta(days=value)

    @property
    def inputs(self) -> Inputs:
        return inputs(
            answers=tuple(self.said.values()), findings=tuple(self.seen.values()), depth="full",
            overrules=tuple(self.aside.values()), waivers=tuple(self.waived.values()),
        )  # fmt: skip


@settings(
    deadline=None, max_examples=80, suppress_health_check=[HealthCheck.too_slow], derandomize=True
)
@given(st.lists(MOVES, max_size=14))
def test_whatever_happens_the_kept_conflicts_are_those_of_the_scorecard(moves: list[Any]) -> None:
    world, kept = World(), Kept(PACK)
    for what, where, value in moves:
        world.move(what, where, value)
        before = list(kept.known)
        kept.follow(world.inputs, world.now)
        _holds_together(world, kept, before)


def _holds_together(world: World, kept: Kept, before: list[Conflict]) -> None:
    given_now = world.inputs
    judged = scores(PACK, given_now, cases(PACK, given_now, world.now), world.now)
    now = {item.capability: item.state for item in kept.known if item.state != "closed"}
    assert now == {
        item.id: "open" if item.conflict_open else "waived"
        for item in judged
        if item.conflict_open or item.waived
    }
    assert [item.number for item in kept.known] == list(range(1, len(kept.known) + 1))
    assert sum(item.state != "closed" for item in kept.known) == len(now)  # one a capability
    for old, new in zip(before, kept.known, strict=False):
        assert new.events[: len(old.events)] == old.events  # history is never rewritten
        assert new.capability == old.capability
    for item in kept.known:
        assert item.events[0].what == "opened"
        assert all(event.at <= world.now for event in item.events)
        assert all((event.how is not None) == (event.what == "closed") for event in item.events)
    assert kept.follow(given_now, world.now) == ()
