"""Questions that people passed on: those that wait for a decision, and what became of the others."""

from collections.abc import Sequence
from functools import partial

import streamlit as st

from engagement import workspaces
from engagement.invitations.asked import named
from engagement.invitations.model import Passing
from engagement.invitations.passing_on import agree, decline
from engagement.model import Workspace
from engagement.store import Store
from ui import faults
from ui.components import frame
from ui.components.me import me
from ui.components.note import note
from ui.components.permitted import may
from ui.components.wording import counted, day, plain


def passed_list(store: Store, space: Workspace, found: Sequence[Passing]) -> None:
    """What waits first, each with its two answers; nothing where nobody passed anything on."""
    waiting = [item for item in found if item.passed.state == "proposed"]
    settled = [item for item in found if item.passed.state != "proposed"]
    if waiting:
        with st.container(border=True, gap="small"):
            st.subheader(
                f"{counted(len(waiting), 'question waits', 'questions wait')} for you", anchor=False
            )
            for item in waiting:
                _one(store, space, item)
    if settled:
        with st.expander(f"{counted(len(settled), 'question was', 'questions were')} passed on"):
            for item in settled:
                note(_line(store, space, item))


def _one(store: Store, space: Workspace, item: Passing) -> None:
    st.markdown(_line(store, space, item))
    if may("passed question asked", "passed question declined"):
        _decide(store, item)


def _decide(store: Store, item: Passing) -> None:
    with st.container(horizontal=True):
        for label, action, key in (
            (f"Ask {item.passed.to_name}", agree, "agree"),
            (f"Leave it with {item.by_name}", decline, "decline"),
        ):
            do = partial(action, store, passed_id=item.passed.id, by=me())
            if st.button(label, key=f"passed.{item.passed.id}.{key}"):
                faults.attempt(do)
                st.rerun()


def _line(store: Store, space: Workspace, item: Passing) -> str:
    passed = item.passed
    roles = {one.id: one.name for one in workspaces.roles_of(store, space.assessment)}
    pack = frame.grid(store, space) or frame.questionnaire(store, space)
    about = plain(named(pack, passed.asked)) if pack else passed.asked
    role = plain(roles.get(passed.to_role, passed.to_role))
    words = f": “{plain(passed.note)}”" if passed.note else ""
    state = {
        "proposed": "",
        "asked": "; answered" if item.answered else "; asked, no answer yet",
        "declined": f"; left with {plain(item.by_name)}",
    }[passed.state]
    return (
        f"{plain(item.by_name)} says that **{plain(passed.to_name)}** ({role}) would know "
        f"**{about}**{words}. :gray[{day(passed.at)}{state}]"
    )
