"""The audit list of requests as a table that opens in any spreadsheet."""

import csv
import io
from collections.abc import Iterable

from assessment.sources import Made

COLUMNS = ("at", "source", "verb", "request", "why", "status", "bytes", "milliseconds")
FORMULA = ("=", "+", "-", "@", "\t", "\r")


def requests_csv(rows: Iterable[tuple[str, Made]]) -> str:
    """One row a request, times in UTC; text that a spreadsheet would compute gets an apostrophe."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(COLUMNS)
    for source, made in rows:
        asked = made.request
        words = (source, asked.verb, asked.what, asked.why, made.status)
        told = [f"'{word}" if word.startswith(FORMULA) else word for word in words]
        writer.writerow(
            [f"{made.at:%Y-%m-%d %H:%M:%S}", *told, made.bytes, round(made.milliseconds, 1)]
        )
    return text.getvalue()
