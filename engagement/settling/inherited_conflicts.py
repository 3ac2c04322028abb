"""Conflicts about answers that are carried from another use case: settled there, told here as well."""

from engagement.in_force.answers_in_force import carried_from
from engagement.settling.conflicts import conflicts
from engagement.store import Store
from engagement.workspaces import assessment_in, workspace_in
from scoring.conflict import InheritedConflict


def inherited_conflicts(store: Store, assessment_id: str) -> tuple[InheritedConflict, ...]:
    """Those that stand (open or waived) where the answer was given, by use case and number."""
    with store.reading() as tx:
        origin = carried_from(tx, assessment_in(tx, assessment_id).id)
        names = {at: workspace_in(tx, at).use_case.name for at in set(origin.values())}
    found = [
        InheritedConflict(use_case=name, assessment=at, conflict=item)
        for at, name in names.items()
        for item in conflicts(store, at)
        if item.state != "closed" and origin.get(item.capability) == at
    ]
    return tuple(sorted(found, key=lambda item: (item.use_case, item.conflict.number)))
