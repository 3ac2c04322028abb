"""What Ask works on: who answers, which questions, what was said."""

from dataclasses import dataclass
from typing import Any

from assessment.model import ROOM_ROLE, Answer, Respondent
from content.model import Capability, Pack, Role
from engagement import workspaces
from engagement.answers import answering
from engagement.invitations import answering as invited
from engagement.model import Workspace
from engagement.store import Store
from ui import session
from ui.components import frame
from ui.components.me import entering


@dataclass(frozen=True)
class Asking:
    """One rendering of Ask. ``mine`` are the answers this person gave here, by capability id."""

    store: Store
    space: Workspace
    pack: Pack
    people: tuple[Respondent, ...]
    me: Respondent | None
    asked: tuple[str, ...]
    mine: dict[str, Answer]
    everyone: tuple[Answer, ...]
    carried: dict[str, str]
    """Capability id -> the client's other use case whose answers are used here."""
    invitation: str = ""
    """The link's token where an invited person answers alone: nothing of anybody else is here."""

    @property
    def assessment(self) -> str:
        """The id of the assessment."""
        return self.space.assessment.id

    @property
    def roles(self) -> tuple[Role, ...]:
        """The roles of whoever may answer."""
        return self.pack.roles

    def questions(self) -> tuple[Capability, ...]:
        """The capabilities asked, area by area in the pack's order."""
        places = {area.id: place for place, area in enumerate(self.pack.areas)}
        asked = [item for item in self.pack.capabilities if item.id in self.asked]
        return tuple(sorted(asked, key=lambda item: places[item.area]))

    def unanswered(self) -> tuple[Capability, ...]:
        """What nobody has to be asked again is left out; a *don't know* is an answer."""
        return tuple(item for item in self.questions() if not self.settled(item.id))

    def settled(self, capability: str) -> bool:
        """Whether this person answered it here, or the client did for another use case."""
        return capability in self.mine or capability in self.carried

    def critical(self, capability: str) -> bool:
        """Whether the profile names it critical; an invited person is told nothing of the judging."""
        return (
            not self.invitation
            and capability in self.pack.profile(self.space.assessment.profile).critical
        )

    def critical_open(self) -> int:
        """How many critical questions nobody has answered; a reasoned *not applicable* is an answer."""
        said = {item.capability for item in self.everyone}
        return sum(self.critical(item) and item not in said for item in self.asked)

    def minutes_left(self) -> float:
        """Minutes that this person's unanswered questions take, by the pack's own estimate."""
        return sum(item.minutes for item in self.unanswered())

    def keep(self, capability: str, **said: Any) -> Answer:
        """Keep what this person says, as :func:`engagement.answers.answering.answer` takes it."""
        if self.invitation:
            return invited.answer(self.store, self.invitation, capability=capability, **said)
        return answering.answer(
            self.store, assessment_id=self.assessment, respondent_id=self.me.id if self.me else "",
            capability=capability, entered_by=entering(self.me), **said,
        )  # fmt: skip


def asking(store: Store, space: Workspace) -> Asking:
    """Read the state of Ask from the store."""
    key = space.assessment.id
    people = answering.respondents(store, key)
    mine = session.place("respondent")
    persons = [item for item in people if item.role != ROOM_ROLE]
    me = next((item for item in people if item.id == mine), persons[0] if persons else None)
    everyone, carried = answering.current_answers(store, key), answering.carried(store, key)
    here = [item for item in everyone if item.capability not in carried]
    return Asking(
        store=store,
        space=space,
        pack=frame.pack(store, space),
        people=people,
        me=me,
        asked=workspaces.asked(store, key),
        mine={item.capability: item for item in here if me and item.respondent == me.id},
        everyone=everyone,
        carried=carried,
    )
