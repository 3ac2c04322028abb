"""What the shipped pack holds, and what its readers may rely on."""

import re

import pytest

from content.applicability import applicable, questions, weight
from content.checking import check
from content.loading import shipped_packs
from content.model import AttestedCondition, MeasuredCondition, Pack, Profile
from content.traits import Traits

KNOWN_TO_EXECUTIVES = {"AI", "A/B", "EU"}
IN_WORDS = {"half": 50.0, "two": 2.0, "five": 5.0, "twelve": 12.0, "ten": 10.0, "one": 1.0}
PER_UNIT = (1, 100, 1 / 60)  # as it stands, as a percentage, seconds said as minutes
CONNECTORS = {
    "repository",
    "dataset",
    "prometheus",
    "metrics_endpoint",
    "mlflow",
    "kubernetes",
    "github",
    "gitlab",
    "pagerduty",
    "jira_service_management",
    "airflow",
    "grafana",
    "dbt",
    "data_checks",
    "number",
    "load",
    "opencost",
}


def test_every_shipped_pack_passes_its_check() -> None:
    assert {str(path.name): check(path) for path in shipped_packs()} == {
        path.name: [] for path in shipped_packs()
    }


def test_the_pack_has_46_capabilities_in_three_gaps_and_five_dimensions(pack: Pack) -> None:
    kinds = [area.kind for area in pack.areas]
    assert len(pack.capabilities) == 46
    assert (kinds.count("gap"), kinds.count("dimension")) == (3, 5)
    assert sum(len(pack.in_area(area.id)) for area in pack.areas) == 46


def test_each_capability_has_five_different_anchors_and_one_initiative(pack: Pack) -> None:
    for capability in pack.capabilities:
        assert len(set(capability.anchors)) == 5
        assert all(anchor[0].isupper() and anchor.endswith(".") for anchor in capability.anchors)
        assert pack.initiative_for(capability.id) is not None


def test_no_anchor_or_sentence_carries_typographic_shorthand(pack: Pack) -> None:
    texts = [anchor for item in pack.capabilities for anchor in item.anchors]
    texts += [initiative.exit.sentence for initiative in pack.initiatives]
    assert [text for text in texts if re.search(r"[<>]=?|≥|≤|\bw/", text)] == []


def test_a_name_or_reason_for_executives_holds_no_unexplained_acronym(pack: Pack) -> None:
    unexplained = []
    for item in pack.capabilities:
        for text in (item.name, item.short_name, item.definition, item.why):
            words = set(re.findall(r"\b[A-Z][A-Z/]+\b", text)) - KNOWN_TO_EXECUTIVES
            unexplained += [(item.id, word) for word in words if f"({word})" not in text]
    assert unexplained == []


def test_effort_is_stated_with_a_reason_and_led_by_the_role_that_does_most(pack: Pack) -> None:
    for initiative in pack.initiatives:
        mids = {effort.role: effort.mid for effort in initiative.effort}
        assert mids[initiative.lead_role] == max(mids.values()), initiative.id
        assert initiative.effort_reason


def test_each_exit_criterion_can_be_measured_or_shown(pack: Pack) -> None:
    for initiative in pack.initiatives:
        for condition in initiative.exit.conditions:
            if isinstance(condition, MeasuredCondition):
                assert set(condition.connectors) <= CONNECTORS, initiative.id
                assert pack.metric(condition.metric).unit == condition.unit
            else:
                assert condition.who
                assert condition.artefact


def _figures(text: str) -> set[float]:
    digits = {float(item.replace(",", "")) for item in re.findall(r"\d[\d,]*\.?\d*", text)}
    return digits | {value for word, value in IN_WORDS.items() if word in text.lower()}


def test_a_sentence_names_each_figure_but_those_that_a_use_case_states_itself(pack: Pack) -> None:
    for initiative in pack.initiatives:
        figures = _figures(initiative.exit.sentence)
        for condition in initiative.exit.conditions:
            if isinstance(condition, MeasuredCondition) and condition.target not in (0, 1):
                said = {round(condition.target * factor, 6) for factor in PER_UNIT}
                named = condition.target_trait is None
                assert bool(said & figures) is named, (initiative.id, condition.id)


def test_a_use_cases_own_objective_takes_the_place_of_a_target(pack: Pack) -> None:
    condition = pack.initiative("I-REL-01").exit.conditions[0]
    assert isinstance(condition, MeasuredCondition)
    assert condition.for_traits(Traits(availability_target=0.995)).target == 0.995
    assert condition.for_traits(Traits()).target == condition.target


def test_an_attested_condition_says_who_shows_what(pack: Pack) -> None:
    shown = [c for i in pack.initiatives for c in i.exit.conditions if c.kind == "attested"]
    assert shown
    assert all(isinstance(item, AttestedCondition) and item.artefact for item in shown)


@pytest.fixture(params=range(5))
def profile(request: pytest.FixtureRequest, pack: Pack) -> Profile:
    index: int = request.param
    return pack.profiles[index]


def test_a_profile_has_a_critical_capability_in_each_dimension(
    pack: Pack, profile: Profile
) -> None:
    areas = {pack.capability(name).area for name in profile.critical}
    assert {area.id for area in pack.areas if area.kind == "dimension"} <= areas
    assert 10 <= len(profile.critical) <= 16


def test_a_profile_suits_the_traits_it_starts_from(profile: Profile) -> None:
    assert profile.suits
    assert all(test.holds(profile.default_traits) for test in profile.suits)


def test_a_profile_never_wants_the_highest_level_everywhere(profile: Profile) -> None:
    assert profile.target == 3
    assert set(profile.targets.values()) <= {2, 4}


def test_a_fully_answered_standard_can_reach_a_verdict(pack: Pack, profile: Profile) -> None:
    traits = profile.default_traits
    asked = questions(pack, profile, traits, pack.depth("standard"))
    total = sum(weight(pack, profile, item) for item in applicable(pack, profile, traits))
    assert sum(weight(pack, profile, item) for item in asked) / total >= 0.70
    assert set(profile.critical) <= set(asked)


def test_the_pulse_asks_twelve_questions_of_all_areas_in_every_profile(
    pack: Pack, profile: Profile
) -> None:
    asked = questions(pack, profile, profile.default_traits, pack.depth("pulse"))
    assert len(asked) == 12
    assert {pack.capability(item).area for item in asked} == {area.id for area in pack.areas}
    assert sum(pack.capability(item).minutes for item in asked) <= 8


def test_a_customer_facing_model_without_text_is_asked_41_capabilities(pack: Pack) -> None:
    profile = pack.profile("customer-realtime")
    assert len(applicable(pack, profile, profile.default_traits)) == 41


def test_the_much_quoted_failure_shares_are_marked_as_untraced(pack: Pack) -> None:
    kinds = {rate.figure: rate.kind for rate in pack.base_rates}
    assert kinds["87%"] == kinds["85%"] == "untraced"
    assert all(rate.criticism and rate.sample for rate in pack.base_rates)


def test_the_frameworks_are_carried_in_one_stated_version(pack: Pack) -> None:
    counts = {framework.id: len(framework.items) for framework in pack.frameworks}
    assert counts["nist-ai-rmf"] == 72
    assert counts["iso-42001"] == 38
    assert counts["ml-test-score"] == 28
    assert counts["owasp-llm"] == 10
    assert all(framework.version and framework.url for framework in pack.frameworks)


def test_the_law_is_never_quoted_as_advice(pack: Pack) -> None:
    law = next(item for item in pack.frameworks if item.id == "eu-ai-act")
    assert law.note.startswith("Not legal advice.")
