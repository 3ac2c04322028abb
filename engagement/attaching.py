"""What people attach to an answer, and who accepted it."""

from datetime import datetime, timedelta
from hashlib import sha256
from pathlib import PurePosixPath, PureWindowsPath

from assessment.model import Answer, AnswerKind, Artefact, Grade, Respondent
from engagement.faults import Refused
from engagement.identity import new_id
from engagement.model import ArtefactFile, Assessment
from engagement.opening import assessment_in, record_in
from engagement.outside import clock
from engagement.store import Store, Transaction, answers, artefacts, assessments, packs

LARGEST = 20 * 1024 * 1024
"""Bytes of the largest file that is taken."""


def attach(
    store: Store, *, assessment_id: str, respondent_id: str, capability: str, filename: str,
    content: bytes, now: datetime | None = None,
) -> Artefact:  # fmt: skip
    """Keep a file of at most 20 MB and attach it; a level answered at E0 or E1 becomes E2."""
    _acceptable(filename, content)
    moment = now or clock.now()
    with store.writing() as tx:
        assessment = assessment_in(tx, assessment_id)
        days = _validity_days(tx, assessment, capability)
        owner = _owner(tx, assessment.client_id, respondent_id)
        file = Artefact(
            digest=sha256(content).hexdigest(), filename=_plain_name(filename), size=len(content),
            owner=owner.name, added_at=moment, valid_until=moment + timedelta(days=days),
        )  # fmt: skip
        artefacts.keep(tx, assessment.client_id, file, content)
        to = (assessment_id, respondent_id, capability)
        artefacts.attach(tx, to, assessment.client_id, file.digest, moment)
        _raise_to_artefact(tx, to, moment)
        record_in(
            tx, assessment_id, "artefact attached", by=owner.name,
            capability=capability, digest=file.digest,
        )  # fmt: skip
        return artefacts.get(tx, assessment.client_id, file.digest) or file


def accept(
    store: Store, *, digest: str, capability: str, assessment_id: str, reviewer: str,
    now: datetime | None = None,
) -> Artefact:  # fmt: skip
    """A reviewer other than its owner read the artefact and accepts it as proof of what is claimed.

    It proves the level claimed now; a higher claim made later is not accepted with it.
    """
    name, moment = reviewer.strip(), now or clock.now()
    with store.writing() as tx:
        assessment = assessment_in(tx, assessment_id)
        file, owners = _attached(tx, assessment, capability, digest)
        if not name:
            raise Refused("Give the name of the person who read the artefact and accepts it.")
        if name.casefold() in owners:
            raise Refused("Whoever attached an artefact cannot accept it; ask a second person.")
        level = _claimed(tx, assessment_id, capability, digest)
        artefacts.accept(
            tx, assessment_id, capability=capability, digest=digest, level=level,
            reviewer=name, now=moment,
        )  # fmt: skip
        record_in(
            tx, assessment_id, "artefact accepted", by=name, capability=capability, digest=digest
        )
    return file.model_copy(update={"accepted_by": name, "accepted_at": moment})


def artefact_file(store: Store, digest: str, assessment_id: str | None = None) -> ArtefactFile:
    """An artefact with its content, to be sent as an attachment and never rendered.

    With ``assessment_id`` it must belong to that assessment's client. Without, it must belong to
    one client alone.
    """
    with store.reading() as tx:
        wanted = assessment_in(tx, assessment_id).client_id if assessment_id else None
        mine = [owner for owner in artefacts.owners(tx, digest) if wanted in (None, owner)]
        file = artefacts.get(tx, mine[0], digest) if len(mine) == 1 else None
        if file is None:
            raise Refused("There is no such artefact here; open it from the answer it belongs to.")
        return ArtefactFile(artefact=file, content=artefacts.content(tx, digest))


def _validity_days(tx: Transaction, assessment: Assessment, capability: str) -> int:
    pack = packs.get(tx, assessment.pack.digest)
    if capability not in {item.id for item in pack.capabilities}:
        raise Refused(f"The pack {pack.id} {pack.version} has no capability {capability}.")
    return pack.judgements.thresholds.artefact_validity_days


def _acceptable(filename: str, content: bytes) -> None:
    if not content:
        raise Refused(f"{_plain_name(filename)} is empty; choose the file again.")
    if len(content) > LARGEST:
        raise Refused(f"{_plain_name(filename)} is larger than 20 MB; give a link to it instead.")


def _plain_name(filename: str) -> str:
    """The last part of a path of either kind, printable characters only."""
    name = PurePosixPath(PureWindowsPath(filename).name).name
    return "".join(letter for letter in name if letter.isprintable())[:200] or "artefact"


def _owner(tx: Transaction, client_id: str, respondent_id: str) -> Respondent:
    for person in assessments.respondents(tx, client_id):
        if person.id == respondent_id:
            return person
    raise Refused("This person is not on the client's list; choose or add who is answering.")


def _attached(
    tx: Transaction, assessment: Assessment, capability: str, digest: str
) -> tuple[Artefact, set[str]]:
    """The artefact and the names (in one case) of all who attached it to this capability."""
    names = {item.id: item.name for item in assessments.respondents(tx, assessment.client_id)}
    found = [
        (file, names[respondent].casefold())
        for (_, respondent, at), files in artefacts.attached(tx, (assessment.id,)).items()
        for file in files
        if (at, file.digest) == (capability, digest)
    ]
    if not found:
        raise Refused("This artefact is not attached to this question; attach it first.")
    return found[0][0], {name for _, name in found} | {found[0][0].owner.casefold()}


def _claimed(tx: Transaction, assessment_id: str, capability: str, digest: str) -> int:
    """The highest level that those who attached the artefact claim."""
    attached = artefacts.attached(tx, (assessment_id,))
    levels = [
        said.level
        for at, said in answers.current(tx, (assessment_id,))
        if said.level is not None
        and said.capability == capability
        and digest in {file.digest for file in attached.get((at, said.respondent, capability), ())}
    ]
    if not levels:
        raise Refused("There is no level to prove yet; answer the question, then accept the proof.")
    return max(levels)


def _raise_to_artefact(tx: Transaction, to: artefacts.AttachedTo, now: datetime) -> None:
    """A claim with an artefact is a claim with an artefact: the answer is given again at E2."""
    for at, said in answers.current(tx, (to[0],)):
        if (at, said.respondent, said.capability) == to and _can_rise(said):
            risen = {"id": new_id(), "grade": Grade.ARTEFACT, "at": now}
            answers.add(tx, to[0], said.model_copy(update=risen))


def _can_rise(said: Answer) -> bool:
    return said.kind is AnswerKind.LEVEL and said.grade in (Grade.STATEMENT, Grade.EXAMPLE)
