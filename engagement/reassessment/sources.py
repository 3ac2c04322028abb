"""Where the last assessment looked; the next one looks there again, with findings of its own."""

from datetime import datetime

from assessment.sources import Source
from engagement.identity import new_id, same_source
from engagement.model import Assessment
from engagement.outside.settings import settings
from engagement.store import Transaction, evidence, schedules


def carry_in(tx: Transaction, last: Assessment, here: Assessment, now: datetime) -> int:
    """Copy the sources with whoever authorised them, until when, and how often; how many that was.

    A file that was handed over is not looked at twice: it says what it said. Nor is what came as
    findings of others.
    """
    there = {_place(item) for item in evidence.sources(tx, here.id, every=True)}
    taken = [item for item in evidence.sources(tx, last.id) if _place(item) not in there]
    taken = [item for item in taken if not is_handed_over(item)]
    often = schedules.of_sources(tx, last.id)
    for item in taken:
        made = item.model_copy(update={"id": new_id()})
        evidence.add_source(tx, here.id, made, now)
        schedules.keep_source(tx, here.id, made.id, often.get(item.id))
    return len(taken)


def _place(source: Source) -> str:
    return same_source(source.kind, source.address, source.options)


def is_handed_over(source: Source) -> bool:
    """Whether a source is a file that somebody handed over: it says what it said."""
    kept = str(settings().uploads.resolve())
    given = (
        source.address,
        *(value for value in source.options.values() if isinstance(value, str)),
    )
    return any(text.startswith(kept) for text in given)
