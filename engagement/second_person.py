"""What one person may not do alone: setting evidence of a critical capability aside.

The first asks, another agrees or declines; until then nothing of it counts.
"""

from typing import Literal

from assessment.asked import at_once
from assessment.model import Finding, Overrule, Pending, Waiver
from content.model import Pack
from engagement.conflicts import follow_in
from engagement.faults import NAME, Refused, fitting
from engagement.identity import new_id, same_person
from engagement.opening import assessment_in, record_in
from engagement.outside import clock
from engagement.store import Store, Transaction, exceptions, packs
from engagement.store import pending as rows


def pending(store: Store, assessment_id: str) -> tuple[Pending, ...]:
    """What waits for a second person, oldest first."""
    with store.reading() as tx:
        return rows.waiting(tx, assessment_in(tx, assessment_id).id)


def critical_in(tx: Transaction, assessment_id: str, finding: Finding) -> str:
    """The critical capability that a finding bears on; empty where there is none."""
    assessment = assessment_in(tx, assessment_id)
    pack = packs.either(tx, assessment.pack.digest)
    if not isinstance(pack, Pack):
        return ""
    critical = pack.profile(assessment.profile).critical
    bears = (item.capability for item in finding.bearings if item.pack == pack.id)
    return next((item for item in bears if item in critical), "")


def ask_overrule_in(
    tx: Transaction, assessment_id: str, made: Overrule, capability: str
) -> Pending:
    """Ask a second person to agree that a finding is set aside."""
    asked = Pending(
        id=new_id(), kind="overrule", about=made.finding, capability=capability, by=made.by,
        reason=made.reason, at=made.at, until=made.until,
    )  # fmt: skip
    return _asked(tx, assessment_id, asked)


def ask_waiver_in(tx: Transaction, assessment_id: str, made: Waiver) -> Pending:
    """Ask a second person to agree that a conflict is accepted for a time."""
    asked = Pending(
        id=new_id(), kind="waiver", about=made.capability, capability=made.capability, by=made.by,
        reason=made.reason, at=made.at, until=made.until,
    )  # fmt: skip
    return _asked(tx, assessment_id, asked)


def _asked(tx: Transaction, assessment_id: str, asked: Pending) -> Pending:
    rows.add(tx, assessment_id, asked)
    record_in(
        tx, assessment_id, f"{asked.kind} asked for", by=asked.by, request=asked.id,
        capability=asked.capability,
    )  # fmt: skip
    return asked


def signed(store: Store, by: str) -> str:
    """Who acts: the account that is signed in, whatever name was typed; else the typed name."""
    return store.acting.name if store.acting else by


def agree(store: Store, *, request_id: str, by: str) -> Overrule | Waiver:
    """Agree as a second person; from now on it counts, signed by both, with all that was asked at once.

    Raises :class:`Refused` for the person who asked, however the name is written, for a request
    that was decided, and for one whose end has come.
    """
    with store.writing() as tx:
        assessment_id, asked = _waiting(tx, request_id)
        second, now = _another(asked, signed(store, by)), clock.now()
        if asked.until is not None and asked.until <= now:
            raise Refused("The day until which it was asked for has passed; ask anew.")
        for item in _asked_with(tx, assessment_id, asked):
            rows.decide(tx, item.id, "agreed", second, now)
            made = _made(tx, assessment_id, item, second)
            _recorded(tx, assessment_id, item, "agreed to", second)
        follow_in(tx, assessment_id, now)
    return made


def decline(store: Store, *, request_id: str, by: str) -> None:
    """Say no to a request, or take one's own back; nothing changes in the judgement."""
    name = signed(store, by).strip()
    fitting(NAME, name=name)
    if not name:
        raise Refused("Give your name: it stands beside the decision.")
    with store.writing() as tx:
        assessment_id, asked = _waiting(tx, request_id)
        for item in _asked_with(tx, assessment_id, asked):
            rows.decide(tx, item.id, "declined", name, clock.now())
            _recorded(tx, assessment_id, item, "declined", name)


def _waiting(tx: Transaction, request_id: str) -> tuple[str, Pending]:
    found = rows.place_of(tx, request_id)
    if found is None:
        raise Refused("Somebody has decided this already; open the page again.")
    assessment_in(tx, found[0])
    return found


def _asked_with(tx: Transaction, assessment_id: str, asked: Pending) -> tuple[Pending, ...]:
    """The whole of a request; it is decided as one."""
    waiting = at_once(rows.waiting(tx, assessment_id))
    return next(items for items in waiting if asked in items)


def _another(asked: Pending, by: str) -> str:
    name = by.strip()
    fitting(NAME, name=name)
    if same_person(name) in ("", same_person(asked.by)):
        raise Refused(
            f"This capability is critical: a second person has to agree, and {asked.by} asked."
        )
    return name


def _made(tx: Transaction, assessment_id: str, asked: Pending, second: str) -> Overrule | Waiver:
    signed = {"by": asked.by, "second": second, "reason": asked.reason, "at": clock.now()}
    if asked.kind == "overrule":
        overrule = Overrule.model_validate({**signed, "finding": asked.about, "until": asked.until})
        exceptions.add_overrule(tx, assessment_id, overrule)
        return overrule
    waiver = Waiver.model_validate({**signed, "capability": asked.about, "until": asked.until})
    exceptions.add_waiver(tx, assessment_id, waiver)
    return waiver


def _recorded(
    tx: Transaction, assessment_id: str, asked: Pending,
    what: Literal["agreed to", "declined"], by: str,
) -> None:  # fmt: skip
    record_in(
        tx, assessment_id, f"{asked.kind} {what}", by=by, request=asked.id,
        capability=asked.capability,
    )  # fmt: skip
