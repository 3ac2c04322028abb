"""Exit criteria over time: held for the whole window with enough readings is proved.

A reading speaks for the stretch that its source held history of; between two readings a condition
holds where no longer gap lies than the rules allow. What could not be read says nothing.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from assessment.model import Reading
from content.model import AttestedCondition, Initiative, MeasuredCondition
from content.proof_rules import ProofRules
from content.traits import Traits
from scoring.exit_criterion import holds, window_seconds
from scoring.proof_model import (
    Attempt,
    Attestation,
    Claim,
    ConditionProof,
    InitiativeProof,
    Place,
    ProofState,
    Standing,
)

ROUNDING = 1e-6
"""Share of a window that is rounding."""
NEVER = datetime.min.replace(tzinfo=UTC)
MOST_FIRST = (ProofState.PROVED, ProofState.HOLDING, ProofState.NOT_READ)
"""Among sources that do not contradict each other the one that shows most counts."""


@dataclass(frozen=True, kw_only=True)
class Watched:
    """All that was kept of an assessment's exit criteria until one moment."""

    attempts: Mapping[str, tuple[Attempt, ...]] = field(default_factory=dict)
    """Metric id -> every attempt to read it."""
    attestations: tuple[Attestation, ...] = ()
    claims: tuple[Claim, ...] = ()
    gone: Collection[Place] = ()
    """Places at which nobody looks any more: what they last said contradicts nobody."""

    @property
    def key(self) -> tuple[object, ...]:
        """Differs wherever something was added: attempts are never changed."""
        read = sorted((name, len(given), given[-1].at) for name, given in self.attempts.items())
        return tuple(read), self.attestations, self.claims, tuple(sorted(self.gone))


def proofs(
    initiatives: Iterable[Initiative], watched: Watched, traits: Traits | None, rules: ProofRules
) -> dict[str, InitiativeProof]:
    """Initiative id -> how far it is proved."""
    return {item.id: initiative_proof(item, watched, traits, rules) for item in initiatives}


def initiative_proof(
    initiative: Initiative, watched: Watched, traits: Traits | None, rules: ProofRules
) -> InitiativeProof:
    """How far every condition of one initiative has come, and so the initiative."""
    claim = next((item for item in watched.claims if item.initiative == initiative.id), None)
    ended = claim.since if claim else None
    found = tuple(
        _attested(initiative.id, item, watched)
        if isinstance(item, AttestedCondition)
        else condition_proof(
            item if traits is None else item.for_traits(traits),
            watched.attempts.get(item.metric, ()), rules, ended, watched.gone,
        )
        for item in initiative.exit.conditions
    )  # fmt: skip
    standing = _standing(found, claim)
    closed = standing in (Standing.PROVED, Standing.ATTESTED)
    regressions = [item.regressed_at for item in found if item.state is ProofState.REGRESSED]
    return InitiativeProof(
        standing=standing, conditions=found, claimed=claim is not None, claimed_at=ended,
        closed_at=max(filter(None, map(_closed_at, found)), default=None) if closed else None,
        regressed_at=max(filter(None, regressions), default=None),
    )  # fmt: skip


def _closed_at(item: ConditionProof) -> datetime | None:
    if item.attested is not None:
        return item.attested.second_at or item.attested.at
    return item.proved_at


def _standing(found: Iterable[ConditionProof], claim: Claim | None) -> Standing:
    states = {item.state for item in found}
    if ProofState.REGRESSED in states:
        return Standing.REGRESSED
    if states == {ProofState.PROVED}:
        return Standing.PROVED
    if states <= {ProofState.PROVED, ProofState.ATTESTED}:
        return Standing.ATTESTED
    return Standing.CLAIMED if claim else Standing.PLANNED


def _attested(initiative: str, item: AttestedCondition, watched: Watched) -> ConditionProof:
    given = next(
        (one for one in watched.attestations
         if (one.initiative, one.condition) == (initiative, item.id)), None,
    )  # fmt: skip
    state = ProofState.TO_ATTEST
    if given:
        state = ProofState.ATTESTED if given.second.strip() else ProofState.TO_ACCEPT
    return ConditionProof(id=item.id, state=state, attested=given)


def condition_proof(
    item: MeasuredCondition,
    attempts: Iterable[Attempt],
    rules: ProofRules,
    work_ended: datetime | None = None,
    gone: Collection[Place] = (),
) -> ConditionProof:
    """How far a measured condition is proved by all ``attempts``, in whatever order they come.

    From ``work_ended`` on (when a planner called the work done) the window begins anew where it was
    not full before. Each source is a witness of its own: where the newest word of one is that the
    target is missed, another one's window does not count.
    """
    by_place: dict[Place, list[Attempt]] = {}
    for attempt in attempts:
        by_place.setdefault(attempt.place, []).append(attempt)
    told = {
        place: _Course(item, rules, work_ended).over(by_place[place]).told()
        for place in sorted(by_place)
    }
    if not told:
        unread = ProofState.NOT_READ
        return ConditionProof(id=item.id, state=unread, window=window_seconds(item.window))
    return _together(told, gone)


def _together(told: Mapping[Place, ConditionProof], gone: Collection[Place]) -> ConditionProof:
    """One standing of what several sources say; a contradiction counts, and is told."""
    against = {
        place: one for place, one in told.items()
        if one.state not in MOST_FIRST and (place not in gone or len(told) == 1)
    }  # fmt: skip
    counts: dict[str, object] = {
        "read": sum(one.read for one in told.values()),
        "failed": sum(one.failed for one in told.values()),
    }
    if not against:
        agreeing = [one for one in told.values() if one.state in MOST_FIRST]
        best = min(agreeing, key=lambda one: (MOST_FIRST.index(one.state), -one.held))
        return best.model_copy(update=counts)
    worst = max(against.values(), key=lambda one: one.regressed_at or one.last_read or NEVER)
    proved = max(filter(None, (one.proved_at for one in told.values())), default=None)
    if proved and worst.state is ProofState.MISSED:
        counts |= {"state": ProofState.REGRESSED, "proved_at": proved,
                   "regressed_at": worst.last_read}  # fmt: skip
    holding = [
        place[1] for place, one in told.items()
        if one.state in (ProofState.PROVED, ProofState.HOLDING) and place not in gone
    ]  # fmt: skip
    note = f"The sources disagree: by {' and '.join(holding)} it holds." if holding else ""
    return worst.model_copy(update=counts | {"note": note})


class _Course:
    """One condition at one source: walks over its attempts and keeps what they came to."""

    def __init__(
        self, item: MeasuredCondition, rules: ProofRules, work_ended: datetime | None
    ) -> None:
        self._item, self._ended = item, work_ended
        self._window = window_seconds(item.window)
        self._gap = timedelta(seconds=self._window * rules.longest_gap_share)
        self._since = self._missed = NEVER
        self._run: list[Attempt] = []
        self._proof: list[Attempt] = []
        self._proved_at: datetime | None = None
        self._regressed_at: datetime | None = None
        self._word: bool | None = None
        self._attempts: list[Attempt] = []

    def over(self, attempts: Iterable[Attempt]) -> "_Course":
        """Take every attempt, the oldest first; what was not read, or cannot tell, moves nothing."""
        self._attempts = sorted(attempts, key=_moment)
        for attempt in self._attempts:
            word = holds(self._item, attempt.reading) if attempt.reading else None
            if word is None:
                continue
            self._word = word
            if word:
                self._hold(attempt)
            else:
                self._miss(attempt)
        return self

    def _miss(self, attempt: Attempt) -> None:
        self._run, self._missed = [], attempt.at
        if self._proved_at is not None and self._regressed_at is None:
            self._regressed_at = attempt.at

    def _hold(self, attempt: Attempt) -> None:
        begins = self._begins(attempt)
        if not self._run or begins - self._run[-1].at > self._gap:
            self._run, self._since = [], begins
        self._since = min(self._since, begins)
        if self._proved_at is None and self._ended and attempt.at >= self._ended > self._since:
            self._since = self._ended
        self._run.append(attempt)
        held = (attempt.at - self._since).total_seconds()
        stands = self._proved_at is not None and self._regressed_at is None
        if not stands and held >= self._window * (1 - ROUNDING):
            self._proved_at, self._regressed_at = attempt.at, None
            self._proof = list(self._run)

    def _begins(self, attempt: Attempt) -> datetime:
        """From when on a reading speaks; one that spans the whole window outweighs an earlier miss."""
        own = min(own_history(attempt.reading), self._window) if attempt.reading else 0.0
        begins = attempt.at - timedelta(seconds=own)
        return begins if own >= self._window * (1 - ROUNDING) else max(begins, self._missed)

    def told(self) -> ConditionProof:
        """What it came to."""
        behind = self._proof if self._proved_at else self._run
        read = [item for item in self._attempts if item.reading is not None]
        last = self._attempts[-1]
        held = (self._run[-1].at - self._since).total_seconds() if self._run else 0.0
        return ConditionProof(
            id=self._item.id, state=self._state(), window=self._window, held=held,
            since=self._since if self._run else None,
            proved_at=self._proved_at, regressed_at=self._regressed_at,
            readings=len(behind), read=len(read), failed=len(self._attempts) - len(read),
            last_read=read[-1].at if read else None, could_not=last.could_not,
            first=behind[0].reading if behind else None,
            last=behind[-1].reading if behind else None,
            source=(behind or self._attempts)[-1].source,
        )  # fmt: skip

    def _state(self) -> ProofState:
        if self._regressed_at is not None:
            return ProofState.REGRESSED
        if self._proved_at is not None:
            return ProofState.PROVED
        if self._word is None:
            return ProofState.NOT_READ
        return ProofState.HOLDING if self._word else ProofState.MISSED


def own_history(reading: Reading) -> float:
    """Seconds before it that a reading itself speaks for: its window, as far as its source held it."""
    held = reading.history_seconds or 0.0
    return held if reading.window_seconds is None else min(held, reading.window_seconds)


def _moment(attempt: Attempt) -> tuple[datetime, bool, str]:
    """The order of attempts; of two at one moment and source, the same one comes first always."""
    return attempt.at, attempt.reading is None, repr(attempt.reading)
