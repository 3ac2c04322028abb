"""What it all means now: gathers what was answered and found, and has it judged."""

from datetime import datetime
from functools import cache
from hashlib import sha256

from assessment.probing import definitions
from content.model import Pack
from engagement.in_force.answers_in_force import answers_in_force
from engagement.in_force.findings_in_force import findings_in_force, overrules_in_force
from engagement.in_force.inherited import Inherited, inherited
from engagement.in_force.room_last_word import heard_in
from engagement.in_force.what_counts import overrules_in, waivers_in
from engagement.memory import Memory
from engagement.model import is_over
from engagement.outside import clock
from engagement.store import Store, Transaction, evidence, exceptions, packs, rounds
from engagement.store.remembering import once
from engagement.workspaces import asked_in, workspace_in
from scoring.forecast import Forecast, History, forecast
from scoring.model import Inputs, Scorecard
from scoring.readiness import judge
from scoring.turning import turning as made_turning
from scoring.turning_model import Turning
from scoring.verifying import Look

REMEMBERED = 64
"""Scorecards kept in memory: a page is redrawn far more often than anything changes."""

_MEMORY: Memory[Scorecard] = Memory(REMEMBERED)
_TURNED: Memory[Turning | None] = Memory(REMEMBERED)


def inputs(store: Store, assessment_id: str) -> Inputs:
    """All that the judgement reads, at one moment of the database."""
    with store.reading() as tx:
        return inputs_in(tx, assessment_id)


def scorecard(store: Store, assessment_id: str, as_of: datetime | None = None) -> Scorecard:
    """The judgement at ``as_of`` (now, where none is given).

    The same inputs are judged once a day, and again when something in them comes to its end; a
    moment that is given is judged exactly.
    """
    with store.reading() as tx:
        given = inputs_in(tx, assessment_id)
        pack = packs.get(tx, workspace_in(tx, assessment_id).assessment.pack.digest)
    return judged(pack, given, as_of)


def judged(pack: Pack, given: Inputs, as_of: datetime | None = None) -> Scorecard:
    """:func:`scorecard` of inputs that are at hand; remembered."""
    moment = as_of or clock.now()
    when = (moment.date(), ended(given, moment)) if as_of is None else moment
    key = (digest_of(given), pack.digest, when)
    return _MEMORY.of(key, lambda: judge(pack, given, moment))


def turning(store: Store, assessment_id: str, as_of: datetime | None = None) -> Turning | None:
    """What would change the verdict; ``None`` at a depth that gives none. Remembered."""
    with store.reading() as tx:
        given = inputs_in(tx, assessment_id)
        pack = packs.get(tx, workspace_in(tx, assessment_id).assessment.pack.digest)
    moment = as_of or clock.now()
    when = (moment.date(), ended(given, moment)) if as_of is None else moment
    key = (digest_of(given), pack.digest, when)
    return _TURNED.of(key, lambda: made_turning(pack, given, moment, _looks(pack.id)))


@cache
def _looks(pack_id: str) -> dict[str, tuple[Look, ...]]:
    """Capability -> the probes that speak for it in a pack."""
    found: dict[str, list[Look]] = {}
    for held in definitions():
        for bearing in held.bearings:
            if bearing.pack == pack_id:
                look = Look(
                    probe=held.id,
                    statement=held.statement,
                    connectors=held.connectors,
                    anchor=bearing.anchor,
                )
                found.setdefault(bearing.capability, []).append(look)
    return {capability: tuple(looks) for capability, looks in found.items()}


def expected(store: Store, assessment_id: str, as_of: datetime | None = None) -> Forecast | None:
    """The forecast, with the client's own history; ``None`` where there is no verdict or none."""
    with store.reading() as tx:
        given = inputs_in(tx, assessment_id)
        place = workspace_in(tx, assessment_id)
        pack = packs.get(tx, place.assessment.pack.digest)
    history = History(pilots=place.client.pilots, in_production=place.client.pilots_in_production)
    return forecast(pack, judged(pack, given, as_of), history)


def ended(given: Inputs, moment: datetime) -> int:
    """How many findings, artefacts, overrules, waivers and the like of the inputs are past their end.

    Between two moments of one day nothing else about the inputs depends on the time.
    """
    ends: list[datetime | None] = [item.valid_until for item in given.findings]
    ends += [file.valid_until for item in given.answers for file in item.artefacts]
    ends += [item.until for item in given.overrules]
    ends += [item.until for item in given.waivers]
    ends += [item.until for item in given.good_enough]
    return sum(is_over(end, moment) for end in ends)


def digest_of(given: Inputs) -> str:
    """SHA-256 of the inputs in hexadecimal: equal where everything that is judged is equal."""
    return sha256(given.model_dump_json().encode()).hexdigest()


def inputs_in(tx: Transaction, assessment_id: str, *, own_findings: bool = False) -> Inputs:
    """:func:`inputs` inside a transaction that is open.

    What was found about carried answers comes with them, unless only ``own_findings`` are wanted.
    Gathered once in a transaction that only reads.
    """
    key = ("inputs", assessment_id, own_findings)
    return once(tx, key, lambda: _gathered(tx, assessment_id, own_findings=own_findings))


def _gathered(tx: Transaction, assessment_id: str, *, own_findings: bool) -> Inputs:
    brought = Inherited() if own_findings else inherited(tx, assessment_id)
    place = workspace_in(tx, assessment_id)
    found = evidence.findings(tx, assessment_id)
    removed = evidence.removed_sources(tx, assessment_id)
    in_force = tuple(attempt.finding for attempt in findings_in_force(found, removed))
    overruled = overrules_in(tx, assessment_id)
    return Inputs(
        profile=place.assessment.profile,
        traits=place.use_case.traits,
        depth=place.assessment.depth,
        asked=asked_in(tx, assessment_id),
        answers=heard_in(tx, assessment_id, answers_in_force(tx, assessment_id)),
        findings=in_force + brought.findings,
        overrules=overrules_in_force(overruled, found, in_force) + brought.overrules,
        waivers=waivers_in(tx, assessment_id) + brought.waivers,
        good_enough=exceptions.good_enough(tx, assessment_id),
        second_round=rounds.marked(tx, assessment_id),
    )
