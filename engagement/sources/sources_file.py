"""A file of sources: where the client's own platform team lets `prodworthy probe` look."""

from collections.abc import Mapping
from datetime import UTC, date, datetime, time
from hashlib import sha256
from pathlib import Path
from typing import Any, NamedTuple

from assessment.connectors import connectors
from assessment.option_values import unknown
from assessment.sources import Source
from content.yaml_reading import Path_, read_yaml
from engagement.faults import Refused
from engagement.identity import same_source
from engagement.sources.source_mistakes import with_mistakes

AGAIN = "the same source stands above; leave one of the two out"
LISTED = "the file has to begin with sources: and a list below it, with an entry for each source"
ENTRY = "an entry of sources has to be fields with their values, such as kind: and address:"

WANTED = {
    "kind": "kind is no text; name one such as prometheus",
    "name": "name is no text; write it in quotes",
    "address": "address is no text; give a path or an https:// address",
    "reader_address": "reader_address is no text; give an https:// address",
    "secret": "secret is no text; give the name of a secret, never the secret",
    "options": "options has to be names with their values",
    "authorised_by": "authorised_by is no text; name the person who allows that this source is read",
    "authorised_until": "authorised_until has to be a day such as 2027-12-31",
}
"""The fields of an entry, and what one has to be where it is something else."""

NEEDED = {
    "kind": "kind is missing; name one such as prometheus",
    "address": "address is missing or empty; give a path or an https:// address",
    "authorised_by": (
        "authorised_by is missing or empty; name the person who allows that this source is read"
    ),
}


Entries = list[tuple[int, Mapping[str, Any]]]
TEXTS = ("kind", "name", "reader_address", "secret", "authorised_by")


class _Mistake(NamedTuple):
    """Where in the file something is wrong, and what to do."""

    at: Path_
    sentence: str


def read_sources(path: Path) -> tuple[Source, ...]:
    """The sources of a YAML file, in its order; nothing is read from them yet.

    Raises :class:`Refused` with every mistake of the file, one a line: where, and what to write.
    """
    if not path.is_file():
        raise Refused(f"There is no file {path}; give the path of a YAML file of sources.")
    source, problems = read_yaml(path, path.name)
    if source is None:
        raise Refused("\n".join(str(problem) for problem in problems))
    entries, wrong = _entries(source.data)
    made: list[Source] = []
    for number, entry in entries:
        found, mistakes = _read(path.parent, entry)
        again = not mistakes and found.id in {item.id for item in made}
        mistakes += [("kind", AGAIN)] if again else []
        wrong += [_Mistake(("sources", number, *_steps(f)), told) for f, told in mistakes]
        made.append(found)
    if wrong:
        told = sorted((source.line(item.at), item.sentence) for item in wrong)
        raise Refused("\n".join(f"{path.name}:{line}: {sentence}" for line, sentence in told))
    return tuple(made)


def _entries(data: Any) -> tuple[Entries, list[_Mistake]]:
    """The entries with their places, and what is wrong with the file around them."""
    if not isinstance(data, dict):
        return [], [_Mistake((), LISTED)]
    wrong = [
        _Mistake((name,), unknown("field", name, {"sources": 0}))
        for name in data
        if name != "sources"
    ]
    listed = data.get("sources")
    if not isinstance(listed, list) or not listed:
        return [], [*wrong, _Mistake(("sources",), LISTED)]
    found: Entries = [(n, entry) for n, entry in enumerate(listed) if isinstance(entry, dict)]
    wrong += [
        _Mistake(("sources", number), ENTRY)
        for number, entry in enumerate(listed)
        if not isinstance(entry, dict)
    ]
    return found, wrong


def _read(folder: Path, entry: Mapping[str, Any]) -> tuple[Source, list[tuple[str, str]]]:
    """The source of an entry, and each mistake of it with its field.

    A line of the template that nobody filled in says nothing.
    """
    given = {name: value for name, value in entry.items() if value is not None}
    wrong = [
        (name, unknown("field", name, WANTED)) if name not in WANTED else (name, WANTED[name])
        for name, value in given.items()
        if name not in WANTED or not _reads_as(name, value)
    ]
    bad = {name for name, _ in wrong}
    kept = {name: value for name, value in given.items() if name not in bad}
    wrong += [
        (name, told)
        for name, told in NEEDED.items()
        if name not in bad and not str(kept.get(name, "")).strip()
    ]
    kind = kept.get("kind", "")
    if kind and kind not in connectors():
        wrong.append(("kind", unknown("kind of source", kind, connectors())))
    made, found = _source(folder, kept)
    return made, wrong + [(field, told) for field, told in found if kept.get("address")]


def _reads_as(name: str, value: object) -> bool:
    if name == "options":
        return isinstance(value, dict)
    if name == "authorised_until":
        return _day(value) is not None
    return isinstance(value, str)


def _day(value: object) -> date | None:
    try:
        return date.fromisoformat(value) if isinstance(value, str) else None
    except ValueError:
        return None


def _source(folder: Path, kept: Mapping[str, Any]) -> tuple[Source, list[tuple[str, str]]]:
    """The source; its id comes from what it is, so that the order in the file does not matter."""
    connector = connectors().get(kept.get("kind", ""))
    day = _day(kept.get("authorised_until"))
    texts = {name: str(kept.get(name, "")).strip() for name in TEXTS}
    plain = Source(
        id="", address=_beside(folder, kept), **texts,
        authorised_until=datetime.combine(day, time.max, UTC) if day else None,
    )  # fmt: skip
    if connector is None:
        return plain, []
    said = {name: value for name, value in kept.get("options", {}).items() if value is not None}
    made, wrong = with_mistakes(plain, said, connector)
    name = made.name or connector.TITLE
    known_by = f"{same_source(made.kind, made.address, made.options)}\n{name}"
    known = sha256(known_by.encode()).hexdigest()[:16]
    return made.model_copy(update={"name": name, "id": known}), wrong


def _beside(folder: Path, kept: Mapping[str, Any]) -> str:
    """The address; the whole path of a file or folder that is named beside the file of sources."""
    address = str(kept.get("address", "")).strip()
    local = hasattr(connectors().get(kept.get("kind", "")), "UPLOADS")
    if not local or "://" in address or address.startswith(("/", "~")):
        return address
    there = (folder / address).absolute()
    return str(there) if there.exists() else address


def _steps(field: str) -> tuple[str, ...]:
    """``options.window`` as the steps of a path into the file."""
    whole, dot, name = field.partition(".")
    return (whole, name) if dot else (whole,)
