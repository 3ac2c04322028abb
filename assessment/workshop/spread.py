"""The spread of a vote without names, and what the room says with it."""

from collections.abc import Sequence
from statistics import median

from pydantic import Field

from assessment.consensus import GROUP_MINIMUM, raw_agreement
from assessment.model import AnswerKind
from assessment.workshop.model import Cast
from content.values import Value

Counts = tuple[int, int, int, int, int]
NONE: Counts = (0, 0, 0, 0, 0)


class Spread(Value):
    """How many said which level; ``leaders`` and ``practitioners`` only where that names nobody.

    ``agreement`` is r_wg floored at 0, ``None`` below two levels; ``polarised`` where it fell below
    0; ``middle`` the median level.
    """

    levels: Counts = NONE
    dont_know: int = Field(default=0, ge=0)
    not_applicable: int = Field(default=0, ge=0)
    leaders: Counts | None = None
    practitioners: Counts | None = None
    agreement: float | None = None
    polarised: bool = False

    @property
    def votes(self) -> int:
        """How many gave a level."""
        return sum(self.levels)

    @property
    def everybody(self) -> int:
        """How many voted at all."""
        return self.votes + self.dont_know + self.not_applicable

    @property
    def given(self) -> tuple[int, ...]:
        """Every level given, rising."""
        return tuple(
            level for level, count in enumerate(self.levels, start=1) for _ in range(count)
        )

    @property
    def reach(self) -> int | None:
        """Highest less lowest level; ``None`` without a level."""
        return self.given[-1] - self.given[0] if self.votes else None

    @property
    def middle(self) -> float | None:
        """The median level; ``None`` without a level."""
        return float(median(self.given)) if self.votes else None


def spread(cast: Sequence[Cast]) -> Spread:
    """Count the votes of one round; their order is irrelevant."""
    levels = _counts(cast)
    given = [item.vote.level for item in cast if item.vote.level is not None]
    raw = raw_agreement(given)
    leaders, practitioners = _groups(cast)
    return Spread(
        levels=levels,
        dont_know=sum(item.vote.kind is AnswerKind.DONT_KNOW for item in cast),
        not_applicable=sum(item.vote.kind is AnswerKind.NOT_APPLICABLE for item in cast),
        leaders=leaders,
        practitioners=practitioners,
        agreement=None if raw is None else max(0.0, raw),
        polarised=raw is not None and raw < 0,
    )


def _groups(cast: Sequence[Cast]) -> tuple[Counts | None, Counts | None]:
    """Both groups, or neither; who belongs to none could be read off the rest, so it counts too."""
    leaders, practitioners, rest = (
        _counts([item for item in cast if item.group == group])
        for group in ("leader", "practitioner", "")
    )
    enough = min(sum(leaders), sum(practitioners)) >= GROUP_MINIMUM
    if not enough or 0 < sum(rest) < GROUP_MINIMUM:
        return None, None
    return leaders, practitioners


def _counts(cast: Sequence[Cast]) -> Counts:
    one, two, three, four, five = (
        sum(item.vote.level == level for item in cast) for level in range(1, 6)
    )
    return one, two, three, four, five


def sentence(shown: Spread) -> str:
    """Who disagrees with whom, as the back row reads it."""
    if not shown.votes:
        return "Nobody gave a level."
    if shown.leaders is not None and shown.practitioners is not None:
        leaders, others = _span(shown.leaders), _span(shown.practitioners)
        if leaders == others:
            return f"Leaders and practitioners both say {leaders}."
        return f"Leaders say {leaders}. Practitioners say {others}."
    low, high = shown.given[0], shown.given[-1]
    if low == high:
        return f"Everybody says {low}." if shown.votes > 1 else f"One vote, for {low}."
    how = "The room is split, from" if high - low > 1 else "The room is close,"
    return f"{how} {low} to {high}."


def _span(counts: Counts) -> str:
    found = [level for level, count in enumerate(counts, start=1) if count]
    return str(found[0]) if len(found) == 1 else f"{found[0]} to {found[-1]}"
