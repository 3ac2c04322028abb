"""Whom to ask what: which questions a role is proposed, and how long an invitation lasts."""

from functools import lru_cache
from importlib.resources import as_file, files

from pydantic import Field

from content.model import Capability, Role
from content.problems import PackProblems
from content.values import Value
from content.yaml_reading import read_yaml

FILE = "who_is_asked.yaml"


class WhoIsAsked(Value):
    """What somebody chose about invitations, each with its reason.

    ``words`` by role id are looked for, in any case, in what a question says of who would know.
    """

    valid_days: int = Field(ge=1)
    valid_days_reason: str
    longest_days: int = Field(ge=1)
    longest_days_reason: str
    remind_every_hours: int = Field(ge=1)
    remind_every_reason: str
    words: dict[str, tuple[str, ...]]
    words_reason: str

    def would_know(self, role: Role, capability: Capability) -> bool:
        """Whether the question's own words on who would know point to this role."""
        told = capability.who.casefold()
        wanted = self.words.get(role.id) or (role.name.casefold(),)
        return any(word in told for word in wanted)


@lru_cache(maxsize=1)
def who_is_asked() -> WhoIsAsked:
    """The judgements that come with the product; ``PackProblems`` where the file is broken."""
    with as_file(files("content") / FILE) as path:
        source, problems = read_yaml(path, FILE)
    if source is None:
        raise PackProblems(problems)
    return WhoIsAsked.model_validate(source.data)
