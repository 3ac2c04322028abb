"""Answer: what an invited person sees, their own questions and nothing else."""

import streamlit as st

from content.model import Pack
from engagement.access.people import Person, Seat
from engagement.invitations.answering import held
from engagement.invitations.links import NotOpen
from ui import faults, invited, manner
from ui.components.answer_alone import answer_choices, answer_levels
from ui.components.permitted import ask_what_is_permitted
from ui.opened import opened


def render() -> None:
    """The questions of the link that this browser followed; else one sentence that says what to do."""
    token = invited.token()
    if not token:
        st.header("Nothing to answer here", anchor=False)
        st.markdown(":gray[This page shows the questions of an invitation. Open the link you got.]")
        return
    try:
        mine = held(opened(), token)
    except NotOpen as refused:
        st.header("This link opens nothing", anchor=False)
        st.markdown(f":gray[{refused.sentence}]")
        invited.leave_link()
        return
    faults.show_waiting()
    seat = Seat(assessment_id=mine.place.assessment.id, respondent=mine.person.id)
    store = opened().acting_as(Person(name=mine.person.name, seat=seat))
    manner.follow(store, mine.place.client.id)
    ask_what_is_permitted(store, mine.place.client.id)
    if isinstance(mine.pack, Pack):
        answer_levels(store, token, mine, mine.pack)
    else:
        answer_choices(store, token, mine, mine.pack)


if __name__ == "__main__":
    render()
