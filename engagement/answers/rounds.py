"""Second rounds: people who differ talk it over, and what they say then is what counts."""

from collections.abc import Mapping
from datetime import date

from engagement.answers.correcting import correct_in
from engagement.faults import NAME, SENTENCES, Refused, fitting
from engagement.outside import clock
from engagement.races import Settler, must_still_stand
from engagement.store import Store, Transaction, packs
from engagement.store import rounds as rows
from engagement.workspaces import assessment_in, record_in
from reports.disputes import Dispute


def talk_over(
    store: Store, *, assessment_id: str, capability: str, levels: Mapping[str, int], by: str,
    comment: str = "",
) -> None:  # fmt: skip
    """Keep what each says after talking (by respondent id), and that this is the second round.

    Who keeps a level gives no new answer; what came out (``comment``) is kept all the same. Where
    they still stand apart, the capability is *disputed*; a mark alone changes no level.
    """
    fitting(NAME, name=by)
    fitting(SENTENCES, comment=comment)
    if not by.strip():
        raise Refused("Give your name: whoever led the talk stands for what was said in it.")
    with store.writing() as tx:
        pack = packs.get(tx, assessment_in(tx, assessment_id).pack.digest)
        if capability not in {item.id for item in pack.capabilities}:
            raise Refused(f"The pack {pack.id} {pack.version} has no capability {capability}.")
        if levels:
            correct_in(tx, assessment_id, capability, levels, by.strip(), comment)
        mark_in(tx, assessment_id, capability, by.strip(), comment.strip())


def mark_in(
    tx: Transaction, assessment_id: str, capability: str, by: str, comment: str = ""
) -> None:
    """Say that what people say of it now is their second word, inside a transaction."""
    known = assessment_in(tx, assessment_id).id
    rows.mark(tx, known, capability, by, clock.now(), comment)
    record_in(tx, assessment_id, "second round", by=by, capability=capability)


def only_first(store: Store, *, assessment_id: str, capability: str, by: str = "") -> None:
    """Take the mark of a second round back: it was the first vote after all."""
    with store.writing() as tx:
        rows.unmark(tx, assessment_in(tx, assessment_id).id, capability)
        record_in(tx, assessment_id, "second round taken back", by=by, capability=capability)


def second_rounds(store: Store, assessment_id: str) -> tuple[str, ...]:
    """Capability ids that were voted on twice."""
    with store.reading() as tx:
        return rows.marked(tx, assessment_in(tx, assessment_id).id)


def assign(
    store: Store, *, assessment_id: str, capability: str, owner: str, due: date | None, by: str = "",
    began: Settler | None = None, over: bool = False,
) -> Dispute:  # fmt: skip
    """Say who settles what people still dispute after two rounds, and by when.

    Where ``began`` says what stood there and somebody else was named since,
    :class:`engagement.races.Overtaken`, but for ``over``.
    """
    with store.writing() as tx:
        here = assessment_in(tx, assessment_id).id
        held = {item.capability: item for item in rows.disputes(tx, here)}
        stands = held.get(capability)
        if stands is not None:
            must_still_stand((stands.owner, stands.due), began, (owner.strip(), due), over)
        assign_in(tx, assessment_id, capability, owner, due, by)
        return next(item for item in rows.disputes(tx, here) if item.capability == capability)


def assign_in(
    tx: Transaction, assessment_id: str, capability: str, owner: str, due: date | None, by: str
) -> None:
    """:func:`assign` inside a transaction."""
    name = owner.strip()
    fitting(NAME, owner=name)
    if due is not None and not name:
        raise Refused("Name the person who settles it by that day.")
    if not rows.assign(tx, assessment_in(tx, assessment_id).id, capability, name, due):
        raise Refused("Nobody voted on this twice; keep the second round first.")
    record_in(tx, assessment_id, "dispute assigned", by=by, capability=capability)


def disputes(store: Store, assessment_id: str) -> dict[str, Dispute]:
    """Capability id -> its second round, with who settles what is left of it."""
    with store.reading() as tx:
        found = rows.disputes(tx, assessment_in(tx, assessment_id).id)
    return {item.capability: item for item in found}
