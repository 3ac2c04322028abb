"""The next assessment of a use case: it begins with what the last one knows, and asks the rest."""

from content.loading import shipped_packs
from engagement import workspaces
from engagement.clients import opening
from engagement.model import Assessment, Workspace
from engagement.reassessment.carrying import carry
from engagement.store import Store


def assess_again(store: Store, use_case_id: str, last: Assessment, by: str = "") -> Workspace:
    """Start for a use case what ``last`` was started with, and carry over what still holds.

    A shipped pack is taken in its present version; one of one's own as it was, and a newer version
    of it is offered where it is asked.
    """
    place = _started(store, use_case_id, last)
    if place.assessment.parent:
        carry(store, assessment_id=place.assessment.id, by=by)
    return place


def _started(store: Store, use_case_id: str, last: Assessment) -> Workspace:
    asked = workspaces.questionnaire_of(store, last)
    if asked:
        return opening.start_questionnaire(store, use_case_id=use_case_id, pack=asked)
    own = last.pack.id
    is_shipped = own in {folder.name for folder in shipped_packs()}
    return opening.start_assessment(
        store, use_case_id=use_case_id, profile_id=last.profile,
        depth=last.depth, pack_id=own,
        pack=None if is_shipped else workspaces.pack_of(store, last),
    )  # fmt: skip
