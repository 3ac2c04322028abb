"""What happened to a conflict since it was last looked at, each step held to every field."""

from datetime import datetime, timedelta
from typing import Any

import pytest

from assessment.model import AnswerKind, Finding
from content.model import Hidden, Pack
from content.traits import NotApplicableRule, Traits, TraitTest
from scoring.conflict import Conflict, ConflictEvent, Disagreement, Resolution
from scoring.conflict_course import closing, course, opened, same_conflict, steps
from scoring.model import Inputs
from tests.scoring.builders import NOW, answer, finding, inputs, overrule, pack, waiver

PACK = pack()
CRITICAL, OTHER = "data.c0", "data.c1"
EYE = ("p", "repo")
FIGURES = {"claim": 4.0, "observed_high": 2}


def ago(days: float) -> datetime:
    return NOW - timedelta(days=days)


def step(days: float, what: str, **changes: object) -> ConflictEvent:
    return ConflictEvent.model_validate({"at": ago(days), "what": what} | changes)


def known(state: str = "open", **changes: object) -> Conflict:
    """Opened ten days ago by a claim of 4 where level 3 is absent."""
    fields: dict[str, object] = {
        "number": 1, "capability": CRITICAL, "critical": True, "state": state, "findings": ("f",),
        "eyes": (EYE,), "events": (step(10, "opened", **FIGURES),),
    }  # fmt: skip
    return Conflict.model_validate(fields | FIGURES | changes)


def now(**changes: object) -> Disagreement:
    fields: dict[str, object] = {
        "capability": CRITICAL, "critical": True, "findings": ("f",), "eyes": (EYE,),
    }  # fmt: skip
    return Disagreement.model_validate(fields | FIGURES | changes)


def looked(outcome: str, days: float, **changes: Any) -> Finding:
    """What the conflict's own probe saw at its own source."""
    fields: dict[str, Any] = {"probe": "p", "source": "repo", "observed_at": ago(days)}
    return finding(CRITICAL, 3, outcome, **fields | changes)


def closed(
    before: Conflict, given: Inputs, changed: dict[str, datetime] | None = None, of: Pack = PACK
) -> ConflictEvent:
    return closing(before, of, given, NOW, changed or {})


# Which one it is


@pytest.mark.parametrize(
    ("before", "after", "same"),
    [
        (known("open"), now(eyes=(("q", "repo"),)), True),
        (known("waived"), now(eyes=(("q", "repo"),)), True),
        (known("closed"), now(eyes=(("q", "repo"), EYE)), True),
        (known("closed"), now(eyes=(("p", "other"),)), False),
        (known("open"), now(capability=OTHER), False),
        (known("closed"), now(capability=OTHER), False),
    ],
)
def test_an_open_one_stays_the_same_and_a_closed_one_comes_back_by_its_own_eyes(
    before: Conflict, after: Disagreement, same: bool
) -> None:
    assert same_conflict(before, after) is same


@pytest.mark.parametrize("order", [(1, 2), (2, 1)])
def test_of_two_closed_ones_that_could_come_back_the_newest_does(order: tuple[int, ...]) -> None:
    events = (step(10, "opened", **FIGURES), step(5, "closed", how=Resolution.LATER_FINDING))
    both = {number: known("closed", number=number, events=events) for number in (1, 2)}
    given = inputs(answers=[answer(CRITICAL, 4)], findings=[finding(CRITICAL, 3, "absent", id="f")])
    found = steps([both[number] for number in order], [now()], PACK, given, NOW, {})
    assert [(item.number, item.now is not None) for item in found] == [(2, True)]
    assert [event.what for event in found[0].events] == ["reopened"]


def test_steps_are_told_in_the_order_of_their_numbers_and_new_ones_last() -> None:
    waits = known("open", number=1, capability=OTHER)
    gone = known("open", number=2)
    fresh = now(capability="engineering.c0")
    given = inputs(answers=[answer(CRITICAL, 1), answer(OTHER, 1)])
    found = steps([gone, waits], [fresh], PACK, given, NOW, {})
    assert [item.number for item in found] == [1, 2, None]


# Opening


def test_it_opens_when_the_later_of_claim_and_finding_was_given() -> None:
    others = (answer(OTHER, 4, at=ago(1)), answer(CRITICAL, 4, at=ago(5)))
    seen = looked("absent", 3, id="f")
    unrelated = looked("absent", 1, id="g")
    given = inputs(answers=others, findings=(seen, unrelated))
    assert opened(now(), given, NOW) == (step(3, "opened", **FIGURES),)
    later = inputs(answers=(answer(CRITICAL, 4, at=ago(2)),), findings=(seen,))
    assert opened(now(), later, NOW) == (step(2, "opened", **FIGURES),)


def test_it_never_opens_in_the_future_and_opens_today_where_nothing_has_a_date() -> None:
    ahead = inputs(answers=(answer(CRITICAL, 4, at=ago(-1)),))
    assert opened(now(), ahead, NOW) == (step(0, "opened", **FIGURES),)
    assert opened(now(), inputs(), NOW) == (step(0, "opened", **FIGURES),)


def test_one_that_is_waived_already_is_opened_and_closed_by_the_latest_waiver_that_holds() -> None:
    until = ago(-20)
    waivers = (
        waiver(CRITICAL, at=ago(4), reason="old"),
        waiver(CRITICAL, at=ago(2), by="kim", second="bo", reason="replaced", until=until),
        waiver(CRITICAL, at=ago(1), second="ada", reason="alone"),
        waiver(CRITICAL, at=ago(1), until=ago(0.5), reason="ran out"),
        waiver(OTHER, at=ago(1), reason="elsewhere"),
    )
    given = inputs(answers=(answer(CRITICAL, 4, at=ago(5)),), waivers=waivers)
    assert opened(now(waived=True), given, NOW) == (
        step(5, "opened", **FIGURES),
        step(
            2, "closed", how=Resolution.WAIVED, by="kim", second="bo", note="replaced", until=until
        ),
    )


# On its way


def test_where_nothing_changed_nothing_happened() -> None:
    assert course(known(), now(), PACK, inputs(), NOW, {}) == ()
    assert course(known("closed"), None, PACK, inputs(), NOW, {}) == ()


@pytest.mark.parametrize("figures", [{"claim": 5.0}, {"observed_high": 1}])
def test_a_new_claim_or_a_new_sight_is_a_change(figures: dict[str, float]) -> None:
    given = inputs(answers=(answer(CRITICAL, 5, at=ago(2)),))
    told = course(known(), now(**figures), PACK, given, NOW, {})
    assert told == (step(2, "changed", **FIGURES | figures),)


def test_one_that_comes_back_is_reopened_with_todays_figures() -> None:
    given = inputs(answers=(answer(CRITICAL, 4, at=ago(2)),))
    before = known("closed", events=(*known().events, step(3, "closed")))
    told = course(before, now(claim=5.0), PACK, given, NOW, {})
    assert told == (step(2, "reopened", **FIGURES | {"claim": 5.0}),)


def test_one_that_is_gone_is_closed() -> None:
    given = inputs(answers=(answer(CRITICAL, 2, at=ago(1)),))
    assert course(known(), None, PACK, given, NOW, {}) == (closed(known(), given),)
    assert course(known("waived"), None, PACK, given, NOW, {}) == (closed(known(), given),)


def a_waiver(days: float) -> ConflictEvent:
    return step(
        days, "closed", how=Resolution.WAIVED, by="ada", second="grace", until=ago(-30),
        note="Replaced next month.",
    )  # fmt: skip


def test_a_waiver_is_one_step_and_the_same_waiver_is_none() -> None:
    given = inputs(waivers=(waiver(CRITICAL),))
    fresh = course(known(), now(waived=True), PACK, given, NOW, {})
    assert fresh == (a_waiver(1),)
    waived = known("waived", events=(*known().events, a_waiver(1)))
    assert course(waived, now(waived=True), PACK, given, NOW, {}) == ()


def test_another_waiver_is_another_step() -> None:
    given = inputs(waivers=(waiver(CRITICAL),))
    waived = known("waived", events=(*known().events, a_waiver(5)))
    assert course(waived, now(waived=True), PACK, given, NOW, {}) == (a_waiver(1),)


def test_one_that_comes_back_under_a_waiver_is_reopened_and_waived() -> None:
    given = inputs(waivers=(waiver(CRITICAL),))
    told = course(known("closed"), now(waived=True), PACK, given, NOW, {})
    assert told == (step(0, "reopened", **FIGURES), a_waiver(1))


@pytest.mark.parametrize(
    ("until", "at"), [(ago(2), ago(2)), (ago(-2), NOW), (None, NOW)]
)  # fmt: skip
def test_it_comes_back_when_the_waiver_ended_or_now_where_it_was_taken_back(
    until: datetime | None, at: datetime
) -> None:
    end = a_waiver(5).model_copy(update={"until": until})
    waived = known("waived", events=(*known().events, end))
    (told,) = course(waived, now(), PACK, inputs(), NOW, {})
    assert told == ConflictEvent(at=at, what="reopened", claim=4.0, observed_high=2)


# Closing


GONE = ConflictEvent(at=NOW, what="closed", how=Resolution.OUT_OF_SCOPE)


def test_a_capability_that_the_profile_takes_out_closes_it_whatever_else_happened() -> None:
    left_out = (Hidden(capability=CRITICAL, reason="none"),)
    without = PACK.profile("service").model_copy(update={"hidden": left_out})
    given = inputs(answers=(answer(CRITICAL, 2),))
    assert closed(known(), given, of=pack(profiles=(without,))) == GONE


def test_a_trait_that_takes_the_capability_out_closes_it() -> None:
    rule = NotApplicableRule(when=(TraitTest(trait="generative", value=True),), reason="no text")
    capabilities = tuple(
        item.model_copy(update={"not_applicable": (rule,)}) if item.id == CRITICAL else item
        for item in PACK.capabilities
    )
    ruled = PACK.model_copy(update={"capabilities": capabilities})
    said = (answer(CRITICAL, 2),)
    assert closed(known(), inputs(answers=said, traits=Traits(generative=True)), of=ruled) == GONE
    told = closed(known(), inputs(answers=said), of=ruled)
    assert told.how is Resolution.ANSWER_CORRECTED


def test_everybody_saying_that_it_does_not_apply_closes_it_and_one_level_does_not() -> None:
    out = answer(CRITICAL, None, kind=AnswerKind.NOT_APPLICABLE, reason="We have none.")
    assert closed(known(), inputs(answers=(out,))) == GONE
    level = answer(CRITICAL, 2, who="bo", at=ago(1))
    both = closed(known(), inputs(answers=(out, level)))
    assert both.how is Resolution.ANSWER_CORRECTED
    elsewhere = answer(OTHER, None, kind=AnswerKind.NOT_APPLICABLE, reason="We have none.")
    told = closed(known(), inputs(answers=(elsewhere, level)))
    assert told.how is Resolution.ANSWER_CORRECTED


def test_where_nothing_explains_it_it_is_out_of_scope() -> None:
    assert closed(known(), inputs(answers=(answer(CRITICAL, 4),))) == GONE
    assert closed(known(), inputs(answers=(answer(CRITICAL, 5),))) == GONE


def test_the_latest_overrule_that_holds_closes_it_with_name_and_reason() -> None:
    seen, other = looked("absent", 10), finding(CRITICAL, 3, "absent", probe="q")
    overrules = (
        overrule(seen, at=ago(4), by="early"),
        overrule(seen, at=ago(3), by="kim", reason="another house", until=ago(-5)),
        overrule(seen, at=ago(2), by="over", until=ago(1)),
        overrule(seen, at=ago(-1), by="ahead"),
        overrule(other, at=ago(1), by="elsewhere"),
    )
    given = inputs(answers=(answer(CRITICAL, 2),), findings=(seen, other), overrules=overrules)
    assert closed(known(), given) == step(
        3, "closed", how=Resolution.OVERRULED, by="kim", note="another house", finding=seen.id,
        until=ago(-5),
    )  # fmt: skip


@pytest.mark.parametrize("look", [{"probe": "q"}, {"source": "elsewhere"}])
def test_an_overrule_of_what_another_saw_closes_nothing(look: dict[str, str]) -> None:
    seen = looked("absent", 10, **look)
    given = inputs(
        answers=(answer(CRITICAL, 4),), findings=(seen,), overrules=(overrule(seen),)
    )  # fmt: skip
    assert closed(known(), given) == GONE


def test_a_corrected_answer_closes_it_in_the_words_of_whoever_gave_it_last() -> None:
    answers = (
        answer(CRITICAL, 2, at=ago(3), comment="older"),
        answer(
            CRITICAL, 2, "E3", who="bo", at=ago(2), comment="by hand", entered_by="kim"
        ),
        answer(OTHER, 2, who="cy", at=ago(1), comment="elsewhere"),
    )  # fmt: skip
    assert closed(known(), inputs(answers=answers)) == step(
        2, "closed", how=Resolution.ANSWER_CORRECTED, by="kim", respondent="bo", note="by hand",
        claim=2.0, observed_high=2,
    )  # fmt: skip


def test_a_correction_dated_ahead_closes_it_today() -> None:
    told = closed(known(), inputs(answers=(answer(CRITICAL, 2, at=ago(-3)),)))
    assert (told.at, told.respondent, told.by) == (NOW, "ada", "")


def test_an_answer_that_is_there_no_more_closes_it_in_nobodys_name() -> None:
    assert closed(known(), inputs()) == ConflictEvent(
        at=NOW, what="closed", how=Resolution.ANSWER_CORRECTED, observed_high=2
    )


def test_a_dont_know_in_its_place_is_a_correction_without_a_level() -> None:
    told = closed(known(), inputs(answers=(answer(CRITICAL, None, at=ago(1)),)))
    assert told == step(
        1, "closed", how=Resolution.ANSWER_CORRECTED, respondent="ada", observed_high=2
    )


@pytest.mark.parametrize(
    ("name", "was", "claim", "corrected"),
    [
        (CRITICAL, 4.0, 3, False),
        (CRITICAL, 4.0, 2, True),
        (OTHER, 5.0, 4, False),
        (OTHER, 5.0, 3, True),
        (OTHER, 3.0, 3, False),
    ],
)
def test_a_lower_claim_closes_it_where_it_is_no_conflict_any_more(
    name: str, was: float, claim: int, corrected: bool
) -> None:
    before = known(capability=name, claim=was)
    told = closed(before, inputs(answers=(answer(name, claim),)))
    assert (told.how is Resolution.ANSWER_CORRECTED) is corrected


CLAIMED = (answer(CRITICAL, 4, at=ago(20)),)


def test_the_newest_reading_of_its_own_probe_closes_it() -> None:
    first, last = looked("present", 6), looked("present", 4)
    absent, other = looked("absent", 1), finding(CRITICAL, 3, observed_at=ago(2))
    given = inputs(answers=CLAIMED, findings=(first, last, absent, other))
    assert closed(known(), given) == step(
        4, "closed", how=Resolution.LATER_FINDING, finding=last.id
    )


def test_another_probe_that_saw_it_later_closes_it_too() -> None:
    later = finding(CRITICAL, 3, observed_at=ago(2))
    earlier = finding(CRITICAL, 3, observed_at=ago(5))
    given = inputs(answers=CLAIMED, findings=(looked("absent", 10), later, earlier))
    assert closed(known(), given) == step(
        2, "closed", how=Resolution.LATER_FINDING, finding=later.id
    )


@pytest.mark.parametrize(
    "other",
    [
        finding(CRITICAL, 3, observed_at=ago(10)),
        finding(CRITICAL, 3, "absent", observed_at=ago(2)),
        finding(OTHER, 3, observed_at=ago(2)),
        finding(CRITICAL, 3, observed_at=ago(2), bearing={"pack": "other"}),
    ],
    ids=["not later", "absent", "of something else", "for another pack"],
)
def test_what_does_not_speak_for_it_since_it_opened_closes_nothing(other: Finding) -> None:
    assert closed(known(), inputs(answers=CLAIMED, findings=(other,))) == GONE


def test_it_counts_from_when_it_last_opened() -> None:
    events = (*known().events, step(8, "closed"), step(5, "reopened"), step(1, "assigned"))
    before = known(events=events)
    early, late = (finding(CRITICAL, 3, observed_at=ago(days)) for days in (6, 4))
    assert closed(before, inputs(answers=CLAIMED, findings=(early,))) == GONE
    told = closed(before, inputs(answers=CLAIMED, findings=(early, late)))
    assert told == step(4, "closed", how=Resolution.LATER_FINDING, finding=late.id)


@pytest.mark.parametrize(
    ("changed", "how"),
    [
        ({"repo": ago(10)}, Resolution.LATER_FINDING),
        ({"repo": ago(9.9)}, Resolution.PROBE_FIXED),
        ({"repo": ago(4)}, Resolution.PROBE_FIXED),
        ({"repo": ago(3.9)}, Resolution.LATER_FINDING),
        ({"other": ago(5)}, Resolution.LATER_FINDING),
    ],
)
def test_a_source_changed_between_opening_and_reading_is_a_fixed_probe(
    changed: dict[str, datetime], how: Resolution
) -> None:
    seen = looked("present", 4)
    told = closed(known(), inputs(answers=CLAIMED, findings=(seen,)), changed)
    assert told == step(4, "closed", how=how, finding=seen.id)
    (same,) = course(known(), None, PACK, inputs(answers=CLAIMED, findings=(seen,)), NOW, changed)
    assert same == told
