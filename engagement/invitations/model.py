"""An invitation, a question that was passed on, and what is told of both."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from pydantic import AwareDatetime, Field

from assessment.choices import ChoiceAnswer
from assessment.model import Answer, Respondent
from content.digests import AnyPack
from content.values import Text, Value
from engagement.model import Workspace

State = Literal["open", "expired", "revoked"]


class Invitation(Value):
    """One person's way to the questions they are asked, in one assessment.

    ``asked`` are ids of capabilities or questions; ``issue`` counts the links that were made for
    it: only the newest one opens. With ``may_pass_on`` the person may invite whoever knows better.
    """

    id: str
    assessment_id: str
    respondent: str
    email: Text = ""
    asked: tuple[str, ...]
    may_pass_on: bool = False
    issue: int = Field(default=1, ge=1)
    made_by: Text = ""
    made_at: AwareDatetime
    until: AwareDatetime
    revoked_at: AwareDatetime | None = None
    opened_at: AwareDatetime | None = None
    sent_at: AwareDatetime | None = None
    reminded_at: AwareDatetime | None = None

    def state(self, now: datetime) -> State:
        """Whether its link opens at ``now`` (UTC-aware)."""
        if self.revoked_at is not None:
            return "revoked"
        return "expired" if now >= self.until else "open"


class PassedOn(Value):
    """*I don't know, ask …*: one question, from one person to another, named by who passes it on.

    ``state`` is ``proposed`` until the facilitator, or the person's own right, makes it ``asked``
    (``invitation`` is then the other's), or it is ``declined``.
    """

    id: str
    assessment_id: str
    asked: str
    respondent: str
    to_name: Text
    to_role: str
    to_email: Text = ""
    note: Text = ""
    state: Literal["proposed", "asked", "declined"] = "proposed"
    invitation: str | None = None
    at: AwareDatetime
    settled_by: Text = ""
    settled_at: AwareDatetime | None = None


class Invitee(Value):
    """A line of the list that a facilitator pastes; no ``asked`` is what the role is proposed."""

    name: Text
    role: str
    email: Text = ""
    asked: tuple[str, ...] | None = None


class Invited(Value):
    """An invitation as the facilitator sees it: progress, and never an answer."""

    invitation: Invitation
    person: Respondent
    asked: int
    answered: int
    last_answer: AwareDatetime | None = None

    @property
    def done(self) -> bool:
        """Whether everything that the person is asked has an answer of theirs."""
        return self.answered >= self.asked


class Passing(Value):
    """A question that was passed on, as both sides see it: who, to whom, and how far it is."""

    passed: PassedOn
    by_name: str
    answered: bool
    """Whether the one it was passed to has answered."""


@dataclass(frozen=True)
class Held:
    """What a respondent's link opens: their own questions and answers, and nothing of anybody else."""

    invitation: Invitation
    person: Respondent
    place: Workspace
    pack: AnyPack
    asked: tuple[str, ...]
    """Those of the invitation that apply, in the pack's order."""
    answers: tuple[Answer, ...] = ()
    choices: tuple[ChoiceAnswer, ...] = ()
    sent_on: tuple[Passing, ...] = ()
    received: tuple[Passing, ...] = ()
    invited_by: str = ""
