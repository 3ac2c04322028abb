"""The next assessment of a use case: the same questions, at the same depth, from the beginning."""

from content.loading import shipped_packs
from engagement import opening
from engagement.model import Assessment, Workspace
from engagement.store import Store


def assess_again(store: Store, use_case_id: str, last: Assessment) -> Workspace:
    """Start for a use case what ``last`` was started with; a shipped pack in its present version.

    A pack of one's own is taken as it was; a newer version of it is offered where it is asked.
    """
    asked = opening.questionnaire_of(store, last)
    if asked:
        return opening.start_questionnaire(store, use_case_id=use_case_id, pack=asked)
    own = last.pack.id
    is_shipped = own in {folder.name for folder in shipped_packs()}
    return opening.start_assessment(
        store, use_case_id=use_case_id, profile_id=last.profile,
        depth=last.depth, pack_id=own,
        pack=None if is_shipped else opening.pack_of(store, last),
    )  # fmt: skip
