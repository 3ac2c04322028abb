"""Which conflicts there are at one moment, and what a kept one says of itself."""

from datetime import date, timedelta
from typing import Any

import pytest

from assessment.model import Finding
from content.model import Hidden, Pack
from content.traits import NotApplicableRule, Traits, TraitTest
from scoring.capability import Case
from scoring.cases import cases
from scoring.conflict import (
    Conflict,
    ConflictEvent,
    Disagreement,
    Resolution,
    contradicting,
    disagreements,
)
from scoring.model import Inputs
from tests.scoring.builders import NOW, answer, finding, inputs, overrule, pack, waiver

PACK = pack()
CRITICAL, OTHER = "data.c0", "data.c1"


def found(*, given: Pack = PACK, days: int = 0, **parts: object) -> tuple[Disagreement, ...]:
    return disagreements(given, inputs(**parts), NOW + timedelta(days=days))


def absent(closes: str, anchor: int, probe: str = "p", source: str = "repo") -> Finding:
    return finding(closes, anchor, "absent", probe=probe, source=source)


def test_a_claim_above_what_was_seen_says_who_saw_what() -> None:
    seen = absent(CRITICAL, 3)
    expected = Disagreement(
        capability=CRITICAL, critical=True, claim=4.0, observed_high=2,
        findings=(seen.id,), eyes=(("p", "repo"),),
    )  # fmt: skip
    assert found(answers=(answer(CRITICAL, 4),), findings=(seen,)) == (expected,)


@pytest.mark.parametrize(
    ("name", "claim", "conflict"),
    [(CRITICAL, 2, False), (CRITICAL, 3, True), (OTHER, 3, False), (OTHER, 4, True)],
)
def test_one_level_too_much_is_enough_where_it_is_critical_and_two_elsewhere(
    name: str, claim: int, conflict: bool
) -> None:
    told = found(answers=(answer(name, claim),), findings=(absent(name, 3),))
    assert [(item.capability, item.critical) for item in told] == (
        [(name, name == CRITICAL)] if conflict else []
    )


def test_without_a_claim_or_without_anything_absent_nothing_disagrees() -> None:
    assert found(findings=(absent(CRITICAL, 3),)) == ()
    assert found(answers=(answer(CRITICAL, None),), findings=(absent(CRITICAL, 3),)) == ()
    assert found(answers=(answer(CRITICAL, 4),), findings=(finding(CRITICAL, 3),)) == ()
    assert found(answers=(answer(CRITICAL, 5),)) == ()


def test_they_stand_in_the_order_of_the_pack() -> None:
    names = ("reliable.c0", CRITICAL, "observable.c1")
    told = found(
        answers=tuple(answer(name, 5) for name in names),
        findings=tuple(absent(name, 2, probe=name) for name in names),
    )
    assert [item.capability for item in told] == [CRITICAL, "reliable.c0", "observable.c1"]


def test_what_does_not_apply_disagrees_with_nobody_and_the_rest_still_does() -> None:
    left_out = (Hidden(capability=CRITICAL, reason="none"),)
    without = PACK.profile("service").model_copy(update={"hidden": left_out})
    told = found(
        given=pack(profiles=(without,)),
        answers=(answer(CRITICAL, 4), answer(OTHER, 5)),
        findings=(absent(CRITICAL, 3), absent(OTHER, 3, probe="q")),
    )
    assert [item.capability for item in told] == [OTHER]


def test_what_the_use_cases_traits_take_out_disagrees_with_nobody() -> None:
    rule = NotApplicableRule(when=(TraitTest(trait="generative", value=True),), reason="no text")
    capabilities = tuple(
        item.model_copy(update={"not_applicable": (rule,)}) if item.id == CRITICAL else item
        for item in PACK.capabilities
    )
    parts: dict[str, Any] = {
        "given": PACK.model_copy(update={"capabilities": capabilities}),
        "answers": (answer(CRITICAL, 4),),
        "findings": (absent(CRITICAL, 3),),
    }
    assert found(**parts, traits=Traits(generative=True)) == ()
    assert [item.capability for item in found(**parts, traits=Traits())] == [CRITICAL]


def test_an_overruled_finding_and_one_about_another_pack_contradict_nothing() -> None:
    seen = absent(CRITICAL, 3)
    said = (answer(CRITICAL, 4),)
    assert found(answers=said, findings=(seen,), overrules=(overrule(seen),)) == ()
    elsewhere = finding(CRITICAL, 3, "absent", bearing={"pack": "other"})
    assert found(answers=said, findings=(elsewhere,)) == ()


def test_findings_stand_lowest_level_first_then_by_probe_and_source() -> None:
    seen = (
        absent(CRITICAL, 3, "b", "x"),
        absent(CRITICAL, 3, "a", "y"),
        absent(CRITICAL, 3, "a", "x"),
        absent(CRITICAL, 2, "c", "x"),
    )
    (told,) = found(answers=(answer(CRITICAL, 4),), findings=seen)
    assert told.eyes == (("c", "x"), ("a", "x"), ("a", "y"), ("b", "x"))
    assert told.findings == tuple(seen[place].id for place in (3, 2, 1, 0))


def test_what_is_absent_above_the_claim_is_no_part_of_it() -> None:
    low, high = (absent(CRITICAL, 3), absent(CRITICAL, 4, "q"))
    (told,) = found(answers=(answer(CRITICAL, 3),), findings=(low, high))
    assert told.findings == (low.id,)


def test_what_another_finding_on_its_level_outweighs_is_no_part_of_it() -> None:
    low, outweighed = (absent(CRITICAL, 2), absent(CRITICAL, 3, "q"))
    present = finding(CRITICAL, 3, probe="r")
    (told,) = found(answers=(answer(CRITICAL, 4),), findings=(low, outweighed, present))
    assert told.findings == (low.id,)
    assert told.observed_high == 1


def test_a_present_finding_on_a_refused_level_is_not_among_those_against() -> None:
    required = finding(CRITICAL, 3, "absent", bearing={"required": True}, probe="p")
    (told,) = found(
        answers=(answer(CRITICAL, 4),), findings=(required, finding(CRITICAL, 3, probe="q"))
    )
    assert told.findings == (required.id,)


@pytest.mark.parametrize(
    ("changes", "days", "waived"),
    [
        ({}, 0, True),
        ({}, 30, True),
        ({}, 31, False),
        ({"second": "ada"}, 0, False),
        ({"capability": OTHER}, 0, False),
    ],
)
def test_a_waived_conflict_is_listed_and_says_so(
    changes: dict[str, str], days: int, waived: bool
) -> None:
    given = waiver(CRITICAL).model_copy(update=changes)
    (told,) = found(
        days=days, answers=(answer(CRITICAL, 4),), findings=(absent(CRITICAL, 3),),
        waivers=(given,),
    )  # fmt: skip
    assert told.waived is waived


def test_where_nobody_claims_a_level_nothing_stands_against_it() -> None:
    lowest = finding(CRITICAL, 1, "absent")
    case: Case = cases(PACK, Inputs.model_validate(inputs(findings=(lowest,))), NOW)[CRITICAL]
    assert contradicting(case, [(lowest, lowest.bearings[0])]) == ()


# A conflict that is kept


def event(days: int, what: str, **changes: object) -> ConflictEvent:
    return ConflictEvent.model_validate({"at": NOW + timedelta(days=days), "what": what} | changes)


def kept(state: str = "open", **changes: object) -> Conflict:
    fields: dict[str, object] = {
        "number": 3, "capability": CRITICAL, "critical": True, "state": state, "claim": 4.0,
        "observed_high": 2, "findings": ("f",), "eyes": (("p", "repo"),),
        "events": (
            event(0, "opened"),
            event(1, "closed", how=Resolution.WAIVED),
            event(2, "reopened"),
            event(3, "closed", how=Resolution.OVERRULED),
            event(4, "assigned"),
        ),
    }  # fmt: skip
    return Conflict.model_validate(fields | changes)


def test_it_has_a_short_name_and_remembers_when_it_was_first_seen() -> None:
    assert (kept().name, kept().opened_at) == ("K-3", NOW)


def test_its_last_closing_is_told_unless_it_is_open() -> None:
    assert kept("open").closed is None
    assert kept("closed").closed == event(3, "closed", how=Resolution.OVERRULED)
    assert kept("waived").closed == event(3, "closed", how=Resolution.OVERRULED)
    assert kept("closed", events=(event(0, "opened"),)).closed is None


@pytest.mark.parametrize(
    ("state", "due", "overdue"),
    [
        ("open", date(2026, 10, 31), True),
        ("open", date(2026, 11, 1), False),
        ("open", None, False),
        ("closed", date(2026, 10, 31), False),
        ("waived", date(2026, 10, 31), False),
    ],
)
def test_it_is_overdue_from_the_day_after_on_while_it_is_open(
    state: str, due: date | None, overdue: bool
) -> None:
    assert kept(state, due=due).overdue(date(2026, 11, 1)) is overdue
