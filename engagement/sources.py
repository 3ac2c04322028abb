"""Where to look: adding, trying and removing sources, and saying which requests will be made."""

from datetime import datetime, timedelta
from time import perf_counter
from types import ModuleType
from typing import NamedTuple
from urllib.parse import urlsplit

from pydantic import ValidationError

from assessment.connectors import connectors
from assessment.connectors.redaction import redact
from assessment.model import Overrule
from assessment.sources import Choice, Made, Options, Request, Source, SourceUnavailable, Stopped
from engagement.faults import Refused, refusal
from engagement.findings_in_force import attempts_in
from engagement.identity import new_id
from engagement.opening import assessment_in, record_in
from engagement.outside import clock
from engagement.outside.settings import settings
from engagement.reading import survey
from engagement.store import Store, Transaction, evidence, exceptions
from engagement.uploads import forget_uploads
from reports.wording import capital, plural

TRIAL = timedelta(seconds=30)
"""How long trying a source may take."""


def sources(store: Store, assessment_id: str) -> tuple[Source, ...]:
    """The sources that the next look reads, in the order in which they came."""
    with store.reading() as tx:
        return evidence.sources(tx, assessment_in(tx, assessment_id).id)


def all_sources(store: Store, assessment_id: str) -> tuple[Source, ...]:
    """The same with those that were removed or imported: their findings still name them."""
    with store.reading() as tx:
        return evidence.sources(tx, assessment_in(tx, assessment_id).id, every=True)


def add_source(
    store: Store, *, assessment_id: str, kind: str, name: str = "", address: str,
    reader_address: str = "", secret: str = "", options: Options | None = None,
    authorised_by: str = "", authorised_until: datetime | None = None,
) -> Source:  # fmt: skip
    """Point at a source; nothing is read until somebody looks. ``secret`` is a name on the list."""
    connector = _connector(kind)
    try:
        made = Source(
            id=new_id(), kind=kind, name=name.strip() or connector.TITLE, address=address.strip(),
            reader_address=reader_address.strip(), secret=secret, options=options or {},
            authorised_by=authorised_by, authorised_until=authorised_until,
        )  # fmt: skip
    except ValidationError as error:
        raise refusal(error) from None
    _check(made, connector)
    with store.writing() as tx:
        evidence.add_source(tx, assessment_in(tx, assessment_id).id, made, clock.now())
        record_in(tx, assessment_id, "source added", by=authorised_by, source=made.id)
    return made


def update_source(store: Store, source: Source) -> Source:
    """Replace what is known of a source; its earlier findings stay."""
    _check(source, _connector(source.kind))
    with store.writing() as tx:
        assessment_id = _assessment_of(tx, source.id)
        evidence.change_source(tx, source)
        by = source.authorised_by
        record_in(tx, assessment_id, "source changed", by=by, source=source.id)
    return source


def remove_source(store: Store, source_id: str, *, mistaken_by: str = "", reason: str = "") -> None:
    """Look at a source no more. What was found there stays in force: looking away never helps.
    That we could not look there goes with it: it says nothing, and nobody will look again.

    Where it was never the client's (a wrong address), ``mistaken_by`` and ``reason`` overrule all
    its findings in that person's name; they stay visible. A file that was handed over for it is
    removed, unless another source reads the same one.
    """
    if bool(mistaken_by.strip()) != bool(reason.strip()):
        raise Refused("To set a source's findings aside, give both a name and a reason.")
    with store.writing() as tx:
        assessment_id, now = _assessment_of(tx, source_id), clock.now()
        before = evidence.places_in_use(tx)
        evidence.remove_source(tx, source_id, now)
        unused = before - evidence.places_in_use(tx)
        record_in(tx, assessment_id, "source removed", by=mistaken_by, source=source_id)
        if mistaken_by:
            for attempt in attempts_in(tx, assessment_id):
                if attempt.finding.source == source_id and attempt.finding.conclusive:
                    overrule = Overrule(
                        finding=attempt.finding.id, by=mistaken_by, reason=reason, at=now
                    )
                    exceptions.add_overrule(tx, assessment_id, overrule)
    forget_uploads(unused)


class Tried(NamedTuple):
    """What came of trying a source: one line of what answered, and what to choose from."""

    told: str
    choices: dict[str, tuple[Choice, ...]]


def try_source(source: Source) -> Tried:
    """Ask what is at a source's address and keep nothing."""
    made: list[Made] = []
    _check(source, _connector(source.kind))
    began = perf_counter()
    try:
        found = survey(source, made, TRIAL)
    except SourceUnavailable as fault:
        raise Refused(f"{capital(fault.reason)}. {fault.remedy}") from None
    except Stopped:
        raise Refused("The try was stopped.") from None
    size, asked = sum(item.bytes for item in made) / 1000, plural(len(made), "request")
    told = f"It answers: {found.told}. {capital(asked)}, {size:.0f} kB, {perf_counter() - began:.1f} s."
    return Tried(told, found.choices)


def planned_requests(
    store: Store, assessment_id: str
) -> tuple[tuple[Source, tuple[Request, ...]], ...]:
    """Every request that the next look will make, by source; makes none."""
    return tuple(
        (source, tuple(_connector(source.kind).requests(source)))
        for source in sources(store, assessment_id)
    )


def _connector(kind: str) -> ModuleType:
    found = connectors().get(kind)
    if found is None:
        raise Refused(f"Nothing reads a {kind}; there are {', '.join(connectors())}.")
    return found


def _check(source: Source, connector: ModuleType) -> None:
    if not source.address:
        raise Refused(f"Give an address. {connector.ADDRESS_HELP}")
    for address in (source.address, source.reader_address):
        without_credentials(address)
    schemes = getattr(connector, "SCHEMES", ())
    if schemes and urlsplit(source.address).scheme not in schemes:
        begins = " or ".join(f"{scheme}://" for scheme in schemes)
        raise Refused(f"The address begins with {begins}. {connector.ADDRESS_HELP}")
    if source.reader_address and urlsplit(source.reader_address).scheme not in ("http", "https"):
        raise Refused("The reader's address is one that a browser opens: http:// or https://.")
    if source.secret and source.secret not in settings().secret_names():
        settings().permission(source.secret)  # says how to add it
    try:
        connector.requests(source)
    except SourceUnavailable as fault:
        raise Refused(f"{capital(fault.reason)}. {fault.remedy}") from None


def typed_pairs(name: str, text: str) -> dict[str, float | str]:
    """``a=1, b=2`` as names and values; ``name`` is what the option is called in a refusal."""
    parts = [part.partition("=") for part in text.split(",")]
    if any(not sign or not key.strip() for key, sign, _ in parts):
        raise Refused(f"{name}: write name=value, with commas between several.")
    return {key.strip(): value.strip() for key, _, value in parts}


def without_credentials(address: str) -> None:
    """Refuse an address that carries a name, a password or a token: it is shown and printed."""
    try:
        parts = urlsplit(address)
        told = parts.password is not None or (
            parts.scheme in ("http", "https") and parts.username is not None
        )
    except ValueError:
        raise Refused("This is not an address; check the brackets and the port.") from None
    if told or redact(address) != address:
        raise Refused(
            "The address carries a name or a password (or a token); leave it out, "
            "put the secret on the operator's list and give its name."
        )


def _assessment_of(tx: Transaction, source_id: str) -> str:
    found = evidence.assessment_of_source(tx, source_id)
    if found is None:
        raise Refused("There is no such source; choose one from the list.")
    return found
