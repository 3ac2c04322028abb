"""What people decided about the plan goes on: owners, states, efforts, capacity, open decisions."""

from engagement.model import Assessment
from engagement.store import Transaction, packs, plans


def carry_in(tx: Transaction, last: Assessment, here: Assessment) -> int:
    """Copy what was decided where nothing is decided yet; of how many initiatives that was.

    The order that was proved best belongs to the plan before, and a start in the past to its time.
    """
    pack = packs.get(tx, here.pack.digest)
    known = {item.id for item in pack.initiatives}
    decided = {item.initiative for item in plans.items(tx, here.id)}
    if plans.settings(tx, here.id) == plans.PlanSettings():
        kept = plans.settings(tx, last.id).model_copy(update={"start": None, "proved": None})
        plans.save_settings(tx, here.id, kept)
    taken = [
        item
        for item in plans.items(tx, last.id)
        if item.initiative in known - decided and item != plans.PlanItem(initiative=item.initiative)
    ]
    for item in taken:
        plans.save_item(tx, here.id, item)
    return len(taken)
