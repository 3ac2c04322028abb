"""What the commits say: counts, days and pseudonyms, never who."""

from dataclasses import dataclass
from typing import Literal

from pydantic import AwareDatetime

from assessment.repository.facts.plain import Plain
from content.values import Value

Review = Literal["", "merge", "squash", "gerrit"]


@dataclass(frozen=True, kw_only=True)
class Commit(Plain):
    """One commit on the default branch's first-parent line within the window, by its day.

    Whose it is is not kept, but for a bot. ``review`` is the mark that a review tool left.
    """

    at: AwareDatetime
    bot: bool = False
    review: Review = ""


class Authorship(Value):
    """How many commits one pseudonym wrote within the window, merges left out."""

    author: str
    commits: int = 1
    bot: bool = False


class History(Value):
    """What the commits say; ``window_days`` back from the reading.

    ``releases`` counts release tags within the window; ``lead_days`` is the median time from a
    commit to the first release that holds it, over the ``led`` commits of the window that have one.
    ``code_changed_at`` and ``pages_changed_at`` are the newest changes of source and of pages on
    running the system, by people. ``truck_factor`` is the fewest authors without whom more than half
    of the files have no main author (degree of authorship after Avelino and others, 2016); ``None``
    where the history is cut or ``imported``: begun with a commit that brought most of the code, so
    that who wrote it first is not known. ``authors_read`` is false where author analysis is switched off.
    """

    shallow: bool = False
    imported: bool = False
    total: int = 0
    first_at: AwareDatetime | None = None
    last_at: AwareDatetime | None = None
    window_days: int = 365
    commits: tuple[Commit, ...] = ()
    authors: tuple[Authorship, ...] = ()
    authors_read: bool = True
    truck_factor: int | None = None
    tags: int = 0
    releases: int = 0
    lead_days: float | None = None
    led: int = 0
    code_changed_at: AwareDatetime | None = None
    pages_changed_at: AwareDatetime | None = None
