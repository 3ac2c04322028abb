"""Inviting one or many: a list of people, what they are asked, how long the link opens."""

import streamlit as st

from content.model import Pack
from content.who_is_asked import who_is_asked
from engagement import opening
from engagement.faults import Refused
from engagement.invitations import list_of_people
from engagement.invitations.asked import can_be_asked, named
from engagement.invitations.inviting import invite
from engagement.invitations.model import Invitation, Invitee
from engagement.invitations.sending import send
from engagement.model import Workspace
from engagement.outside import mail
from engagement.store import Store
from ui import faults, session
from ui import invited as here
from ui.components import frame
from ui.components.me import me
from ui.components.note import note, on_accent
from ui.components.wording import counted, plain

BY_ROLE, BY_AREA, SINGLE = "What their role would know", "Whole areas", "Single questions"
_LIST = "invite.list"


def invite_form(store: Store, space: Workspace) -> None:
    """The fields and the button; what is wrong with the list is said with its lines."""
    with st.container(border=True):
        st.subheader("Invite", anchor=False)
        st.text_area(
            "People, one a line", key=_LIST, height=120, max_chars=40_000,
            placeholder="Priya Nair, Data engineering, priya@example.org",
            help=list_of_people.HOW,
        )  # fmt: skip
        roles = ", ".join(plain(item.name) for item in opening.roles_of(store, space.assessment))
        note(f"Name, role, e-mail address. Roles: {roles}.")
        asked = _what(store, space)
        known = who_is_asked()
        st.number_input("The link opens for so many days", 1, known.longest_days, known.valid_days,
                        key="invite.days")  # fmt: skip
        st.checkbox("They may invite somebody else to a single question themselves",
                    key="invite.may_pass_on", help="Otherwise they propose it, and you decide.")  # fmt: skip
        by_mail = mail.configured()
        if by_mail:
            st.checkbox("Send the links by mail", True, key="invite.mail")
        else:
            note("No mail server is set up: copy each link from the list.")
        if st.button(on_accent("Invite"), type="primary", key="invite.do"):
            _invite(store, space, asked)


def _what(store: Store, space: Workspace) -> tuple[str, ...] | None:
    """Ids of what everybody on the list is asked; ``None`` is what each one's role is proposed."""
    how = st.selectbox("What they are asked", [BY_ROLE, BY_AREA, SINGLE], key="invite.what")
    pack = frame.grid(store, space) or frame.questionnaire(store, space)
    every = can_be_asked(store, space.assessment.id)
    if how == BY_ROLE or pack is None:
        return None
    if how == SINGLE:
        return tuple(st.multiselect("Questions", every, key="invite.single", placeholder="Choose",
                                    format_func=lambda item: named(pack, item)))  # fmt: skip
    if isinstance(pack, Pack):
        areas = {item.id: item.name for item in pack.areas}
        of = {item.id: item.area for item in pack.capabilities}
    else:
        areas = {item.id: item.title for item in pack.sections if pack.asked_in(item.id)}
        of = {item.id: item.section for item in pack.questions}
    chosen = st.multiselect("Areas", list(areas), key="invite.areas", placeholder="Choose",
                            format_func=areas.__getitem__)  # fmt: skip
    return tuple(item for item in every if of[item] in chosen)


def _invite(store: Store, space: Workspace, asked: tuple[str, ...] | None) -> None:
    roles = opening.roles_of(store, space.assessment)
    try:
        people = list_of_people.read_people(session.choice(_LIST) or "", roles)
    except Refused as refused:
        st.error(str(refused), icon=":material/error:")
        return
    made = faults.attempt(
        invite, store, assessment_id=space.assessment.id, by=me(),
        people=[_asked(item, asked) for item in people], days=session.choice("invite.days"),
        may_pass_on=bool(session.choice("invite.may_pass_on")),
    )  # fmt: skip
    if made:
        _sent(store, made)
        session.forget(_LIST)
    st.rerun()


def _asked(who: Invitee, asked: tuple[str, ...] | None) -> Invitee:
    return who if asked is None else who.model_copy(update={"asked": asked})


def _sent(store: Store, made: tuple[Invitation, ...]) -> None:
    """Mail to those with an address; the first that cannot be sent stops it and says so."""
    sent = 0
    if mail.configured() and session.choice("invite.mail"):
        for item in made:
            if item.email:
                done = faults.attempt(send, store, invitation_id=item.id, base=here.base(), by=me())
                if done is None:
                    break
                sent += 1
    told = f", {counted(sent, 'mail')} sent" if sent else ""
    st.toast(f"{counted(len(made), 'person', 'people')} invited{told}", icon=":material/check:")
