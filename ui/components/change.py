"""What would change the verdict, on Judge: the tornado, the ways down and up, what to verify."""

import streamlit as st

from content.model import Pack
from reports import turning_words
from scoring.model import Verdict
from scoring.turning_model import Turning
from ui import session
from ui.components.charts import tornado
from ui.components.drawing import draw
from ui.components.note import note
from ui.components.wording import percent, plain, verdict_mark


def change(held: Turning, pack: Pack) -> None:
    """The picture at the left with its finding as title, what to do first at the right."""

    def name(capability: str) -> str:
        return pack.capability(capability).short_name

    left, right = st.columns([1.5, 1], gap="large")
    with left:
        st.subheader(turning_words.title(held, name), anchor=False)
        if held.tornado.bars and held.verdict is not Verdict.INSUFFICIENT_EVIDENCE:
            note(turning_words.tornado_lead(held))
            draw(tornado.tornado, held, pack, alt=tornado.described(held, pack))
        _up(held, pack)
        if held.aim is held.verdict and not held.down:
            note(turning_words.STANDS)
    with right, st.container(border=True, gap="small"):
        st.subheader(turning_words.verify_title(held), anchor=False)
        taken = turning_words.verify_taken(held)
        if taken:
            note(taken)
        for item in held.verify[: turning_words.LISTED]:
            with st.container(gap=None):
                _opening(item.capability, name(item.capability), "verify")
                st.markdown(
                    f":small[:gray[{plain(item.who.strip())}. {plain(turning_words.settles(item))}. "
                    f":material/schedule: {turning_words.minutes(item)}, "
                    f"{percent(item.flips)} likely to turn {'it then' if taken else 'the verdict'}]]"
                )
        _down(held, pack)


def _opening(capability: str, name: str, where: str) -> None:
    with st.container(
        horizontal=True, horizontal_alignment="distribute", vertical_alignment="center"
    ):
        st.markdown(f"**{plain(name)}**", width="content")
        if st.button(
            "Open", key=f"{where}.{capability}", type="tertiary", icon=":material/open_in_full:"
        ):
            session.keep("judge.open", capability)


def _up(held: Turning, pack: Pack) -> None:
    """The smallest set: each member with the share once it and all above it are proved."""
    if not held.up:
        return
    needed, aim = percent(held.agreement_needed), verdict_mark(held.aim)
    mark = "any verdict" if held.aim is Verdict.NOT_READY else aim
    st.markdown(f"**Up to {mark}: {turning_words.steps_title(held).lower()}**")
    rows = [
        {
            "prove": pack.capability(step.capability).short_name,
            "at level": step.level,
            "share with all above": round(100 * step.share),
            "who knows": pack.capability(step.capability).who,
        }
        for step in held.up
    ]
    shown = st.column_config.ProgressColumn
    st.dataframe(
        rows, hide_index=True, height="content",
        alt="The smallest set that lifts the verdict, step by step",
        column_config={"share with all above": shown(format="%d %%", max_value=100)},
    )  # fmt: skip
    note(
        f"{turning_words.measure(held).capitalize()}; the line is {needed}. Leave one out, and it "
        "is not crossed."
    )


def _down(held: Turning, pack: Pack) -> None:
    if held.verdict in (Verdict.INSUFFICIENT_EVIDENCE, Verdict.NOT_READY):
        return
    label = turning_words.down_title(held)
    if not held.down:
        # Where nothing is better than the verdict, the title of the picture says it already.
        if held.aim is not held.verdict:
            note(label)
        return
    with st.expander(label):
        for item in held.down:
            st.markdown(
                f"**{plain(pack.capability(item.capability).short_name)}**  \n"
                f":small[:gray[{turning_words.pivot(item)}]]"
            )
