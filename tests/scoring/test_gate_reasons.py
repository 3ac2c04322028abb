"""Each reason of the gate names its capability or area, the value and the limit it misses."""

import pytest

from content.judgement import Thresholds
from scoring.gate import (
    CLOSE,
    all_reasons,
    of_area,
    of_capability,
    of_coverage,
    of_criticals,
    own_verdict,
    weakest,
)
from scoring.model import Band, CapabilityScore, GateReason, State, Verdict

LIMITS = Thresholds(reasons={})


def score(name: str = "a.one", **changes: object) -> CapabilityScore:
    """A critical capability that is claimed, proved and nearly sure to be at level 3."""
    fields: dict[str, object] = {
        "id": name,
        "area": name.split(".", maxsplit=1)[0],
        "critical": True,
        "applicable": True,
        "asked": True,
        "weight": 2,
        "target": 3,
        "claim": 3.0,
        "belief": (0.02, 0.03, 0.55, 0.3, 0.1),
        "mean": 3.4,
        "low": 3,
        "high": 4,
        "p3": 0.95,
        "p4": 0.4,
        "state": State.ALIGNED,
        "covered": True,
        "supported": True,
        "proved_at_3": True,
        "answered": True,
    }
    return CapabilityScore.model_validate(fields | changes)


def band(level: float) -> Band:
    return Band(level=level, low=level, high=level)


def about(code: str, blocks: Verdict, **more: object) -> GateReason:
    named = {"capability": "a.one", "area": "a"}
    return GateReason.model_validate(named | {"code": code, "blocks": blocks} | more)


def test_a_proved_and_likely_capability_gives_no_reason() -> None:
    assert of_capability(score(), LIMITS) == ()


def test_one_without_an_answer_says_so_and_nothing_else() -> None:
    bare = score(answered=False, claim=None, p3=0.1, proved_at_3=False)
    assert of_capability(bare, LIMITS) == (about("not_answered", Verdict.NOT_READY),)


@pytest.mark.parametrize(
    ("p3", "limit", "blocks"),
    [(0.79, 0.80, Verdict.READY), (0.41, 0.80, Verdict.READY), (0.39, 0.40, Verdict.CONDITIONAL)],
)
def test_an_unlikely_one_says_how_likely_and_what_is_asked(
    p3: float, limit: float, blocks: Verdict
) -> None:
    expected = about("probability", blocks, value=p3, limit=limit)
    assert of_capability(score(p3=p3), LIMITS) == (expected,)


@pytest.mark.parametrize("p3", [0.80, 0.80 - CLOSE, 0.80 - CLOSE / 2])
def test_at_the_limit_and_within_rounding_is_enough(p3: float) -> None:
    assert of_capability(score(p3=p3), LIMITS) == ()


@pytest.mark.parametrize("p3", [0.40, 0.40 - CLOSE, 0.40 - CLOSE / 2])
def test_at_the_lower_limit_and_within_rounding_is_conditional(p3: float) -> None:
    assert of_capability(score(p3=p3), LIMITS)[0].blocks is Verdict.READY


def test_an_open_dont_know_an_unproved_claim_and_a_conflict_each_keep_ready_away() -> None:
    unknown = score(claim=None, dont_know=1)
    assert of_capability(unknown, LIMITS) == (about("open_dont_know", Verdict.READY),)
    unproved = score(proved_at_3=False)
    assert of_capability(unproved, LIMITS) == (about("unsupported", Verdict.READY),)
    fought = score(conflict_open=True, over_claim=2.0)
    assert of_capability(fought, LIMITS) == (about("conflict", Verdict.READY, value=2.0),)


def test_a_dont_know_beside_a_level_is_not_open() -> None:
    assert of_capability(score(dont_know=1), LIMITS) == ()


def test_what_only_a_probe_proves_is_neither_open_nor_unsupported() -> None:
    assert of_capability(score(claim=None, dont_know=0), LIMITS) == ()


@pytest.mark.parametrize("coverage", [0.70, 0.70 - CLOSE, 0.70 - CLOSE / 2])
def test_coverage_at_its_limit_and_within_rounding_is_enough(coverage: float) -> None:
    assert of_coverage(coverage, LIMITS) == ()


def test_low_coverage_tells_itself_and_its_limit() -> None:
    expected = GateReason(code="coverage", value=0.5, limit=0.70, blocks=Verdict.NOT_READY)
    assert of_coverage(0.5, LIMITS) == (expected,)


@pytest.mark.parametrize("level", [2.5, 2.5 - CLOSE, 2.5 - CLOSE / 2])
def test_an_area_at_its_limit_and_within_rounding_is_high_enough(level: float) -> None:
    assert of_area("a", band(level), LIMITS) == ()


@pytest.mark.parametrize("level", [None, 2.4])
def test_a_low_or_unknown_area_tells_its_level_and_the_limit(level: float | None) -> None:
    known = None if level is None else band(level)
    expected = GateReason(code="area_level", area="a", value=level, limit=2.5, blocks=Verdict.READY)
    assert of_area("a", known, LIMITS) == (expected,)


def test_only_critical_capabilities_that_apply_are_asked_by_the_gate() -> None:
    aside = [score("a.two", p3=0.1, critical=False), score("a.three", p3=0.1, applicable=False)]
    assert of_criticals([score(), *aside], LIMITS) == ()
    assert own_verdict([score(), *aside], "a", band(3), LIMITS) is Verdict.READY
    assert weakest([score(p3=0.9), *aside, score("a.four", p3=0.2, answered=False)]) == score(
        p3=0.9
    )


def test_without_a_critical_capability_the_gate_has_nothing_to_go_by() -> None:
    expected = (GateReason(code="not_answered", blocks=Verdict.NOT_READY),)
    assert of_criticals([score(critical=False)], LIMITS) == expected


def test_an_areas_verdict_is_the_worst_that_its_own_parts_leave() -> None:
    assert own_verdict([score()], "a", None, LIMITS) is Verdict.INSUFFICIENT_EVIDENCE
    assert own_verdict([score()], "a", band(2), LIMITS) is Verdict.CONDITIONAL
    assert own_verdict([score(p3=0.3)], "a", band(3), LIMITS) is Verdict.NOT_READY


def test_all_reasons_are_told_the_worst_first_and_else_in_the_order_they_came() -> None:
    scores = [score(conflict_open=True, over_claim=1.0), score("b.two", p3=0.2)]
    found = all_reasons(scores, {"a": band(2.0), "b": None}, 0.5, LIMITS)
    assert [(item.code, item.area) for item in found] == [
        ("coverage", None),
        ("probability", "b"),
        ("conflict", "a"),
        ("area_level", "a"),
        ("area_level", "b"),
    ]
