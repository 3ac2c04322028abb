"""The decisions that people took: recorded, changed by whoever saw them, withdrawn."""

from collections.abc import Collection
from datetime import date

from engagement.faults import Refused
from engagement.identity import new_id, same_person
from engagement.outside import clock
from engagement.races import Clash, Overtaken
from engagement.store import Store, Transaction, plans
from engagement.workspaces import assessment_in, record_in
from reports.model import Decision


def decisions(store: Store, assessment_id: str) -> tuple[Decision, ...]:
    """The decisions that people recorded, in the order in which they came."""
    with store.reading() as tx:
        return plans.decisions(tx, assessment_in(tx, assessment_id).id)


def record_decision(
    store: Store, *, assessment_id: str, title: str, text: str, owner: str = "",
    due: date | None = None, proposed: bool = False, by: str = "",
    shown: Collection[Decision] | None = None, over: bool = False,
) -> Decision:  # fmt: skip
    """Keep a decision that somebody took (or, ``proposed``, is asked to take).

    Where ``shown`` were the recorded ones when it was written, and somebody else recorded one of the
    same title since, :class:`engagement.races.Overtaken`; with ``over`` it takes that one's place.
    """
    made = Decision(title=title.strip(), text=text, owner=owner, due=due, proposed=proposed)
    with store.writing() as tx:
        theirs = None if shown is None else _recorded_since(tx, assessment_id, made, shown)
        if theirs is not None and not over:
            about = (("text", made.text, theirs.text), ("owner", made.owner, theirs.owner))
            clashes = [Clash(what, mine, their) for what, mine, their in about if mine != their]
            raise Overtaken(
                clashes, f"Somebody else has just recorded “{theirs.title}”; look at theirs first."
            )
        record_decision_in(tx, assessment_id, made, by, theirs)
    return made


def _recorded_since(
    tx: Transaction, assessment_id: str, made: Decision, shown: Collection[Decision]
) -> Decision | None:
    """The decision of the same title that was recorded after ``shown`` was."""
    now = plans.decisions(tx, assessment_in(tx, assessment_id).id)
    title = same_person(made.title)
    since = (item for item in now if item not in shown and same_person(item.title) == title)
    return next(since, None)


def record_decision_in(
    tx: Transaction,
    assessment_id: str,
    made: Decision,
    by: str = "",
    before: Decision | None = None,
) -> None:
    """Keep a decision inside a transaction; with ``before`` it takes that one's place."""
    if not made.title.strip():
        raise Refused("Say in a few words what is decided.")
    assessment_in(tx, assessment_id)
    if before is None:
        plans.add_decision(tx, assessment_id, new_id(), made, clock.now())
    elif not plans.change_decision(tx, assessment_id, before, made):
        raise Refused(f"The decision “{before.title}” is not recorded any more; look again.")
    what = "decision recorded" if before is None else "decision changed"
    renamed = {} if before is None or before.title == made.title else {"before": before.title}
    record_in(tx, assessment_id, what, by=by, decision=made.title.strip(), **renamed)


def withdraw_decision(store: Store, assessment_id: str, decision: Decision, by: str = "") -> None:
    """Take a recorded decision back; that it was there stays in the log of what was done."""
    with store.writing() as tx:
        withdraw_decision_in(tx, assessment_id, decision, by)


def withdraw_decision_in(
    tx: Transaction, assessment_id: str, decision: Decision, by: str = ""
) -> None:
    """:func:`withdraw_decision` inside a transaction."""
    assessment_in(tx, assessment_id)
    if not plans.remove_decision(tx, assessment_id, decision):
        raise Refused("This decision is not recorded any more; somebody has withdrawn it.")
    record_in(tx, assessment_id, "decision withdrawn", by=by, decision=decision.title)
