"""A named person's word for a condition that no source can show, accepted by a second; no proof."""

from datetime import date, datetime

from content.model import AttestedCondition, Pack
from engagement.faults import NAME, SENTENCES, Refused, fitting
from engagement.identity import same_person
from engagement.outside import clock
from engagement.settling.second_person import signed, themselves
from engagement.store import Store, Transaction, exit_criteria, guarding, packs
from engagement.watching.watched import alike
from engagement.workspaces import assessment_in, record_in
from scoring.proof_model import Attestation


def attest(
    store: Store, *, assessment_id: str, initiative: str, condition: str, by: str, reason: str,
    day: date | None = None,
) -> Attestation:  # fmt: skip
    """Write down who stands for it that a condition holds, why, and on which day it was so (today).

    It counts once a second person has accepted it (:func:`accept_attestation`).
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
        exit_criteria.add_attestation(tx, assessment_id, made, guarding.account(tx))
        about = {"initiative": initiative, "condition": condition}
        record_in(tx, assessment_id, "exit criterion attested", by=name, **about)
    return made


def accept_attestation(
    store: Store, *, assessment_id: str, initiative: str, condition: str, by: str
) -> Attestation:
    """Accept as a second person what somebody stands for; from now on it counts, signed by both.

    Raises :class:`Refused` for who stands for it, whoever wrote that down, for what was accepted
    already, and for what was taken back.
    """
    name = signed(store, by).strip()
    fitting(NAME, name=name)
    if not name:
        raise Refused("Give your name: it stands beside the first one.")
    with store.writing() as tx:
        held = _standing(tx, assessment_id, initiative, condition)
        if held.second:
            raise Refused(f"{held.second} has accepted this already.")
        if _is_own(tx, assessment_id, held, name):
            raise Refused(f"A second person has to accept it, and {held.by} stands for it already.")
        account = guarding.account(tx)
        exit_criteria.accept_attestation(tx, assessment_id, held, name, account)
        about = {"initiative": initiative, "condition": condition}
        record_in(tx, assessment_id, "attestation accepted", by=name, **about)
        return _standing(tx, assessment_id, initiative, condition)


def own_attestations(store: Store, assessment_id: str, by: str) -> frozenset[tuple[str, str]]:
    """(initiative, condition) of what whoever acts (``by``, where nobody signed in) attested."""
    name = signed(store, by)
    with store.reading() as tx:
        given = exit_criteria.attestations(tx, alike(tx, assessment_id))
        mine = (item for item in given if _is_own(tx, assessment_id, item, name))
        return frozenset((item.initiative, item.condition) for item in mine)


def _is_own(tx: Transaction, assessment_id: str, held: Attestation, name: str) -> bool:
    """Whether who acts stands for it, or wrote it down for somebody else.

    One account is not two people by writing another's name, nor is one name by another account.
    """
    account = exit_criteria.account_behind(tx, alike(tx, assessment_id), held)
    return same_person(name) == same_person(held.by) or themselves(tx, name, (held.by, account))


def attested(
    store: Store, assessment_id: str, as_of: datetime | None = None
) -> tuple[Attestation, ...]:
    """Those that stand (at ``as_of``), in the order in which they came."""
    with store.reading() as tx:
        return exit_criteria.attestations(tx, alike(tx, assessment_id), as_of)


def still_asked(store: Store, assessment_id: str) -> tuple[Attestation, ...]:
    """Those that stand and whose condition the pack of the assessment still has, oldest first."""
    with store.reading() as tx:
        asked = _asked(packs.get(tx, assessment_in(tx, assessment_id).pack.digest))
        given = exit_criteria.attestations(tx, alike(tx, assessment_id))
        return tuple(one for one in given if (one.initiative, one.condition) in asked)


def withdraw_attestation(
    store: Store, *, assessment_id: str, initiative: str, condition: str, by: str, reason: str
) -> None:
    """Take an attestation back, with a reason; that it was given stays."""
    fitting(NAME, name=by)
    fitting(SENTENCES, reason=reason)
    if not by.strip() or not reason.strip():
        raise Refused("Give a name and a reason for taking it back.")
    with store.writing() as tx:
        held = _standing(tx, assessment_id, initiative, condition)
        now = clock.now()
        exit_criteria.withdraw_attestation(tx, assessment_id, held, by.strip(), reason.strip(), now)
        about = {"initiative": initiative, "condition": condition}
        record_in(tx, assessment_id, "attestation withdrawn", by=by, **about)


def _standing(tx: Transaction, assessment_id: str, initiative: str, condition: str) -> Attestation:
    for one in exit_criteria.attestations(tx, alike(tx, assessment_id)):
        if (one.initiative, one.condition) == (initiative, condition):
            return one
    raise Refused("This is not attested any more; somebody has taken it back.")


def _asked(pack: Pack) -> frozenset[tuple[str, str]]:
    """(initiative, condition) of what the pack asks a person for."""
    return frozenset(
        (item.id, one.id)
        for item in pack.initiatives
        for one in item.exit.conditions
        if isinstance(one, AttestedCondition)
    )


def _known(pack: Pack, initiative: str, condition: str) -> None:
    if (initiative, condition) not in _asked(pack):
        raise Refused("This condition is measured, not attested: point at a source that shows it.")
