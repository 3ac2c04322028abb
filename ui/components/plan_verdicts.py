"""What the verdict will be if the work succeeds: today, when it turns, and what stays open."""

import streamlit as st

from content.model import Pack
from reports.plan_words import left_open
from scoring.roadmap_model import Roadmap
from ui.components.note import note
from ui.components.wording import VERDICT_WORDS, counted, day, percent, verdict_mark


def verdicts(plan: Roadmap, kept: Roadmap, pack: Pack) -> None:
    """A line a day on which the verdict turns; a trial says what the kept plan would reach."""
    if not plan.projected:
        return
    with st.container(border=True, gap="small"):
        st.subheader("Projected verdict", anchor=False)
        for place, step in enumerate(plan.projected):
            before = plan.projected[place - 1] if place else None
            if before and (before.verdict, before.open) == (step.verdict, step.open):
                continue
            when = "Today" if place == 0 else day(step.day)
            open_ = f" · {step.open} open" if step.open else ""
            st.markdown(f"{verdict_mark(step.verdict)}  \n:small[:gray[{when}{open_}]]")
        last = plan.projected[-1]
        note(
            f"If all work succeeds; by the end {percent(last.share)} of judgements made a little "
            f"differently reach {VERDICT_WORDS[plan.drives_to]}."
        )
        if plan.stays_open:
            note(f":orange[:material/warning:] {left_open(plan, pack)}")
        before = kept.projected[-1] if kept.projected else None
        if before and before.verdict is not last.verdict:
            note(f"**The kept plan ends at {VERDICT_WORDS[before.verdict]}.**")
        if last.open and not plan.stays_open:
            note(f"{counted(last.open, 'capability', 'capabilities')} still open.")
