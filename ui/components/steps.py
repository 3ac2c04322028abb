"""Which question is on the screen, and the way to the one before and after."""

from collections.abc import Sequence
from typing import Protocol, TypeVar

import streamlit as st

from content.model import Capability
from engagement import workspaces
from ui import session
from ui.components.asking import Asking
from ui.components.note import note, on_accent
from ui.components.people import add_person
from ui.components.permitted import for_whoever_may
from ui.components.question import heading, question, waits_for_reason
from ui.components.to_the_top import bring_up_when_new
from ui.components.wording import counted, plain


class Named(Protocol):
    """What can be asked: a capability, or a question with choices."""

    @property
    def id(self) -> str:
        """Its id, as the address has it."""


Q = TypeVar("Q", bound=Named)


def current(questions: Sequence[Q], unanswered: Sequence[Q]) -> Q | None:
    """The question of the address, or the first unanswered one, or ``None`` when all are done."""
    known = {item.id: item for item in questions}
    chosen = session.place("capability")
    if chosen in known:
        return known[chosen]
    if unanswered:
        session.go(capability=unanswered[0].id)
        return unanswered[0]
    return None


def around(asking: Asking, here: Capability) -> tuple[Capability | None, Capability | None]:
    """The questions before and after, skipping answered ones where only unanswered are shown."""
    only = bool(session.choice("ask.unanswered"))
    questions = asking.questions()
    place = [item.id for item in questions].index(here.id)
    wanted = [not only or not asking.settled(item.id) for item in questions]
    before = [item for item, fits in zip(questions[:place], wanted[:place], strict=True) if fits]
    after = [
        item for item, fits in zip(questions[place + 1 :], wanted[place + 1 :], strict=True) if fits
    ]
    return (before[-1] if before else None), (after[0] if after else None)


def back_and_next(asking: Asking, here: Capability) -> None:
    """Back at the left, what comes next and its button at the right."""
    before, after = around(asking, here)
    with st.container(
        horizontal=True, horizontal_alignment="distribute", vertical_alignment="center"
    ):
        st.button(
            "Back", icon=":material/arrow_back:", disabled=before is None, key="ask.back",
            on_click=_go, args=(before.id if before else "",),
        )  # fmt: skip
        with st.container(
            horizontal=True, vertical_alignment="center", width="content", gap="small"
        ):
            note(f"Next: {after.short_name}" if after else "This is the last one", width="content")
            label, waits = "Next" if after else "Finish", waits_for_reason(asking, here)
            st.button(
                label if waits else on_accent(label), icon=":material/arrow_forward:",
                icon_position="right", type="primary", key="ask.next", disabled=waits,
                on_click=_go, args=(after.id if after else "",),
            )  # fmt: skip
    bring_up_when_new("ask.here", here.id)


def whole_area(asking: Asking, here: Capability) -> None:
    """Every question of the area that the current one is in."""
    area = asking.pack.area(here.area)
    only = bool(session.choice("ask.unanswered"))
    st.header(area.name, anchor=False)
    st.markdown(f":gray[{area.question}]")
    questions = [item for item in asking.questions() if item.area == area.id]
    for capability in questions:
        if not only or not asking.settled(capability.id) or capability.id == here.id:
            heading(asking, capability, large=False)
            question(asking, capability)
            st.space("small")
    areas = list(dict.fromkeys(item.area for item in asking.questions()))
    following = areas[areas.index(area.id) + 1 :]
    if following:
        first = next(item for item in asking.questions() if item.area == following[0])
        st.button(
            on_accent(f"Next area: {asking.pack.area(following[0]).name}"), type="primary",
            on_click=_go, args=(first.id,), icon=":material/arrow_forward:", icon_position="right",
        )  # fmt: skip


def all_answered(asking: Asking) -> None:
    """Nothing is left to ask this person: what is still open, and where to go."""
    st.header("All answered", anchor=False)
    missing = asking.critical_open()
    still = counted(missing, "critical question still has", "critical questions still have")
    by = f" by {plain(asking.me.name)}" if asking.me else ""
    st.markdown(
        f":gray[{still} no answer from anybody.]" if missing
        else f":gray[Every question is answered{by}. Ask somebody in another role, let the probes "
        "look, or see what the answers say so far.]"
    )  # fmt: skip
    with st.container(horizontal=True):
        if st.button(on_accent("Look at the systems"), type="primary", icon=":material/search:"):
            st.switch_page("ui/pages/look.py")
        if st.button("See the judgement", icon=":material/balance:"):
            st.switch_page("ui/pages/judge.py")
        _somebody_else(asking)
        first = asking.questions()[0].id
        st.button("Go through the answers again", type="tertiary", on_click=_go, args=(first,))
    _left_out(asking)


@for_whoever_may("person added")
def _somebody_else(asking: Asking) -> None:
    with st.popover("Somebody else answers", icon=":material/person_add:"):
        add_person(asking, "next")


def _left_out(asking: Asking) -> None:
    hidden = workspaces.not_applicable(asking.store, asking.assessment)
    if hidden:
        with st.expander(f"{len(hidden)} not asked, with the reason"):
            for capability, reason in hidden.items():
                st.markdown(f"**{asking.pack.capability(capability).name}.** {reason}")


def _go(capability: str) -> None:
    session.go(capability=capability)
