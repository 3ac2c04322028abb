"""Invite people: who was asked what, how far each is, and a list to invite more."""

import streamlit as st

from engagement.invitations.overview import invited
from engagement.invitations.passed import passed_on
from engagement.model import Workspace
from engagement.store import Store
from ui import invited as here
from ui.components import frame
from ui.components.invite_form import invite_form
from ui.components.invited_list import invited_list
from ui.components.me import ask_me
from ui.components.note import note
from ui.components.passed_list import passed_list
from ui.components.permitted import may, tell_who_may
from ui.components.wording import counted


def render(store: Store, space: Workspace) -> None:
    """Who is invited at the left, inviting more at the right; on a phone below it."""
    frame.first_line(space)
    people = invited(store, space.assessment.id)
    invites = may("person invited")
    st.header(_title(len(people), sum(item.done for item in people), invites), anchor=False)
    note(
        "Each person gets a link of their own and answers alone. You see how far they are; what "
        "they say is seen where everybody’s answers are. They see no score and nobody’s answers."
    )
    if invites and here.this_machine_only():
        st.info("This server is open on this machine only, so the links open on this machine only.",
                icon=":material/computer:")  # fmt: skip
    left, right = st.columns([2.2, 1], gap="large")
    with right:
        if invites:
            ask_me()
            invite_form(store, space)
        else:
            tell_who_may("invites people", "person invited")
    with left:
        passed_list(store, space, passed_on(store, space.assessment.id))
        invited_list(store, space, people)
    st.page_link("ui/pages/ask.py", label="Back to Ask", icon=":material/arrow_back:")


def _title(people: int, done: int, invites: bool) -> str:
    if not people:
        return "Invite people to answer by themselves" if invites else "Nobody is invited yet"
    return f"{counted(people, 'person is', 'people are')} invited, {done} answered everything"


if __name__ == "__main__":
    frame.show(render)
