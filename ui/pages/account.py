"""Your account: who you are here, how this server knows it, what you may do, and the way out."""

import streamlit as st

from engagement.access.members import EXPLAINED
from engagement.access.people import Person
from engagement.access.standing import standing
from engagement.outside.settings import settings
from engagement.store import Store
from ui import faults, who
from ui.components import frame
from ui.components.leaving import leaving
from ui.components.note import note
from ui.components.wording import plain

KNOWN_BY = {
    "oidc": "Your organisation's sign-in says who you are. A second factor is asked for there.",
    "header": "A proxy in front of this server says who you are.",
}


def render(store: Store) -> None:
    """In local mode what that means; else the person with their roles, and the button to leave."""
    faults.show_waiting()
    st.header("Your account", anchor=False)
    person = who.person()
    with st.container(border=True):
        if person is None:
            _local()
        else:
            _somebody(store, person)


def _local() -> None:
    st.subheader("One person on this machine", anchor=False)
    st.markdown(
        "This server has no sign-in: whoever sits at this machine may do everything. It listens on "
        "this machine only, and nobody else can reach it."
    )
    note(
        "For more people, whoever runs the server sets `PRODWORTHY_SIGN_IN` to `oidc` or `header`; "
        "the settings page of the documentation has the rest."
    )


def _somebody(store: Store, person: Person) -> None:
    st.subheader(plain(person.name), anchor=False)
    note(f"{plain(person.who)}. {KNOWN_BY[settings().sign_in]}")
    for line in standing(store):
        where = plain(line.client) if line.client else "The whole server"
        st.markdown(f"**{where}**: {line.role}. :gray[{EXPLAINED[line.role]}]")
    note(f"You stay signed in for {settings().session_hours} hours at most.")
    leaving()


if __name__ == "__main__":
    frame.with_bar(render)
