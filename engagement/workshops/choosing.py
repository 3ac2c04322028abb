"""Dots, places on the grid, and the confidence vote: each by its owner, the last one counts."""

from collections.abc import Mapping

from assessment.workshop.model import Workshop
from assessment.workshop.phases import Stage
from content.workshops.agendas import workshop_rules
from engagement.faults import Refused
from engagement.store import Store, Transaction, workshop_choices, workshops
from engagement.workshops.tokens import holder


def place_dots(store: Store, *, token: str, dots: Mapping[str, int]) -> dict[str, int]:
    """Put all of one's dots (use case id -> dots), in the place of those before."""
    rules = workshop_rules()
    given = {name: count for name, count in dots.items() if count}
    with store.writing() as tx:
        place, person_id = _at(tx, token, Stage.DOTS)
        if place.revealed:
            raise Refused("The dots were counted already; yours stay as they are.")
        _known(place, given)
        if min(given.values(), default=0) < 0 or sum(given.values()) > rules.dots:
            raise Refused(f"There are {rules.dots} dots; take one away first.")
        if max(given.values(), default=0) > rules.dots_on_one:
            raise Refused(f"At most {rules.dots_on_one} dots go on one use case.")
        workshop_choices.put_dots(tx, place.id, person_id, given)
        workshops.touch(tx, place.id)
    return given


def place(store: Store, *, token: str, use_case_id: str, impact: int, feasibility: int) -> None:
    """Say where a use case belongs on the grid; both from 1 (low) to 5 (high)."""
    if not (1 <= impact <= 5 and 1 <= feasibility <= 5):
        raise Refused("Impact and feasibility go from 1 to 5.")
    with store.writing() as tx:
        at, person_id = _at(tx, token, Stage.GRID)
        _known(at, {use_case_id: 1})
        workshop_choices.put_place(tx, at.id, person_id, use_case_id, (impact, feasibility))
        workshops.touch(tx, at.id)


def confidence_vote(store: Store, *, token: str, fingers: int) -> None:
    """Show none to five fingers for how sure one is of what was decided."""
    if not 0 <= fingers <= 5:
        raise Refused("Show none to five fingers.")
    with store.writing() as tx:
        at, person_id = _at(tx, token, Stage.CONFIDENCE)
        if at.revealed:
            raise Refused("The hands were counted already; yours stays as it is.")
        workshop_choices.put_fingers(tx, at.id, person_id, fingers)
        workshops.touch(tx, at.id)


def _at(tx: Transaction, token: str, stage: Stage) -> tuple[Workshop, str]:
    found, person = holder(tx, token)
    now = workshops.held(tx, found.id) or found
    if now.stage is not stage:
        raise Refused("The room has gone on; this is not asked any more.")
    return now, person.id


def _known(at: Workshop, chosen: Mapping[str, int]) -> None:
    if set(chosen) - {item.id for item in at.candidates}:
        raise Refused("This use case is not in the list; load the page again.")
