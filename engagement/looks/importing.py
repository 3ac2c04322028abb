"""Taking in what the client's own people saw, as the same findings as if we had looked."""

from datetime import timedelta
from hashlib import sha256
from urllib.parse import urlsplit

from assessment.model import Finding
from assessment.probing import definitions
from assessment.sources import Source
from engagement.faults import Refused
from engagement.identity import new_id, same_source
from engagement.looks import findings_file
from engagement.looks.findings_file import FindingsFile
from engagement.model import ProbeRun
from engagement.outside import clock
from engagement.settling.conflicts import follow_in
from engagement.store import Store, Transaction, audit, evidence
from engagement.workspaces import assessment_in


def import_findings(store: Store, assessment_id: str, content: bytes, imported_by: str) -> ProbeRun:
    """Read a findings file and keep it as a look of the person who ran it.

    What a finding says (outcome, figures, places, time) comes from the file. What it *means* does
    not: statement, bearings and validity are those of the probes of this version, and findings of
    probes that it does not have are left out and counted.
    """
    if not imported_by.strip():
        raise Refused("Give your name: whoever takes evidence in stands for where it came from.")
    given = findings_file.read(content)
    if given.at > clock.now() + timedelta(minutes=10):
        raise Refused("The file says it was written in the future; check that computer's clock.")
    with store.writing() as tx:
        local = _local_sources(tx, assessment_id, given)
        taken = _findings(given, assessment_id, local)
        run = _run(tx, assessment_id, given, taken, imported_by.strip())
        evidence.save_run(tx, run)
        _keep_sources(tx, assessment_id, given, local)
        evidence.add_findings(tx, run, taken)
        evidence.add_requests(tx, run, "", given.made)
        audit.record(
            tx, "findings imported", by=imported_by,
            client_id=assessment_in(tx, assessment_id).client_id,
            assessment_id=assessment_id, run=run.id, digest=given.digest,
        )  # fmt: skip
        follow_in(tx, assessment_id, clock.now())
    return run


def _findings(
    given: FindingsFile, assessment_id: str, local: dict[str, str]
) -> tuple[Finding, ...]:
    known = {held.id: held for held in definitions()}
    taken = []
    for item in given.findings:
        definition = known.get(item.probe)
        if definition is None or item.observed_at > given.at + timedelta(minutes=10):
            continue
        changes = {
            "id": _local(assessment_id, given.digest, item.id),
            # One that the file does not describe is known by this file alone.
            "source": local.get(item.source) or _local(assessment_id, given.digest, item.source),
            "statement": definition.statement,
            "expected": definition.expected,
            "bearings": definition.bearings,
            "valid_until": item.observed_at + timedelta(days=definition.valid_days),
        }
        taken.append(_safe(item).model_copy(update=changes))
    return tuple(taken)


def _safe(item: Finding) -> Finding:
    """The same finding; a link that a browser should not follow is dropped, its text stays."""
    return item.model_copy(
        update={
            "places": tuple(
                place.model_copy(update={"url": _web(place.url)}) for place in item.places
            ),
            "readings": tuple(
                reading.model_copy(update={"url": _web(reading.url)}) for reading in item.readings
            ),
        }
    )


def _web(url: str) -> str:
    try:
        parts = urlsplit(url)
        clean = parts.scheme in ("http", "https") and "@" not in parts.netloc
    except ValueError:
        clean = False
    return url if clean else ""


def _run(
    tx: Transaction, assessment_id: str, given: FindingsFile, taken: tuple[Finding, ...], by: str
) -> ProbeRun:
    if taken and evidence.assessment_of_finding(tx, taken[0].id):
        raise Refused("This file was imported already; its findings are in the list.")
    left_out = len(given.findings) - len(taken)
    note = f"; {left_out} of probes that this version does not know were left out"
    return ProbeRun(
        id=new_id(), assessment_id=assessment_in(tx, assessment_id).id, started_at=given.at,
        ended_at=clock.now(), state="finished", done=len(taken), total=len(given.findings),
        started_by=given.ran_by, imported=True,
        message=f"Imported by {by}: {len(taken)} findings{note if left_out else ''}; "
        f"digest {given.digest[:12]}",
    )  # fmt: skip


def _local_sources(tx: Transaction, assessment_id: str, given: FindingsFile) -> dict[str, str]:
    """The id here of each source of the file, by its id there.

    The file's own id may be no more than a place in a list, which another file gives to another
    source: what is looked at tells them apart, and finds an imported one again.
    """
    known = {
        _identity(source): source.id for source in evidence.imported_sources(tx, assessment_id)
    }
    return {
        source.id: known.get(_identity(source))
        or _local(assessment_id, "source", _identity(source))
        for source in given.sources
    }


def _keep_sources(
    tx: Transaction, assessment_id: str, given: FindingsFile, local: dict[str, str]
) -> None:
    """Keep the sources by name, as imported: they are read from inside the client's network."""
    known = {source.id for source in evidence.sources(tx, assessment_id, every=True)}
    for source in given.sources:
        if (here := local[source.id]) not in known:
            known.add(here)
            evidence.add_source(
                tx, assessment_id, _imported(source, here), clock.now(), imported=True
            )


def _imported(source: Source, here: str) -> Source:
    reader = _web(source.reader_address)
    return source.model_copy(update={"id": here, "secret": "", "reader_address": reader})


def _identity(source: Source) -> str:
    return same_source(source.kind, source.address, source.options)


def _local(*parts: str) -> str:
    """An id of this assessment's own, the same at every import."""
    return sha256("\n".join(parts).encode()).hexdigest()[:20]
