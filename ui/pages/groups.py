"""Leaders and practitioners: what each group says, the largest difference first."""

import streamlit as st

from assessment.consensus import GROUP_MINIMUM
from content.model import Pack
from content.questionnaire import Questionnaire
from engagement import judging
from engagement.model import Workspace
from engagement.store import Store
from reports.group_words import compared, headline, not_compared, told
from reports.people_words import key
from scoring.model import Scorecard
from ui.components import frame
from ui.components.charts import groups
from ui.components.drawing import draw
from ui.components.invite_form import to_invitations
from ui.components.note import note
from ui.components.room_groups import held, in_the_room
from ui.components.wording import counted, listed, plain

_IN_ROOMS = "Leaders and practitioners, as they voted in the room"


def render(store: Store, space: Workspace) -> None:
    """The picture, and every compared capability in words."""
    pack, card = frame.pack(store, space), judging.scorecard(store, space.assessment.id)
    frame.first_line(space)
    rooms = held(store, space.assessment.id)
    only_rooms = rooms and not compared(card)
    st.header(_IN_ROOMS if only_rooms else headline(card, lambda item: pack.capability(item).short_name),
              anchor=False)  # fmt: skip
    _who(pack)
    if compared(card):
        draw(groups.groups, card, pack, alt=groups.described(card, pack))
        note(plain(key(pack.judgements.thresholds)))
        _in_words(card, pack)
    in_the_room(rooms)
    left = not_compared(card)
    if left:
        note(f"Not split: {counted(left, 'capability has', 'capabilities have')} fewer than "
             f"{GROUP_MINIMUM} votes in a group, whose people could be told apart, or a room's answer, "
             "which has no groups.")  # fmt: skip
    with st.container(horizontal=True):
        to_invitations()
        st.page_link("ui/pages/settle.py", label="Talk over what divides people",
                     icon=":material/forum:")  # fmt: skip
        st.page_link("ui/pages/judge.py", label="Back to Judge", icon=":material/arrow_back:")


def _who(pack: Pack) -> None:
    """Which roles make which group, and from how many votes on they are set side by side."""
    named = {
        group: listed([plain(role.name) for role in pack.roles if role.group == group])
        for group in ("leader", "practitioner")
    }
    note(f"Leaders: {named['leader']}. Practitioners: {named['practitioner']}. Only where each group "
         f"has {GROUP_MINIMUM} votes or more.")  # fmt: skip


def _in_words(card: Scorecard, pack: Pack) -> None:
    found = compared(card)
    with st.expander(f"{counted(len(found), 'capability', 'capabilities')} in words"):
        for item in found:
            mark = " (critical)" if item.critical else ""
            st.markdown(
                f"**{plain(pack.capability(item.id).name)}**{mark}  \n:small[:gray[{told(item)}]]"
            )


def _choices(store: Store, space: Workspace, asked: Questionnaire) -> None:
    """A questionnaire has no levels whose medians could stand side by side."""
    del store
    frame.first_line(space)
    st.header("Nothing to compare by group", anchor=False)
    st.markdown(
        f":gray[{plain(asked.title)} is answered with choices, which have no median of a group.]"
    )
    st.page_link("ui/pages/judge.py", label="Back to Judge", icon=":material/arrow_back:")


if __name__ == "__main__":
    frame.show(render, _choices)
