"""How often what comes round is due, chosen from the rhythms of working life or as a number of days."""

from collections.abc import Callable
from functools import partial

import streamlit as st

from content.schedules import LONGEST_DAYS, RHYTHMS, Rhythm, schedules
from engagement.looks import collecting
from engagement.model import Workspace
from engagement.schedule.cadence import (
    schedule_of,
    set_schedule,
    set_source_cadence,
    source_cadences,
)
from engagement.schedule.model import Schedule
from engagement.store import Store
from ui import faults, session
from ui.components.me import me
from ui.components.note import note
from ui.components.permitted import may, tell_who_may
from ui.components.wording import plain

OWN, OTHER = "own", "other"
Keep = Callable[[int | None], object]


def schedule_form(store: Store, client_id: str) -> None:
    """The switch, and one field for each thing that comes round; kept as soon as it is changed."""
    st.subheader("How often", anchor=False)
    known, allowed = schedule_of(store, client_id), may("schedule changed")
    key = f"schedule.{client_id}"
    with st.container(border=True):
        st.toggle(
            "Let the server do what it can by itself", value=known.runs, key=f"{key}.runs",
            disabled=not allowed, on_change=_switch, args=(store, client_id, f"{key}.runs"),
        )  # fmt: skip
        note(
            "The server then looks at the sources again, reads exit metrics, and reminds by mail who was "
            "invited. It never sends load. Switched off, all of it is only listed."
        )
    for rhythm in RHYTHMS:
        _rhythm(store, known, rhythm, allowed=allowed)
    if not allowed:
        tell_who_may("changes the schedule", "schedule changed")


def _rhythm(store: Store, known: Schedule, rhythm: Rhythm, *, allowed: bool) -> None:
    cadence, key = schedules().cadences[rhythm], f"schedule.{known.client_id}.{rhythm}"
    days = known.days.get(rhythm)
    _days(
        cadence.name, cadence.reason, days, f"as usual ({schedules().in_words(cadence.days)})", key,
        partial(_keep_rhythm, store, known.client_id, rhythm),
        allowed=allowed,
    )  # fmt: skip


def sources_form(store: Store, space: Workspace) -> None:
    """One field a source of the use case on screen, where it differs from the others."""
    sources = collecting.sources(store, space.assessment.id)
    if not sources:
        return
    known = source_cadences(store, space.assessment.id)
    with st.expander(f"Sources of {plain(space.use_case.name)}", expanded=bool(known)):
        for source in sources:
            kinds = schedules().by_kind_of_source
            why = kinds[source.kind].reason if source.kind in kinds else "As often as all sources."
            _days(
                plain(source.name), why, known.get(source.id), "as its kind", f"schedule.{source.id}",
                partial(_keep_source, store, source.id),
                allowed=may("source's cadence changed"),
            )  # fmt: skip


def _days(
    label: str, why: str, days: int | None, own: str, key: str, keep: Keep, *, allowed: bool
) -> None:  # fmt: skip
    """A field with the usual numbers of days, the product's own, and one for any other number."""
    names: dict[int | str, str] = {OWN: own}
    names |= {item.days: item.name for item in schedules().choices}
    names[OTHER] = "another number of days"
    begins = OWN if days is None else days if days in names else OTHER
    chosen = st.selectbox(
        label, list(names), list(names).index(begins), key=key, format_func=names.__getitem__,
        help=why, disabled=not allowed, on_change=_chosen, args=(key, keep),
    )  # fmt: skip
    if chosen == OTHER:
        st.number_input(
            "Days from one time to the next", 1, LONGEST_DAYS, days or None, key=f"{key}.days",
            disabled=not allowed, on_change=_typed, args=(key, keep),
        )  # fmt: skip


def _chosen(key: str, keep: Keep) -> None:
    value = session.choice(key)
    if value != OTHER:
        keep(None if value == OWN else int(value))


def _typed(key: str, keep: Keep) -> None:
    value = session.choice(f"{key}.days")
    if value is not None:
        keep(int(value))


def _switch(store: Store, client_id: str, key: str) -> None:
    faults.attempt(
        set_schedule, store, client_id=client_id, runs=bool(session.choice(key)), by=me()
    )


def _keep_rhythm(store: Store, client_id: str, rhythm: Rhythm, days: int | None) -> None:
    faults.attempt(set_schedule, store, client_id=client_id, days={rhythm: days}, by=me())


def _keep_source(store: Store, source_id: str, days: int | None) -> None:
    faults.attempt(set_source_cadence, store, source_id=source_id, days=days, by=me())
