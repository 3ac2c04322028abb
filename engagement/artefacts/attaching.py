"""What people attach to an answer, and who accepted it."""

from datetime import datetime, timedelta
from hashlib import sha256
from pathlib import PurePosixPath, PureWindowsPath
from urllib.parse import urlsplit

from assessment.connectors.redaction import redact
from assessment.model import Answer, AnswerKind, Artefact, Grade, Respondent
from engagement.faults import NAME, Refused, fitting
from engagement.identity import new_id
from engagement.model import ArtefactFile, Assessment
from engagement.outside import clock
from engagement.store import Store, Transaction, answers, artefacts, assessments, guarding, packs
from engagement.workspaces import assessment_in, record_in

LARGEST = 20 * 1024 * 1024
"""Bytes of the largest file that is taken."""


def attach(
    store: Store, *, assessment_id: str, respondent_id: str, capability: str, filename: str,
    content: bytes, now: datetime | None = None,
) -> Artefact:  # fmt: skip
    """Keep a file of at most 20 MB and attach it; a level answered at E0 or E1 becomes E2."""
    acceptable(filename, content)
    moment = now or clock.now()
    with store.writing() as tx:
        to = (assessment_id, respondent_id, capability)
        owner = _owner(tx, assessment_in(tx, assessment_id).client_id, respondent_id)
        file = _made(tx, to, owner.name, _plain_name(filename), content, moment)
        return attach_in(tx, to, file, content, moment)


def attach_link(
    store: Store, *, assessment_id: str, respondent_id: str, capability: str, link: str,
    now: datetime | None = None,
) -> Artefact:  # fmt: skip
    """Attach an address as what proves the answer; nothing is fetched, its text is what is kept."""
    address, moment = link.strip(), now or clock.now()
    openable(address)
    if not address:
        raise Refused("Give a link that a browser opens, from https:// on.")
    with store.writing() as tx:
        to = (assessment_id, respondent_id, capability)
        owner = _owner(tx, assessment_in(tx, assessment_id).client_id, respondent_id)
        return attach_link_in(tx, to, address, owner.name, moment)


def attach_kept(
    store: Store, *, assessment_id: str, respondent_id: str, capability: str, digest: str,
    now: datetime | None = None,
) -> Artefact:  # fmt: skip
    """Let an artefact that the client has already prove one more answer."""
    moment = now or clock.now()
    with store.writing() as tx:
        assessment = assessment_in(tx, assessment_id)
        validity_days(tx, assessment, capability)
        file = artefacts.get(tx, assessment.client_id, digest)
        if file is None:
            raise Refused("There is no such artefact of this client; choose one from the list.")
        to = (assessment_id, respondent_id, capability)
        return attach_in(tx, to, file, b"", moment)


def new_version(
    store: Store, *, assessment_id: str, digest: str, filename: str, content: bytes, by: str,
    now: datetime | None = None,
) -> Artefact:  # fmt: skip
    """Replace an artefact by a newer file, for every answer that it proves.

    It has to be accepted again, by somebody other than ``by``. A file that was an earlier version
    of the same artefact becomes its newest again.
    """
    acceptable(filename, content)
    name, moment = by.strip(), now or clock.now()
    fitting(NAME, name=name)
    if not name:
        raise Refused("Give your name: whoever brings a new version cannot accept it.")
    with store.writing() as tx:
        assessment = assessment_in(tx, assessment_id)
        known = artefacts.versions(tx, assessment.client_id, digest)
        if not known:
            raise Refused("There is no such artefact of this client; choose one from the list.")
        days = packs.get(tx, assessment.pack.digest).judgements.thresholds.artefact_validity_days
        made = Artefact(
            digest=sha256(content).hexdigest(), filename=_plain_name(filename), size=len(content),
            owner=name, added_at=moment, valid_until=moment + timedelta(days=days),
            version=known[-1].version + 1,
        )  # fmt: skip
        _keep_version(tx, assessment.client_id, known, made, content)
        record_in(
            tx, assessment_id, "artefact replaced", by=name, digest=made.digest, before=digest
        )
        return artefacts.get(tx, assessment.client_id, made.digest) or made


def _keep_version(
    tx: Transaction, client_id: str, known: tuple[Artefact, ...], made: Artefact, content: bytes
) -> None:
    if made.digest == known[-1].digest:
        raise Refused("This is the very file that is there already; choose the newer one.")
    if made.digest in {item.digest for item in known}:
        artefacts.renumber(tx, client_id, made.digest, made.version)
        return
    other = artefacts.get(tx, client_id, made.digest)
    if other is not None:
        raise Refused(f"This file is kept already, as {other.filename}; attach that one instead.")
    series = artefacts.series_of(tx, client_id, known[-1].digest)
    artefacts.keep(tx, client_id, made, content, series)


def attach_link_in(
    tx: Transaction, to: artefacts.AttachedTo, address: str, owner: str, moment: datetime,
    account: str | None = None,
) -> Artefact:  # fmt: skip
    """:func:`attach_link` inside a transaction that is open, in the name of ``owner``.

    ``account`` is theirs where they gave it before; else it is told by who acts now.
    """
    file = _made(tx, to, owner, address[:200], address.encode(), moment)
    linked = file.model_copy(update={"link": address})
    return attach_in(tx, to, linked, address.encode(), moment, account)


def attach_in(
    tx: Transaction, to: artefacts.AttachedTo, file: Artefact, content: bytes, moment: datetime,
    account: str | None = None,
) -> Artefact:  # fmt: skip
    """Keep what is new, attach it, and let the claim rise; inside a transaction that is open."""
    assessment_id, respondent_id, capability = to
    client_id = assessment_in(tx, assessment_id).client_id
    who = _owner(tx, client_id, respondent_id)
    own = guarding.account_named(tx, who.name) if account is None else account
    artefacts.keep(tx, client_id, file, content, account=own)
    artefacts.attach(tx, to, client_id, file.digest, moment, own)
    _raise_to_artefact(tx, to, moment)
    record_in(
        tx, assessment_id, "artefact attached", by=who.name, capability=capability,
        digest=file.digest,
    )  # fmt: skip
    return artefacts.get(tx, client_id, file.digest) or file


def _made(
    tx: Transaction, to: artefacts.AttachedTo, owner: str, name: str, content: bytes,
    moment: datetime,
) -> Artefact:  # fmt: skip
    assessment_id, _, capability = to
    days = validity_days(tx, assessment_in(tx, assessment_id), capability)
    return Artefact(
        digest=sha256(content).hexdigest(), filename=name, size=len(content), owner=owner,
        added_at=moment, valid_until=moment + timedelta(days=days),
    )  # fmt: skip


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


def validity_days(tx: Transaction, assessment: Assessment, capability: str) -> int:
    """Days for which the pack lets an artefact prove a capability."""
    pack = packs.get(tx, assessment.pack.digest)
    if capability not in {item.id for item in pack.capabilities}:
        raise Refused(f"The pack {pack.id} {pack.version} has no capability {capability}.")
    return pack.judgements.thresholds.artefact_validity_days


def acceptable(filename: str, content: bytes) -> None:
    """:class:`Refused` for a file that is empty or larger than 20 MB."""
    if not content:
        raise Refused(f"{_plain_name(filename)} is empty; choose the file again.")
    if len(content) > LARGEST:
        raise Refused(f"{_plain_name(filename)} is larger than 20 MB; give a link to it instead.")


def openable(link: str) -> None:
    """A link is printed for every reader: a browser has to open it, and it may hold no secret."""
    if not link:
        return
    try:
        parts = urlsplit(link)
    except ValueError:
        raise Refused("This link cannot be read; check its brackets, or attach the file.") from None
    if parts.scheme not in ("http", "https"):
        raise Refused("Give a link that a browser opens, from https:// on, or attach the file.")
    if "@" in parts.netloc or redact(link) != link:
        raise Refused("The link carries a password or a token; leave it out, it would be printed.")


def _plain_name(filename: str) -> str:
    """The last part of a path of either kind, printable characters only."""
    name = PurePosixPath(PureWindowsPath(filename).name).name
    return "".join(letter for letter in name if letter.isprintable())[:200] or "artefact"


def _owner(tx: Transaction, client_id: str, respondent_id: str) -> Respondent:
    for person in assessments.respondents(tx, client_id):
        if person.id == respondent_id:
            return person
    raise Refused("This person is not on the client's list; choose or add who is answering.")


def _raise_to_artefact(tx: Transaction, to: artefacts.AttachedTo, now: datetime) -> None:
    """A claim with an artefact is a claim with an artefact: the answer is given again at E2."""
    for at, said in answers.current(tx, (to[0],)):
        if (at, said.respondent, said.capability) == to and _can_rise(said):
            risen = {"id": new_id(), "grade": Grade.ARTEFACT, "at": now}
            answers.add(tx, to[0], said.model_copy(update=risen), before=said.id)


def _can_rise(said: Answer) -> bool:
    return said.kind is AnswerKind.LEVEL and said.grade in (Grade.STATEMENT, Grade.EXAMPLE)
