"""Which answers count in an assessment: its own, and those that the client gave once for all."""

from assessment.model import Answer, Artefact, Grade
from engagement.memory import Memory
from engagement.store import Transaction, answers, artefacts, packs
from engagement.store.remembering import once
from engagement.workspaces import assessment_in

_LAST: Memory[dict[str, str]] = Memory(64)
"""Of the clients that were looked at last; another answer of anybody makes another key."""


def answers_in_force(tx: Transaction, assessment_id: str) -> tuple[Answer, ...]:
    """Each person's newest answer to each capability, with its artefacts.

    A capability of the organisation that has no answer here is taken from the client's assessment
    of the same pack that answered it last: all of that assessment's answers to it, and none mixed
    from elsewhere. An answer at E2 whose artefact a second person accepted counts as E3, up to
    the level that was claimed when it was accepted; one whose artefacts a second person returned
    counts as a statement until something else is attached or accepted. The kept answer itself stays
    as it was given.
    """
    return once(tx, ("answers in force", assessment_id), lambda: _in_force(tx, assessment_id))


def _in_force(tx: Transaction, assessment_id: str) -> tuple[Answer, ...]:
    origin = carried_from(tx, assessment_id)
    places = (assessment_id, *sorted(set(origin.values())))
    files = _Files(tx, places)
    return tuple(
        files.beside(at, item)
        for at, item in answers.current(tx, places)
        if at == origin.get(item.capability, assessment_id)
    )


def as_it_counts(tx: Transaction, assessment_id: str, said: Answer) -> Answer:
    """One answer of this assessment with its artefacts and the grade that they give it."""
    return _Files(tx, (assessment_id,)).beside(assessment_id, said)


def own_answers(tx: Transaction, assessment_id: str) -> tuple[Answer, ...]:
    """The answers given in this very assessment, each with its artefacts and its grade."""
    files = _Files(tx, (assessment_id,))
    return tuple(files.beside(at, said) for at, said in answers.current(tx, (assessment_id,)))


def carried_from(tx: Transaction, assessment_id: str) -> dict[str, str]:
    """Capability id -> id of the client's other assessment that its answers are carried from."""
    return dict(once(tx, ("carried", assessment_id), lambda: _carried(tx, assessment_id)))


def _carried(tx: Transaction, assessment_id: str) -> dict[str, str]:
    here = assessment_in(tx, assessment_id)
    pack = packs.get(tx, here.pack.digest)
    shared = {item.id for item in pack.capabilities if item.scope == "organization"}
    own = {item.capability for _, item in answers.current(tx, (assessment_id,))}
    last = _last(tx, here.client_id, here.pack.id)
    # What this assessment answered itself is its own, so that the last one is another's.
    return {name: last[name] for name in last if name in shared - own}


def _last(tx: Transaction, client_id: str, pack_id: str) -> dict[str, str]:
    """Which assessment answered each capability last: read once for all of a client's assessments."""
    key = (client_id, pack_id, answers.newest(tx))
    return _LAST.of(key, lambda: answers.last_of_client(tx, client_id, pack_id))


class _Files:
    """What is attached in some assessments, and up to which level it was accepted."""

    def __init__(self, tx: Transaction, places: tuple[str, ...]) -> None:
        self._attached = artefacts.attached(tx, places)
        self._levels = artefacts.accepted_levels(tx, places)

    def beside(self, at: str, said: Answer) -> Answer:
        files = self._attached.get((at, said.respondent, said.capability), ())
        levels = [self._levels.get((at, said.capability, file.digest), 0) for file in files]
        return said.model_copy(update={"artefacts": files, "grade": _grade(said, files, levels)})


def _grade(said: Answer, files: tuple[Artefact, ...], levels: list[int]) -> Grade:
    if said.grade is not Grade.ARTEFACT:
        return said.grade
    if 0 < (said.level or 0) <= max(levels, default=0):
        return Grade.ACCEPTED
    refused = bool(files) and not said.link and all(file.returned_by for file in files)
    return Grade.STATEMENT if refused else Grade.ARTEFACT
