"""Good enough here: what was accepted below its target, by whom, and accepting more."""

from collections.abc import Sequence
from datetime import UTC, datetime, time

import streamlit as st

from assessment.model import GoodEnough
from content.locales import written
from content.model import Pack
from engagement.model import Workspace
from engagement.settling import good_enough
from engagement.store import Store
from reports.wording import capital, plural
from scoring.model import Scorecard
from scoring.readiness import is_below_target, rounded
from ui import faults, session
from ui.components.me import me
from ui.components.note import note, on_accent
from ui.components.permitted import for_whoever_may
from ui.components.wording import day, plain
from ui.manner import typed_day


def good_enough_here(
    store: Store, space: Workspace, pack: Pack, card: Scorecard, held: Sequence[GoodEnough]
) -> None:
    """The decisions left, the form for another one right."""
    left, right = st.columns([1.3, 1], gap="large")
    with left:
        if not held:
            st.markdown(
                ":gray[Nothing is accepted below its target. A target is for every use case of this "
                "kind; where less is enough for this one, somebody decides it by name.]"
            )
        known = {one.id for one in pack.capabilities}
        for item in (one for one in held if one.capability in known):
            _decision(store, space, pack, card, item)
    with right, st.container(border=True):
        _form(store, space, pack, card)


def headline(held: Sequence[GoodEnough]) -> str:
    """How many were accepted."""
    if not held:
        return "Every target stands as it is"
    return f"{capital(plural(len(held), 'capability is', 'capabilities are'))} good enough below target"


def _decision(
    store: Store, space: Workspace, pack: Pack, card: Scorecard, item: GoodEnough
) -> None:
    score, name = card.capability(item.capability), pack.capability(item.capability).short_name
    until = f" until {day(item.until)}" if item.until else ""
    with st.container(border=True, gap="xsmall"):
        st.markdown(f"**{name}**: level {item.level} in place of {score.target}{until}")
        note(f"{plain(item.by)}, {day(item.at)}: {plain(item.reason)}")
        if score.accepted_level is None:
            note(":orange[Not in force any more: the target counts again.]")
        elif is_below_target(score):
            note(
                f":orange[Our reading fell to {written(score.mean, '.1f')}, below what was accepted.]"
            )
        _withdraw(store, space, item)


@for_whoever_may("good enough withdrawn")
def _withdraw(store: Store, space: Workspace, item: GoodEnough) -> None:
    if st.button("Withdraw", key=f"enough.withdraw.{item.capability}", type="tertiary",
                 icon=":material/undo:"):  # fmt: skip
        faults.attempt(
            good_enough.withdraw, store, assessment_id=space.assessment.id,
            capability=item.capability, by=me(),
        )  # fmt: skip
        st.rerun()


@for_whoever_may("good enough here", told="accepts a level below its target")
def _form(store: Store, space: Workspace, pack: Pack, card: Scorecard) -> None:
    below = {item.id: item for item in card.capabilities if is_below_target(item)}
    st.subheader("Accept one at its present level", anchor=False)
    if not below:
        note("Nothing that was answered is below its target.")
        return
    with st.form("enough", border=False):
        st.selectbox(
            "Capability", list(below), None, key="enough.capability",
            placeholder="Choose one that is below its target",
            format_func=lambda one: f"{pack.capability(one).short_name}: level "
            f"{rounded(below[one].mean)} of {below[one].target}",
        )  # fmt: skip
        st.text_input("Why this is enough here", key="enough.reason")
        st.date_input(
            "Until",
            None,
            key="enough.until",
            help="Empty: until somebody withdraws it.",
            format=typed_day(),
        )
        note(
            "It is no shortfall then, and no work is planned for it. The gate is untouched: what a "
            "critical capability needs stays needed."
        )
        st.form_submit_button(
            on_accent("Accept it as good enough"), type="primary", key="enough.do",
            on_click=_accept, args=(store, space),
        )  # fmt: skip


def _accept(store: Store, space: Workspace) -> None:
    capability = session.choice("enough.capability")
    if capability is None:
        faults.refuse("Choose which capability is good enough here.")
        return
    until = session.choice("enough.until")
    kept = faults.attempt(
        good_enough.accept_level, store, assessment_id=space.assessment.id, capability=capability,
        by=me(), reason=session.choice("enough.reason") or "",
        until=datetime.combine(until, time.max, UTC) if until else None,
    )  # fmt: skip
    if kept is not None:
        session.empty("enough.reason", chosen=["enough.capability", "enough.until"])
