"""Inviting one or many: a list of people, what they are asked, how long the link opens."""

from collections.abc import Collection, Mapping

import streamlit as st

from content.model import Pack
from content.who_is_asked import who_is_asked
from engagement import workspaces
from engagement.answers import answering
from engagement.faults import Refused
from engagement.invitations import list_of_people
from engagement.invitations.asked import can_be_asked, named
from engagement.invitations.inviting import invite
from engagement.invitations.model import Invitation, Invitee
from engagement.invitations.overview import invited
from engagement.invitations.sending import send
from engagement.model import Workspace
from engagement.outside import mail
from engagement.store import Store
from ui import invited as here
from ui import session
from ui.components import frame
from ui.components.me import me
from ui.components.note import note, on_accent
from ui.components.permitted import may
from ui.components.wording import counted, listed, plain

BY_ROLE, BY_AREA, SINGLE = "What their role would know", "Whole areas", "Single questions"
_LIST, _TOLD = "invite.list", "invite.told"


def to_invitations(label: str = "Invite people") -> None:
    """The way to the page; whoever may not invite goes there to read who is invited."""
    label = label if may("person invited") else "Who is invited"
    st.page_link("ui/pages/invite.py", label=label, icon=":material/group_add:")


def invite_form(store: Store, space: Workspace) -> None:
    """The fields and the button; what is wrong with the list is said with its lines."""
    with st.container(border=True):
        st.subheader("Invite", anchor=False)
        st.text_area(
            "People, one a line", key=_LIST, height=120, max_chars=40_000,
            placeholder="Priya Nair, Data engineering, priya@example.org",
            help=list_of_people.HOW,
        )  # fmt: skip
        roles = ", ".join(plain(item.name) for item in workspaces.roles_of(store, space.assessment))
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
        st.button(
            on_accent("Invite"), type="primary", key="invite.do", on_click=_invite,
            args=(store, space, asked),
        )  # fmt: skip
        for said, words in session.forget(_TOLD) or ():
            (st.success if said else st.error)(words)


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
    """What came of it stands below the button: the top of the page may be out of sight."""
    roles, by = workspaces.roles_of(store, space.assessment), me()
    before = {item.invitation.id for item in invited(store, space.assessment.id)}
    try:
        people = list_of_people.read_people(session.choice(_LIST) or "", roles)
        made = invite(
            store, assessment_id=space.assessment.id, by=by,
            people=[_asked(item, asked) for item in people], days=session.choice("invite.days"),
            may_pass_on=bool(session.choice("invite.may_pass_on")),
        )  # fmt: skip
    except Refused as refused:
        session.keep(_TOLD, [(False, plain(str(refused)))])
        return
    session.keep(_LIST, "")
    names = {item.id: item.name for item in answering.respondents(store, space.assessment.id)}
    _tell(store, made, before, names)


def _asked(who: Invitee, asked: tuple[str, ...] | None) -> Invitee:
    return who if asked is None else who.model_copy(update={"asked": asked})


def _tell(
    store: Store, made: tuple[Invitation, ...], before: Collection[str], names: Mapping[str, str]
) -> None:
    """Who is invited now, who was already, and what was mailed; the first failure stops the mail."""
    told: list[tuple[bool, str]] = []
    for known, words in ((False, "Invited"), (True, "Invited already; the link stays the same")):
        those = [plain(names[item.respondent]) for item in made if (item.id in before) is known]
        if those:
            told.append((True, f"{words}: {listed(those)}."))
    sent = 0
    try:
        for item in made:
            if item.email and mail.configured() and session.choice("invite.mail"):
                send(store, invitation_id=item.id, base=here.base(), by=me())
                sent += 1
    except Refused as refused:
        told.append((False, plain(str(refused))))
    if sent:
        told.append((True, f"{counted(sent, 'mail')} sent."))
    session.keep(_TOLD, told)
