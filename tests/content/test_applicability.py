"""Which capabilities come, whatever is true of the use case."""

from hypothesis import given
from hypothesis import strategies as st

from content.applicability import applicable, not_applicable, questions, weight
from content.loading import load_shipped
from content.model import Profile
from content.traits import RiskClass, Stage, Traits

PACK = load_shipped("ai-production")
HOURS = st.none() | st.floats(min_value=0.001, max_value=1000)
TRAITS = st.builds(
    Traits,
    stage=st.sampled_from(Stage),
    risk_class=st.sampled_from(RiskClass),
    generative=st.booleans(),
    takes_actions=st.booleans(),
    retrieves_documents=st.booleans(),
    trained_by_us=st.booleans(),
    engineered_features=st.booleans(),
    metered_model=st.booleans(),
    personal_data=st.booleans(),
    enough_volume_for_experiments=st.booleans(),
    decision_window_hours=HOURS,
)
PROFILES = st.sampled_from(PACK.profiles)


@given(PROFILES, TRAITS)
def test_a_fully_answered_standard_reaches_a_verdict_whatever_the_traits(
    profile: Profile, traits: Traits
) -> None:
    asked = questions(PACK, profile, traits, PACK.depth("standard"))
    apply = applicable(PACK, profile, traits)
    share = sum(weight(PACK, profile, i) for i in asked) / sum(
        weight(PACK, profile, i) for i in apply
    )
    assert share >= PACK.judgements.thresholds.coverage_for_verdict - 1e-9
    assert {name for name in profile.critical if name in apply} <= set(asked)


@given(PROFILES, TRAITS)
def test_a_deeper_assessment_asks_all_that_applies_and_each_item_has_one_fate(
    profile: Profile, traits: Traits
) -> None:
    apply, out = applicable(PACK, profile, traits), not_applicable(PACK, profile, traits)
    assert set(apply) | out.keys() == {item.id for item in PACK.capabilities}
    assert not set(apply) & out.keys()
    assert questions(PACK, profile, traits, PACK.depth("full")) == apply
    assert all(out.values())


@given(PROFILES, TRAITS)
def test_questions_come_in_the_packs_order(profile: Profile, traits: Traits) -> None:
    order = [item.id for item in PACK.capabilities]
    for depth in PACK.depths:
        asked = questions(PACK, profile, traits, depth)
        assert list(asked) == sorted(asked, key=order.index)


def test_a_trait_that_nobody_has_stated_takes_nothing_out() -> None:
    profile = PACK.profile("customer-realtime")
    unstated = profile.default_traits.model_copy(update={"decision_window_hours": None})
    nightly = profile.default_traits.model_copy(update={"decision_window_hours": 24.0})
    assert "data.realtime" in applicable(PACK, profile, unstated)
    assert "data.realtime" not in applicable(PACK, profile, nightly)
