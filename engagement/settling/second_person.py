"""What one person may not do alone: setting evidence of a critical capability aside.

The first asks, another agrees or declines; until then nothing of it counts.
"""

from typing import Literal

from assessment.asked import at_once
from assessment.model import Overrule, Pending, Waiver
from engagement.faults import NAME, Refused, fitting
from engagement.identity import looks_like, new_id, same_person
from engagement.in_force.what_counts import alone_in
from engagement.model import is_over
from engagement.outside import clock
from engagement.settling.conflicts import follow_in
from engagement.store import Store, Transaction, exceptions, guarding
from engagement.store import pending as rows
from engagement.workspaces import assessment_in, record_in


def pending(store: Store, assessment_id: str) -> tuple[Pending, ...]:
    """What waits for a second person, oldest first.

    What one person set aside on a capability that has become critical since is asked for first;
    where there is nothing of the kind, nothing is written.
    """
    with store.reading() as tx:
        waits = rows.waiting(tx, assessment_in(tx, assessment_id).id)
        if not _alone(tx, assessment_id):
            return waits
    with store.bookkeeping() as tx:
        for made, capability in _alone(tx, assessment_id):
            _wait_again(tx, assessment_id, made, capability)
        follow_in(tx, assessment_id, clock.now())
        return rows.waiting(tx, assessment_id)


def own(store: Store, assessment_id: str, by: str) -> frozenset[str]:
    """Ids of the requests that whoever acts (``by``, where nobody signed in) made themselves."""
    with store.reading() as tx:
        waits = rows.waiting(tx, assessment_in(tx, assessment_id).id)
        behind = rows.accounts(tx, assessment_id)
        name = signed(store, by)
        mine = (item.id for item in waits if themselves(tx, name, (item.by, behind[item.id])))
        return frozenset(mine)


def themselves(tx: Transaction, name: str, other: tuple[str, str]) -> bool:
    """Whether who acts is that other (a name, an account): by their accounts, where both signed in.

    An account can change the name that it shows, and two people can bear one name. The names are
    compared where there is no sign-in, or was none: by how they look, for what that is worth.
    """
    acting = guarding.account(tx)
    if acting and other[1]:
        return acting == other[1]
    return looks_like(name) == looks_like(other[0])


def _alone(tx: Transaction, assessment_id: str) -> list[tuple[Overrule | Waiver, str]]:
    now = clock.now()
    return [item for item in alone_in(tx, assessment_id) if not is_over(item[0].until, now)]


def _wait_again(
    tx: Transaction, assessment_id: str, made: Overrule | Waiver, capability: str
) -> None:
    """What stood alone is a request from now on, unless a newer one about the same waits."""
    account, now = exceptions.account_of(tx, assessment_id, made), clock.now()
    if isinstance(made, Overrule):
        exceptions.withdraw_overrule(tx, assessment_id, made.finding, now)
        asked = _overrule_asked(made, capability)
        action = "overrule waits for a second person"
    else:
        exceptions.withdraw_waiver(tx, assessment_id, made.capability, now)
        asked = _waiver_asked(made)
        action = "waiver waits for a second person"
    known = {(item.kind, item.about) for item in rows.waiting(tx, assessment_id)}
    if (asked.kind, asked.about) not in known:
        rows.add(tx, assessment_id, asked, account)
    record_in(tx, assessment_id, action, request=asked.id, capability=capability)


def ask_overrule_in(
    tx: Transaction, assessment_id: str, made: Overrule, capability: str
) -> Pending:
    """Ask a second person to agree that a finding is set aside."""
    return _asked(tx, assessment_id, _overrule_asked(made, capability))


def _overrule_asked(made: Overrule, capability: str) -> Pending:
    return Pending(
        id=new_id(), kind="overrule", about=made.finding, capability=capability, by=made.by,
        reason=made.reason, at=made.at, until=made.until,
    )  # fmt: skip


def ask_waiver_in(tx: Transaction, assessment_id: str, made: Waiver) -> Pending:
    """Ask a second person to agree that a conflict is accepted for a time."""
    return _asked(tx, assessment_id, _waiver_asked(made))


def _waiver_asked(made: Waiver) -> Pending:
    return Pending(
        id=new_id(), kind="waiver", about=made.capability, capability=made.capability, by=made.by,
        reason=made.reason, at=made.at, until=made.until,
    )  # fmt: skip


def _asked(tx: Transaction, assessment_id: str, asked: Pending) -> Pending:
    rows.add(tx, assessment_id, asked, guarding.account(tx))
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
        second, now = _another(tx, assessment_id, asked, signed(store, by)), clock.now()
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


def _another(tx: Transaction, assessment_id: str, asked: Pending, by: str) -> str:
    """The second person, told apart from a first one who bears the same name."""
    name = by.strip()
    fitting(NAME, name=name)
    asking = (asked.by, rows.accounts(tx, assessment_id)[asked.id])
    if not same_person(name) or themselves(tx, name, asking):
        raise Refused(
            f"This capability is critical: a second person has to agree, and {asked.by} asked."
        )
    if looks_like(name) == looks_like(asked.by):
        person = guarding.grounds(tx)
        return f"{name} ({(person and person.person.who) or 'another account'})"
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
