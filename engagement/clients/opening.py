"""Opening an assessment of a use case: with which pack, how deep, and judged as what."""

from datetime import datetime

from content.digests import AnyPack
from content.loading import FIRST_PACK, load_shipped
from content.model import DepthName, Pack, Profile
from content.questionnaire import Questionnaire
from content.traits import Traits
from engagement.faults import Refused
from engagement.identity import new_id
from engagement.model import Assessment, Workspace
from engagement.outside import clock
from engagement.packs.overlay_versions import settled
from engagement.store import Store, assessments, packs
from engagement.store import clients as rows
from engagement.workspaces import assessment_in, record_in, workspace
from scoring.model import PackStamp

DEPTHS: tuple[DepthName, ...] = ("pulse", "standard", "full")


def start_assessment(
    store: Store, *, use_case_id: str, profile_id: str, depth: DepthName = "pulse",
    pack_id: str = FIRST_PACK, pack: Pack | None = None, now: datetime | None = None,
) -> Workspace:  # fmt: skip
    """Start an assessment with ``pack``, or with the shipped one that ``pack_id`` names.

    The shipped one is taken with the client's changes, where there are any; ``pack`` as it is.
    The use case's last assessment with the same pack, if any, becomes its parent.
    """
    pack = pack or _as_the_client_has_it(store, use_case_id, _shipped(pack_id))
    known_profile(pack, profile_id)
    return _started(store, use_case_id, pack, (profile_id, _known_depth(depth)), now)


def start_questionnaire(
    store: Store, *, use_case_id: str, pack: Questionnaire, now: datetime | None = None
) -> Workspace:
    """Start an assessment with a questionnaire of choices; it has neither profile nor depth."""
    return _started(store, use_case_id, pack, ("", "full"), now)


def _started(
    store: Store, use_case_id: str, pack: AnyPack, kind: tuple[str, DepthName],
    now: datetime | None,
) -> Workspace:  # fmt: skip
    moment, (profile_id, depth) = now or clock.now(), kind
    with store.writing() as tx:
        use_case = rows.use_case(tx, use_case_id)
        if use_case is None:
            raise Refused("There is no such use case; go back to Use cases and choose one.")
        packs.keep(tx, pack, moment)
        earlier = [
            item for item in assessments.of_use_case(tx, use_case_id) if item.pack.id == pack.id
        ]
        made = Assessment(
            id=new_id(), use_case_id=use_case_id, client_id=use_case.client_id,
            pack=PackStamp(id=pack.id, version=pack.version, digest=pack.digest),
            profile=profile_id, depth=depth, started_at=moment,
            parent=earlier[0].id if earlier else None,
        )  # fmt: skip
        assessments.add(tx, made)
        record_in(tx, made.id, "assessment started", profile=profile_id, depth=depth, pack=pack.id)
    return workspace(store, made.id)


def change_depth(store: Store, assessment_id: str, depth: DepthName) -> Workspace:
    """Ask more or less; no answer is lost either way."""
    with store.writing() as tx:
        assessment = assessment_in(tx, assessment_id)
        assessments.set_depth(tx, assessment_id, _known_depth(depth))
        record_in(tx, assessment.id, "depth changed", depth=depth)
    return workspace(store, assessment_id)


def change_profile(store: Store, assessment_id: str, profile_id: str) -> Workspace:
    """Take it for another kind of use case; answers that no longer apply are hidden, not lost."""
    with store.writing() as tx:
        assessment = assessment_in(tx, assessment_id)
        known_profile(packs.get(tx, assessment.pack.digest), profile_id)
        assessments.set_profile(tx, assessment_id, profile_id)
        record_in(tx, assessment.id, "profile changed", profile=profile_id)
    return workspace(store, assessment_id)


def suggest_profile(pack: Pack, traits: Traits) -> str:
    """The profile whose signs all hold and are most; else the one of which most signs hold."""

    def fit(profile: Profile) -> tuple[bool, int]:
        held = [test.holds(traits) for test in profile.suits]
        return bool(held) and all(held), sum(held)

    return max(pack.profiles, key=fit).id


def _as_the_client_has_it(store: Store, use_case_id: str, pack: Pack) -> Pack:
    with store.reading() as tx:
        use_case = rows.use_case(tx, use_case_id)
    return settled(store, use_case.client_id, pack) if use_case else pack


def _shipped(pack_id: str) -> Pack:
    try:
        return load_shipped(pack_id)
    except KeyError as error:
        raise Refused(str(error.args[0])) from None


def known_profile(pack: Pack, profile_id: str) -> None:
    """Refused where the pack has no such profile; the sentence says which there are."""
    known = [profile.id for profile in pack.profiles]
    if profile_id not in known:
        raise Refused(f"No profile is called {profile_id}; there are {', '.join(known)}.")


def _known_depth(depth: DepthName) -> DepthName:
    if depth not in DEPTHS:
        raise Refused(f"No depth is called {depth}; there are {', '.join(DEPTHS)}.")
    return depth
