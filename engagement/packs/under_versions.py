"""What an assessment was answered, judged under one version of its pack or another.

The only place that tells an evidence grid from a questionnaire where versions of a pack are
compared: :func:`given_in` gives the one or the other, and both do the same.
"""

from collections.abc import Iterable
from datetime import datetime
from typing import NamedTuple, Protocol

from content.applicability import not_applicable
from content.digests import AnyPack
from content.model import Pack
from content.questionnaire import Questionnaire
from engagement import judging
from engagement.choices import choice_judging
from engagement.faults import Refused
from engagement.model import Assessment
from engagement.store import Transaction, packs
from engagement.workspaces import assessment_in
from reports.client_changes import ChangeRow, ClientChanges, QuestionChanges
from scoring.comparison import Comparison
from scoring.model import Scorecard
from scoring.movement import explain
from scoring.other_pack import beside, beside_choices, under
from scoring.result_model import Result
from scoring.rules import answerable

Judged = Scorecard | Result


class Changed(NamedTuple):
    """A pack as a client has it, with the one under it and what differs."""

    version: int
    rows: tuple[ChangeRow, ...]
    base: AnyPack
    pack: AnyPack


class Given(Protocol):
    """Answers of an assessment, whichever shape its pack has."""

    answered: frozenset[str]
    """Ids of the capabilities or questions with an answer."""

    def judged(self, pack: AnyPack, as_of: datetime | None) -> Judged:
        """What the answers come to under a version of the pack."""

    def moved(self, before: AnyPack, after: AnyPack, as_of: datetime | None) -> Comparison | None:
        """What another version alone makes of it, level by level; ``None`` for choices."""

    def told(self, changed: Changed, as_of: datetime | None) -> ClientChanges | QuestionChanges:
        """What the client has otherwise, and what the untouched pack makes of the answers."""

    def aside(self, pack: AnyPack) -> tuple[str, ...]:
        """What was answered and is not asked under a version, or not as it was answered."""

    def fits(self, pack: AnyPack, here: Assessment) -> None:
        """:class:`Refused` where the assessment cannot take a version."""


def given_in(tx: Transaction, assessment_id: str) -> Given:
    """What the assessment was answered, inside a transaction that is open."""
    pack = packs.either(tx, assessment_in(tx, assessment_id).pack.digest)
    if isinstance(pack, Questionnaire):
        return _Choices(tx, assessment_id)
    return _Levels(tx, assessment_id)


class _Levels:
    """Answers with levels."""

    def __init__(self, tx: Transaction, assessment_id: str) -> None:
        self._given = judging.inputs_in(tx, assessment_id)
        self.answered = frozenset(item.capability for item in self._given.answers)

    def judged(self, pack: AnyPack, as_of: datetime | None) -> Scorecard:
        grid = _grid(pack)
        return judging.judged(grid, under(grid, self._given), as_of)

    def moved(self, before: AnyPack, after: AnyPack, as_of: datetime | None) -> Comparison | None:
        old, new = _grid(before), _grid(after)
        given = under(new, self._given)
        return explain(
            new, (judging.judged(old, self._given, as_of), self._given),
            (judging.judged(new, given, as_of), given), earlier=old,
        )  # fmt: skip

    def told(self, changed: Changed, as_of: datetime | None) -> ClientChanges:
        return ClientChanges(
            version=changed.version, rows=changed.rows,
            untouched=beside(self.judged(changed.base, as_of)),
            verdict=self.judged(changed.pack, as_of).verdict,
        )  # fmt: skip

    def aside(self, pack: AnyPack) -> tuple[str, ...]:
        grid = _grid(pack)
        hidden = not_applicable(grid, grid.profile(self._given.profile), self._given.traits)
        return _unasked(
            self.answered, (item.id for item in grid.capabilities if item.id not in hidden)
        )

    def fits(self, pack: AnyPack, here: Assessment) -> None:
        if here.profile not in {item.id for item in _grid(pack).profiles}:
            raise Refused(
                f"The other version has no profile {here.profile}; choose another kind of use case "
                "first."
            )


class _Choices:
    """Answers with choices; those to what an earlier version asked are among them."""

    def __init__(self, tx: Transaction, assessment_id: str) -> None:
        self._given = choice_judging.everything_in(tx, assessment_id)
        self.answered = frozenset(item.question for item in self._given.answers)

    def judged(self, pack: AnyPack, as_of: datetime | None) -> Result:
        asked = _questions(pack)
        return choice_judging.judged(asked, answerable(asked, self._given), as_of)

    def moved(self, before: AnyPack, after: AnyPack, as_of: datetime | None) -> None:
        """Two results of choices are never compared across versions."""

    def told(self, changed: Changed, as_of: datetime | None) -> QuestionChanges:
        return QuestionChanges(
            version=changed.version, rows=changed.rows,
            untouched=beside_choices(self.judged(changed.base, as_of)),
            result=beside_choices(self.judged(changed.pack, as_of)),
        )  # fmt: skip

    def aside(self, pack: AnyPack) -> tuple[str, ...]:
        kept = answerable(_questions(pack), self._given).answers
        left = {item.id for item in self._given.answers} - {item.id for item in kept}
        return tuple(sorted({item.question for item in self._given.answers if item.id in left}))

    def fits(self, pack: AnyPack, here: Assessment) -> None:  # noqa: ARG002  any profile will do
        _questions(pack)


def _unasked(answered: Iterable[str], asked: Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted(set(answered) - set(asked)))


def _grid(pack: AnyPack) -> Pack:
    if not isinstance(pack, Pack):
        raise Refused(f"{pack.title} is answered with choices now; start another assessment.")
    return pack


def _questions(pack: AnyPack) -> Questionnaire:
    if not isinstance(pack, Questionnaire):
        raise Refused(f"{pack.title} is answered with levels now; start another assessment.")
    return pack
