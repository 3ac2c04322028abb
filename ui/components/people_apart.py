"""People apart: where those who answered differ, to be talked over and voted on once more."""

from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime
from functools import partial

import streamlit as st

from assessment.consensus import Position
from assessment.model import Answer
from content.locales import written
from content.model import Pack
from engagement.answers import answering, correcting, rounds
from engagement.model import Workspace
from engagement.races import Settler
from engagement.store import Store
from reports.disputes import Dispute
from reports.people_words import distance, explained
from reports.wording import capital, count, plural
from scoring.model import CapabilityScore, Scorecard, State
from scoring.state import to_discuss
from ui import faults, session
from ui.components.conflict_panel import responsible
from ui.components.me import me
from ui.components.note import note, on_accent
from ui.components.permitted import for_whoever_may, may
from ui.components.wording import GRADES, counted, day, plain, spoken


def apart(card: Scorecard, second: Sequence[str], pack: Pack) -> list[CapabilityScore]:
    """Disputed ones first, then those to discuss; the least agreement first."""
    found = [
        item for item in card.capabilities
        if item.applicable and (item.state is State.DISPUTED or _differ(item, second, pack))
    ]  # fmt: skip
    return sorted(
        found, key=lambda item: (item.state is not State.DISPUTED, item.agreement or 0.0, item.id)
    )


def _differ(item: CapabilityScore, second: Sequence[str], pack: Pack) -> bool:
    """Whether people differ among themselves; a conflict with a probe is settled elsewhere."""
    if item.id in second or item.conflict_open:
        return False
    said = Position(votes=item.votes, agreement=item.agreement, vote_range=item.vote_range)
    return to_discuss(said, False, pack.judgements.thresholds)


def headline(found: Sequence[CapabilityScore]) -> str:
    """On how many people stand apart, and how many of those they voted on twice."""
    if not found:
        return "Nobody stands apart"
    head = f"People stand apart on {plural(len(found), 'capability', 'capabilities')}"
    disputed = sum(item.state is State.DISPUTED for item in found)
    return f"{head}, {count(disputed)} of them disputed" if disputed else head


def people_apart(
    store: Store, space: Workspace, pack: Pack, found: Sequence[CapabilityScore]
) -> None:
    """The list left; who says what and the second round right."""
    if not found:
        st.markdown(
            ":gray[Where two or more people answer far apart, it is listed here, to be talked over "
            "and voted on once more.]"
        )
        return
    left, right = st.columns([1, 2.3], gap="large")
    with left:
        item = _chosen(pack, found, rounds.disputes(store, space.assessment.id))
    with right, st.container(border=True):
        _opened(store, space, pack, item)


def _chosen(
    pack: Pack, found: Sequence[CapabilityScore], whose: Mapping[str, Dispute]
) -> CapabilityScore:
    held = {item.id: item for item in found}
    if session.choice("apart.chosen") not in held:
        session.keep("apart.chosen", found[0].id)
    chosen = st.radio(
        "Apart", list(held), key="apart.chosen", label_visibility="collapsed", width="stretch",
        captions=["\u200b"] * len(held), format_func=lambda one: _label(pack, held[one], whose.get(one)),
    )  # fmt: skip
    return held.get(chosen or "", found[0])


def _label(pack: Pack, item: CapabilityScore, whose: Dispute | None) -> str:
    disputed = item.state is State.DISPUTED
    state = "disputed" if disputed else "to talk over"
    told = f"{state} · {counted(item.votes, 'vote')} · {distance(item)}"
    if disputed and whose is not None:
        due = f", by {day(whose.due)}" if whose.due else ""
        late = ", **overdue**" if whose.overdue(datetime.now(UTC).date()) else ""
        told += f" · {plain(whose.owner) or 'no owner yet'}{due}{late}"
    return f"**{pack.capability(item.id).short_name}**  \n:small[:gray[{told}]]"


def _opened(store: Store, space: Workspace, pack: Pack, item: CapabilityScore) -> None:
    capability = pack.capability(item.id)
    st.subheader(capability.name, anchor=False)
    st.markdown(_sentence(pack, item), help=explained(item.agreement) or None)
    said = correcting.claims(store, space.assessment.id, item.id)
    people = {one.id: one.name for one in answering.respondents(store, space.assessment.id)}
    for answer in said:
        anchor = capability.anchors[(answer.level or 1) - 1].strip()
        comment = f": {plain(answer.comment)}" if answer.comment else ""
        st.markdown(
            f"**{answer.level}**, {plain(people.get(answer.respondent, 'somebody'))} "
            f":small[:gray[{anchor}]]  \n:small[:gray[{GRADES[str(answer.grade)].lower()}{comment}]]"
        )
    if item.state is State.DISPUTED:
        st.warning(
            "They voted twice and still stand apart: it stays disputed in the report until they "
            "agree, or a probe decides it."
        )
    _round(store, space, item, said, people)
    if item.state is State.DISPUTED and may("dispute assigned"):
        held = rounds.disputes(store, space.assessment.id)[item.id]
        key = f"dispute.{space.assessment.id}.{item.id}"
        names = sorted(set(people.values()))
        responsible(key, held.owner, held.due, names, partial(_assign, store, space, item.id))


def _assign(
    store: Store, space: Workspace, capability: str, owner: str, due: date | None, *,
    began: Settler, over: bool = False,
) -> Dispute:  # fmt: skip
    return rounds.assign(
        store, assessment_id=space.assessment.id, capability=capability, owner=owner, due=due,
        by=me(), began=began, over=over,
    )  # fmt: skip


def _sentence(pack: Pack, item: CapabilityScore) -> str:
    roles = {role.id: role.name for role in pack.roles}
    by_role = ", ".join(
        f"{roles.get(role, role)} **{written(value, 'g')}**"
        for role, value in item.role_medians.items()
    )
    return (
        f"{by_role}; together **{written(item.claim or 0, 'g')}**. :gray[{capital(distance(item))}]"
    )


@for_whoever_may("second round", told="keeps a second round")
def _round(
    store: Store, space: Workspace, item: CapabilityScore, said: tuple[Answer, ...],
    people: Mapping[str, str],
) -> None:  # fmt: skip
    key = f"apart.{space.assessment.id}.{item.id}"
    with st.form(key, border=False):
        note("Let the highest and the lowest say what they know; then everybody says it once more.")
        for place, answer in enumerate(said):
            if place % 4 == 0:
                columns = st.columns(4)
            columns[place % 4].selectbox(
                f"{spoken(people.get(answer.respondent, 'Somebody'))} now says", range(1, 6),
                (answer.level or 1) - 1, key=f"{key}.{answer.respondent}",
            )  # fmt: skip
        if not said:
            note("A room voted: vote again in Ask, together.")
        st.text_input(
            "What came out", key=f"{key}.comment", label_visibility="collapsed",
            placeholder="What came out of the talk (may stay empty)",
        )  # fmt: skip
        st.form_submit_button(
            on_accent("Keep the second round"), type="primary", key=f"{key}.do",
            on_click=_keep, args=(store, space, item, said, key),
        )  # fmt: skip


def _keep(
    store: Store, space: Workspace, item: CapabilityScore, said: tuple[Answer, ...], key: str
) -> None:
    now = {one.respondent: session.choice(f"{key}.{one.respondent}") for one in said}
    changed = {one.respondent: now[one.respondent] for one in said
               if now[one.respondent] != one.level}  # fmt: skip
    faults.attempt(
        rounds.talk_over, store, assessment_id=space.assessment.id, capability=item.id,
        levels=changed, by=me(), comment=session.choice(f"{key}.comment") or "",
    )  # fmt: skip
