"""What Ask works on where questions have choices: who answers, which questions, what was ticked."""

from dataclasses import dataclass
from typing import Any

from assessment.choices import ChoiceAnswer
from assessment.model import ROOM_ROLE, Respondent
from content.model import Role
from content.questionnaire import Question, Questionnaire, Section
from engagement import workspaces
from engagement.answers import answering, seen_beside
from engagement.answers.seen_beside import Seen
from engagement.choices import choosing
from engagement.invitations import answering as invited
from engagement.model import Workspace
from engagement.store import Store
from reports.wording import shortened
from ui import session
from ui.components.me import entering


@dataclass(frozen=True)
class Choosing:
    """One rendering of Ask. ``mine`` are this person's answers by question id."""

    store: Store
    space: Workspace
    pack: Questionnaire
    people: tuple[Respondent, ...]
    me: Respondent | None
    roles: tuple[Role, ...]
    mine: dict[str, ChoiceAnswer]
    everyone: tuple[ChoiceAnswer, ...]
    seen: dict[str, tuple[Seen, ...]]
    invitation: str = ""
    """The link's token where an invited person answers alone: nothing of anybody else is here."""
    only: frozenset[str] | None = None
    """Ids of the questions that an invited person is asked; ``None`` is all."""

    @property
    def assessment(self) -> str:
        """The id of the assessment."""
        return self.space.assessment.id

    def sections(self) -> tuple[Section, ...]:
        """The sections that have questions of their own, in the pack's order."""
        asked = {item.section for item in self.questions()}
        return tuple(item for item in self.pack.sections if item.id in asked)

    def questions(self) -> tuple[Question, ...]:
        """Every question, section by section."""
        places = {item.id: place for place, item in enumerate(self.pack.sections)}
        asked = (item for item in self.pack.questions if self.only is None or item.id in self.only)
        return tuple(sorted(asked, key=lambda item: places[item.section]))

    def unanswered(self) -> tuple[Question, ...]:
        """What this person has not said anything to; a *don't know* is an answer."""
        return tuple(item for item in self.questions() if item.id not in self.mine)

    def keep(self, question: str, **said: Any) -> ChoiceAnswer:
        """Keep what this person says, as :func:`engagement.choices.choosing.choose` takes it."""
        if self.invitation:
            return invited.choose(self.store, self.invitation, question=question, **said)
        return choosing.choose(
            self.store, assessment_id=self.assessment, respondent_id=self.me.id if self.me else "",
            question=question, entered_by=entering(self.me), **said,
        )  # fmt: skip

    def take_back(self, question: str) -> None:
        """Take this person's answer back."""
        if self.invitation:
            invited.withdraw(self.store, self.invitation, asked=question)
            return
        choosing.withdraw(
            self.store, assessment_id=self.assessment, respondent_id=self.me.id if self.me else "",
            question=question, entered_by=entering(self.me),
        )  # fmt: skip

    def path(self, section_id: str) -> str:
        """The section's name within what it is part of."""
        names, at = [], section_id
        while at:
            section = self.pack.section(at)
            names.append(shortened(section.title, 48))
            at = section.parent
        return " › ".join(reversed(names))


def choosing_now(store: Store, space: Workspace, pack: Questionnaire) -> Choosing:
    """Read the state of Ask from the store."""
    key = space.assessment.id
    people = answering.respondents(store, key)
    mine = session.place("respondent")
    persons = [item for item in people if item.role != ROOM_ROLE]
    me = next((item for item in persons if item.id == mine), persons[0] if persons else None)
    everyone = choosing.current_choices(store, key)
    return Choosing(
        store=store, space=space, pack=pack, people=people, me=me,
        roles=workspaces.roles_of(store, space.assessment),
        mine={item.question: item for item in everyone if me and item.respondent == me.id},
        everyone=everyone, seen=seen_beside.seen_beside(store, key),
    )  # fmt: skip
