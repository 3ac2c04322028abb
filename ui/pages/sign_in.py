"""Sign in: the door of a server with more than one person, and the first owner's setup code."""

import streamlit as st

from engagement.access import setting_up, signing_in
from engagement.access.people import Person
from engagement.outside.settings import settings
from ui import faults, session, who
from ui.components.leaving import leaving
from ui.components.note import lead, note, on_accent
from ui.components.wording import plain
from ui.opened import opened

_CODE = "setup.code"


def render() -> None:
    """Who nobody knows signs in; who is known and has no access is told what to do."""
    faults.show_waiting()
    left, middle, right = st.columns([1, 2, 1])  # noqa: RUF059  the outer two are air
    with middle:
        st.space("large")
        person = who.person()
        if person is None:
            _door()
        else:
            _without_access(person)


def _door() -> None:
    st.title("Sign in", anchor=False)
    if who.why_not():
        st.info(plain(who.why_not()), icon=":material/logout:")
    if settings().sign_in == "oidc":
        lead("Use the account that your organisation gave you.")
        label = on_accent("Sign in with your account")
        st.button(label, type="primary", icon=":material/login:", on_click=st.login)
        note("Your organisation's sign-in opens. A second factor is asked for there.")
    elif not who.why_not():
        lead("Open this address through your organisation's sign-in proxy.")
        note("The proxy in front of this server has to name you; nobody has named you here.")


def _without_access(person: Person) -> None:
    st.title("You have no access yet", anchor=False)
    name = plain(person.who or person.name)
    if setting_up.needs_owner(opened()):
        lead(f"You are signed in as {name}. Nobody owns this server yet.")
        _setup(person)
        leaving()
        return
    if signing_in.is_anothers(opened(), person):
        lead(f"You are signed in as {name}. That name is a member here, with another account.")
        note(
            "An access belongs to the account that used it first, and is never taken over by a name. "
            "That account may be somebody else's, or your own from another way of signing in. If it "
            "is yours, ask an owner to open *Account* beside your name under Members and press *Let "
            "them in anew*; then reload."
        )
    else:
        lead(f"You are signed in as {name}, and no client has given you a role.")
        note("Ask an owner of the client to add exactly this name under Members; then reload.")
    if setting_up.code_waits(opened()):
        with st.expander("I was given a setup code"):
            _setup(person)
    leaving()


def _setup(person: Person) -> None:
    with st.form("setup", border=True):
        st.text_input(
            "Setup code", placeholder="XXXX-XXXX-XXXX-XXXX", max_chars=40, key=_CODE,
            help="Whoever runs the server prints it with `prodworthy setup-code`.",
        )  # fmt: skip
        note("It works once, within an hour of being made. You become the owner of this server.")
        st.form_submit_button(
            on_accent("Become the owner"), type="primary", on_click=_become_owner, args=(person,)
        )


def _become_owner(person: Person) -> None:
    """Before the page is drawn anew: the form goes where the code has expired while it was open."""
    faults.attempt(setting_up.become_owner, opened(), person, session.choice(_CODE) or "")


if __name__ == "__main__":
    render()
