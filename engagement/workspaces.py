"""Where an assessment is at home: its client, its use case, its pack and who has a role in it."""

from content import applicability
from content.loading import FIRST_PACK, load_shipped
from content.model import Pack, Role
from content.questionnaire import Questionnaire
from engagement.faults import Refused
from engagement.model import Assessment, Workspace
from engagement.store import Store, Transaction, assessments, audit, guarding, packs
from engagement.store import clients as rows


def workspace(store: Store, assessment_id: str) -> Workspace:
    """The assessment with its use case and client."""
    with store.reading() as tx:
        return workspace_in(tx, assessment_id)


def workspaces(store: Store) -> tuple[Workspace, ...]:
    """Every assessment, newest first."""
    with store.reading() as tx:
        return tuple(workspace_in(tx, item.id) for item in assessments.everything(tx))


def pack_of(store: Store, assessment: Assessment) -> Pack:
    """The very version that the assessment was started with, from what was kept then."""
    with store.reading() as tx:
        return packs.get(tx, assessment.pack.digest)


def questionnaire_of(store: Store, assessment: Assessment) -> Questionnaire | None:
    """The questionnaire that the assessment was started with; ``None`` for an evidence grid."""
    with store.reading() as tx:
        return questionnaire_in(tx, assessment)


def questionnaire_in(tx: Transaction, assessment: Assessment) -> Questionnaire | None:
    """:func:`questionnaire_of` inside a transaction that is open."""
    found = packs.either(tx, assessment.pack.digest)
    return found if isinstance(found, Questionnaire) else None


def roles_in(tx: Transaction, assessment: Assessment) -> tuple[Role, ...]:
    """The roles of who may answer; a questionnaire without its own has those of the first pack."""
    found = packs.either(tx, assessment.pack.digest)
    return found.roles or load_shipped(FIRST_PACK).roles


def roles_of(store: Store, assessment: Assessment) -> tuple[Role, ...]:
    """:func:`roles_in` in a transaction of its own."""
    with store.reading() as tx:
        return roles_in(tx, assessment)


def asked(store: Store, assessment_id: str) -> tuple[str, ...]:
    """Capability ids that are asked at the assessment's depth, in the pack's order."""
    with store.reading() as tx:
        return asked_in(tx, assessment_id)


def not_applicable(store: Store, assessment_id: str) -> dict[str, str]:
    """Capability id -> reason, for what the profile or a rule takes out."""
    with store.reading() as tx:
        place = workspace_in(tx, assessment_id)
        pack = packs.get(tx, place.assessment.pack.digest)
        profile = pack.profile(place.assessment.profile)
        return applicability.not_applicable(pack, profile, place.use_case.traits)


def asked_in(tx: Transaction, assessment_id: str) -> tuple[str, ...]:
    """:func:`asked` inside a transaction that is open."""
    place = workspace_in(tx, assessment_id)
    pack = packs.get(tx, place.assessment.pack.digest)
    return applicability.questions(
        pack,
        pack.profile(place.assessment.profile),
        place.use_case.traits,
        pack.depth(place.assessment.depth),
    )


def assessment_in(tx: Transaction, assessment_id: str) -> Assessment:
    """The assessment, or a sentence that says there is none."""
    found = assessments.get(tx, assessment_id)
    if found is None:
        raise Refused("There is no such assessment; go back to Clients and choose one.")
    guarding.concern(tx, found.client_id)
    return found


def record_in(
    tx: Transaction, assessment_id: str, action: str, *, by: str = "", **details: str
) -> None:
    """Write down an action on the assessment; details are names and ids, no answers."""
    client_id = assessment_in(tx, assessment_id).client_id
    audit.record(tx, action, by=by, client_id=client_id, assessment_id=assessment_id, **details)


def workspace_in(tx: Transaction, assessment_id: str) -> Workspace:
    """:func:`workspace` inside a transaction that is open."""
    assessment = assessment_in(tx, assessment_id)
    client = rows.client(tx, assessment.client_id)
    use_case = rows.use_case(tx, assessment.use_case_id)
    if client is None or use_case is None:
        raise LookupError(f"assessment {assessment_id} has lost its client or use case")
    return Workspace(client=client, use_case=use_case, assessment=assessment)
