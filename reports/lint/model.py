"""What a check finds: an item with where it is mended, and items of one kind together."""

from enum import StrEnum

from content.values import Value


class Where(StrEnum):
    """Where something is mended."""

    QUESTION = "question"
    """``key`` is the capability's id."""
    CONFLICT = "conflict"
    """``key`` is the conflict's number."""
    GOOD_ENOUGH = "good_enough"
    """``key`` is the capability's id."""
    DECISIONS = "decisions"
    """``key`` is the decision's title."""
    NAMES = "names"
    """Whether people are printed by name or by role."""
    ARTEFACTS = "artefacts"
    SOURCES = "sources"
    PLAN = "plan"
    """``key`` is the initiative's id, or empty."""
    USE_CASES = "use_cases"


class Mend(Value):
    """A place of the product, and what of it."""

    where: Where
    key: str = ""


class Item(Value):
    """One thing: its name, what is the matter with it, and where that is mended.

    ``grave`` where a critical capability, or the gate, hangs on it.
    """

    name: str
    what: str
    mend: Mend
    grave: bool = False


class Group(Value):
    """Items of one kind, grave ones first; ``title`` counts them and ``why`` says what it matters."""

    id: str
    title: str
    why: str
    items: tuple[Item, ...]

    @property
    def grave(self) -> int:
        """How many of them a critical capability, or the gate, hangs on."""
        return sum(item.grave for item in self.items)
