"""Trying a source: what is at its address, and what to choose from, before anything is kept."""

from datetime import timedelta
from time import perf_counter
from typing import NamedTuple

from assessment.sources import Choice, Made, Source, SourceUnavailable, Stopped
from content.locales import written
from engagement.faults import Refused
from engagement.looks.reading import survey
from engagement.sources.sources import checked
from engagement.store import Store, permit
from engagement.workspaces import assessment_in
from reports.wording import capital, plural

TRIAL = timedelta(seconds=15)
"""How long trying a source may take; with a name that does not resolve it is 20 s in all."""


class Tried(NamedTuple):
    """What came of trying a source: what answered, in a line, and what to choose from.

    ``doubtful`` where it answers and may still tell nothing: a warning, not a success.
    """

    told: str
    choices: dict[str, tuple[Choice, ...]]
    doubtful: bool = False


def try_source(store: Store, assessment_id: str, source: Source) -> Tried:
    """Ask what is at the address of a client's source and keep nothing; for whoever may add one."""
    with store.reading() as tx:
        client_id = assessment_in(tx, assessment_id).client_id
        permit(tx, "source added", client_id)
    made: list[Made] = []
    began = perf_counter()
    try:
        found = survey(checked(source, client_id), made, TRIAL, client_id=client_id)
    except SourceUnavailable as fault:
        raise Refused(f"{capital(fault.reason)}. {fault.remedy}") from None
    except Stopped:
        raise Refused("The try was stopped.") from None
    size, asked = sum(item.bytes for item in made) / 1000, plural(len(made), "request")
    answers = f"It answers, but {found.warning}" if found.warning else "It answers"
    spent = f"{capital(asked)}, {size:.0f} kB, {written(perf_counter() - began, '.1f')} s"
    return Tried(f"{answers}: {found.told}. {spent}.", found.choices, bool(found.warning))
