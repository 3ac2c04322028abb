"""The audit log, read: who did what, when, to which client; searched, by pages, and as a table."""

import csv
import io
from datetime import UTC, date, datetime, timedelta

from content.values import Value
from engagement.audit import audit_names
from engagement.audit.audit_names import ON_THE_RECEIPT, Names
from engagement.store import Store, Transaction, audit, audit_search
from engagement.store.audit_search import Line, Wanted
from reports.requests_csv import FORMULA

ON_A_PAGE = 50
COLUMNS = (
    "number", "at", "person", "action", "client", "client_id", "assessment_id", "details", "about",
)  # fmt: skip
NOT_NAMED = "no name was given"
"""Whose entries were written before every one got a name."""

ERASED = "deleted with the client"


class Page(Value):
    """Entries of one page, newest first; ``total`` is how many were found, ``pages`` on how many."""

    lines: tuple[Line, ...]
    about: tuple[str, ...]
    """Of each line what it is about, in names."""
    total: int
    pages: int


class Known(Value):
    """What can be chosen: everybody who did something, and everything that was done."""

    people: tuple[str, ...]
    actions: tuple[str, ...]


def wanted(
    *, text: str = "", person: str = "", action: str = "", client_id: str = "",
    first: date | None = None, last: date | None = None,
) -> Wanted:  # fmt: skip
    """What to look for; the days are in UTC and both included."""
    return Wanted(
        text=text.strip(), person=person, action=action, client_id=client_id,
        since=_start(first), until=_start(last + timedelta(days=1)) if last else None,
    )  # fmt: skip


def _start(day: date | None) -> datetime | None:
    return datetime(day.year, day.month, day.day, tzinfo=UTC) if day else None


def search(store: Store, asked: Wanted, page: int = 1) -> Page:
    """One page of what was found, counted from 1; past the last page stands the last."""
    with store.reading() as tx:
        asked = _meaning(tx, asked)
        total = audit_search.count(tx, asked)
        pages = max(1, -(-total // ON_A_PAGE))
        skipped = (max(1, min(page, pages)) - 1) * ON_A_PAGE
        lines = audit_search.found(tx, asked, ON_A_PAGE, skipped)
        names = audit_names.names(tx, lines)
    told = tuple(about(line, names) for line in lines)
    return Page(lines=lines, about=told, total=total, pages=pages)


def _meaning(tx: Transaction, asked: Wanted) -> Wanted:
    """The same, with the ids that the words stand for."""
    ids = {
        word: audit_names.standing_for(tx, word, audit_search.ways(word))
        for word in asked.text.split()
    }
    return asked.model_copy(update={"standing_for": ids})


def known(store: Store) -> Known:
    """What the log can be narrowed to."""
    with store.reading() as tx:
        return Known(people=audit_search.people(tx), actions=audit_search.actions(tx))


def as_csv(store: Store, asked: Wanted) -> bytes:
    """Everything that was found as a table; no text of it is computed by a spreadsheet."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(COLUMNS)
    with store.reading() as tx:
        lines = audit_search.found(tx, _meaning(tx, asked))
        names = audit_names.names(tx, lines)
        for line in lines:
            told = (who(line), line.action, line.client, line.client_id, line.assessment_id,
                    details(line), about(line, names))  # fmt: skip
            writer.writerow([line.number, f"{line.at:%Y-%m-%d %H:%M:%S}Z", *map(_safe, told)])
    # The mark tells Excel that the letters are UTF-8.
    return text.getvalue().encode("utf-8-sig")


def who(line: Line) -> str:
    """Who did it, in words; empty where the name went with its client."""
    if line.by or line.erased:
        return line.by
    return audit.THE_PROGRAM if audit.is_the_programs(line.action) else NOT_NAMED


def about(line: Line, names: Names) -> str:
    """What an entry is about, with names in the place of ids."""
    return ERASED if line.erased else audit_names.about(line, names)


def details(line: Line) -> str:
    """The ids that an entry was about, as they were kept, in one line."""
    if line.erased:
        return ERASED
    return ", ".join(
        f"{name.replace('_', ' ')}: {told}"
        for name, told in line.details.items()
        if name not in ON_THE_RECEIPT
    )


def _safe(cell: str) -> str:
    return f"'{cell}" if cell.lstrip(" ").startswith((*FORMULA, "\n")) else cell
