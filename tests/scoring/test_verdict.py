"""Gate, verdict, coverage and what they count."""

import pytest

from assessment.model import Answer, AnswerKind, Finding
from content.model import Pack
from content.traits import NotApplicableRule, Traits, TraitTest
from scoring.model import GateReason, Scorecard, Verdict
from scoring.readiness import judge
from tests.scoring.builders import (
    AREAS,
    DIMENSIONS,
    NOW,
    answer,
    capability,
    finding,
    inputs,
    pack,
    profile,
)

PACK = pack(draws=200)
IDS = tuple(item.id for item in PACK.capabilities)
CRITICAL = PACK.profile("service").critical


def everyone(level: int | None, grade: str = "E0") -> list[Answer]:
    return [answer(name, level, grade) for name in IDS]


def seen(outcome: str = "present", but: str = "") -> list[Finding]:
    return [finding(name, 3, outcome) for name in CRITICAL if name != but]


def card(answers: list[Answer], findings: list[Finding] | None = None, **more: object) -> Scorecard:
    return judge(PACK, inputs(answers=answers, findings=findings or (), **more), NOW)


def only(found: Scorecard, code: str) -> list[GateReason]:
    return [reason for reason in found.reasons if reason.code == code]


def test_all_at_three_with_artefacts_and_every_critical_one_seen_is_ready() -> None:
    found = card(everyone(3, "E2"), seen())
    assert (found.verdict, found.reasons, found.provisional) == (Verdict.READY, (), False)
    assert found.permits == "Go live."


def test_all_at_four_on_statements_only_is_conditional_and_provisional() -> None:
    found = card(everyone(4))
    assert (found.verdict, found.provisional) == (Verdict.CONDITIONAL, True)


def test_one_critical_control_seen_to_be_absent_is_not_ready() -> None:
    name = CRITICAL[0]
    found = card(everyone(3, "E2"), [*seen(but=name), finding(name, 3, "absent")])
    assert found.verdict is Verdict.NOT_READY
    assert [reason.capability for reason in only(found, "probability")] == [name]
    assert only(found, "conflict")[0].value == 1


def test_nothing_answered_is_insufficient_and_has_no_index() -> None:
    found = card([])
    assert (found.verdict, found.index, found.claim_gap) == (
        Verdict.INSUFFICIENT_EVIDENCE,
        None,
        None,
    )
    assert found.left_out == AREAS
    assert found.expected_in_place == 0


def test_coverage_under_seven_tenths_gives_no_verdict() -> None:
    found = card([answer(name, 4, "E3") for name in CRITICAL])
    assert found.verdict is Verdict.INSUFFICIENT_EVIDENCE
    (reason,) = only(found, "coverage")
    assert reason.value == pytest.approx(26 / 53)
    assert reason.limit == 0.70


def test_a_critical_capability_without_an_answer_gives_no_verdict() -> None:
    found = card([item for item in everyone(4, "E3") if item.capability != CRITICAL[0]])
    assert found.verdict is Verdict.INSUFFICIENT_EVIDENCE
    assert [reason.capability for reason in only(found, "not_answered")] == [CRITICAL[0]]


def test_a_dont_know_does_not_cover_and_keeps_a_critical_capability_open() -> None:
    rest = [item for item in everyone(5, "E3") if item.capability != CRITICAL[0]]
    found = card([*rest, answer(CRITICAL[0], None)])
    assert found.coverage == pytest.approx(51 / 53)
    assert found.verdict is Verdict.CONDITIONAL
    assert only(found, "open_dont_know")[0].capability == CRITICAL[0]


def test_a_dont_know_stays_open_whatever_probes_saw() -> None:
    name = CRITICAL[0]
    rest = [item for item in everyone(5, "E3") if item.capability != name]
    seen_there = [finding(name, anchor) for anchor in (2, 3, 4)]
    found = card([*rest, answer(name, None)], seen_there)
    assert found.capability(name).p3 > 0.8
    assert found.verdict is Verdict.CONDITIONAL


def test_passes_alone_can_carry_a_critical_capability() -> None:
    name = CRITICAL[0]
    rest = [item for item in everyone(4, "E3") if item.capability != name]
    found = card(rest, [finding(name, anchor) for anchor in (2, 3, 4)])
    assert found.verdict is Verdict.READY


def test_a_likely_control_without_evidence_is_unsupported() -> None:
    name = CRITICAL[0]
    rest = [item for item in everyone(4, "E3") if item.capability != name]
    found = card([*rest, answer(name, 5, "E1")])
    assert found.capability(name).p3 > 0.8
    assert [reason.code for reason in found.reasons] == ["unsupported"]


def test_a_low_dimension_keeps_ready_away_and_a_low_gap_does_not() -> None:
    def low(area: str) -> Scorecard:
        weak = [item for item in everyone(4, "E3") if item.capability in CRITICAL]
        rest = [name for name in IDS if name not in CRITICAL]
        return card([*weak, *(answer(n, 1 if n.startswith(area) else 4, "E3") for n in rest)])

    assert low("reliable").verdict is Verdict.CONDITIONAL
    assert only(low("reliable"), "area_level")[0].area == "reliable"
    assert low("data").verdict is Verdict.READY
    assert low("data").area("data").verdict is Verdict.CONDITIONAL


def test_reasons_come_worst_first() -> None:
    found = card(everyone(1, "E2")[:-1])
    order = [list(Verdict).index(reason.blocks) for reason in found.reasons]
    assert order == sorted(order)


def test_a_pulse_gives_an_index_and_never_a_verdict() -> None:
    found = card(everyone(4, "E3"), depth="pulse")
    assert found.index is not None
    assert (found.gives_verdict, found.verdict) == (False, Verdict.INSUFFICIENT_EVIDENCE)
    assert found.confidence[Verdict.INSUFFICIENT_EVIDENCE] == 1


def test_a_dimension_has_its_own_verdict() -> None:
    found = card(everyone(3, "E2"), [*seen(but="reliable.c0"), finding("reliable.c0", 3, "absent")])
    verdicts = {area.id: area.verdict for area in found.dimensions}
    assert verdicts.pop("reliable") is Verdict.NOT_READY
    assert set(verdicts.values()) == {Verdict.READY}
    assert found.area("reliable").weakest == "reliable.c0"
    assert [area.id for area in found.areas if area.blocking] == ["reliable"]


def test_an_area_of_which_nothing_is_known_has_no_verdict_and_is_named() -> None:
    found = card([item for item in everyone(4) if not item.capability.startswith("scalable")])
    assert found.left_out == ("scalable",)
    assert found.area("scalable").verdict is Verdict.INSUFFICIENT_EVIDENCE
    assert (found.area("scalable").weakest, found.area("scalable").band) == (None, None)


def test_evidence_strength_counts_artefacts_and_findings() -> None:
    found = card([*everyone(3)[1:], answer(IDS[0], 3, "E2")], [finding(IDS[-1], 3)])
    assert found.evidence_strength == pytest.approx(3 / 53)


def test_what_respondents_call_not_applicable_leaves_total_and_coverage_alike() -> None:
    out = answer(IDS[3], None, kind=AnswerKind.NOT_APPLICABLE, reason="No features here.")
    found = card([item for item in everyone(4) if item.capability != IDS[3]] + [out])
    item = found.capability(IDS[3])
    assert (item.applicable, item.reason, item.asked) == (False, "No features here.", False)
    assert found.coverage == 1
    assert found.area("data").not_applicable_share == pytest.approx(1 / 6)
    assert not found.area("data").not_applicable_warning


def test_a_level_from_another_respondent_keeps_a_capability_in() -> None:
    out = answer(IDS[3], None, kind=AnswerKind.NOT_APPLICABLE, reason="No.", who="bob")
    assert card([*everyone(4), out]).capability(IDS[3]).applicable


def test_the_reasons_of_all_who_call_it_not_applicable_are_told() -> None:
    out = [
        answer(IDS[3], None, kind=AnswerKind.NOT_APPLICABLE, reason=why, who=who)
        for who, why in (("ada", "No features here."), ("bob", "We buy the model."))
    ]
    others = [item for item in everyone(4) if item.capability != IDS[3]]
    found = card([*others, *out]).capability(IDS[3])
    assert found.reason == "No features here. · We buy the model."


def test_hiding_past_a_fifth_of_an_area_is_warned_of() -> None:
    out = [answer(name, None, kind=AnswerKind.NOT_APPLICABLE, reason="No.") for name in IDS[3:5]]
    assert card(out).area("data").not_applicable_warning


def ruled() -> Pack:
    """The pack with a rule that hides one capability of generative use cases."""
    rule = NotApplicableRule(when=(TraitTest(trait="generative", value=True),), reason="No model.")
    out = capability(IDS[3], "data", not_applicable=(rule,))
    found = tuple(out if item.id == IDS[3] else item for item in PACK.capabilities)
    return PACK.model_copy(update={"capabilities": found})


def test_a_rule_takes_a_capability_out_and_back_in_with_its_answer_unchanged() -> None:
    hidden = judge(ruled(), inputs(answers=everyone(4), traits=Traits(generative=True)), NOW)
    shown = judge(ruled(), inputs(answers=everyone(4)), NOW)
    assert hidden.capability(IDS[3]).reason == "No model."
    assert shown == card(everyone(4))


def test_hiding_a_capability_does_not_touch_the_other_areas() -> None:
    hidden = judge(ruled(), inputs(answers=everyone(4), traits=Traits(generative=True)), NOW)
    others = [area for area in AREAS if area != "data"]
    assert [hidden.area(name) for name in others] == [card(everyone(4)).area(n) for n in others]


def test_without_any_critical_capability_there_is_nothing_to_judge_by() -> None:
    out = [answer(n, None, kind=AnswerKind.NOT_APPLICABLE, reason="No.") for n in CRITICAL]
    rest = [item for item in everyone(5, "E3") if item.capability not in CRITICAL]
    found = card([*rest, *out])
    assert found.verdict is Verdict.INSUFFICIENT_EVIDENCE
    assert (found.critical_total, found.reasons[0].capability) == (0, None)


def test_the_expected_number_in_place_adds_up_the_chances() -> None:
    found = card(everyone(3, "E2"))
    assert found.expected_in_place == pytest.approx(13 * found.capability(CRITICAL[0]).p3)
    assert found.critical_total == 13


def test_the_claim_gap_is_the_mean_of_claim_less_used_and_lies_in_its_interval() -> None:
    found = card(everyone(4))
    assert found.claim_gap == pytest.approx(4 - found.capabilities[0].mean)
    assert found.claims == len(IDS)
    low, high = found.claim_gap_low, found.claim_gap_high
    assert low is not None
    assert high is not None
    assert low < 4 - found.capabilities[0].mean < high


def test_asked_are_the_given_ones_that_apply_and_else_all() -> None:
    found = card([], asked=(IDS[0],))
    assert [item.id for item in found.capabilities if item.asked] == [IDS[0]]
    assert all(item.asked for item in card([]).capabilities)


def test_the_trace_ends_in_the_belief_that_is_used() -> None:
    found = card([answer(IDS[3], 4, "E3")], [finding(IDS[3], 2), finding(IDS[3], 3, "absent")])
    item = found.capability(IDS[3])
    assert item.steps[-1][1] == pytest.approx(item.belief)
    assert [label for label, _ in item.steps] == [
        "before anything was asked",
        "claim 4 at E3, counted as E0: a probe differs",
        "anchor 2 present",
        "anchor 3 absent",
    ]


def test_alpha_leaves_out_what_does_not_apply() -> None:
    hides = profile(CRITICAL, hidden=({"capability": IDS[3], "reason": "Not here."},))
    hidden = PACK.model_copy(update={"profiles": (hides,)})
    answers = [answer(IDS[3], 1, who="a"), answer(IDS[3], 5, who="b")]
    assert judge(hidden, inputs(answers=answers), NOW).alpha is None
    assert judge(PACK, inputs(answers=answers), NOW).alpha is not None


def test_areas_keep_the_packs_order_and_kind() -> None:
    found = card([])
    assert tuple(area.id for area in (*found.gaps, *found.dimensions)) == AREAS
    assert tuple(area.id for area in found.dimensions) == DIMENSIONS


def test_the_index_is_also_told_of_a_hundred() -> None:
    band = card(everyone(4, "E3")).index
    assert band is not None
    assert band.of_100[0] == pytest.approx(25 * (band.level - 1))


def test_a_capability_is_in_place_from_four_chances_in_five() -> None:
    found = card([answer(CRITICAL[0], 4, "E3"), answer(CRITICAL[1], 3, "E2")])
    assert found.capability(CRITICAL[0]).in_place
    assert not found.capability(CRITICAL[1]).in_place
