"""Where to look: adding, trying and removing sources, and saying which requests will be made."""

from collections.abc import Mapping
from datetime import datetime
from types import ModuleType
from typing import Any

from pydantic import ValidationError

from assessment.connectors import connectors
from assessment.model import Overrule
from assessment.sources import Options, Request, Source
from engagement.faults import AlreadyThere, Refused, refusal
from engagement.identity import new_id, same_source
from engagement.in_force.findings_in_force import attempts_in
from engagement.in_force.pointed_elsewhere import ELSEWHERE, pointed_elsewhere_in
from engagement.in_force.what_counts import critical_in
from engagement.outside import clock
from engagement.outside.settings import settings
from engagement.races import merged
from engagement.settling.second_person import ask_overrule_in, signed
from engagement.sources.planned_requests import planned
from engagement.sources.source_mistakes import as_sentences, with_mistakes
from engagement.sources.uploads import forget_uploads
from engagement.store import Store, Transaction, evidence, exceptions, guarding
from engagement.workspaces import assessment_in, record_in


def sources(store: Store, assessment_id: str) -> tuple[Source, ...]:
    """The sources that the next look reads, in the order in which they came."""
    with store.reading() as tx:
        return evidence.sources(tx, assessment_in(tx, assessment_id).id)


def all_sources(store: Store, assessment_id: str) -> tuple[Source, ...]:
    """The same with those that were removed or imported: their findings still name them."""
    with store.reading() as tx:
        return evidence.sources(tx, assessment_in(tx, assessment_id).id, every=True)


def imported_sources(store: Store, assessment_id: str) -> tuple[Source, ...]:
    """The sources that came with findings files: read from inside the client's network only."""
    with store.reading() as tx:
        return evidence.imported_sources(tx, assessment_in(tx, assessment_id).id)


def pointed_elsewhere(store: Store, assessment_id: str) -> dict[str, datetime]:
    """When each source was last changed in what is looked at, by its id; others are left out."""
    with store.reading() as tx:
        return pointed_elsewhere_in(tx, assessment_in(tx, assessment_id).id)


def add_source(
    store: Store, *, assessment_id: str, kind: str, name: str = "", address: str,
    reader_address: str = "", secret: str = "", options: Options | None = None,
    authorised_by: str = "", authorised_until: datetime | None = None,
) -> Source:  # fmt: skip
    """Point at a source; nothing is read until somebody looks. ``secret`` is a name on the list.

    Raises :class:`AlreadyThere` where the same place is looked at already with the same options.
    """
    connector = _connector(kind)
    try:
        given = Source(
            id=new_id(), kind=kind, name=name.strip() or connector.TITLE, address=address.strip(),
            reader_address=reader_address.strip(), secret=secret,
            authorised_by=authorised_by, authorised_until=authorised_until,
        )  # fmt: skip
    except ValidationError as error:
        raise refusal(error) from None
    with store.reading() as tx:
        client_id = assessment_in(tx, assessment_id).client_id
    made = _checked(given, options or {}, connector, client_id)
    _complete(made, connector)
    with store.writing() as tx:
        _once(tx, assessment_in(tx, assessment_id).id, made)
        evidence.add_source(tx, assessment_in(tx, assessment_id).id, made, clock.now())
        record_in(tx, assessment_id, "source added", by=authorised_by, source=made.id)
    return made


def update_source(
    store: Store, source: Source, *, instead_of: Source | None = None, over: bool = False
) -> Source:
    """Replace what is known of a source; its earlier findings stay.

    With ``instead_of``, the value that a form was filled from, only what differs from it is changed;
    :class:`engagement.races.Overtaken` where somebody else changed the same, but for ``over``.
    Raises :class:`AlreadyThere` where another source is the same place with the same options.
    """
    connector = _connector(source.kind)
    with store.reading() as tx:
        client_id = assessment_in(tx, _assessment_of(tx, source.id)).client_id
    source = _checked(source, source.options, connector, client_id)
    _complete(source, connector)
    with store.writing() as tx:
        assessment_id = _assessment_of(tx, source.id)
        before = _known(tx, assessment_id, source.id)
        if instead_of is not None and before is not None:
            source = merged(instead_of, source, before, over=over)
        _once(tx, assessment_id, source)
        evidence.change_source(tx, source)
        by, what = source.authorised_by, "source changed"
        details = {"source": source.id}
        if before and _place(before) != _place(source):
            what, details = ELSEWHERE, details | {"before": before.address, "now": source.address}
        record_in(tx, assessment_id, what, by=by, **details)
    return source


def _place(source: Source) -> str:
    return same_source(source.kind, source.address, source.options)


def _known(tx: Transaction, assessment_id: str, source_id: str) -> Source | None:
    held = evidence.sources(tx, assessment_id)
    return next((item for item in held if item.id == source_id), None)


def _once(tx: Transaction, assessment_id: str, source: Source) -> None:
    """Refuse a place that another source of the assessment is: it would count twice."""
    for other in evidence.sources(tx, assessment_id):
        if other.id != source.id and _place(other) == _place(source):
            raise AlreadyThere(
                f"This source is there already, as {other.name}: the same address with the same "
                "options. Open that one to change it.", other.id,
            )  # fmt: skip


def _complete(source: Source, connector: ModuleType) -> None:
    """Refuse to keep what can be tried but not yet read."""
    unsaid = getattr(connector, "unsaid", None)
    if unsaid is not None and (sentence := unsaid(source)):
        raise Refused(sentence)


def remove_source(store: Store, source_id: str, *, mistaken_by: str = "", reason: str = "") -> None:
    """Look at a source no more. What was found there stays in force: looking away never helps.
    That we could not look there goes with it: it says nothing, and nobody will look again.

    Where it was never the client's (a wrong address), ``mistaken_by`` and ``reason`` overrule all
    its findings in that person's name; they stay visible, and those on a critical capability wait for
    a second person. A file that was handed over for it is
    removed, unless another source reads the same one.
    """
    if bool(mistaken_by.strip()) != bool(reason.strip()):
        raise Refused("To set a source's findings aside, give both a name and a reason.")
    with store.writing() as tx:
        assessment_id, now = _assessment_of(tx, source_id), clock.now()
        mistaken_by = mistaken_by and signed(store, mistaken_by)
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
                    critical = critical_in(tx, assessment_id, attempt.finding)
                    if critical:
                        ask_overrule_in(tx, assessment_id, overrule, critical)
                    else:
                        exceptions.add_overrule(tx, assessment_id, overrule, guarding.account(tx))
    forget_uploads(unused)


def planned_requests(
    store: Store, assessment_id: str
) -> tuple[tuple[Source, tuple[Request, ...]], ...]:
    """Every request that the next look will make, by source, with those of a load test; makes none."""
    with store.reading() as tx:
        client_id = assessment_in(tx, assessment_id).client_id
    found = planned(sources(store, assessment_id), sending=True, client_id=client_id)
    return tuple((item.source, item.requests) for item in found)


def checked(source: Source, client_id: str) -> Source:
    """The same, where it can be tried; :class:`Refused` with everything that is wrong with it."""
    return _checked(source, source.options, _connector(source.kind), client_id)


def _connector(kind: str) -> ModuleType:
    found = connectors().get(kind)
    if found is None:
        raise Refused(f"Nothing reads a {kind}; there are {', '.join(connectors())}.")
    return found


def _checked(
    source: Source, options: Mapping[str, Any], connector: ModuleType, client_id: str
) -> Source:
    """The source as its connector reads it; :class:`Refused` with everything that is wrong."""
    made, wrong = with_mistakes(source, options, connector)
    if wrong:
        raise Refused(as_sentences(wrong))
    if source.secret:
        settings().permission(source.secret, client_id=client_id)  # says how to add it
    return made


def _assessment_of(tx: Transaction, source_id: str) -> str:
    found = evidence.assessment_of_source(tx, source_id)
    if found is None:
        raise Refused("There is no such source; choose one from the list.")
    return found
