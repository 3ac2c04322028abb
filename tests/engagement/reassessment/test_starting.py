"""The next assessment asks what the last one asked, whichever kind of pack that was."""

from content.digests import digest_of
from content.loading import load_shipped, shipped
from content.questionnaire import Questionnaire
from engagement import workspaces
from engagement.clients import opening
from engagement.reassessment.starting import assess_again
from engagement.store import Store
from tests.engagement.desk import Desk


def test_a_shipped_pack_is_started_again_with_its_profile_and_depth(
    store: Store, desk: Desk
) -> None:
    last = desk.place.assessment
    fresh = assess_again(store, desk.place.use_case.id, last).assessment
    assert (fresh.pack.id, fresh.profile, fresh.depth) == (last.pack.id, last.profile, last.depth)
    assert fresh.parent == last.id


def test_a_pack_of_ones_own_is_started_again_as_it_was(store: Store, desk: Desk) -> None:
    own = load_shipped("ai-production").model_copy(update={"id": "own", "title": "Our own"})
    own = own.model_copy(update={"digest": digest_of(own)})
    last = opening.start_assessment(
        store, use_case_id=desk.place.use_case.id, profile_id=own.profiles[0].id, pack=own,
    ).assessment  # fmt: skip
    fresh = assess_again(store, desk.place.use_case.id, last).assessment
    assert (fresh.pack, fresh.parent) == (last.pack, last.id)


def test_a_questionnaire_is_started_again_as_a_questionnaire(store: Store, desk: Desk) -> None:
    asked = shipped("ml-test-score")
    assert isinstance(asked, Questionnaire)
    last = opening.start_questionnaire(store, use_case_id=desk.place.use_case.id, pack=asked)
    fresh = assess_again(store, desk.place.use_case.id, last.assessment)
    assert workspaces.questionnaire_of(store, fresh.assessment) == asked
