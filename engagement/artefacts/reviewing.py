"""Reviewing: accepting an artefact as proof of what is claimed, or giving it back with a reason."""

from collections.abc import Sequence
from datetime import datetime

from assessment.model import Artefact, Grade, is_stale
from engagement.artefacts.artefact_shelf import digest_of_link, names_of
from engagement.artefacts.attaching import attach_link_in
from engagement.faults import NAME, SENTENCES, Refused, fitting
from engagement.in_force.answers_in_force import own_answers
from engagement.model import Assessment
from engagement.outside import clock
from engagement.settling.second_person import signed, themselves
from engagement.store import Store, Transaction, answers, artefacts, assessments
from engagement.workspaces import assessment_in, record_in


def accept_for(
    store: Store, *, assessment_id: str, digest: str, capabilities: Sequence[str], reviewer: str,
    now: datetime | None = None,
) -> None:  # fmt: skip
    """Accept an artefact (or a link that an answer names) as proof of several capabilities."""
    moment = now or clock.now()
    if not capabilities:
        raise Refused("Choose what it proves.")
    with store.writing() as tx:
        for capability in capabilities:
            _attach_bare_link(tx, assessment_id, digest, capability, moment)
            accept_in(tx, assessment_id, capability, digest, signed(store, reviewer), moment)


def give_back(
    store: Store, *, assessment_id: str, digest: str, capabilities: Sequence[str], reviewer: str,
    reason: str, now: datetime | None = None,
) -> None:  # fmt: skip
    """Return an artefact: it does not prove this. The claim counts as a statement until it does."""
    moment, why = now or clock.now(), reason.strip()
    fitting(SENTENCES, reason=why)
    if not capabilities or not why:
        raise Refused("Say what is missing in it, so that the next version has it.")
    with store.writing() as tx:
        for capability in capabilities:
            _attach_bare_link(tx, assessment_id, digest, capability, moment)
            who = signed(store, reviewer)
            file, name = reviewed_by(tx, assessment_id, capability, digest, who)
            artefacts.give_back(
                tx, assessment_id, capability=capability, digest=file.digest, reviewer=name,
                reason=why, now=moment,
            )  # fmt: skip
            record_in(
                tx, assessment_id, "artefact returned", by=name, capability=capability,
                digest=file.digest,
            )  # fmt: skip


def accept(
    store: Store, *, digest: str, capability: str, assessment_id: str, reviewer: str,
    now: datetime | None = None,
) -> Artefact:  # fmt: skip
    """A reviewer other than its owner read the artefact and accepts it as proof of what is claimed.

    It proves the level claimed now; a higher claim made later is not accepted with it.
    """
    with store.writing() as tx:
        who = signed(store, reviewer)
        return accept_in(tx, assessment_id, capability, digest, who, now or clock.now())


def accept_in(
    tx: Transaction, assessment_id: str, capability: str, digest: str, reviewer: str,
    moment: datetime,
) -> Artefact:  # fmt: skip
    """:func:`accept` inside a transaction that is open."""
    file, name = reviewed_by(tx, assessment_id, capability, digest, reviewer)
    if is_stale(file.valid_until, moment):
        raise Refused(f"{file.filename} is past its validity; bring a new version, then accept it.")
    level = _claimed(tx, assessment_id, capability, digest)
    artefacts.accept(
        tx, assessment_id, capability=capability, digest=file.digest, level=level,
        reviewer=name, now=moment,
    )  # fmt: skip
    record_in(
        tx, assessment_id, "artefact accepted", by=name, capability=capability, digest=file.digest
    )
    return file.model_copy(update={"accepted_by": name, "accepted_at": moment})


def reviewed_by(
    tx: Transaction, assessment_id: str, capability: str, digest: str, reviewer: str
) -> tuple[Artefact, str]:
    """The artefact and the reviewer's name; :class:`Refused` where it is not theirs to judge."""
    name = reviewer.strip()
    fitting(NAME, name=name)
    file, owners = _attached(tx, assessment_in(tx, assessment_id), capability, digest)
    if not name:
        raise Refused("Give the name of the person who read the artefact and accepts it.")
    if any(themselves(tx, name, owner) for owner in owners):
        raise Refused("Whoever attached an artefact cannot accept it; ask a second person.")
    return file, name


def _attached(
    tx: Transaction, assessment: Assessment, capability: str, digest: str
) -> tuple[Artefact, set[tuple[str, str]]]:
    """The artefact, and all who attached it to this capability: their names and accounts."""
    names = {item.id: item.name for item in assessments.respondents(tx, assessment.client_id)}
    found = [
        (file, respondent)
        for (_, respondent, at), files in artefacts.attached(tx, (assessment.id,)).items()
        for file in files
        if (at, file.digest) == (capability, digest)
    ]
    if not found:
        raise Refused("This artefact is not attached to this question; attach it first.")
    file = found[0][0]
    behind = artefacts.behind(tx, assessment.id, capability, assessment.client_id, file.digest)
    people = {(names[respondent], behind.get(respondent, "")) for _, respondent in found}
    return file, people | {(file.owner, behind[""])}


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


def _attach_bare_link(
    tx: Transaction, assessment_id: str, digest: str, capability: str, moment: datetime
) -> None:
    """Attach a link that only an answer names, in the name of whoever gave it."""
    people = names_of(tx, assessment_in(tx, assessment_id))
    for said in own_answers(tx, assessment_id):
        bare = said.grade is Grade.ARTEFACT and not said.artefacts
        if said.capability == capability and bare and digest_of_link(said.link) == digest:
            to = (assessment_id, said.respondent, capability)
            account = answers.account(tx, said.id)
            attach_link_in(tx, to, said.link, people[said.respondent], moment, account)
