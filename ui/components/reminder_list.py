"""Who is told what is due: the list with its links, and a form for a mail, a call or a calendar."""

import streamlit as st

from engagement.outside import mail
from engagement.outside.settings import settings
from engagement.schedule.model import Reminder, Way
from engagement.schedule.reminding import (
    add_reminder,
    calendar_link,
    end_reminder,
    reminders_of,
    renew_calendar,
    try_reminder,
)
from engagement.store import Store
from ui import faults, invited, session
from ui.components.me import me
from ui.components.note import note, on_accent
from ui.components.permitted import may, tell_who_may
from ui.components.wording import plain

_WAYS: dict[Way, str] = {"mail": "Mail", "webhook": "Signed call (webhook)", "calendar": "Calendar"}
_ICONS: dict[Way, str] = {"mail": "mail", "webhook": "webhook", "calendar": "calendar_month"}


def reminder_list(store: Store, client_id: str) -> None:
    """One box a reminder, and the form that adds one."""
    st.subheader("Who is told", anchor=False)
    found, allowed = reminders_of(store, client_id), may("reminder added")
    if not found:
        note("Nobody is told yet: people see what is due when they come here.")
    for item in found:
        with st.container(border=True):
            _one(store, item, allowed=allowed)
    if not allowed:
        tell_who_may("says who is told", "reminder added")
        return
    with st.expander("Tell somebody", icon=":material/add:", expanded=not found):
        _form(store, client_id)


def _one(store: Store, item: Reminder, *, allowed: bool) -> None:
    whose = f"what is for {plain(item.whose)}" if item.whose else "everything that is due"
    st.markdown(f":material/{_ICONS[item.way]}: **{plain(item.name)}**, {whose}")
    if item.way == "calendar":
        st.code(calendar_link(item, settings().public_address or invited.base()), language=None,
                wrap_lines=True)  # fmt: skip
        note(
            "Subscribe to this address in a calendar. Whoever has it reads what is due, without a sign-in."
        )
        if not settings().public_address and invited.this_machine_only():
            note(
                ":material/computer: This server is open on this machine only, and so is the address."
            )
    else:
        note(plain(item.address) + (f" · signed with {plain(item.secret)}" if item.secret else ""))
    if not allowed:
        return
    key = f"reminder.{item.id}"
    with st.container(horizontal=True):
        if item.way == "calendar":
            st.button("New link", key=f"{key}.new", on_click=_renew, args=(store, item),
                      help="Every earlier link then opens nothing.")  # fmt: skip
        else:
            st.button("Send one now", key=f"{key}.try", on_click=_try, args=(store, item))
        st.button("End it", key=f"{key}.end", on_click=_end, args=(store, item))
    told = session.choice(f"{key}.told")
    if told:
        note(f":material/check: {plain(told)}")


def _form(store: Store, client_id: str) -> None:
    key = f"reminder.add.{client_id}"
    way: Way = st.selectbox("How", list(_WAYS), key=f"{key}.way", format_func=_WAYS.__getitem__)
    if way == "mail" and not mail.configured():
        note(
            ":material/warning: No mail server is set up (PRODWORTHY_MAIL_HOST and PRODWORTHY_MAIL_FROM)."
        )
    with st.form(key, border=False):
        names = {"webhook": "Name of what is called"}
        name = st.text_input(names.get(way, "Name"), key=f"{key}.name", max_chars=200)
        address = secret = ""
        if way == "mail":
            address = st.text_input("E-mail address", key=f"{key}.mail", max_chars=200)
        if way == "webhook":
            address = st.text_input(
                "Address", key=f"{key}.url", max_chars=200, placeholder="https://…"
            )
            secret = st.selectbox(
                "Secret that signs it", settings().secret_names(client_id), index=None,
                key=f"{key}.secret", placeholder="A name on the operator’s list",
                help="Listed as host=NAME hmac:KEY. The receiver checks the signature with the same key.",
            ) or ""  # fmt: skip
        whose = st.text_input(
            "Only what is for", key=f"{key}.whose", max_chars=200, placeholder="Everybody",
            help="The name of a person, as it stands beside what is due.",
        )  # fmt: skip
        given = st.form_submit_button(on_accent("Tell them"), type="primary")
    if given:
        made = faults.attempt(
            add_reminder, store, client_id=client_id, way=way, name=name, address=address,
            secret=secret, whose=whose, by=me(),
        )  # fmt: skip
        if made:
            session.forget_all(f"{key}.")
        st.rerun()


def _renew(store: Store, item: Reminder) -> None:
    faults.attempt(renew_calendar, store, reminder_id=item.id, by=me())


def _try(store: Store, item: Reminder) -> None:
    session.keep(
        f"reminder.{item.id}.told",
        faults.attempt(try_reminder, store, reminder_id=item.id, by=me()) or "",
    )


def _end(store: Store, item: Reminder) -> None:
    faults.attempt(end_reminder, store, reminder_id=item.id, by=me())
