"""Which answers count in an assessment: its own, and those that the client gave once for all."""

from assessment.model import Answer, Artefact, Grade
from engagement.opening import assessment_in
from engagement.store import Transaction, answers, artefacts, assessments, packs


def answers_in_force(tx: Transaction, assessment_id: str) -> tuple[Answer, ...]:
    """Each person's newest answer to each capability, with its artefacts.

    A capability of the organisation that has no answer here is taken from the client's assessment
    of the same pack that answered it last: all of that assessment's answers to it, and none mixed
    from elsewhere. An answer at E2 whose artefact a second person accepted counts as E3; the kept
    answer itself stays as it was given.
    """
    origin = carried_from(tx, assessment_id)
    places = (assessment_id, *sorted(set(origin.values())))
    attached = artefacts.attached(tx, places)
    return tuple(
        _with_artefacts(item, attached.get((at, item.respondent, item.capability), ()))
        for at, item in answers.current(tx, places)
        if at == origin.get(item.capability, assessment_id)
    )


def carried_from(tx: Transaction, assessment_id: str) -> dict[str, str]:
    """Capability id -> id of the client's other assessment that its answers are carried from."""
    here = assessment_in(tx, assessment_id)
    pack = packs.get(tx, here.pack.digest)
    shared = {item.id for item in pack.capabilities if item.scope == "organization"}
    own = {item.capability for _, item in answers.current(tx, (assessment_id,))}
    others = tuple(
        item.id
        for item in assessments.of_client(tx, here.client_id)
        if item.id != assessment_id and item.pack.id == here.pack.id
    )
    # Oldest first, so that the last one written wins.
    return {
        item.capability: at
        for at, item in answers.current(tx, others)
        if item.capability in shared - own
    }


def _with_artefacts(said: Answer, files: tuple[Artefact, ...]) -> Answer:
    accepted = said.grade is Grade.ARTEFACT and any(file.accepted_by for file in files)
    grade = Grade.ACCEPTED if accepted else said.grade
    return said.model_copy(update={"artefacts": files, "grade": grade})
