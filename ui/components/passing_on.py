"""*I don't know, ask …*: who would know, and how far a question is that was passed on."""

import streamlit as st

from engagement import workspaces
from engagement.invitations.model import Held, Passing
from engagement.invitations.passing_on import pass_on
from engagement.invitations.sending import send
from engagement.outside import mail
from engagement.store import Store
from ui import faults, invited
from ui.components.note import note
from ui.components.wording import day, plain
from ui.opened import opened


def passing_on(store: Store, token: str, mine: Held, asked: str) -> None:
    """What was passed on to this person or by them, and the way to pass it on."""
    for item in mine.received:
        if item.passed.asked == asked:
            told = f": “{plain(item.passed.note)}”" if item.passed.note else ""
            st.info(f"**Passed on to you** by {plain(item.by_name)}{told}",
                    icon=":material/forward_to_inbox:")  # fmt: skip
    sent = [item for item in mine.sent_on if item.passed.asked == asked]
    for item in sent:
        note(f":material/forward_to_inbox: {how_far(store, mine, item)}")
    if not any(item.passed.state != "declined" for item in sent):
        with st.popover("I don’t know, ask …", icon=":material/forward_to_inbox:"):
            _form(store, token, mine, asked)


def how_far(store: Store, mine: Held, item: Passing) -> str:
    """One line on a question that this person passed on."""
    roles = {one.id: one.name for one in workspaces.roles_of(store, mine.place.assessment)}
    passed = item.passed
    to = f"{plain(passed.to_name)} ({roles.get(passed.to_role, passed.to_role)})"
    by = plain(mine.invited_by) or "whoever invited you"
    state = {
        "proposed": f"{by} decides whether they are asked",
        "asked": "they have answered" if item.answered else "they are invited",
        "declined": f"{plain(passed.settled_by)} left it with you",
    }[passed.state]
    return f"Passed on to {to} on {day(passed.at)}; {state}."


def _form(store: Store, token: str, mine: Held, asked: str) -> None:
    roles = {item.id: item.name for item in workspaces.roles_of(store, mine.place.assessment)}
    key = f"passed.{asked}"
    with st.form(key, border=False):
        name = st.text_input("Who would know", key=f"{key}.name", max_chars=200)
        role = st.selectbox("Their role", list(roles), None, format_func=roles.__getitem__,
                            key=f"{key}.role", placeholder="Choose a role")  # fmt: skip
        email = st.text_input("Their e-mail address, if you have it", key=f"{key}.email",
                              max_chars=250)  # fmt: skip
        words = st.text_input("A word to them", key=f"{key}.note", max_chars=500)
        by = plain(mine.invited_by) or "Whoever invited you"
        note(
            f"They are invited at once, to this question alone; without mail {by} gives them the "
            "link. Somebody who is asked already is a proposal." if mine.invitation.may_pass_on
            else f"{by} decides whether they are asked. Until you answer, yours is *don’t know*."
        )  # fmt: skip
        if st.form_submit_button("Pass it on"):
            with faults.said_at(key):
                _pass(store, token, mine, asked, (name, role or "", email, words))
    faults.tell_at(key)


def _pass(
    store: Store, token: str, mine: Held, asked: str, said: tuple[str, str, str, str]
) -> None:
    name, role, email, words = said
    passed = faults.attempt(
        pass_on, store, token, asked=asked, name=name, role=role, email=email.strip(), note=words
    )
    if passed is not None and passed.invitation and email.strip() and mail.configured():
        # The server sends it: whoever has a link reads what was answered with it, so that nobody
        # is shown the link of somebody else. Without mail the facilitator hands it over.
        faults.attempt(send, opened(), invitation_id=passed.invitation, base=invited.base(),
                       by=mine.person.name)  # fmt: skip
    st.rerun()
