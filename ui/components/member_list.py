"""The list of members with their roles, and the form that adds one."""

import streamlit as st

from engagement.access import members
from engagement.access.asking import may
from engagement.access.members import EXPLAINED
from engagement.access.people import BY_PROXY, LONGEST_WHO, ROLES, Member, Role, known_by
from engagement.outside.settings import settings
from engagement.store import Store
from ui import faults, session, who
from ui.components.me import me
from ui.components.note import note, on_accent
from ui.components.wording import plain


def listed(store: Store, client_id: str | None, without: str) -> None:
    """One row a member: name, role and the way out; roles can be chosen where one may."""
    held = members.members(store, client_id)
    if not held:
        note(without)
    for member in held:
        with st.container(border=True):
            _row(store, member)


def _row(store: Store, member: Member) -> None:
    name, role, out = st.columns([5, 3, 2], vertical_alignment="center")
    with name, st.container(gap=None):
        st.markdown(f"**{plain(member.name or member.who)}**")
        since = _since(member)
        note(
            " · ".join(
                filter(
                    None,
                    (
                        plain(member.who) if known_by(member.name) not in ("", member.who) else "",
                        since,
                    ),
                )
            )
        )
    if not may(store, member.client_id, "member changed", "member removed"):
        role.markdown(member.role.title())
        return
    key = f"member.{member.id}.{member.role}"
    chosen = role.selectbox(
        f"Role of {member.who}", ROLES, ROLES.index(member.role), key=key, format_func=str.title,
        label_visibility="collapsed",
    )  # fmt: skip
    other = bool(member.subject) and not _is_me(member)
    with out.popover("Account" if other else "Remove", width="stretch"):
        if other:
            _anew(store, member, key)
        st.markdown(f"{plain(member.who)} loses access at once, in every tab.")
        st.button("Remove the member", key=f"{key}.out", args=(store, member),
                  on_click=faults.said_at(f"{key}.out")(_remove))  # fmt: skip
        faults.tell_at(f"{key}.out")
    if chosen != member.role:
        _asked(store, member, chosen, key)


def _since(member: Member) -> str:
    """Where the access is nobody's yet, or the account's of another way of signing in."""
    mode = settings().sign_in
    if mode == "local":
        return ""
    if not member.subject:
        return "has not signed in yet"
    by_proxy = member.subject.startswith(BY_PROXY)
    other = by_proxy != (mode == "header")
    return ":orange[signed in another way before, and has no access by this one]" if other else ""


def _is_me(member: Member) -> bool:
    known = who.person()
    return bool(known and known.subject and known.subject == member.subject)


def _anew(store: Store, member: Member, key: str) -> None:
    """The way back for whoever has another account now, as after a change of the sign-in."""
    st.markdown(
        f"The access belongs to the account that signed in first as {plain(member.who)}. If the "
        "person has another account of that name now, let them in anew: the **next** account that "
        "signs in by it has the access."
    )
    st.button("Let them in anew", key=f"{key}.anew", args=(store, member),
              on_click=faults.said_at(f"{key}.out")(_let_in))  # fmt: skip
    st.divider()


def _asked(store: Store, member: Member, chosen: Role, key: str) -> None:
    """A role counts at once and in every tab, so it is not changed by a slip of the hand."""
    mine = _is_me(member)
    name = "You" if mine else plain(member.name or member.who)
    st.markdown(
        f":material/swap_horiz: **{name}: from {member.role} to {chosen}.** {EXPLAINED[chosen]}"
    )
    if mine:
        note(":orange[This is you: what the new role does not allow is out of your reach at once.]")
    with st.container(horizontal=True):
        st.button(
            on_accent(f"Change to {chosen}"), type="primary", key=f"{key}.change",
            on_click=_change, args=(store, member, chosen, key),
        )  # fmt: skip
        st.button(
            f"Stay {member.role}", key=f"{key}.stay", on_click=session.keep, args=(key, member.role)
        )


def add_form(store: Store, client_id: str | None) -> None:
    """An e-mail address, a name and a role; the person has access from their next sign-in on."""
    # Another key after each one: a field whose key stays keeps in the browser what was typed.
    turn = f"member.turn.{client_id or 'server'}"
    key = f"{turn}.{session.choice(turn, 0)}"
    with st.form(key, border=False, clear_on_submit=False):
        who = st.text_input(
            "E-mail address", key=f"{key}.who", max_chars=LONGEST_WHO,
            help="The one that the person signs in with; behind a proxy, the name that it gives.",
        )  # fmt: skip
        name = st.text_input("Name", key=f"{key}.name", max_chars=200, placeholder="Optional")
        role = st.selectbox(
            "Role", ROLES, index=None, key=f"{key}.role", format_func=str.title,
            placeholder="Choose a role",
        )  # fmt: skip
        given = st.form_submit_button(on_accent("Add the person"), type="primary")
    if given:
        _add(store, client_id, who, name, role, turn)


def _add(
    store: Store, client_id: str | None, address: str, name: str, role: Role | None, turn: str
) -> None:
    if role is None:
        faults.refuse("Choose a role for the person.")
    elif made := faults.attempt(
        members.add_member, store, client_id=client_id, who=address, role=role, name=name, by=me()
    ):
        session.keep(turn, session.choice(turn, 0) + 1)
        st.toast(f"{plain(made.name or made.who)} is {role} now", icon=":material/check:")
    st.rerun()


def _change(store: Store, member: Member, role: Role, key: str) -> None:
    done = faults.attempt(members.change_member, store, member_id=member.id, role=role, by=me())
    session.keep(key, member.role)
    if done:
        st.toast(f"{plain(done.name or done.who)} is {role} now", icon=":material/check:")


def _let_in(store: Store, member: Member) -> None:
    faults.attempt(members.let_in_anew, store, member_id=member.id, by=me())


def _remove(store: Store, member: Member) -> None:
    faults.attempt(members.remove_member, store, member_id=member.id, by=me())
