"""The artefacts of a client: what each proves in an assessment, and what waits to be read."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from hashlib import sha256
from typing import Literal

from assessment.model import Answer, Artefact, Grade, is_stale
from content.values import Value
from engagement.artefacts.attaching import validity_days
from engagement.in_force.answers_in_force import own_answers
from engagement.model import Assessment
from engagement.outside import clock
from engagement.store import Store, Transaction, artefacts, assessments
from engagement.workspaces import assessment_in

Standing = Literal["waiting", "accepted", "returned", "out of date"]


class Proof(Value):
    """One capability that an artefact is to prove: who attached it there, and what they claim.

    ``level`` is the highest level claimed (``None``: no level yet); ``accepted_to`` the level up to
    which a reviewer accepted it.
    """

    capability: str
    respondents: tuple[str, ...]
    names: tuple[str, ...]
    level: int | None
    accepted_to: int | None = None
    accepted_by: str = ""
    returned_by: str = ""
    returned_for: str = ""
    standing: Standing


class Shelved(Value):
    """An artefact with all that it proves in one assessment, and its versions, the first one first.

    ``attached`` is false for a link that an answer names and nobody attached yet: accepting it
    attaches it.
    """

    artefact: Artefact
    proofs: tuple[Proof, ...]
    versions: tuple[Artefact, ...]
    attached: bool = True

    @property
    def waiting(self) -> tuple[Proof, ...]:
        """What a reviewer has to decide."""
        return tuple(item for item in self.proofs if item.standing == "waiting")


def kept(store: Store, assessment_id: str) -> tuple[Artefact, ...]:
    """The newest version of every artefact of the client, the newest first."""
    with store.reading() as tx:
        return artefacts.of_client(tx, assessment_in(tx, assessment_id).client_id)


def waiting(store: Store, assessment_id: str) -> tuple[Shelved, ...]:
    """What waits for a reviewer: claims with an artefact or a link that nobody accepted yet.

    What proves most stands first. Returned ones wait for the person who attached them, those out of
    date for a new version.
    """
    return waiting_of(shelf(store, assessment_id))


def waiting_of(shelf: Sequence[Shelved]) -> tuple[Shelved, ...]:
    """:func:`waiting` of a shelf that is at hand."""
    found = [item for item in shelf if item.waiting]
    return tuple(sorted(found, key=lambda item: (-len(item.waiting), item.artefact.filename)))


def shelf(store: Store, assessment_id: str) -> tuple[Shelved, ...]:
    """Every artefact of the client, the newest first, with what it proves here; then bare links."""
    with store.reading() as tx:
        assessment = assessment_in(tx, assessment_id)
        now = clock.now()
        people = names_of(tx, assessment)
        held = own_answers(tx, assessment_id)
        kept = artefacts.of_client(tx, assessment.client_id)
        levels = artefacts.accepted_levels(tx, (assessment_id,))
        found = [
            Shelved(
                artefact=file,
                proofs=_proofs(held, file, people, levels, assessment_id, now),
                versions=artefacts.versions(tx, assessment.client_id, file.digest),
            )
            for file in kept
        ]
        return (*found, *_bare_links(tx, assessment, held, people))


def _proofs(
    held: Sequence[Answer], file: Artefact, people: dict[str, str],
    levels: dict[artefacts.Reviewed, int], assessment_id: str, now: datetime,
) -> tuple[Proof, ...]:  # fmt: skip
    by_capability: dict[str, list[Answer]] = {}
    for said in held:
        if file.digest in {item.digest for item in said.artefacts}:
            by_capability.setdefault(said.capability, []).append(said)
    return tuple(
        _proof(
            capability,
            said,
            file,
            people,
            levels.get((assessment_id, capability, file.digest)),
            now,
        )
        for capability, said in by_capability.items()
    )


def _proof(
    capability: str, said: Sequence[Answer], file: Artefact, people: dict[str, str],
    accepted_to: int | None, now: datetime,
) -> Proof:  # fmt: skip
    level = max((item.level for item in said if item.level is not None), default=None)
    here = next(one for item in said for one in item.artefacts if one.digest == file.digest)
    return Proof(
        capability=capability,
        respondents=tuple(item.respondent for item in said),
        names=tuple(people[item.respondent] for item in said),
        level=level,
        accepted_to=accepted_to,
        accepted_by=here.accepted_by or "",
        returned_by=here.returned_by or "",
        returned_for=here.returned_for,
        standing=_standing(here, level, accepted_to, now),
    )


def _standing(
    file: Artefact, level: int | None, accepted_to: int | None, now: datetime
) -> Standing:
    if is_stale(file.valid_until, now):
        return "out of date"
    if file.returned_by:
        return "returned"
    # A claim that rose above what was accepted has to be read again.
    return "accepted" if accepted_to is not None and (level or 0) <= accepted_to else "waiting"


def _bare_links(
    tx: Transaction, assessment: Assessment, held: Sequence[Answer], people: dict[str, str]
) -> list[Shelved]:
    """Links that answers at E2 name with nothing attached: what there is to read."""
    found: dict[str, list[Answer]] = {}
    for said in held:
        if said.grade is Grade.ARTEFACT and said.link and not said.artefacts:
            found.setdefault(said.link, []).append(said)
    return [_bare_link(tx, assessment, link, said, people) for link, said in found.items()]


def _bare_link(
    tx: Transaction, assessment: Assessment, link: str, said: list[Answer], people: dict[str, str]
) -> Shelved:
    first = min(said, key=lambda item: item.at)
    days = validity_days(tx, assessment, first.capability)
    file = Artefact(
        digest=digest_of_link(link), filename=link[:200], size=len(link.encode()), link=link,
        owner=people[first.respondent], added_at=first.at,
        valid_until=first.at + timedelta(days=days),
    )  # fmt: skip
    by_capability: dict[str, list[Answer]] = {}
    for item in said:
        by_capability.setdefault(item.capability, []).append(item)
    proofs = tuple(
        Proof(
            capability=capability,
            respondents=tuple(item.respondent for item in mine),
            names=tuple(people[item.respondent] for item in mine),
            level=max((item.level for item in mine if item.level is not None), default=None),
            standing="waiting",
        )
        for capability, mine in by_capability.items()
    )
    return Shelved(artefact=file, proofs=proofs, versions=(file,), attached=False)


def names_of(tx: Transaction, assessment: Assessment) -> dict[str, str]:
    """The names of the client's people by id."""
    return {item.id: item.name for item in assessments.respondents(tx, assessment.client_id)}


def digest_of_link(link: str) -> str:
    """What a link is kept under: the SHA-256 of its text."""
    return sha256(link.encode()).hexdigest()
