"""Answering as: choose who answers, add a person, enter for somebody else."""

from collections.abc import Callable, Sequence
from typing import Protocol

import streamlit as st

from assessment.choices import ChoiceAnswer
from assessment.model import ROOM_ROLE, Answer, Respondent
from content.model import Role
from engagement.answers import answering
from engagement.store import Store
from ui import faults, session
from ui import who as signed_in
from ui.components.invite_form import to_invitations
from ui.components.note import note, on_accent
from ui.components.permitted import for_whoever_may, may
from ui.components.wording import plain


class Answering(Protocol):
    """What both kinds of Ask know of the people who answer."""

    @property
    def store(self) -> Store:
        """Where answers are kept."""

    @property
    def assessment(self) -> str:
        """The id of the assessment."""

    @property
    def people(self) -> tuple[Respondent, ...]:
        """The client's people."""

    @property
    def me(self) -> Respondent | None:
        """Who answers now."""

    @property
    def roles(self) -> tuple[Role, ...]:
        """The roles of whoever may answer."""

    @property
    def everyone(self) -> Sequence[Answer | ChoiceAnswer]:
        """All answers in force."""


def who(asking: Answering) -> None:
    """A popover that names the current person and lets one choose or add another."""
    name = plain(asking.me.name) if asking.me else "nobody yet"
    whose = "Answering as" if may("answer given") else "Answers of"
    with st.popover(f"{whose} {name}", icon=":material/person:", width="stretch"):
        persons = [item for item in asking.people if item.role != ROOM_ROLE]
        if persons:
            st.radio(
                whose, [item.id for item in persons], persons.index(asking.me)
                if asking.me in persons else None,
                format_func=lambda item: described(asking, item), key="ask.who", on_change=_become,
            )  # fmt: skip
        _entered_by()
        add_person(asking, "more")


@for_whoever_may("answer given")
def _entered_by() -> None:
    if known := signed_in.person():
        note(f"Kept as entered by {plain(known.name)}, where they are not the same.")
        return
    st.text_input(
        "Entered by", key="ask.entered_by", placeholder="Your name, where you enter for them",
        help="Kept with each answer: a consultant may enter what somebody else says.",
    )  # fmt: skip


def described(asking: Answering, respondent_id: str) -> str:
    """A person with role and how many they have answered."""
    person = next(item for item in asking.people if item.id == respondent_id)
    answered = sum(item.respondent == person.id for item in asking.everyone)
    return f"{plain(person.name)}, {role_name(asking, person).lower()} ({answered} answered)"


def role_name(asking: Answering, person: Respondent) -> str:
    """The role in words; a role that the pack does not have as it is."""
    names = {item.id: item.name for item in asking.roles}
    return names.get(person.role, person.role)


def who_first(asking: Answering, beside: Callable[[], None] | None = None) -> None:
    """The page before anybody answers: a name and a role; ``beside`` it another way to begin."""
    st.header("Who answers first?", anchor=False)
    st.markdown(":gray[A name or a pseudonym, and a role. More people can be added at any time.]")
    middle, right = st.columns([1, 1], gap="large")
    with middle, st.container(border=True):
        add_person(asking, "first", "Start with the first question")
    with right:
        if beside:
            beside()
        to_invitations("Or invite people to answer by themselves")


@for_whoever_may("person added", told="adds people who answer")
def add_person(asking: Answering, key: str, label: str = "Add a person") -> None:
    """A name or pseudonym and a role; the new person answers from then on."""
    names = {item.id: item.name for item in asking.roles}
    if session.forget(f"person.{key}.kept"):
        session.empty(f"person.{key}.name", chosen=[f"person.{key}.role"])
    with st.form(f"person.{key}", border=False):
        name = st.text_input("Name or pseudonym", key=f"person.{key}.name")
        role = st.selectbox(
            "Role", list(names), index=None, key=f"person.{key}.role",
            format_func=names.__getitem__, placeholder="Choose a role",
        )  # fmt: skip
        if st.form_submit_button(
            on_accent(label) if key == "first" else label,
            type="primary" if key == "first" else "secondary",
        ):
            _add(asking, name, role, key)
    faults.tell_at(f"person.{key}")


def _add(asking: Answering, name: str, role: str | None, key: str) -> None:
    if not name.strip() or role is None:
        st.error("Give a name or pseudonym and choose a role.", icon=":material/error:")
        return
    with faults.said_at(f"person.{key}"):
        person = faults.attempt(
            answering.add_respondent, asking.store, assessment_id=asking.assessment,
            name=name.strip(), role=role,
        )  # fmt: skip
    if person is not None:
        session.go(respondent=person.id)
        session.forget("ask.who")
        session.keep(f"person.{key}.kept", key != "first")  # the first form goes away by itself
    st.rerun()


def _become() -> None:
    session.go(respondent=session.choice("ask.who") or "")
