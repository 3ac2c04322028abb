"""Changes to a pack for one client: a list of values, each named by what it changes.

A change names its place by stable ids, so that the list can be laid over a later version of the
pack as well. It says who wants it, when and why; ``content.overlaying`` lays it over a pack.
"""

from collections.abc import Iterable
from typing import Annotated, Literal

from pydantic import AwareDatetime, Field

from content.judgement import Level
from content.model import Capability, Initiative
from content.question_changes import QuestionAdded, QuestionOff, QuestionReworded, RiskOf
from content.values import Value

TextField = Literal[
    "name", "short_name", "definition", "why", "evidence", "who",
    "anchor_1", "anchor_2", "anchor_3", "anchor_4", "anchor_5",
]  # fmt: skip


class Reworded(Value):
    """Another text in one field of a capability."""

    kind: Literal["reworded"] = "reworded"
    capability: str
    field: TextField
    text: str

    @property
    def key(self) -> str:
        """What it changes; two changes with one key are one place changed twice."""
        return f"reworded:{self.capability}:{self.field}"


class SwitchedOff(Value):
    """A capability that is not asked of this client, whatever the kind of use case."""

    kind: Literal["switched_off"] = "switched_off"
    capability: str

    @property
    def key(self) -> str:
        """What it changes."""
        return f"switched:{self.capability}"


class Added(Value):
    """A capability that the pack does not have, with the initiative that lifts it."""

    kind: Literal["added"] = "added"
    capability: Capability
    initiative: Initiative

    @property
    def key(self) -> str:
        """What it changes."""
        return f"added:{self.capability.id}"


class CriticalIn(Value):
    """The profiles in which a capability is critical; in all others it is not."""

    kind: Literal["critical"] = "critical"
    capability: str
    profiles: tuple[str, ...]

    @property
    def key(self) -> str:
        """What it changes."""
        return f"critical:{self.capability}"


class Target(Value):
    """The level that one capability is to reach in one profile."""

    kind: Literal["target"] = "target"
    capability: str
    profile: str
    level: Level

    @property
    def key(self) -> str:
        """What it changes."""
        return f"target:{self.capability}:{self.profile}"


class Figure(Value):
    """Another weight or threshold.

    ``name`` is ``weights.critical``, ``weights.other``, ``weights.areas.<area>``,
    ``weights.capabilities.<capability>`` or ``thresholds.<threshold>``; in a questionnaire one of
    ``content.question_difference.figures_of``.
    """

    kind: Literal["figure"] = "figure"
    name: str
    value: float

    @property
    def key(self) -> str:
        """What it changes."""
        return f"figure:{self.name}"


GridWhat = Reworded | SwitchedOff | Added | CriticalIn | Target | Figure
"""What a client can have otherwise in a pack with an evidence grid."""
QuestionWhat = QuestionReworded | QuestionOff | QuestionAdded | RiskOf | Figure
"""What a client can have otherwise in a questionnaire of choices."""
What = Annotated[
    Reworded | SwitchedOff | Added | CriticalIn | Target | Figure
    | QuestionReworded | QuestionOff | QuestionAdded | RiskOf,
    Field(discriminator="kind"),
]  # fmt: skip


class Change(Value):
    """One change with who wants it, when and why; all three are printed in every report."""

    what: What
    by: str = Field(min_length=1, max_length=200)
    reason: str = Field(min_length=1, max_length=4000)
    at: AwareDatetime

    @property
    def key(self) -> str:
        """What it changes."""
        return self.what.key


def with_changes(changes: tuple[Change, ...], more: Iterable[Change]) -> tuple[Change, ...]:
    """The list with ``more``; one that changes the same place again takes the earlier one's."""
    news = {item.key: item for item in more}
    kept = tuple(news.pop(item.key, item) for item in changes)
    return (*kept, *news.values())


def without(changes: tuple[Change, ...], keys: Iterable[str]) -> tuple[Change, ...]:
    """The list without those that change the places named."""
    gone = set(keys)
    return tuple(item for item in changes if item.key not in gone)
