"""One capability opened: claim, findings, reading, state, the trace, and where to go from it."""

import streamlit as st

from assessment.blind_spots import blind_spots, looked_at
from assessment.model import Answer, Finding, Overrule
from content.locales import reworded, written
from content.model import Pack
from engagement.answers import answering
from engagement.looks import collecting
from engagement.model import Workspace
from engagement.packs.client_changes import grid_changes
from engagement.settling import conflicts
from engagement.settling.inherited_conflicts import inherited_conflicts
from engagement.store import Store
from scoring.model import CapabilityScore, Scorecard
from ui import session
from ui.components.conflict_list import go_to
from ui.components.findings import MARKS, linked, warned
from ui.components.inherited_conflicts import open_there
from ui.components.note import figure, note, on_accent
from ui.components.permitted import may
from ui.components.wording import GRADES, counted, day, percent, plain, plain_level, state_mark


@st.dialog("Capability", width="large")
def capability_dialog(
    store: Store, space: Workspace, pack: Pack, card: Scorecard, capability_id: str
) -> None:
    """What people say, what was found, what the score uses and how it came to that."""
    capability, score = pack.capability(capability_id), card.capability(capability_id)
    st.subheader(capability.name, anchor=False)
    note(
        f"{pack.area(capability.area).name}{', critical' if score.critical else ''}, "
        f"target {score.target}"
    )
    if not score.applicable:
        st.info(f"Does not apply here: {plain(score.reason)}")
        return
    _three(score)
    people, found = st.columns(2, gap="large")
    with people:
        _said(store, space, pack, capability_id)
    with found:
        _found(store, space, score)
    if score.answered:
        level = min(5, max(1, round(score.mean)))
        st.markdown(f"**Level {level} is:** {capability.anchors[level - 1].strip()}")
    if level_wanted := pack.capability(capability_id).anchors[score.target - 1]:
        st.markdown(f"**The target, level {score.target}, is:** {level_wanted.strip()}")
    _trace(score)
    _ways(store, space, capability_id, score)


def _three(score: CapabilityScore) -> None:
    claim, seen, used, state = st.columns(4)
    with claim:
        figure(
            "Claimed",
            plain_level(score.claim) if score.claim is not None else "nothing",
            GRADES.get(score.grade or "", "nobody gave a level"),
        )
    with seen:
        figure("Observed", _bracket(score), "what the probes leave")
    with used:
        st.metric("Our reading", written(score.mean, ".1f") if score.answered else "not known")
        if score.answered:
            note(f"could be {score.low} to {score.high}; {percent(score.p3)} likely at 3 or above")
    with state:
        note("State")
        st.markdown(state_mark(score.state, waived=score.waived))


def _bracket(score: CapabilityScore) -> str:
    low, high = score.observed_low, score.observed_high
    if low is None and high is None:
        return "nothing"
    if low is not None and high is not None:
        return f"{low} to {high}" if low != high else str(low)
    return f"at most {high}" if low is None else f"at least {low}"


def _said(store: Store, space: Workspace, pack: Pack, capability_id: str) -> None:
    st.markdown("**What people say**")
    people = {item.id: item for item in answering.respondents(store, space.assessment.id)}
    answers = [
        item for item in answering.current_answers(store, space.assessment.id)
        if item.capability == capability_id
    ]  # fmt: skip
    if not answers:
        note("Nobody has answered.")
    for item in answers:
        name = plain(people[item.respondent].name) if item.respondent in people else "somebody"
        roles = [role.name for role in pack.roles if role.id == item.role]
        who = ", ".join([name, *roles])
        st.markdown(f"{_level(item)}, {who}  \n:small[:gray[{_support(item)}]]")


def _level(answer: Answer) -> str:
    if answer.tally:
        return f"**{sum(answer.tally.levels)} voices**"
    if answer.level is not None:
        return f"**Level {answer.level}**"
    return "**Don’t know**" if answer.kind == "dont_know" else "**Not applicable**"


def _support(answer: Answer) -> str:
    parts = [GRADES[str(answer.grade)].lower()] if answer.level is not None else []
    parts += [plain(text.rstrip(".")) for text in (answer.reason, answer.comment) if text]
    if answer.link.startswith(("http://", "https://")):
        parts.append(f"[link]({answer.link.replace(')', '%29').replace('(', '%28')})")
    return ", ".join([*parts, day(answer.at)])


def _found(store: Store, space: Workspace, score: CapabilityScore) -> None:
    st.markdown("**What was found**")
    known = {item.id: item for item in collecting.findings(store, space.assessment.id)}
    set_aside = {item.finding: item for item in collecting.overrules(store, space.assessment.id)}
    here = [known[item] for item in score.findings if item in known]
    if not here:
        note("No probe has looked at this. That is not the same as missing.")
    told = grid_changes(store, space.assessment.id)
    for finding in looked_at(here):
        _finding(finding, set_aside.get(finding.id))
        warned(told, finding)
    if looked_at(here) and (may("finding overruled") or may("overrule asked for")):
        st.page_link(
            "ui/pages/look.py", label="A finding that is wrong is overruled in Look",
            icon=":material/gavel:",
        )  # fmt: skip
    for spot in blind_spots(here):
        unseen = f" and {counted(len(spot.findings) - 1, 'more probe')}"
        st.markdown(
            f"{MARKS[spot.finding.outcome]} {plain(spot.finding.statement)}"
            f"{unseen if len(spot.findings) > 1 else ''}  \n"
            f":small[:gray[{plain(spot.finding.observed)}. {plain(spot.finding.remedy)}]]"
        )


def _finding(finding: Finding, overrule: Overrule | None) -> None:
    mark = ":gray[:material/gavel: Overruled]" if overrule else MARKS[finding.outcome]
    st.markdown(f"{mark} {finding.statement}  \n:small[:gray[{plain(finding.observed)}]]")
    for place in finding.places[:2]:
        st.markdown(f":small[{linked(place)}]")


def _trace(score: CapabilityScore) -> None:
    with st.expander("How the reading came about"):
        rows = [
            {"after": label, "multiplied by": _formula(score, number)}
            | {f"level {place}": share for place, share in enumerate(belief, start=1)}
            for number, (label, belief) in enumerate(score.steps)
        ]
        shown = st.column_config.ProgressColumn
        st.dataframe(
            rows, hide_index=True, alt="The chance of each level after each step of the judgement",
            column_config={
                f"level {one}": shown(format="percent", max_value=1.0) for one in range(1, 6)
            },
        )  # fmt: skip
        note(
            "Each line is the one above times what its step says of each level t, scaled to one; the "
            "last is the reading. "
            + plain(
                f"Mean {written(score.mean, '.2f')}, chance of level 3 or above {percent(score.p3)}, weight "
                f"{written(score.weight, 'g')} in its area."
            )
        )


def _formula(score: CapabilityScore, number: int) -> str:
    """What a step multiplied by; results of earlier versions do not say."""
    if number == 0:
        return "the prior"
    return reworded(score.details[number - 1].formula) if score.details else ""


def _settle(store: Store, space: Workspace, capability_id: str) -> None:
    """Where it is settled: here, or in the use case that the answer is carried from."""
    for item in conflicts.conflicts(store, space.assessment.id):
        if item.capability == capability_id and item.state != "closed":
            go_to(item)
    for other in inherited_conflicts(store, space.assessment.id):
        if other.conflict.capability == capability_id:
            open_there(other)


def _ways(store: Store, space: Workspace, capability_id: str, score: CapabilityScore) -> None:
    if score.conflict_open:
        st.warning(
            "**A conflict: people claim more than was found.** It closes when a new look sees "
            "otherwise, when the answer is corrected, when the finding is overruled, or when it is "
            "waived for a time, each with a name and a reason."
        )
    with st.container(horizontal=True):
        settled = score.conflict_open or score.waived
        if settled and st.button(
            on_accent("Settle the conflict"), icon=":material/gavel:", type="primary",
            key="dialog.settle",
        ):  # fmt: skip
            _settle(store, space, capability_id)
        if st.button("Go to the question", icon=":material/edit_note:", key="dialog.ask"):
            session.go(capability=capability_id)
            st.switch_page("ui/pages/ask.py")
        if st.button("Go to the findings", icon=":material/search:", key="dialog.look"):
            st.switch_page("ui/pages/look.py")
