"""What a person is asked: proposed by their role, and only what applies in the assessment."""

from collections.abc import Iterable

from content import applicability
from content.digests import AnyPack
from content.model import Pack
from content.who_is_asked import who_is_asked
from engagement.faults import Refused
from engagement.store import Store, Transaction, packs
from engagement.workspaces import asked_in, assessment_in, roles_in, workspace_in


def proposed(store: Store, assessment_id: str, role: str) -> tuple[str, ...]:
    """What a role is proposed, in the pack's order: what its people would know, at this depth.

    Where nothing of this depth points to the role it is what does at any depth; where nothing does
    at all, and for a questionnaire, whose questions name no role, it is everything.
    """
    with store.reading() as tx:
        return proposed_in(tx, assessment_id, role)


def proposed_in(tx: Transaction, assessment_id: str, role: str) -> tuple[str, ...]:
    """:func:`proposed` inside a transaction that is open."""
    assessment = assessment_in(tx, assessment_id)
    pack = packs.either(tx, assessment.pack.digest)
    every = can_be_asked_in(tx, assessment_id)
    known = next((item for item in roles_in(tx, assessment) if item.id == role), None)
    if not isinstance(pack, Pack) or known is None:
        return every
    here = set(asked_in(tx, assessment_id))
    words = who_is_asked()
    fit = [item for item in every if words.would_know(known, pack.capability(item))]
    return tuple(item for item in fit if item in here) or tuple(fit) or tuple(sorted(here))


def can_be_asked(store: Store, assessment_id: str) -> tuple[str, ...]:
    """Ids of everything that applies, in the pack's order, whatever the depth."""
    with store.reading() as tx:
        return can_be_asked_in(tx, assessment_id)


def can_be_asked_in(tx: Transaction, assessment_id: str) -> tuple[str, ...]:
    """:func:`can_be_asked` inside a transaction that is open."""
    place = workspace_in(tx, assessment_id)
    pack = packs.either(tx, place.assessment.pack.digest)
    if not isinstance(pack, Pack):
        return tuple(item.id for item in pack.questions)
    profile = pack.profile(place.assessment.profile)
    return applicability.applicable(pack, profile, place.use_case.traits)


def named(pack: AnyPack, asked: str) -> str:
    """What a capability or a question is called."""
    if isinstance(pack, Pack):
        return pack.capability(asked).name
    return next(item.title for item in pack.questions if item.id == asked)


def minutes(pack: AnyPack, asked: Iterable[str]) -> float:
    """How long answering takes, by the pack's own estimate."""
    items = pack.capabilities if isinstance(pack, Pack) else pack.questions
    wanted = set(asked)
    return sum(item.minutes for item in items if item.id in wanted)


def checked_in(tx: Transaction, assessment_id: str, asked: Iterable[str]) -> tuple[str, ...]:
    """The ids once each, in the pack's order; refused where one is unknown or none is given."""
    every, wanted = can_be_asked_in(tx, assessment_id), set(asked)
    unknown = sorted(wanted - set(every))
    if unknown:
        raise Refused(f"{unknown[0]} is not asked in this assessment; choose from the list.")
    if not wanted:
        raise Refused("Choose at least one question for each person.")
    return tuple(item for item in every if item in wanted)
