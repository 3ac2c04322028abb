"""Use cases: the AI systems of the client, what is true of them, and their assessments."""

import streamlit as st

from content.model import Pack
from engagement import opening
from engagement.model import UseCase, Workspace
from engagement.store import Store
from ui import faults, session
from ui.components import frame
from ui.components.note import note, on_accent
from ui.components.traits_form import STAGES, all_traits, profile_choice
from ui.components.wording import day, plain


def render(store: Store, space: Workspace) -> None:
    """The use cases at the left, the one on screen at the right."""
    st.header(f"Use cases of {plain(space.client.name)}", anchor=False)
    left, right = st.columns([1, 2.2], gap="large")
    with left:
        for use_case in opening.use_cases(store, space.client.id):
            _card(store, use_case, space)
        if st.button("Another use case", icon=":material/add:"):
            st.switch_page("ui/pages/start.py")
    with right, st.container(border=True):
        _edit(store, space, frame.pack(store, space))


def _card(store: Store, use_case: UseCase, space: Workspace) -> None:
    here = [item for item in opening.workspaces(store) if item.use_case.id == use_case.id]
    with st.container(border=True):
        st.subheader(plain(use_case.name), anchor=False)
        note(f"{STAGES[use_case.traits.stage]}. {plain(use_case.summary)}")
        for item in here:
            label = f"{item.assessment.depth.title()} of {day(item.assessment.started_at)}"
            if item.assessment.id == space.assessment.id:
                st.badge(f"{label}, on screen", color="blue")
            elif st.button(label, key=f"open.{item.assessment.id}"):
                session.go(assessment=item.assessment.id)
                st.rerun()
        if st.button("Assess again", key=f"again.{use_case.id}", icon=":material/restart_alt:"):
            _again(store, use_case, here[0] if here else space)


def _again(store: Store, use_case: UseCase, last: Workspace) -> None:
    fresh = opening.start_assessment(
        store, use_case_id=use_case.id, profile_id=last.assessment.profile,
        depth=last.assessment.depth,
    )  # fmt: skip
    session.go(assessment=fresh.assessment.id)
    st.switch_page("ui/pages/ask.py")


def _edit(store: Store, space: Workspace, pack: Pack) -> None:
    use_case, key = space.use_case, f"case.{space.use_case.id}"
    first, second = st.columns(2)
    fields: dict[str, object] = {
        "name": first.text_input("Name", use_case.name, key=f"{key}.name").strip(),
        "sponsor": second.text_input("Sponsor", use_case.sponsor, key=f"{key}.sponsor").strip(),
        "summary": st.text_input("What it does", use_case.summary, key=f"{key}.summary").strip(),
    } | _value(use_case, key)
    fields["traits"] = all_traits(key, use_case.traits)
    suggested = opening.suggest_profile(pack, fields["traits"])
    profile = profile_choice(pack, suggested, key, now=space.assessment.profile)
    if st.button(on_accent("Save"), type="primary", key=f"{key}.save"):
        faults.attempt(opening.update_use_case, store, use_case.model_copy(update=fields))
        faults.attempt(opening.change_profile, store, space.assessment.id, profile)
        st.toast("Saved", icon=":material/check:")
        st.rerun()


def _value(use_case: UseCase, key: str) -> dict[str, object]:
    low, high, text = st.columns([1, 1, 2])
    return {
        "value_low": low.number_input("Value a quarter, from", 0.0, None, use_case.value_low,
                                      key=f"{key}.low", placeholder="not stated", format="%.0f"),
        "value_high": high.number_input("to", 0.0, None, use_case.value_high, key=f"{key}.high",
                                        placeholder="not stated", format="%.0f"),
        "value_statement": text.text_input("Where the value comes from", use_case.value_statement,
                                           key=f"{key}.value").strip(),
    }  # fmt: skip


if __name__ == "__main__":
    frame.show(render)
