"""The statements that reading a table will run, wherever it lies."""

from assessment.connectors.tables.further_options import requests as further_requests
from assessment.connectors.tables.options import lines
from assessment.sources import Options, Request


def planned(options: Options, table: str, against: str) -> tuple[Request, ...]:
    """By the names of the table and of what it is compared with, which may be empty."""
    rows = [
        (f"count, missing, distinct, smallest, largest of each column of {table}",
         "how many rows, missing and distinct values there are"),
        (f"newest event time of {table}", "how new the newest event is"),
        (f"wait from event to load in {table}", "how long events wait for their load"),
    ]  # fmt: skip
    if declared := lines(options, "rules"):
        rows.append((f"rows of {table} that break {len(declared)} rules",
                     "how many rows break a declared rule"))  # fmt: skip
    if against:
        rows.append((f"counts by decile and category of {table} and {against}",
                     "how far live data lies from training data"))  # fmt: skip
    plain = tuple(Request(verb="SELECT", what=what, why=why) for what, why in rows)
    return (*plain, *further_requests(options, table))


def planned_beside(options: Options) -> tuple[Request, ...]:
    """For a table among others: which ones there are is asked first."""
    asked = Request(
        verb="SELECT", what="the names of the tables and columns", why="which there are"
    )
    named = [str(options.get(name, "")) for name in ("table", "reference", "reference_file")]
    return (asked, *planned(options, named[0] or "the table", named[1] or named[2]))
