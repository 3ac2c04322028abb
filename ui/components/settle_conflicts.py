"""Conflicts worked down: the list left, the chosen one with its ways right."""

from datetime import UTC, date, datetime
from functools import partial

import streamlit as st

from content.model import Pack
from engagement import judging
from engagement.answers import answering, correcting
from engagement.looks import collecting
from engagement.model import Workspace
from engagement.races import Settler
from engagement.settling import conflicts
from engagement.store import Store
from reports.resolutions import how, who
from scoring.conflict import Conflict, InheritedConflict
from ui import session
from ui.components.conflict_list import LIST, chosen_filter, listed
from ui.components.conflict_panel import both_sides, history, picture, responsible
from ui.components.inherited_conflicts import inherited
from ui.components.me import me
from ui.components.note import note
from ui.components.permitted import may
from ui.components.settling import ways
from ui.components.taking_back import take_back
from ui.components.wording import capital, day, plain


def settle_conflicts(
    store: Store, space: Workspace, pack: Pack, held: tuple[Conflict, ...],
    brought: tuple[InheritedConflict, ...],
) -> None:  # fmt: skip
    """On a phone the list comes first, and the chosen one below it; then what came with answers."""
    _told(held)
    if not held and brought:
        inherited(brought, pack)
        return
    left, right = st.columns([1, 2.3], gap="large")
    with left:
        shown = chosen_filter(held, "settle.filter")
        item = listed(shown, pack, datetime.now(UTC).date(), LIST)
    with right:
        if item is None:
            _nothing(held)
        else:
            with st.container(border=True):
                _opened(store, space, pack, item)
        inherited(brought, pack)


def _told(held: tuple[Conflict, ...]) -> None:
    """What the last click did, once."""
    number = session.forget("settle.told")
    item = next((one for one in held if one.number == number), None)
    if item is None:
        return
    if item.closed is not None:
        st.toast(f"{item.name}: {how(item.closed)}.", icon=":material/check_circle:")
    else:
        st.toast(f"{item.name} is kept, and still contradicted.", icon=":material/info:")


def _nothing(held: tuple[Conflict, ...]) -> None:
    if held:
        st.markdown(":gray[Nothing of this kind. What was settled stands under *Closed*.]")
        return
    st.markdown(
        ":gray[A conflict opens by itself where people claim more than a probe finds. None is open.]"
    )


def _opened(store: Store, space: Workspace, pack: Pack, item: Conflict) -> None:
    people = _people(store, space, pack)
    card = judging.scorecard(store, space.assessment.id)
    picture(item, card, pack)
    seen = {one.id: one for one in collecting.findings(store, space.assessment.id)}
    closed = item.closed
    shown = [closed.finding] if closed and closed.finding in seen else item.findings
    found = [seen[one] for one in shown if one in seen]
    every = collecting.all_sources(store, space.assessment.id)
    said = correcting.claims(store, space.assessment.id, item.capability)
    if item.state == "open":
        both_sides(said, found, people, {one.id: one.name for one in every})
        looked_at = collecting.sources(store, space.assessment.id)
        ways(store, space, item, said, found, people, looked_at)
        key = f"conflict.{space.assessment.id}.{item.number}"
        names = sorted(set(_names(store, space)))
        if may("conflict assigned"):
            responsible(key, item.owner, item.due, names, partial(_assign, store, space, item))
    else:
        _closed(item, people)
        both_sides(said, found, people, {one.id: one.name for one in every})
        take_back(store, space, item)
    history(item, people)


def _assign(
    store: Store, space: Workspace, item: Conflict, owner: str, due: date | None, *,
    began: Settler, over: bool = False,
) -> Conflict:  # fmt: skip
    return conflicts.assign(
        store, assessment_id=space.assessment.id, number=item.number, owner=owner, due=due, by=me(),
        began=began, over=over,
    )  # fmt: skip


def _closed(item: Conflict, people: dict[str, str]) -> None:
    closed = item.closed
    if closed is None:
        return
    by = who(closed, people) if closed.by or closed.respondent else ""
    told = f"**{capital(how(closed))}**{f', {by}' if by else ''}, {day(closed.at)}"
    if item.state == "waived":
        st.info(told, icon=":material/schedule:")
    else:
        st.success(told, icon=":material/check_circle:")
    if closed.note:
        note(plain(closed.note))


def _people(store: Store, space: Workspace, pack: Pack) -> dict[str, str]:
    """Name and role of each person by id."""
    roles = {role.id: role.name for role in pack.roles}
    return {
        one.id: ", ".join([plain(one.name), *filter(None, (roles.get(one.role),))])
        for one in answering.respondents(store, space.assessment.id)
    }


def _names(store: Store, space: Workspace) -> list[str]:
    people = [one.name for one in answering.respondents(store, space.assessment.id)]
    return people + [
        one.owner for one in conflicts.conflicts(store, space.assessment.id) if one.owner
    ]
