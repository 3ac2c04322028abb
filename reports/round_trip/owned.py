"""A decision that is taken has an owner: one that a workbook gives none is told and holds up nothing else."""

from reports.round_trip.entries import Entries
from reports.round_trip.fields import DECISIONS, PROPOSED
from reports.round_trip.origin import Origin

_TAKEN = "taken"
_WHY = "a decision that is taken has an owner; type one, or the state asked. It is left as it is."


def keep_owned(origin: Origin, edited: Entries) -> None:
    """Take out of ``edited`` the decisions that would be taken by nobody; a remark tells of each."""
    matter, before = DECISIONS.matter, origin.entries.values
    for row_id in edited.ids(matter):
        owner, state = (matter, row_id, "owner"), (matter, row_id, "state")
        after = {key: edited.values.get(key, before.get(key)) for key in (owner, state)}
        if after[state] != _TAKEN or after[owner]:
            continue
        if all(value == before.get(key) for key, value in after.items()):
            continue
        # A proposal is recorded whole or not at all; of a recorded one the rest is taken.
        whole = row_id.startswith(PROPOSED)
        names = [item.name for item in DECISIONS.fields] if whole else ["owner", "state"]
        for key in [(matter, row_id, name) for name in names]:
            if key in edited.values:
                edited.values[key] = before.get(key)
        edited.remarks.append(f"{DECISIONS.title}, {origin.entries.named(matter, row_id)}: {_WHY}")
    for item in list(edited.added):
        values = item.values
        if item.sheet is DECISIONS and values.get("state") == _TAKEN and not values.get("owner"):
            edited.added.remove(item)
            edited.remarks.append(f"Row {item.row} of {DECISIONS.title}, {item.name!r}: {_WHY}")
