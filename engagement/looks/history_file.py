"""What looks without a database leave for the next one: counts by day of each table, in one file."""

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from assessment.objectives import is_objective
from assessment.sources import Source
from engagement.faults import Refused
from engagement.identity import same_source

FORMAT = "prodworthy-history/1"
LARGEST = 50_000_000

History = dict[str, dict[str, Any]]
"""What is kept of each source, by :func:`name_of`."""


def name_of(source: Source) -> str:
    """What a source is found again by: its kind, address, name, and what its options say of it.

    Objectives are left out: what is held against the counts changes none of them.
    """
    said = {name: value for name, value in source.options.items() if not is_objective(name)}
    return f"{same_source(source.kind, source.address, said)}\n{source.name}"


def kept_of(history: History, source: Source, among: Iterable[Source]) -> dict[str, Any] | None:
    """What was kept of one of the sources ``among`` which a look goes.

    What an older look kept without the options is taken where it can be of this source only.
    """
    before = _without_options(source)
    shared = sum(_without_options(item) == before for item in among) > 1
    return history.get(name_of(source), None if shared else history.get(before))


def _without_options(source: Source) -> str:
    return f"{source.kind} {source.address} {source.name}"


def read_history(file: Path) -> History:
    """What an earlier look left; nothing where the file does not exist yet.

    Raises :class:`Refused` for a file that is none of ours: it would be written over.
    """
    if not file.exists():
        return {}
    try:
        content = file.read_bytes() if file.stat().st_size <= LARGEST else b""
        whole = json.loads(content)
    except (OSError, ValueError, RecursionError):
        whole = None
    if not isinstance(whole, dict) or whole.get("format") != FORMAT:
        raise Refused(f"{file} is no file of history that an earlier look wrote; name another one.")
    kept = whole.get("tables")
    if not isinstance(kept, dict) or not all(isinstance(item, dict) for item in kept.values()):
        raise Refused(f"{file} is damaged; name another one, and history begins anew.")
    return kept


def write_history(history: History) -> bytes:
    """The file as UTF-8 JSON; it holds counts, and names of categories that many rows have."""
    whole = {"format": FORMAT, "tables": history}
    return json.dumps(whole, ensure_ascii=False, allow_nan=False).encode()
