"""Findings and what people object to them: overruling one, and accepting a conflict for a time."""

from collections.abc import Sequence
from datetime import datetime

from assessment.model import Finding, Overrule, Pending, Waiver
from engagement.faults import NAME, SENTENCES, Refused, fitting
from engagement.in_force.findings_in_force import attempts_in, overrules_in_force
from engagement.in_force.what_counts import critical_in, overrules_in, waivers_in
from engagement.outside import clock
from engagement.settling.conflicts import follow_in
from engagement.settling.second_person import ask_overrule_in, ask_waiver_in, signed
from engagement.store import Store, Transaction, audit, evidence, exceptions, guarding, packs
from engagement.store import conflicts as rows
from engagement.workspaces import assessment_in


def findings(store: Store, assessment_id: str) -> tuple[Finding, ...]:
    """The findings in force; see :mod:`engagement.in_force.findings_in_force`."""
    with store.reading() as tx:
        return _in_force(tx, assessment_in(tx, assessment_id).id)


def failed_since(store: Store, assessment_id: str) -> dict[str, Finding]:
    """Id of a finding in force -> the newer attempt that could not read it again."""
    with store.reading() as tx:
        found = attempts_in(tx, assessment_in(tx, assessment_id).id)
        return {item.finding.id: item.failed_since for item in found if item.failed_since}


def overrule(
    store: Store, *, finding_id: str, by: str, reason: str, until: datetime | None = None,
    also: Sequence[str] = (),
) -> Overrule | Pending:  # fmt: skip
    """Set a finding, and those in ``also`` for the same reason, aside in one's own name; it follows
    the finding through later looks that see the same, ends at ``until``, and both stay visible.

    One that bears on a critical capability counts only when a second person agrees: what comes back
    is then the request, which is one for all of them.
    """
    by = signed(store, by)
    _signed(by.strip(), reason.strip())
    _in_future(until)
    made = Overrule(
        finding=finding_id, by=by.strip(), reason=reason.strip(), at=clock.now(), until=until
    )
    with store.writing() as tx:
        assessment_id = _assessment_of(tx, finding_id)
        each = (
            made.model_copy(update={"finding": one}) for one in dict.fromkeys([finding_id, *also])
        )
        done = [_set_aside(tx, assessment_id, one) for one in each]
        follow_in(tx, assessment_id, made.at)
    return next((one for one in done if isinstance(one, Pending)), made)


def _set_aside(tx: Transaction, assessment_id: str, made: Overrule) -> Overrule | Pending:
    critical = critical_in(tx, assessment_id, _finding(tx, assessment_id, made.finding))
    if critical:
        return ask_overrule_in(tx, assessment_id, made, critical)
    exceptions.add_overrule(tx, assessment_id, made, guarding.account(tx))
    _record(tx, assessment_id, "finding overruled", made.by, finding=made.finding)
    return made


def withdraw_overrule(store: Store, *, finding_id: str, by: str = "") -> None:
    """Let a finding count again."""
    with store.writing() as tx:
        assessment_id = _assessment_of(tx, finding_id)
        for original in _originals(tx, assessment_id, finding_id):
            exceptions.withdraw_overrule(tx, assessment_id, original, clock.now())
        _record(tx, assessment_id, "overrule withdrawn", by, finding=finding_id)
        follow_in(tx, assessment_id, clock.now())


def overrules(store: Store, assessment_id: str) -> tuple[Overrule, ...]:
    """The overrules that count, each pointing at the finding it is about now; expired ones too."""
    with store.reading() as tx:
        found = evidence.findings(tx, assessment_in(tx, assessment_id).id)
        kept = overrules_in(tx, assessment_id)
        return overrules_in_force(kept, found, _in_force(tx, assessment_id))


def waive(
    store: Store, *, assessment_id: str, capability: str, by: str, reason: str,
    until: datetime,
) -> Waiver | Pending:  # fmt: skip
    """Accept an open conflict until a moment; on a critical capability it waits for a second person.

    One that is waived already can be waived anew, until another day or for another reason; said
    twice in the same words it is kept once.
    """
    by = signed(store, by)
    _signed(by.strip(), reason.strip())
    _in_future(until)
    made = Waiver(
        capability=capability, by=by.strip(), reason=reason.strip(), at=clock.now(), until=until,
    )  # fmt: skip
    with store.writing() as tx:
        assessment = assessment_in(tx, assessment_id)
        pack = packs.get(tx, assessment.pack.digest)
        if capability not in {item.id for item in pack.capabilities}:
            raise Refused(f"The pack {pack.id} {pack.version} has no capability {capability}.")
        follow_in(tx, assessment_id, made.at)
        _there_is_one(tx, assessment_id, capability)
        if capability in pack.profile(assessment.profile).critical:
            return ask_waiver_in(tx, assessment_id, made)
        standing = [item for item in exceptions.waivers(tx, assessment_id) if _says(item, made)]
        if standing:
            return standing[0]
        exceptions.add_waiver(tx, assessment_id, made, guarding.account(tx))
        _record(tx, assessment_id, "conflict waived", by, capability=capability)
        follow_in(tx, assessment_id, made.at)
    return made


def withdraw_waiver(store: Store, *, assessment_id: str, capability: str, by: str = "") -> None:
    """End a waiver before its time."""
    with store.writing() as tx:
        exceptions.withdraw_waiver(tx, assessment_in(tx, assessment_id).id, capability, clock.now())
        _record(tx, assessment_id, "waiver withdrawn", by, capability=capability)
        follow_in(tx, assessment_id, clock.now())


def waivers(store: Store, assessment_id: str) -> tuple[Waiver, ...]:
    """The waivers that count; expired ones too."""
    with store.reading() as tx:
        return waivers_in(tx, assessment_in(tx, assessment_id).id)


def _in_force(tx: Transaction, assessment_id: str) -> tuple[Finding, ...]:
    return tuple(attempt.finding for attempt in attempts_in(tx, assessment_id))


def _originals(tx: Transaction, assessment_id: str, finding_id: str) -> list[str]:
    """Ids under which overrules of this finding were kept: its own, or an earlier look's."""
    found = evidence.findings(tx, assessment_id)
    in_force = _in_force(tx, assessment_id)
    return [
        item.finding
        for item in exceptions.overrules(tx, assessment_id)
        if finding_id in (item.finding, overrules_in_force((item,), found, in_force)[0].finding)
    ]


def _signed(by: str, reason: str) -> None:
    if not by:
        raise Refused("Give your name: whoever sets evidence aside stands for it.")
    if not reason:
        raise Refused("Give the reason in a sentence; it is printed beside the finding.")
    fitting(NAME, name=by)
    fitting(SENTENCES, reason=reason)


def _in_future(until: datetime | None) -> None:
    if until is not None and until.tzinfo is None:
        raise Refused("Give the end with its time zone.")
    if until is not None and until <= clock.now():
        raise Refused("The end lies in the past; choose a later day.")


def _finding(tx: Transaction, assessment_id: str, finding_id: str) -> Finding:
    return next(item for item in evidence.findings(tx, assessment_id) if item.id == finding_id)


def _there_is_one(tx: Transaction, assessment_id: str, capability: str) -> None:
    known = rows.conflicts(tx, assessment_id)
    if not any(item.capability == capability and item.state != "closed" for item in known):
        raise Refused("There is no open conflict about this, so there is nothing to waive.")


def _says(standing: Waiver, made: Waiver) -> bool:
    """Whether a waiver that stands says the same as one that was just given."""
    words = ("capability", "by", "reason", "until")
    return all(getattr(standing, name) == getattr(made, name) for name in words)


def _assessment_of(tx: Transaction, finding_id: str) -> str:
    found = evidence.assessment_of_finding(tx, finding_id)
    if found is None:
        raise Refused("There is no such finding; choose one from the list.")
    return found


def _record(tx: Transaction, assessment_id: str, action: str, by: str, **details: str) -> None:
    client_id = assessment_in(tx, assessment_id).client_id
    audit.record(tx, action, by=by, client_id=client_id, assessment_id=assessment_id, **details)
