"""What is decided about one initiative: its owner, its status, its effort and its dates."""

from collections.abc import Collection, Mapping
from datetime import date
from typing import Any

from pydantic import ValidationError

from engagement.faults import NAME, Refused, fitting, refusal
from engagement.races import must_not_clash
from engagement.store import Store, Transaction, packs, plans
from engagement.workspaces import assessment_in, record_in
from scoring.roadmap_model import Status


def set_item(
    store: Store, assessment_id: str, initiative_id: str, *, owner: str | None = None,
    status: Status | None = None, effort_mid: float | None = None,
    effort_low: float | None = None, effort_high: float | None = None, done: float | None = None,
    earliest: date | None = None, starts_on: date | None = None, end_by: date | None = None,
    dropped: bool | None = None, forced: bool | None = None, emptied: Collection[str] = (),
    by: str = "", instead_of: plans.PlanItem | None = None, over: bool = False,
) -> plans.PlanItem:  # fmt: skip
    """Change what is decided about one initiative; what is not given stays as it is.

    ``emptied`` are names of the fields that are taken back: the computed ones count again. Where
    ``instead_of`` was shown and somebody else changed one of the same fields since,
    :class:`engagement.races.Overtaken`, but for ``over``.
    """
    given = {"owner": owner, "status": status, "effort_mid": effort_mid, "effort_low": effort_low,
             "effort_high": effort_high, "done": done, "earliest": earliest,
             "starts_on": starts_on, "end_by": end_by, "dropped": dropped,
             "forced": forced}  # fmt: skip
    with store.writing() as tx:
        if instead_of is not None and not over:
            wanted = {name: value for name, value in given.items() if value is not None}
            mine = instead_of.model_copy(update=wanted | dict.fromkeys(emptied))
            must_not_clash(instead_of, mine, _item_now(tx, assessment_id, initiative_id))
        return set_item_in(tx, assessment_id, initiative_id, given, emptied, by)


def items(store: Store, assessment_id: str) -> dict[str, plans.PlanItem]:
    """Initiative id -> what was decided about it, as it stands."""
    with store.reading() as tx:
        found = plans.items(tx, assessment_in(tx, assessment_id).id)
    return {item.initiative: item for item in found}


def _item_now(tx: Transaction, assessment_id: str, initiative_id: str) -> plans.PlanItem:
    found = {item.initiative: item for item in plans.items(tx, assessment_id)}
    return found.get(initiative_id) or plans.PlanItem(initiative=initiative_id)


def set_item_in(
    tx: Transaction, assessment_id: str, initiative_id: str, given: Mapping[str, Any],
    emptied: Collection[str] = (), by: str = "",
) -> plans.PlanItem:  # fmt: skip
    """:func:`set_item` inside a transaction: ``given`` are its fields, ``None`` is left as it is."""
    status, dropped = given.get("status"), given.get("dropped")
    if status is Status.CAN_START:
        raise Refused(
            "Whether an initiative can start follows from the plan; choose another status."
        )
    if status is Status.PROVED:
        raise Refused(
            "Proof follows from what was read and is claimed by nobody; choose Done where the work has "
            "ended."
        )
    if status is Status.DROPPED:
        status, dropped = None, True
    wanted = {**given, "status": status, "dropped": dropped}
    changes = {name: value for name, value in wanted.items() if value is not None}
    fitting(NAME, owner=str(changes.get("owner", "")))
    must_be_known(tx, assessment_id, initiative_id)
    before = _item_now(tx, assessment_id, initiative_id)
    try:
        rest = before.model_dump(exclude=set(emptied) - {"initiative"})
        item = plans.PlanItem.model_validate(rest | changes)
    except ValidationError as error:
        raise refusal(error) from None
    plans.save_item(tx, assessment_id, item)
    record_in(tx, assessment_id, "plan item changed", by=by, initiative=initiative_id)
    return item


def clear_item(store: Store, assessment_id: str, initiative_id: str, by: str = "") -> None:
    """Forget what was decided about one initiative: the pack's own figures count again."""
    with store.writing() as tx:
        must_be_known(tx, assessment_id, initiative_id)
        plans.save_item(tx, assessment_id, plans.PlanItem(initiative=initiative_id))
        record_in(tx, assessment_id, "plan item cleared", by=by, initiative=initiative_id)


def back_to_computed(store: Store, assessment_id: str, by: str = "") -> None:
    """Take back every effort, date and change of staff that was entered.

    Owners, status, what is left out and how many people there are stay as they were said.
    """
    with store.writing() as tx:
        settings = plans.settings(tx, assessment_in(tx, assessment_id).id)
        changed = settings.model_copy(update={"capacity_changes": None})
        plans.save_settings(tx, assessment_id, changed)
        for item in plans.items(tx, assessment_id):
            entered = dict.fromkeys(
                ("effort_low", "effort_mid", "effort_high", "earliest", "starts_on", "end_by")
            )
            plans.save_item(tx, assessment_id, item.model_copy(update=entered))
        record_in(tx, assessment_id, "plan back to computed", by=by)


def must_be_known(tx: Transaction, assessment_id: str, initiative: str) -> None:
    """Refused where the pack of the assessment has no such initiative."""
    pack = packs.get(tx, assessment_in(tx, assessment_id).pack.digest)
    if initiative not in {item.id for item in pack.initiatives}:
        raise Refused(f"The pack {pack.id} {pack.version} has no initiative {initiative}.")
