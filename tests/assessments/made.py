"""The assessments as reports, made once in a run of the tests."""

from dataclasses import dataclass
from functools import cache

from engagement import reporting
from engagement.from_files import store_of_its_own
from reports.formats import SUFFIXES, Choices, of
from reports.model import Report
from reports.progress import untold
from tests.assessments.full import fill


@dataclass(frozen=True)
class Made:
    """A report, and what each word was typed as that has to be in it."""

    report: Report
    words: dict[str, str]


@cache
def full() -> Made:
    """The full assessment, told with the names of its people."""
    with store_of_its_own() as store:
        held = fill(store)
        return Made(reporting.report(store, held.id, show_names=True), held.words.typed)


@cache
def full_as(suffix: str) -> bytes:
    """The full assessment in one format; ``suffix`` is one of :data:`reports.formats.SUFFIXES`."""
    assert suffix in SUFFIXES
    return of(suffix).render(full().report, Choices(), untold)
