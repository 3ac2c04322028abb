"""Who was invited: how far each is, and what can be done about each; never what they said."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

import streamlit as st

from engagement import workspaces
from engagement.invitations import inviting, sending
from engagement.invitations.asked import can_be_asked, named
from engagement.invitations.links import link_of
from engagement.invitations.model import Invited
from engagement.model import Workspace
from engagement.outside import clock, mail
from engagement.store import Store
from ui import faults, session
from ui import invited as here
from ui.components import frame
from ui.components.me import ask_me_here, me
from ui.components.note import note
from ui.components.permitted import may
from ui.components.wording import counted, day, moment, plain


def invited_list(store: Store, space: Workspace, people: Sequence[Invited]) -> None:
    """One box a person, those who are not done first."""
    if not people:
        if may("person invited"):
            st.markdown(":gray[Nobody is invited yet. Paste a list of people to begin.]")
        return
    roles = {item.id: item.name for item in workspaces.roles_of(store, space.assessment)}
    for item in sorted(people, key=lambda one: one.done):
        with st.container(border=True, gap="small"):
            _one(store, space, item, roles.get(item.person.role, item.person.role))


def _one(store: Store, space: Workspace, item: Invited, role: str) -> None:
    state = item.invitation.state(clock.now())
    with st.container(horizontal=True, vertical_alignment="center"):
        st.markdown(f"**{plain(item.person.name)}**, {plain(role)}", width="content")
        if state == "revoked":
            st.badge("taken back", color="gray")
        elif state == "expired":
            st.badge("ended", color="orange")
        elif item.done:
            st.badge("answered everything", color="green", icon=":material/check:")
    st.progress(item.answered / max(item.asked, 1), f"{item.answered} of {item.asked} answered")
    note(_told(item))
    with st.container(horizontal=True, vertical_alignment="center"):
        if not sending.may_give_link(store, space.client.id):
            return
        if state == "open":
            _link(item)
            if not item.done:
                _reminder(store, item)
        _manage(store, space, item, state)


def _told(item: Invited) -> str:
    """When it was sent, opened, answered and reminded of, and until when it opens."""
    kept = item.invitation
    parts = [
        f"sent {moment(kept.sent_at)}" if kept.sent_at else "",
        f"opened {moment(kept.opened_at)}" if kept.opened_at else "not opened yet",
        f"last answer {moment(item.last_answer)}" if item.last_answer else "",
        f"reminded {moment(kept.reminded_at)}" if kept.reminded_at else "",
        f"opens until {day(kept.until)}",
        "may pass questions on" if kept.may_pass_on else "",
    ]
    return " · ".join(part for part in parts if part)


def _link(item: Invited) -> None:
    with st.popover("Link", icon=":material/link:"):
        note("Theirs alone: whoever has it answers in their name.")
        st.code(link_of(item.invitation, here.base()), language=None, wrap_lines=True)


def _reminder(store: Store, item: Invited) -> None:
    kept, key = item.invitation, f"invited.{item.invitation.id}"
    with st.popover("Remind", icon=":material/notifications:"):
        ask_me_here(f"{key}.remind")
        again = sending.next_reminder(kept)
        if again is not None and clock.now() < again:
            note(f"Reminded {moment(kept.reminded_at or again)}; again from {moment(again)} on.")
            return
        by_mail = mail.configured() and bool(kept.email)
        if not by_mail and me():
            note("Copy this and send it yourself; then say that you did.")
            text = sending.message(
                store, invitation_id=kept.id, base=here.base(), by=me(), again=True
            ).text
            st.code(text, language=None, wrap_lines=True)
        label = f"Send to {kept.email}" if by_mail else "I reminded them"
        _button(f"{key}.remind", label,
                partial(sending.remind, store, invitation_id=kept.id, base=here.base(), by=me(),
                        by_mail=by_mail))  # fmt: skip


def _manage(store: Store, space: Workspace, item: Invited, state: str) -> None:
    kept, key = item.invitation, f"invited.{item.invitation.id}"
    with st.popover("Change", icon=":material/tune:"):
        ask_me_here(key)
        _asked(store, space, item, key)
        if state != "revoked":
            _button(f"{key}.extend", "Extend by three weeks" if state == "open" else "Open it again",
                    partial(inviting.extend, store, invitation_id=kept.id, by=me()))  # fmt: skip
        if mail.configured() and kept.email and state == "open":
            _button(f"{key}.send", f"Send the link to {kept.email}",
                    partial(sending.send, store, invitation_id=kept.id, base=here.base(),
                            by=me()))  # fmt: skip
        allowed = not kept.may_pass_on
        _button(f"{key}.pass", "Let them pass questions on" if allowed else "Do not let them pass on",
                partial(inviting.allow_passing_on, store, invitation_id=kept.id, allowed=allowed,
                        by=me()))  # fmt: skip
        note("A new link makes every earlier one open nothing.")
        _button(f"{key}.new", "Make a new link",
                partial(inviting.new_link, store, invitation_id=kept.id, by=me()))  # fmt: skip
        if state != "revoked":
            note("Taken back, the link opens nothing; what was answered stays.")
            _button(f"{key}.revoke", "Take the invitation back",
                    partial(inviting.revoke, store, invitation_id=kept.id, by=me()))  # fmt: skip


def _asked(store: Store, space: Workspace, item: Invited, key: str) -> None:
    pack = frame.grid(store, space) or frame.questionnaire(store, space)
    every = can_be_asked(store, space.assessment.id) if pack else ()
    st.multiselect(
        f"Asked: {counted(item.asked, 'question')}", every,
        [one for one in item.invitation.asked if one in every], key=f"{key}.asked",
        format_func=lambda one: named(pack, one) if pack else one,
    )  # fmt: skip
    _button(f"{key}.keep", "Keep these questions", partial(_ask, store, item, key))


def _ask(store: Store, item: Invited, key: str) -> object:
    return inviting.ask_other(
        store, invitation_id=item.invitation.id, asked=session.choice(f"{key}.asked") or (), by=me()
    )


def _button(key: str, label: str, action: Callable[[], Any]) -> None:
    faults.tell_at(key)  # above it: below the last one it would lie beyond the popover's edge
    if st.button(label, key=key, width="stretch"):
        with faults.said_at(key):
            faults.attempt(action)
        session.forget(f"{key.rpartition('.')[0]}.asked")
        st.rerun()
