"""Leaders and practitioners as they voted in a workshop: a room's answer itself has no groups."""

import streamlit as st

from assessment.workshop.record import ItemRecord, WorkshopRecord
from assessment.workshop.spread import sentence
from engagement import workshops
from engagement.store import Store
from ui.components.wording import day, plain


def held(store: Store, assessment_id: str) -> tuple[WorkshopRecord, ...]:
    """The closed workshops in which at least one vote tells the groups apart, newest first."""
    closed = [one for one in workshops.of_assessment(store, assessment_id) if one.closed_at]
    records = [workshops.record(store, one.id) for one in closed]
    return tuple(record for record in records if any(map(apart, record.items)))


def apart(item: ItemRecord) -> bool:
    """Whether its last vote tells leaders and practitioners apart; it does where that names nobody."""
    return item.last is not None and item.last.leaders is not None


def in_the_room(records: tuple[WorkshopRecord, ...]) -> None:
    """What each group said in its last vote on each item, without names."""
    for record in records:
        st.subheader(f"In the workshop of {day(record.opened_at.date())}", anchor=False)
        with st.container(border=True, gap="small"):
            for item in filter(apart, record.items):
                said = sentence(item.last) if item.last else ""
                st.markdown(f"**{plain(item.name)}**  \n:gray[{plain(said)}]")
