"""The use cases of a client: entered, changed, and what their assessments are judged as."""

from typing import Any, NamedTuple

from content.traits import Traits
from engagement.clients.client_list import client_in
from engagement.clients.entering import checked, one_name
from engagement.clients.opening import known_profile
from engagement.faults import Refused
from engagement.identity import new_id
from engagement.model import UseCase
from engagement.outside import clock
from engagement.races import Clash, Overtaken, clashes, merged
from engagement.store import Store, Transaction, assessments, audit, packs
from engagement.store import clients as rows
from engagement.workspaces import assessment_in, record_in


class ProfileChange(NamedTuple):
    """What an assessment is to be judged as, and what it was judged as when the form was filled."""

    assessment_id: str
    to: str
    instead_of: str


def use_cases(store: Store, client_id: str) -> tuple[UseCase, ...]:
    """A client's use cases in the client's order."""
    with store.reading() as tx:
        return rows.use_cases(tx, client_in(tx, client_id).id)


def create_use_case(
    store: Store, *, client_id: str, name: str, traits: Traits | None = None, **more: Any
) -> UseCase:
    """A new use case, last in the client's order; ``more`` are other fields of :class:`UseCase`."""
    with store.writing() as tx:
        others = rows.use_cases(tx, client_in(tx, client_id).id)
        more.setdefault("order", 1 + max((other.order for other in others), default=0))
        made = checked(
            UseCase, id=new_id(), client_id=client_id, name=name.strip(),
            traits=traits or Traits(), **more,
        )  # fmt: skip
        one_name(made, others)
        rows.add_use_case(tx, made, clock.now())
        audit.record(tx, "use case created", client_id=client_id, use_case=made.id)
    return made


def update_use_case(
    store: Store, use_case: UseCase, *, instead_of: UseCase | None = None,
    profile: ProfileChange | None = None, over: bool = False,
) -> UseCase:  # fmt: skip
    """Replace what is known of a use case, and with ``profile`` what it is judged as: both or none.

    It stays with its client. ``instead_of`` and ``over`` are those of :func:`update_client`.
    """
    wanted = checked(UseCase, **use_case.model_dump())
    with store.writing() as tx:
        now = rows.use_case(tx, wanted.id)
        lost = clashes(instead_of, wanted, now) if instead_of and now else ()
        lost += _profile_clash(tx, profile) if profile else ()
        if lost and not over:
            raise Overtaken(lost)
        if instead_of is not None and now is not None:
            wanted = merged(instead_of, wanted, now, over=True)
        kept = update_use_case_in(tx, wanted)
        if profile and profile.to != profile.instead_of:
            _profile_in(tx, profile, kept.id)
        return kept


def _profile_clash(tx: Transaction, wanted: ProfileChange) -> tuple[Clash, ...]:
    assessment = assessment_in(tx, wanted.assessment_id)
    if wanted.to == wanted.instead_of or assessment.profile in (wanted.to, wanted.instead_of):
        return ()
    names = {one.id: one.name for one in packs.get(tx, assessment.pack.digest).profiles}
    mine, theirs = (names.get(one, one) for one in (wanted.to, assessment.profile))
    return (Clash("judged as", mine, theirs),)


def _profile_in(tx: Transaction, wanted: ProfileChange, use_case_id: str) -> None:
    assessment = assessment_in(tx, wanted.assessment_id)
    if assessment.use_case_id != use_case_id:
        raise Refused("This assessment is of another use case; load the page again.")
    if assessment.profile == wanted.to:
        return
    known_profile(packs.get(tx, assessment.pack.digest), wanted.to)
    assessments.set_profile(tx, assessment.id, wanted.to)
    record_in(tx, assessment.id, "profile changed", profile=wanted.to)


def update_use_case_in(tx: Transaction, use_case: UseCase, by: str = "") -> UseCase:
    """:func:`update_use_case` inside a transaction."""
    kept = checked(UseCase, **use_case.model_dump())
    before = rows.use_case(tx, kept.id)
    if before is None or before.client_id != kept.client_id:
        raise Refused("There is no such use case; go back to Use cases and choose one.")
    one_name(kept, rows.use_cases(tx, kept.client_id))
    rows.change_use_case(tx, kept)
    audit.record(tx, "use case changed", by=by, client_id=kept.client_id, use_case=kept.id)
    return kept
