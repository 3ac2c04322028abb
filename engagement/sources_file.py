"""A file of sources: where the client's own platform team lets `prodworthy probe` look."""

from datetime import UTC, date, datetime, time
from hashlib import sha256
from pathlib import Path
from typing import Any

from pydantic import Field, ValidationError, model_validator

from assessment.connectors import connectors
from assessment.sources import Options, Request, Source, SourceUnavailable
from content.problems import nearest
from content.values import Value
from content.yaml_reading import read_yaml
from engagement.as_typed import typed_pairs, without_credentials
from engagement.faults import Refused
from engagement.identity import same_source


class GivenSource(Value):
    """One entry of the file; ``secret`` is a name on the operator's list, never the secret."""

    kind: str
    name: str = ""
    address: str = Field(min_length=1)
    reader_address: str = ""
    secret: str = ""
    options: Options = Field(default_factory=dict)
    authorised_by: str = ""
    authorised_until: date | None = None

    @model_validator(mode="before")
    @classmethod
    def _left_empty(cls, given: Any) -> Any:
        """A line of the template that nobody filled in says nothing."""
        if not isinstance(given, dict):
            return given
        said = {name: value for name, value in given.items() if value is not None}
        if isinstance(options := said.get("options"), dict):
            said["options"] = {name: value for name, value in options.items() if value is not None}
        return said


class GivenSources(Value):
    """The whole file."""

    sources: tuple[GivenSource, ...] = Field(min_length=1)


AGAIN = "the same source stands above; leave one of the two out"
NOBODY = "authorised_by is empty or no text; name the person who allows that this source is read"

WANTED = {
    "sources": "sources has to be a list with an entry for each source",
    "address": "address is empty or no text; give a path or an https:// address",
    "options": "options has to be names with their values",
    "authorised_by": NOBODY,
    "authorised_until": "authorised_until has to be a day such as 2027-12-31",
    "file": "the file has to begin with sources: and a list below it",
}
"""What a field has to be, where what it is cannot be read."""


def read_sources(path: Path) -> tuple[Source, ...]:
    """The sources of a YAML file, in its order; nothing is read from them yet.

    Raises :class:`Refused` with one line for each mistake: where, and what was expected.
    """
    if not path.is_file():
        raise Refused(f"There is no file {path}; give the path of a YAML file of sources.")
    source, problems = read_yaml(path, path.name)
    if source is None:
        raise Refused("\n".join(str(problem) for problem in problems))
    try:
        given = GivenSources.model_validate(source.data)
    except ValidationError as error:
        found = error.errors(include_url=False)
        lines = [f"{path.name}:{source.line(item['loc'])}: {_said(dict(item))}" for item in found]
        raise Refused("\n".join(lines)) from None
    wrong = [
        f"{path.name}:{source.line(('sources', number, field))}: {mistake}"
        for number, item in enumerate(given.sources)
        for field, mistake in _mistakes(item)
    ]
    if wrong:
        raise Refused("\n".join(wrong))
    wanted = tuple(_source(_beside(path.parent, item)) for item in given.sources)
    if again := _listed_again(wanted):
        lines = [f"{path.name}:{source.line(('sources', n, 'kind'))}: {AGAIN}" for n in again]
        raise Refused("\n".join(lines))
    return wanted


def _listed_again(wanted: tuple[Source, ...]) -> tuple[int, ...]:
    """Which entries say the same as one above them."""
    ids = [item.id for item in wanted]
    return tuple(number for number, item in enumerate(ids) if item in ids[:number])


def _beside(folder: Path, item: GivenSource) -> GivenSource:
    """The entry with the whole path of a file or folder that is named beside the file of sources."""
    local = item.kind in connectors() and hasattr(connectors()[item.kind], "UPLOADS")
    if not local or "://" in item.address or item.address.startswith(("/", "~")):
        return item
    there = (folder / item.address).absolute()
    return item.model_copy(update={"address": str(there)}) if there.exists() else item


def _mistakes(item: GivenSource) -> list[tuple[str, str]]:
    """What is wrong with an entry that can be told without looking: the field and a sentence."""
    if item.kind not in connectors():
        return [("kind", _unknown(item.kind))]
    if not item.authorised_by.strip():
        return [("authorised_by", NOBODY)]
    try:
        without_credentials(item.address)
        without_credentials(item.reader_address)
    except Refused as refused:
        return [("address", refused.sentence)]
    try:
        connectors()[item.kind].requests(_source(item))
    except Refused as refused:
        return [("options", refused.sentence)]
    except SourceUnavailable as fault:
        return [("options", f"{fault.reason}. {fault.remedy}")]
    known = tuple(option.name for option in connectors()[item.kind].OPTIONS)
    return [("options", _unknown_option(n, known)) for n in item.options if n not in known]


def _unknown_option(name: str, known: tuple[str, ...]) -> str:
    hint = nearest(name, known)
    return f"unknown option {name}; " + (
        f"did you mean {hint}?" if hint else f"known are {', '.join(sorted(known))}"
    )


def _source(item: GivenSource) -> Source:
    """The source; its id comes from what it is, so that the order in the file does not matter."""
    options, name = _options(item), item.name or connectors()[item.kind].TITLE
    facts = item.model_dump() | {"name": name, "options": options}
    if item.authorised_until is not None:
        facts["authorised_until"] = datetime.combine(item.authorised_until, time.max, UTC)
    known_by = f"{same_source(item.kind, item.address, options)}\n{name}"
    return Source(id=sha256(known_by.encode()).hexdigest()[:16], **facts)


def _options(item: GivenSource) -> Options:
    """The options with ``name=value`` texts read, which may be given as names with values too."""
    forms = {option.name: option.form for option in connectors()[item.kind].OPTIONS}
    return {
        name: _pairs(name, value) if forms.get(name) == "pairs" else value
        for name, value in item.options.items()
    }


def _pairs(name: str, value: object) -> dict[str, float | str]:
    return value if isinstance(value, dict) else typed_pairs(name, str(value))


def _unknown(kind: str) -> str:
    hint = nearest(kind, connectors())
    known = ", ".join(sorted(connectors()))
    return f"there is no kind of source {kind}; " + (
        f"did you mean {hint}?" if hint else f"known are {known}"
    )


def _said(error: dict[str, Any]) -> str:
    name = str(error["loc"][-1]) if error["loc"] else "file"
    if error["type"] == "missing":
        return f"{name} is missing"
    if error["type"] == "extra_forbidden":
        hint = nearest(name, GivenSource.model_fields)
        return f"unknown field {name}" + (f"; did you mean {hint}?" if hint else "")
    return WANTED.get(name, f"{name}: {error['msg']}")


def requests_of(sources: tuple[Source, ...]) -> tuple[tuple[Source, tuple[Request, ...]], ...]:
    """Every request that looking at the sources will make; makes none itself."""
    return tuple((source, connectors()[source.kind].requests(source)) for source in sources)
