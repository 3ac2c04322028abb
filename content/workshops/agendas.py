"""Reads the agendas, the lengths of a vote's phases and a workshop's limits."""

from functools import lru_cache
from importlib.resources import as_file, files
from typing import Literal

from pydantic import Field, model_validator

from content.problems import PackProblems
from content.values import Text, Value
from content.yaml_reading import read_yaml

FILE = "agendas.yaml"
BlockKind = Literal["talk", "dots", "items", "decisions", "confidence", "break"]


class Fact(Value):
    """A line that the big screen shows: what it is about, and what is known of it."""

    head: Text
    text: Text


class Block(Value):
    """A part of an agenda; ``minutes`` is its planned length."""

    title: Text = Field(min_length=1, max_length=120)
    kind: BlockKind
    minutes: int = Field(ge=1, le=480)
    say: Text = ""
    """What the facilitator says or does in it."""
    reason: Text = ""
    """Why it stands here."""
    shows: Literal["", "judge", "plan", "known"] = ""
    """The page that is shown to the room in it; ``known`` stands on the big screen itself."""
    facts: tuple[Fact, ...] = ()
    """What the big screen shows in it, as it was when the part began."""


class Agenda(Value):
    """A workshop's parts in their order."""

    id: str
    name: str
    reason: str
    blocks: tuple[Block, ...] = Field(min_length=1)

    @property
    def minutes(self) -> int:
        """Its whole planned length."""
        return sum(block.minutes for block in self.blocks)


class WorkshopRules(Value):
    """Everything about workshops that somebody chose.

    ``seconds`` are the planned lengths of an item's phases. The room's time is worth from
    ``items_least`` to ``items_most`` items. Below ``skip_range`` levels apart, at ``skip_agreement``
    (r_wg) or more and without a conflict, an item needs no talk.
    """

    seconds: dict[str, int]
    seconds_reason: str
    items_least: int = Field(ge=1)
    items_most: int = Field(ge=1)
    items_reason: str
    skip_agreement: float = Field(gt=0, le=1)
    skip_range: int = Field(ge=1, le=5)
    skip_reason: str
    dots: int = Field(ge=1)
    dots_on_one: int = Field(ge=1)
    dots_reason: str
    people_most: int = Field(ge=1)
    people_reason: str
    token_hours: int = Field(ge=1)
    token_reason: str
    agendas: tuple[Agenda, ...] = Field(min_length=1)

    @model_validator(mode="after")
    def _makes_sense(self) -> "WorkshopRules":
        if self.items_least > self.items_most or self.dots_on_one > self.dots:
            raise ValueError("the least is above the most")
        if any(seconds <= 0 for seconds in self.seconds.values()):
            raise ValueError("a phase lasts a second or more")
        return self

    def agenda(self, agenda_id: str) -> Agenda | None:
        """The agenda with this id; ``None`` where there is none."""
        return next((item for item in self.agendas if item.id == agenda_id), None)


@lru_cache(maxsize=1)
def workshop_rules() -> WorkshopRules:
    """The rules that come with the product; ``PackProblems`` where the file is broken."""
    with as_file(files("content.workshops") / FILE) as path:
        source, problems = read_yaml(path, FILE)
    if source is None:
        raise PackProblems(problems)
    return WorkshopRules.model_validate(source.data)
