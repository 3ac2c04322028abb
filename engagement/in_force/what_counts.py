"""What people set aside that counts: on what is critical *now*, only what two of them signed.

A profile or a version of the pack can make a capability critical after one person had set its
evidence aside alone. That is judged whenever it is read, never once and for all when it was written.
"""

from collections.abc import Collection

from assessment.model import Finding, Overrule, Waiver
from content.model import Pack
from engagement.store import Transaction, evidence, exceptions, packs
from engagement.workspaces import assessment_in


def critical_ids(tx: Transaction, assessment_id: str) -> frozenset[str]:
    """The capabilities that are critical in the assessment's profile; none in a questionnaire."""
    assessment = assessment_in(tx, assessment_id)
    pack = packs.either(tx, assessment.pack.digest)
    return frozenset(pack.profile(assessment.profile).critical if isinstance(pack, Pack) else ())


def critical_in(tx: Transaction, assessment_id: str, finding: Finding) -> str:
    """The critical capability that a finding bears on; empty where there is none."""
    pack = packs.either(tx, assessment_in(tx, assessment_id).pack.digest)
    return _critical(finding, pack.id, critical_ids(tx, assessment_id))


def overrules_in(tx: Transaction, assessment_id: str) -> tuple[Overrule, ...]:
    """The overrules that count, expired ones too."""
    alone = [item for item, _ in alone_in(tx, assessment_id)]
    return tuple(item for item in exceptions.overrules(tx, assessment_id) if item not in alone)


def waivers_in(tx: Transaction, assessment_id: str) -> tuple[Waiver, ...]:
    """The waivers that count, expired ones too."""
    alone = [item for item, _ in alone_in(tx, assessment_id)]
    return tuple(item for item in exceptions.waivers(tx, assessment_id) if item not in alone)


def alone_in(tx: Transaction, assessment_id: str) -> tuple[tuple[Overrule | Waiver, str], ...]:
    """What one person set aside on a capability that is critical now, each with that capability."""
    given: list[Overrule | Waiver] = [*exceptions.overrules(tx, assessment_id)]
    given += exceptions.waivers(tx, assessment_id)
    one = [item for item in given if not item.second.strip()]
    if not one:
        return ()
    critical = critical_ids(tx, assessment_id)
    pack = packs.either(tx, assessment_in(tx, assessment_id).pack.digest)
    found = {item.id: item for item in evidence.findings(tx, assessment_id)}
    about = (
        (item.capability if item.capability in critical else "")
        if isinstance(item, Waiver)
        else _critical(found.get(item.finding), pack.id, critical)
        for item in one
    )
    return tuple((item, held) for item, held in zip(one, about, strict=True) if held)


def _critical(finding: Finding | None, pack_id: str, critical: Collection[str]) -> str:
    bears = (
        (item.capability for item in finding.bearings if item.pack == pack_id) if finding else ()
    )
    return next((item for item in bears if item in critical), "")
