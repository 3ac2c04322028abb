"""Good enough here: accepting a capability below its target for one use case, by name."""

from datetime import datetime

from assessment.model import GoodEnough
from engagement.faults import NAME, SENTENCES, Refused, fitting
from engagement.judging import inputs_in, judged
from engagement.outside import clock
from engagement.store import Store, exceptions, packs
from engagement.workspaces import assessment_in, record_in
from scoring.readiness import is_below_target, rounded


def accept_level(
    store: Store, *, assessment_id: str, capability: str, by: str, reason: str,
    until: datetime | None = None,
) -> GoodEnough:  # fmt: skip
    """Accept a capability at the level that it has now; it is no shortfall any more until it falls.

    The gate is untouched: what it needs stays needed. ``until`` (UTC-aware) ends it; without one it
    holds until somebody withdraws it.
    """
    name, why = by.strip(), reason.strip()
    fitting(NAME, name=name)
    fitting(SENTENCES, reason=why)
    if not name or not why:
        raise Refused("Give a name and a reason: somebody stands for what is good enough here.")
    now = clock.now()
    if until is not None and until <= now:
        raise Refused("The end lies in the past; choose a later day.")
    with store.writing() as tx:
        pack = packs.get(tx, assessment_in(tx, assessment_id).pack.digest)
        if capability not in {item.id for item in pack.capabilities}:
            raise Refused(f"The pack {pack.id} {pack.version} has no capability {capability}.")
        score = judged(pack, inputs_in(tx, assessment_id)).capability(capability)
        if not is_below_target(score):
            raise Refused("This is not below its target, so there is nothing to accept.")
        made = GoodEnough(
            capability=capability, level=max(1, rounded(score.mean)), by=name, reason=why, at=now,
            until=until,
        )  # fmt: skip
        exceptions.add_good_enough(tx, assessment_id, made)
        record_in(tx, assessment_id, "good enough here", by=name, capability=capability)
    return made


def withdraw(store: Store, *, assessment_id: str, capability: str, by: str = "") -> None:
    """Let the target count again; that it was accepted stays in the log of what was done."""
    with store.writing() as tx:
        kept = assessment_in(tx, assessment_id).id
        if not exceptions.withdraw_good_enough(tx, kept, capability, clock.now()):
            raise Refused("This is not accepted any more; somebody has withdrawn it.")
        record_in(tx, kept, "good enough withdrawn", by=by, capability=capability)


def accepted(store: Store, assessment_id: str) -> tuple[GoodEnough, ...]:
    """What was accepted and not withdrawn, oldest first; expired ones too."""
    with store.reading() as tx:
        return exceptions.good_enough(tx, assessment_in(tx, assessment_id).id)
