"""The form of a client: name, currency, people and rates, freezes, notes."""

import streamlit as st

from content.model import Pack
from engagement import opening
from engagement.model import Client
from engagement.store import Store
from ui.components import client_tables, edited
from ui.components.note import note, on_accent
from ui.components.permitted import may, tell_who_may
from ui.components.wording import day, plain


def edit(store: Store, client: Client, pack: Pack) -> None:
    """Everything that is known of the client; saved together, by whoever may."""
    if may("client changed"):
        _form(store, client, pack)
        return
    st.subheader(plain(client.name), anchor=False)
    if client.notes:
        st.markdown(plain(client.notes))
    known = client_tables.people_told(client, pack)
    if known:
        st.dataframe(known, hide_index=True, alt="People and rates by role")
    for item in client.freezes:
        note(f"{plain(item.name)}: nothing changes from {day(item.start)} to {day(item.end)}")
    tell_who_may("changes what is known of the client", "client changed")


def _form(store: Store, client: Client, pack: Pack) -> None:
    form, now = f"client.{client.id}", client
    client, key = edited.began(form, now)
    edited.meanwhile(form, client, now)
    with st.form(f"{key}.form", border=False):
        first, second = st.columns([3, 1])
        name = first.text_input("Name", client.name, key=f"{key}.name")
        currency = second.text_input("Currency", client.currency, placeholder="EUR", max_chars=3,
                                     key=f"{key}.currency")  # fmt: skip
        people = client_tables.people(client, pack, key)
        freezes = client_tables.freezes(client, key)
        pilots, reached = _history(client, key)
        months = st.number_input(
            "Months to keep it after its last change", 0, 240, client.retention_months or 0,
            key=f"{key}.months",
            help="0: until somebody deletes it. It is warned of 30 days before, here.",
        )  # fmt: skip
        notes = st.text_area("Notes", client.notes, height=80, key=f"{key}.notes")
        if not st.form_submit_button(on_accent("Save"), type="primary"):
            return
    fields = {
        "name": name.strip(), "currency": currency.strip().upper(), "notes": notes,
        "retention_months": int(months) or None,
        "pilots": pilots, "pilots_in_production": reached,
        **client_tables.people_read(people, pack), "freezes": client_tables.freezes_read(freezes),
    }  # fmt: skip
    saved = edited.save(
        form, opening.update_client, store, client.model_copy(update=fields), instead_of=client
    )
    if saved:
        st.toast("Saved", icon=":material/check:")
    st.rerun()


def _history(client: Client, key: str) -> tuple[int, int]:
    """The client's own pilots: what moves the forecast from published shares to its own."""
    note("Own history: AI pilots that came to an end, and how many of them are in production.")
    first, second = st.columns(2)
    pilots = first.number_input("Pilots that ended", 0, 100_000, client.pilots,
                                key=f"{key}.pilots")  # fmt: skip
    reached = second.number_input(
        "Of these in production", 0, 100_000, client.pilots_in_production, key=f"{key}.reached",
        help="Moves the forecast from published shares towards what happened here.",
    )  # fmt: skip
    return int(pilots), int(reached)
