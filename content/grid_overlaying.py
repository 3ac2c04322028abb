"""One change of a client laid over an evidence grid, and what keeps it from holding.

What comes out keeps all that a pack read from files keeps: a critical capability in each dimension,
an initiative for each capability, no circle of prerequisites, a verdict that can be reached.
"""

from math import ceil
from typing import Any

from pydantic import ValidationError

from content.applicability import questions
from content.judgement import Judgements, Thresholds, Weights
from content.loading import assembled
from content.model import Capability, Depth, Hidden, Pack, Profile
from content.overlay import Added, Change, CriticalIn, Figure, Reworded, SwitchedOff, Target
from content.overlay_places import Unfit, must_be_new, no_question
from content.pack_parts import parts_of
from content.problems import PackProblems, Problem, nearest


def promised(pack: Pack) -> Pack:
    """Depths promise as many minutes as the changed questions take, where that is more."""

    def needed(depth: Depth, profile: Profile) -> float:
        names = questions(pack, profile, profile.default_traits, depth)
        return sum(item.minutes for item in pack.capabilities if item.id in set(names))

    def of(depth: Depth) -> Depth:
        most = ceil(max(needed(depth, item) for item in pack.profiles) - 1e-9)
        if most <= depth.minutes:
            return depth
        promise = f"{depth.promise.strip()} With this client's changes up to {most} minutes."
        return depth.model_copy(update={"minutes": most, "promise": promise})

    return pack.model_copy(update={"depths": tuple(of(item) for item in pack.depths)})


def complaints(pack: Pack) -> tuple[Problem, ...]:
    """What a pack read from files would be refused for."""
    try:
        assembled(parts_of(pack))
    except PackProblems as found:
        return found.problems
    return ()


def changed(pack: Pack, change: Change) -> Pack:
    """The pack with one change; ``Unfit`` where it has no such place."""
    match change.what:
        case Added():
            return _added(pack, change.what)
        case Reworded():
            return _reworded(pack, change.what)
        case SwitchedOff():
            return _off(pack, change.what, change.reason)
        case CriticalIn():
            return _critical(pack, change.what)
        case Target():
            return _target(pack, change.what)
        case Figure():
            return _figure(pack, change.what, change.reason)
        case _:
            raise Unfit(change.key, "a pack with levels has no such place")


def _known(pack: Pack, capability_id: str) -> Capability:
    try:
        return pack.capability(capability_id)
    except KeyError:
        raise no_question(capability_id, (item.id for item in pack.capabilities)) from None


def _added(pack: Pack, what: Added) -> Pack:
    """The new capability stands last in its area, its initiative last of all."""
    must_be_new(what.capability.id, (item.id for item in pack.capabilities))
    return pack.model_copy(
        update={
            "capabilities": (*pack.capabilities, what.capability),
            "initiatives": (*pack.initiatives, what.initiative),
        }
    )


def _reworded(pack: Pack, what: Reworded) -> Pack:
    before = _known(pack, what.capability)
    if what.field.startswith("anchor_"):
        place = int(what.field[-1]) - 1
        anchors = (*before.anchors[:place], what.text, *before.anchors[place + 1 :])
        after = before.model_copy(update={"anchors": anchors})
    else:
        after = before.model_copy(update={what.field: what.text})
    return pack.model_copy(
        update={
            "capabilities": tuple(
                after if item.id == what.capability else item for item in pack.capabilities
            )
        }
    )


def _off(pack: Pack, what: SwitchedOff, reason: str) -> Pack:
    """Hidden in every profile; where it was critical it is so no longer, and no pulse asks it."""
    _known(pack, what.capability)
    hidden = Hidden(capability=what.capability, reason=reason)

    def of(profile: Profile) -> Profile:
        others = tuple(item for item in profile.hidden if item.capability != what.capability)
        critical = tuple(item for item in profile.critical if item != what.capability)
        return profile.model_copy(update={"hidden": (*others, hidden), "critical": critical})

    depths = tuple(
        item.model_copy(
            update={"questions": tuple(one for one in item.questions if one != what.capability)}
        )
        for item in pack.depths
    )
    return pack.model_copy(
        update={"profiles": tuple(of(item) for item in pack.profiles), "depths": depths}
    )


def _critical(pack: Pack, what: CriticalIn) -> Pack:
    _known(pack, what.capability)
    known = [item.id for item in pack.profiles]
    for name in what.profiles:
        if name not in known:
            raise Unfit(name, "the pack has no such profile", nearest(name, known))

    def of(profile: Profile) -> Profile:
        is_now, wanted = what.capability in profile.critical, profile.id in what.profiles
        if is_now == wanted:
            return profile
        others = tuple(item for item in profile.critical if item != what.capability)
        critical = (*others, what.capability) if wanted else others
        return profile.model_copy(update={"critical": critical})

    return pack.model_copy(update={"profiles": tuple(of(item) for item in pack.profiles)})


def _target(pack: Pack, what: Target) -> Pack:
    _known(pack, what.capability)
    known = [item.id for item in pack.profiles]
    if what.profile not in known:
        raise Unfit(what.profile, "the pack has no such profile", nearest(what.profile, known))

    def of(profile: Profile) -> Profile:
        if profile.id != what.profile:
            return profile
        return profile.model_copy(
            update={"targets": {**profile.targets, what.capability: what.level}}
        )

    return pack.model_copy(update={"profiles": tuple(of(item) for item in pack.profiles)})


def _figure(pack: Pack, what: Figure, reason: str) -> Pack:
    held = pack.judgements
    part, _, name = what.name.partition(".")
    if part == "thresholds" and name in set(Thresholds.model_fields) - {"reasons"}:
        chosen = held.thresholds.model_dump() | {name: what.value}
        chosen["reasons"] = {**held.thresholds.reasons, name: reason}
        return _judged(pack, thresholds=_checked(what, Thresholds, chosen))
    if part == "weights":
        chosen = _weights(pack, what, name)
        chosen["reason"] = f"{held.weights.reason.strip()} For this client: {reason.strip()}"
        return _judged(pack, weights=_checked(what, Weights, chosen))
    raise Unfit(what.name, "there is no such weight or threshold")


def _weights(pack: Pack, what: Figure, name: str) -> dict[str, Any]:
    chosen = pack.judgements.weights.model_dump()
    chosen["capabilities"] = dict(pack.judgements.weights.capabilities)
    group, _, member = name.partition(".")
    if name in {"critical", "other"}:
        return chosen | {name: what.value}
    if group == "areas" and member in {item.id for item in pack.areas}:
        return chosen | {"areas": {**chosen["areas"], member: what.value}}
    if group == "capabilities":
        _known(pack, member)
        return chosen | {"capabilities": {**chosen["capabilities"], member: what.value}}
    raise Unfit(what.name, "there is no such weight")


def _checked(what: Figure, kind: type[Thresholds | Weights], fields: dict[str, Any]) -> Any:
    try:
        return kind.model_validate(fields)
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        message = str(first["msg"]).removeprefix("Value error, ").removeprefix("Input should be ")
        raise Unfit(what.name, f"expected {message}, found {what.value:g}") from None


def _judged(pack: Pack, **parts: Any) -> Pack:
    judgements: Judgements = pack.judgements.model_copy(update=parts)
    return pack.model_copy(update={"judgements": judgements})
