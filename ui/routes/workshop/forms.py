"""What a phone may send: field by field, with the longest that each may be."""

from typing import Annotated, Literal

from pydantic import Field

from ui.routes.workshop.guard import Sent

Code = Annotated[str, Field(max_length=32)]
Id = Annotated[str, Field(max_length=64)]
OneToFive = Annotated[int, Field(ge=1, le=5)]


class Knock(Sent):
    """A code, to see what it opens."""

    code: Code


class Joining(Sent):
    """Who joins: a name or pseudonym, a role, and the key by which the phone is known again."""

    code: Code
    name: Annotated[str, Field(max_length=60)]
    role: Id
    device: Annotated[str, Field(min_length=16, max_length=128)]


class Nothing(Sent):
    """An empty object."""


class Choice(Sent):
    """Something chosen; the key is made when it is chosen and stays when it is sent again."""

    vote_key: Id


class Voting(Choice):
    """A vote in one round: a level, *don't know*, or *not applicable* with its reason."""

    round: Id
    kind: Literal["level", "dont_know", "not_applicable"]
    level: OneToFive | None = None
    grade: Literal["E0", "E1", "E2"] = "E0"
    confidence: Literal[1, 2, 3] | None = None
    reason: Annotated[str, Field(max_length=500)] = ""


class Dots(Choice):
    """All of one's dots, by use case."""

    dots: Annotated[dict[Id, Annotated[int, Field(ge=0, le=100)]], Field(max_length=100)]


class Place(Choice):
    """Where one use case belongs on the grid."""

    use_case: Id
    impact: OneToFive
    feasibility: OneToFive


class Fingers(Choice):
    """How sure one is of what was decided, shown as fingers."""

    fingers: Annotated[int, Field(ge=0, le=5)]
