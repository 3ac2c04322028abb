"""A named person's word for a condition that no source can show; it is never a proof."""

from datetime import date, datetime

from content.model import AttestedCondition, Pack
from engagement.faults import NAME, SENTENCES, Refused, fitting
from engagement.opening import assessment_in, record_in
from engagement.outside import clock
from engagement.store import Store, exit_criteria, packs
from engagement.watching.watched import alike
from scoring.proof_model import Attestation


def attest(
    store: Store, *, assessment_id: str, initiative: str, condition: str, by: str, reason: str,
    day: date | None = None,
) -> Attestation:  # fmt: skip
    """Write down who stands for it that a condition holds, why, and on which day it was so (today).

    Only what the pack asks a person for can be attested: what is measured has to be read.
    """
    name, why, now = by.strip(), reason.strip(), clock.now()
    fitting(NAME, name=name)
    fitting(SENTENCES, reason=why)
    if not name or not why:
        raise Refused("Give a name and a reason: somebody stands for it that this holds.")
    when = day or now.date()
    if when > now.date():
        raise Refused("That day is still to come; attest it once it holds.")
    made = Attestation(
        initiative=initiative, condition=condition, by=name, reason=why, day=when, at=now
    )
    with store.writing() as tx:
        pack = packs.get(tx, assessment_in(tx, assessment_id).pack.digest)
        _known(pack, initiative, condition)
        exit_criteria.add_attestation(tx, assessment_id, made)
        about = {"initiative": initiative, "condition": condition}
        record_in(tx, assessment_id, "exit criterion attested", by=name, **about)
    return made


def attested(
    store: Store, assessment_id: str, as_of: datetime | None = None
) -> tuple[Attestation, ...]:
    """Those that stand (at ``as_of``), in the order in which they came."""
    with store.reading() as tx:
        return exit_criteria.attestations(tx, alike(tx, assessment_id), as_of)


def withdraw_attestation(
    store: Store, *, assessment_id: str, initiative: str, condition: str, by: str, reason: str
) -> None:
    """Take an attestation back, with a reason; that it was given stays."""
    fitting(NAME, name=by)
    fitting(SENTENCES, reason=reason)
    if not by.strip() or not reason.strip():
        raise Refused("Give a name and a reason for taking it back.")
    with store.writing() as tx:
        given = exit_criteria.attestations(tx, alike(tx, assessment_id))
        held = next(
            (one for one in given if (one.initiative, one.condition) == (initiative, condition)),
            None,
        )
        if held is None:
            raise Refused("This is not attested any more; somebody has taken it back.")
        now = clock.now()
        exit_criteria.withdraw_attestation(tx, assessment_id, held, by.strip(), reason.strip(), now)
        about = {"initiative": initiative, "condition": condition}
        record_in(tx, assessment_id, "attestation withdrawn", by=by, **about)


def _known(pack: Pack, initiative: str, condition: str) -> None:
    asked = {
        (item.id, one.id)
        for item in pack.initiatives
        for one in item.exit.conditions
        if isinstance(one, AttestedCondition)
    }
    if (initiative, condition) not in asked:
        raise Refused("This condition is measured, not attested: point at a source that shows it.")
