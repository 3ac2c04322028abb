"""The fields that say what kind of system a use case is."""

from typing import NamedTuple

import streamlit as st

from content.model import Pack, Profile
from content.traits import RiskClass, Stage, Traits
from ui.components.note import note
from ui.components.number_field import number_field, shown

STAGES = {
    Stage.IDEA: "Idea", Stage.PILOT: "Pilot",
    Stage.LIMITED_RELEASE: "Limited release", Stage.PRODUCTION: "In production",
}  # fmt: skip
RISKS = {RiskClass.MINIMAL: "Minimal", RiskClass.LIMITED: "Limited", RiskClass.HIGH: "High"}


class Switch(NamedTuple):
    """A yes-or-no trait: its field, its words, and what they mean."""

    field: str
    label: str
    help: str


SWITCHES = (
    Switch("generative", "It generates text, images or code", "A language or image model."),
    Switch("takes_actions", "It acts through tools", "It writes records, sends or spends."),
    Switch("retrieves_documents", "It looks things up in documents", "Retrieval from a corpus."),
    Switch(
        "trained_by_us", "We train or tune its model", "As against a model bought as a service."
    ),
    Switch("engineered_features", "It uses engineered features", "Computed inputs of a model."),
    Switch("metered_model", "Its model is paid by use", "By token, call or minute."),
    Switch("personal_data", "It processes personal data", "Of customers, employees or others."),
    Switch(
        "enough_volume_for_experiments",
        "There is enough traffic to compare variants",
        "Live A/B comparison gives an answer within weeks.",
    ),
)


def first_traits(key: str) -> Traits:
    """The few traits that decide which questions come; the others can be set later."""
    st.markdown("**What kind of system is it?**")
    left, right = st.columns(2)
    base = Traits()
    chosen = {
        item.field: side.checkbox(
            item.label, getattr(base, item.field), key=f"{key}.{item.field}", help=item.help
        )
        for item, side in zip(SWITCHES, (left, right) * 4, strict=True)
    }
    return Traits(**chosen, **_scales(key, base))


def all_traits(key: str, base: Traits) -> Traits:
    """Every trait, with service objectives; a number left empty is *not stated*."""
    left, right = st.columns(2)
    chosen = {
        item.field: side.checkbox(
            item.label, getattr(base, item.field), key=f"{key}.{item.field}", help=item.help
        )
        for item, side in zip(SWITCHES, (left, right) * 4, strict=True)
    }
    scales = _scales(key, base)
    first, second, third = st.columns(3)
    load = number_field(
        first, "Peak load at launch, requests a second", 0.001, None, base.peak_requests_per_second,
        key=f"{key}.load", placeholder="not stated",
    )  # fmt: skip
    availability = number_field(
        second, "Availability objective, %", 50.0, 99.9999, _hundred(base.availability_target),
        key=f"{key}.slo", placeholder="not stated",
    )  # fmt: skip
    latency = number_field(
        third, "Response time objective, ms (19 of 20)", 0.1, None, base.latency_p95_ms,
        key=f"{key}.p95", placeholder="not stated",
    )  # fmt: skip
    return Traits(
        **chosen, **scales, peak_requests_per_second=load, latency_p95_ms=latency,
        availability_target=None if availability is None else round(availability / 100, 8),
    )  # fmt: skip


def traits_shown(traits: Traits) -> dict[str, object]:
    """What the fields show of all traits, by the rest of their keys."""
    return {item.field: getattr(traits, item.field) for item in SWITCHES} | {
        "stage": traits.stage, "risk": traits.risk_class,
        "window": shown(traits.decision_window_hours),
        "load": shown(traits.peak_requests_per_second),
        "slo": shown(_hundred(traits.availability_target)), "p95": shown(traits.latency_p95_ms),
    }  # fmt: skip


def profile_choice(pack: Pack, suggested: str, key: str, now: str = "") -> str:
    """The profile: the one chosen earlier (``now``), or the one that the traits suggest."""
    ids = [item.id for item in pack.profiles]
    chosen = st.selectbox(
        "Judged as",
        ids,
        index=ids.index(now or suggested),
        format_func=lambda item: pack.profile(item).name,
        # A new suggestion is a new field, so that an earlier choice never hides it.
        key=f"{key}.profile.{now or suggested}",
        help="Decides which questions come, which are critical, and which level is wanted.",
    )
    note(_described(pack, pack.profile(chosen), suggested))
    return str(chosen)


def _described(pack: Pack, profile: Profile, suggested: str) -> str:
    origin = (
        "Suggested by what is said above."
        if profile.id == suggested
        else f"What is said above suggests {pack.profile(suggested).name}."
    )
    return f"{profile.description.strip()} {len(profile.critical)} critical capabilities. {origin}"


def _scales(key: str, base: Traits) -> dict[str, object]:
    first, second, third = st.columns(3)
    stage = first.selectbox(
        "Stage",
        list(STAGES),
        list(STAGES).index(base.stage),
        STAGES.__getitem__,
        key=f"{key}.stage",
    )
    risk = second.selectbox(
        "Risk of a wrong decision", list(RISKS), list(RISKS).index(base.risk_class),
        RISKS.__getitem__, key=f"{key}.risk",
        help="Minimal, limited or high, as in Regulation (EU) 2024/1689.",
    )  # fmt: skip
    hours = number_field(
        third, "Decision window, hours", 0.0001, None, base.decision_window_hours,
        key=f"{key}.window", placeholder="not stated",
        help="Time from the event to the moment its decision is needed. One second is "
        f"{shown(0.0003)}.",
    )  # fmt: skip
    return {"stage": stage, "risk_class": risk, "decision_window_hours": hours}


def _hundred(share: float | None) -> float | None:
    return None if share is None else 100 * share
