"""The form of a client: name, currency, people and rates, freezes, notes."""

import streamlit as st

from content.model import Pack
from engagement.clients import client_list
from engagement.faults import Refused
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
        st.dataframe(
            known, hide_index=True, alt="People and rates by role",
            column_config={
                name: item.config() for name, item in client_tables.columns_told(client).items()
            },
        )  # fmt: skip
    for item in client.freezes:
        note(f"{plain(item.name)}: nothing changes from {day(item.start)} to {day(item.end)}")
    tell_who_may("changes what is known of the client", "client changed")


def _form(store: Store, client: Client, pack: Pack) -> None:
    form, now = f"client.{client.id}", client
    client, key = edited.began(form, now)
    whole = edited.follow(key, _shown(client), _shown(now))
    edited.meanwhile(
        form, client, now, whole=whole,
        by=lambda: edited.other(store, now.id, "client changed"),
    )  # fmt: skip
    try:
        fields = _fields(client, now, pack, key)
    except Refused as refused:
        st.error(refused.sentence, icon=":material/error:")
        return
    mine = client.model_copy(update=fields)
    edited.caught_up(form, client, mine, now)
    edited.choice(form)
    if not st.button(on_accent("Save"), type="primary", key=f"{key}.save"):
        return
    if edited.save(form, client_list.update_client, store, mine, instead_of=client):
        st.toast("Saved", icon=":material/check:")
    st.rerun()


def _shown(client: Client) -> dict[str, object]:
    """What the fields show of a client, by the rest of their keys; tables follow by themselves."""
    return {
        "name": client.name, "currency": client.currency, "notes": client.notes,
        "months": client.retention_months or 0, "pilots": client.pilots,
        "reached": client.pilots_in_production,
    }  # fmt: skip


def _fields(client: Client, now: Client, pack: Pack, key: str) -> dict[str, object]:
    first, second = st.columns([3, 1])
    name = first.text_input("Name", client.name, key=f"{key}.name")
    currency = second.text_input("Currency", client.currency, placeholder="EUR", max_chars=3,
                                 key=f"{key}.currency")  # fmt: skip
    people = client_tables.people(client, now, pack, key)
    freezes = client_tables.freezes(client, now, key)
    pilots, reached = _history(client, key)
    months = st.number_input(
        "Months to keep it after its last change (0: no end)", 0, 240, client.retention_months or 0,
        key=f"{key}.months",
        help="0: until somebody deletes it. It is warned of 30 days before, here.",
    )  # fmt: skip
    notes = st.text_area("Notes", client.notes, height=80, key=f"{key}.notes")
    return {
        "name": name.strip(), "currency": currency.strip().upper(), "notes": notes,
        "retention_months": int(months) or None,
        "pilots": pilots, "pilots_in_production": reached, "freezes": freezes,
        **client_tables.people_read(people, pack),
    }  # fmt: skip


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
