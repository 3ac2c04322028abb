"""Choosing whom and what: clients, use cases, and the assessments of them."""

from datetime import datetime
from typing import Any, NamedTuple, TypeVar

from pydantic import ValidationError

from content import applicability
from content.digests import AnyPack
from content.loading import FIRST_PACK, load_shipped
from content.model import DepthName, Pack, Profile, Role
from content.questionnaire import Questionnaire
from content.traits import Traits
from engagement.faults import NAME, SENTENCES, Refused, fitting, refusal
from engagement.identity import new_id, same_person
from engagement.model import Assessment, Client, UseCase, Workspace
from engagement.outside import clock
from engagement.packs.overlay_versions import settled
from engagement.races import Clash, Overtaken, clashes, merged
from engagement.store import Store, Transaction, assessments, audit, guarding, packs
from engagement.store import clients as rows
from scoring.model import PackStamp

K = TypeVar("K", Client, UseCase)


class ProfileChange(NamedTuple):
    """What an assessment is to be judged as, and what it was judged as when the form was filled."""

    assessment_id: str
    to: str
    instead_of: str


DEPTHS: tuple[DepthName, ...] = ("pulse", "standard", "full")


def clients(store: Store) -> tuple[Client, ...]:
    """All clients, in the order in which they came."""
    with store.reading() as tx:
        return rows.clients(tx)


def create_client(store: Store, *, name: str, fictional: bool = False, **more: Any) -> Client:
    """A new client; ``more`` are further fields of :class:`Client`."""
    made = _checked(Client, id=new_id(), name=name.strip(), fictional=fictional, **more)
    with store.writing() as tx:
        _one_name(made, rows.clients(tx))
        audit.record(tx, "client created", client_id=made.id)
        rows.add_client(tx, made, clock.now())
    return made


def update_client(
    store: Store, client: Client, *, instead_of: Client | None = None, over: bool = False
) -> Client:
    """Replace what is known of a client.

    With ``instead_of``, the value that a form was filled from, only what differs from it is changed;
    :class:`engagement.races.Overtaken` where somebody else changed the same, but for ``over``.
    """
    wanted = _checked(Client, **client.model_dump())
    with store.writing() as tx:
        now = client_in(tx, wanted.id)
        kept = _checked(Client, **merged(instead_of or now, wanted, now, over=over).model_dump())
        _one_name(kept, rows.clients(tx))
        rows.change_client(tx, kept)
        audit.record(tx, "client changed", client_id=kept.id)
    return kept


def use_cases(store: Store, client_id: str) -> tuple[UseCase, ...]:
    """A client's use cases in the client's order."""
    with store.reading() as tx:
        return rows.use_cases(tx, client_in(tx, client_id).id)


def create_use_case(
    store: Store, *, client_id: str, name: str, traits: Traits | None = None, **more: Any
) -> UseCase:
    """A new use case, last in the client's order; ``more`` are other fields of :class:`UseCase`."""
    with store.writing() as tx:
        others = rows.use_cases(tx, client_in(tx, client_id).id)
        more.setdefault("order", 1 + max((other.order for other in others), default=0))
        made = _checked(
            UseCase, id=new_id(), client_id=client_id, name=name.strip(),
            traits=traits or Traits(), **more,
        )  # fmt: skip
        _one_name(made, others)
        rows.add_use_case(tx, made, clock.now())
        audit.record(tx, "use case created", client_id=client_id, use_case=made.id)
    return made


def update_use_case(
    store: Store, use_case: UseCase, *, instead_of: UseCase | None = None,
    profile: ProfileChange | None = None, over: bool = False,
) -> UseCase:  # fmt: skip
    """Replace what is known of a use case, and with ``profile`` what it is judged as: both or none.

    It stays with its client. ``instead_of`` and ``over`` are those of :func:`update_client`.
    """
    wanted = _checked(UseCase, **use_case.model_dump())
    with store.writing() as tx:
        now = rows.use_case(tx, wanted.id)
        lost = clashes(instead_of, wanted, now) if instead_of and now else ()
        lost += _profile_clash(tx, profile) if profile else ()
        if lost and not over:
            raise Overtaken(lost)
        if instead_of is not None and now is not None:
            wanted = merged(instead_of, wanted, now, over=True)
        kept = update_use_case_in(tx, wanted)
        if profile and profile.to != profile.instead_of:
            _profile_in(tx, profile, kept.id)
        return kept


def _profile_clash(tx: Transaction, wanted: ProfileChange) -> tuple[Clash, ...]:
    assessment = assessment_in(tx, wanted.assessment_id)
    if wanted.to == wanted.instead_of or assessment.profile in (wanted.to, wanted.instead_of):
        return ()
    names = {one.id: one.name for one in packs.get(tx, assessment.pack.digest).profiles}
    mine, theirs = (names.get(one, one) for one in (wanted.to, assessment.profile))
    return (Clash("judged as", mine, theirs),)


def _profile_in(tx: Transaction, wanted: ProfileChange, use_case_id: str) -> None:
    assessment = assessment_in(tx, wanted.assessment_id)
    if assessment.use_case_id != use_case_id:
        raise Refused("This assessment is of another use case; load the page again.")
    if assessment.profile == wanted.to:
        return
    _known_profile(packs.get(tx, assessment.pack.digest), wanted.to)
    assessments.set_profile(tx, assessment.id, wanted.to)
    record_in(tx, assessment.id, "profile changed", profile=wanted.to)


def update_use_case_in(tx: Transaction, use_case: UseCase, by: str = "") -> UseCase:
    """:func:`update_use_case` inside a transaction."""
    kept = _checked(UseCase, **use_case.model_dump())
    before = rows.use_case(tx, kept.id)
    if before is None or before.client_id != kept.client_id:
        raise Refused("There is no such use case; go back to Use cases and choose one.")
    _one_name(kept, rows.use_cases(tx, kept.client_id))
    rows.change_use_case(tx, kept)
    audit.record(tx, "use case changed", by=by, client_id=kept.client_id, use_case=kept.id)
    return kept


def start_assessment(
    store: Store, *, use_case_id: str, profile_id: str, depth: DepthName = "pulse",
    pack_id: str = FIRST_PACK, pack: Pack | None = None, now: datetime | None = None,
) -> Workspace:  # fmt: skip
    """Start an assessment with ``pack``, or with the shipped one that ``pack_id`` names.

    The shipped one is taken with the client's changes, where there are any; ``pack`` as it is.
    The use case's last assessment with the same pack, if any, becomes its parent.
    """
    pack = pack or _as_the_client_has_it(store, use_case_id, _shipped(pack_id))
    _known_profile(pack, profile_id)
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


def workspace(store: Store, assessment_id: str) -> Workspace:
    """The assessment with its use case and client."""
    with store.reading() as tx:
        return workspace_in(tx, assessment_id)


def workspaces(store: Store) -> tuple[Workspace, ...]:
    """Every assessment, newest first."""
    with store.reading() as tx:
        return tuple(workspace_in(tx, item.id) for item in assessments.everything(tx))


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
        _known_profile(packs.get(tx, assessment.pack.digest), profile_id)
        assessments.set_profile(tx, assessment_id, profile_id)
        record_in(tx, assessment.id, "profile changed", profile=profile_id)
    return workspace(store, assessment_id)


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


def suggest_profile(pack: Pack, traits: Traits) -> str:
    """The profile whose signs all hold and are most; else the one of which most signs hold."""

    def fit(profile: Profile) -> tuple[bool, int]:
        held = [test.holds(traits) for test in profile.suits]
        return bool(held) and all(held), sum(held)

    return max(pack.profiles, key=fit).id


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


def client_in(tx: Transaction, client_id: str) -> Client:
    """The client with this id, inside a transaction that is open."""
    found = rows.client(tx, client_id)
    if found is None:
        raise Refused("There is no such client; go back to Clients and choose one.")
    guarding.concern(tx, found.id)
    return found


def _as_the_client_has_it(store: Store, use_case_id: str, pack: Pack) -> Pack:
    with store.reading() as tx:
        use_case = rows.use_case(tx, use_case_id)
    return settled(store, use_case.client_id, pack) if use_case else pack


def _shipped(pack_id: str) -> Pack:
    try:
        return load_shipped(pack_id)
    except KeyError as error:
        raise Refused(str(error.args[0])) from None


def _known_profile(pack: Pack, profile_id: str) -> None:
    known = [profile.id for profile in pack.profiles]
    if profile_id not in known:
        raise Refused(f"No profile is called {profile_id}; there are {', '.join(known)}.")


def _known_depth(depth: DepthName) -> DepthName:
    if depth not in DEPTHS:
        raise Refused(f"No depth is called {depth}; there are {', '.join(DEPTHS)}.")
    return depth


def _one_name(named: K, others: tuple[K, ...]) -> None:
    """Two of one name could not be told apart on a page or in a file; what is printed has to fit."""
    if isinstance(named, UseCase):
        fitting(NAME, sponsor=named.sponsor)
        fitting(SENTENCES, description=named.summary)
    if not same_person(named.name):
        raise Refused("Give a name that can be read: letters, figures or signs.")
    what = "client" if isinstance(named, Client) else "use case of this client"
    for other in others:
        if other.id != named.id and same_person(other.name) == same_person(named.name):
            raise Refused(f"There is already a {what} called {other.name}; choose another name.")


def _checked(kind: type[K], **fields: Any) -> K:
    try:
        return kind(**fields)
    except ValidationError as error:
        raise refusal(error) from None
