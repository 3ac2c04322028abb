"""One conflict opened: the three figures, whose it is, who claims, what was seen, its history."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Protocol

import streamlit as st

from assessment.model import Answer, Finding, Outcome
from content.locales import written
from content.model import Pack
from engagement.races import Settler
from reports.resolutions import step
from scoring.conflict import Conflict
from scoring.model import Scorecard
from ui import session
from ui.components import edited
from ui.components.charts import conflict as chart
from ui.components.drawing import draw
from ui.components.findings import linked
from ui.components.me import me
from ui.components.note import note
from ui.components.wording import GRADES, counted, day, moment, plain, plain_level
from ui.manner import typed_day


def picture(item: Conflict, card: Scorecard, pack: Pack) -> None:
    """Claimed, seen and our reading in one line, with a sentence that says the same."""
    if item.capability not in {one.id for one in pack.capabilities}:
        st.subheader(item.capability, anchor=False)
        note("This version of the pack does not ask it any more.")
        return
    score = card.capability(item.capability)
    single = card.model_copy(update={"capabilities": (score,)})
    st.subheader(pack.capability(item.capability).name, anchor=False)
    claim, now = ("claimed", "is now") if item.state == "closed" else ("claim", "is")
    opened = "opened" if item.state == "closed" else "open since"
    st.markdown(
        f"People {claim} **{plain_level(item.claim)}**, at most **{item.observed_high}** was seen, "
        f"our reading {now} **{written(score.mean, '.1f')}** (could be {score.low} to {score.high}). "
        f":gray[{item.name}, {opened} {day(item.opened_at)}]"
    )
    if score.claim is not None and score.observed_high is not None:
        draw(chart.conflict, single, pack, alt=chart.described(single, pack))


class Assign(Protocol):
    """What keeps an owner and a day; ``began`` is what stood there when they were chosen."""

    def __call__(
        self, owner: str, due: date | None, *, began: Settler, over: bool = False
    ) -> object:
        """Raises :class:`engagement.races.Overtaken` where another stands there meanwhile."""


def responsible(key: str, owner: str, due: date | None, names: Sequence[str], keep: Assign) -> None:
    """Who settles it and by when; each is kept as soon as it is chosen."""
    known = list(dict.fromkeys([*filter(None, (owner, me())), *names]))
    if session.choice(f"{key}.stands") != (owner, due):
        # A field keeps what it shows; whoever else is named meanwhile has to stand in it.
        session.keep(f"{key}.owner", owner or None)
        session.keep(f"{key}.due", due)
        session.keep(f"{key}.stands", (owner, due))
    st.divider()
    edited.choice(key)
    left, right = st.columns([1.4, 1])
    left.selectbox(
        "Not now? Who settles it", known, None, key=f"{key}.owner", accept_new_options=True,
        placeholder="Nobody yet; choose or type a name", on_change=_assign,
        args=(key, keep, (owner, due)),
    )  # fmt: skip
    right.date_input(
        "By", None, key=f"{key}.due", on_change=_assign, args=(key, keep, (owner, due)),
        disabled=not owner, help="" if owner else "First say who settles it.",
        format=typed_day(),
    )  # fmt: skip


def _assign(key: str, keep: Assign, began: Settler) -> None:
    owner = session.choice(f"{key}.owner") or ""
    due = session.choice(f"{key}.due") if owner else None
    session.forget(f"{key}.stands")
    edited.save(key, keep, owner, due, began=began)


def both_sides(
    said: tuple[Answer, ...], found: list[Finding], people: Mapping[str, str], sources: Mapping[str, str]
) -> None:  # fmt: skip
    """Who claims what, beside what was seen where."""
    left, right = st.columns(2, gap="medium")
    with left, st.container(gap="xsmall"):
        st.markdown("**Who claims it**")
        for answer in said:
            _answer(answer, people)
        if not said:
            note("A room’s votes.")
    with right, st.container(gap="xsmall"):
        st.markdown("**What was seen**")
        for finding in found[:AT_ONCE]:
            _finding(finding, sources)
        if found[AT_ONCE:]:
            with st.expander(f"{counted(len(found) - AT_ONCE, 'more finding')} against it"):
                for finding in found[AT_ONCE:]:
                    _finding(finding, sources)


SIGNS = {
    Outcome.ABSENT: ":red[:material/cancel:]",
    Outcome.PRESENT: ":blue[:material/check_circle:]",
}
AT_ONCE = 1
"""Findings that stand open: the one at the lowest level decides, and the buttons stay in view."""


def _answer(answer: Answer, people: Mapping[str, str]) -> None:
    grade = GRADES[str(answer.grade)].lower()
    comment = f": {plain(answer.comment)}" if answer.comment else ""
    st.markdown(
        f"**{answer.level}**, {people.get(answer.respondent, 'somebody')}  \n"
        f":small[:gray[{grade}{comment}]]"
    )


def _finding(finding: Finding, sources: Mapping[str, str]) -> None:
    where = plain(sources.get(finding.source, finding.source_kind))
    places = " ".join(linked(place) for place in finding.places[:2])
    st.markdown(
        f"{SIGNS.get(finding.outcome, '')} {finding.statement}  \n"
        f":small[:gray[{plain(finding.observed)} · {where}, read {moment(finding.observed_at)}] "
        f"{places}]"
    )


def history(item: Conflict, people: Mapping[str, str]) -> None:
    """Every step, the newest last."""
    with st.expander(f"History, {counted(len(item.events), 'step')}"):
        for event in item.events:
            st.markdown(f"{plain(step(event, people))}  \n:small[:gray[{moment(event.at)}]]")
