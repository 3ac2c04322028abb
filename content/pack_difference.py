"""What tells one version of an evidence grid from another: each place with both its values."""

from collections.abc import Iterator
from typing import get_args

from content.difference import Difference, Kind
from content.judgement import Judgements
from content.model import Capability, Initiative, Pack
from content.overlay import TextField

LABELS: dict[str, str] = {
    "name": "Name",
    "short_name": "Short name",
    "definition": "Definition",
    "why": "Why it matters",
    "evidence": "Good evidence",
    "who": "Who would know",
    **{f"anchor_{level}": f"Level {level}" for level in range(1, 6)},
}
"""What a text field of a capability is called on screens and in reports."""


def grid_differences(before: Pack, after: Pack) -> tuple[Difference, ...]:
    """Everything in which two versions of a pack differ, capability by capability, then the rest.

    Reasons and sources of published figures are left out: they explain and decide nothing.
    """
    return (*_capabilities(before, after), *_figures(before, after), *_rest(before, after))


def text_of(capability: Capability, field: str) -> str:
    """The text of one of ``LABELS``' fields."""
    if field.startswith("anchor_"):
        return capability.anchors[int(field[-1]) - 1].strip()
    return str(getattr(capability, field)).strip()


def critical_in(pack: Pack, capability_id: str) -> tuple[str, ...]:
    """Ids of the profiles in which a capability is critical."""
    return tuple(item.id for item in pack.profiles if capability_id in item.critical)


def hidden_everywhere(pack: Pack, capability_id: str) -> bool:
    """Whether no profile of the pack asks the capability."""
    return all(
        capability_id in {item.capability for item in profile.hidden} for profile in pack.profiles
    )


def _capabilities(before: Pack, after: Pack) -> Iterator[Difference]:
    old = {item.id: item for item in before.capabilities}
    new = {item.id: item for item in after.capabilities}
    for name, item in old.items():
        if name not in new:
            yield Difference(
                key=f"gone:{name}", kind="gone", about=name, name=item.short_name, part="Question",
                before=item.name,
            )  # fmt: skip
    for name, item in new.items():
        if name not in old:
            yield Difference(
                key=f"added:{name}", kind="added", about=name, name=item.short_name,
                part="Question",
                after=f"{item.name} (critical in {_profiles(after, critical_in(after, name))})",
            )  # fmt: skip
            continue
        yield from text_differences(old[name], item)
        yield from _standing(before, after, item)


def text_differences(old: Capability, new: Capability) -> Iterator[Difference]:
    """Where two versions of one capability read otherwise."""
    for field in get_args(TextField):
        was, now = text_of(old, field), text_of(new, field)
        if was != now:
            yield Difference(
                key=f"reworded:{new.id}:{field}", kind="text", about=new.id, name=old.short_name,
                part=LABELS[field], before=was, after=now,
                asks_otherwise=field == "definition" or field.startswith("anchor_"),
            )  # fmt: skip
    for field, label in (("area", "Area"), ("scope", "Asked for each"), ("minutes", "Minutes")):
        was, now = str(getattr(old, field)), str(getattr(new, field))
        if was != now:
            yield Difference(
                key=f"{field}:{new.id}", kind="other", about=new.id, name=old.short_name,
                part=label, before=was, after=now,
            )  # fmt: skip


def _standing(before: Pack, after: Pack, item: Capability) -> Iterator[Difference]:
    def one(key: str, kind: Kind, part: str, was: str, now: str) -> Iterator[Difference]:
        if was != now:
            yield Difference(
                key=f"{key}{item.id}", kind=kind, about=item.id, name=item.short_name, part=part,
                before=was, after=now,
            )  # fmt: skip

    yield from one(
        "switched:", "asked", "Asked",
        "not asked" if hidden_everywhere(before, item.id) else "asked",
        "not asked" if hidden_everywhere(after, item.id) else "asked",
    )  # fmt: skip
    yield from one(
        "critical:", "critical", "Critical in",
        _profiles(before, critical_in(before, item.id)),
        _profiles(after, critical_in(after, item.id)),
    )  # fmt: skip
    yield from one(
        "figure:weights.capabilities.",
        "weight",
        "Weight",
        _weight(before, item),
        _weight(after, item),
    )
    for profile in after.profiles:
        known = {each.id: each for each in before.profiles}.get(profile.id)
        if known is not None and known.target_of(item.id) != profile.target_of(item.id):
            yield Difference(
                key=f"target:{item.id}:{profile.id}", kind="target", about=item.id,
                name=item.short_name, part=f"Target in {profile.name}",
                before=f"level {known.target_of(item.id)}",
                after=f"level {profile.target_of(item.id)}",
            )  # fmt: skip


def _profiles(pack: Pack, ids: tuple[str, ...]) -> str:
    if len(ids) == len(pack.profiles):
        return "every profile"
    return ", ".join(pack.profile(item).name for item in ids) or "no profile"


def _weight(pack: Pack, item: Capability) -> str:
    own = pack.judgements.weights.capabilities.get(item.id)
    return "as critical or other" if own is None else f"{own:g}"


def figures_of(judged: Judgements) -> dict[str, float]:
    """Every weight and threshold that a client may have otherwise, by the name of its change."""
    held = judged.weights
    limits = judged.thresholds.model_dump(exclude={"reasons"})
    return {
        "weights.critical": held.critical,
        "weights.other": held.other,
        **{f"weights.areas.{name}": value for name, value in held.areas.items()},
        **{f"thresholds.{name}": value for name, value in limits.items()},
    }


def figure_name(pack: Pack, name: str) -> str:
    """What a weight or threshold is called, by the name of its change."""
    part, _, rest = name.partition(".")
    if part == "thresholds":
        return rest.replace("_", " ").capitalize()
    group, _, member = rest.partition(".")
    if group == "areas":
        return f"Weight of the area {pack.area(member).name}"
    if group == "capabilities":
        return f"Weight of {pack.capability(member).short_name}"
    return f"Weight of a capability that is {'critical' if rest == 'critical' else 'not critical'}"


def _figures(before: Pack, after: Pack) -> Iterator[Difference]:
    old, new = figures_of(before.judgements), figures_of(after.judgements)
    for name in {**old, **new}:
        was, now = old.get(name, 1.0), new.get(name, 1.0)
        if was != now:
            kind: Kind = "weight" if name.startswith("weights") else "threshold"
            yield Difference(
                key=f"figure:{name}", kind=kind, name="Whole pack",
                part=figure_name(after, name), before=f"{was:g}", after=f"{now:g}",
            )  # fmt: skip


def _rest(before: Pack, after: Pack) -> Iterator[Difference]:
    """What else decides something: initiatives, and judgements that no overlay changes."""
    old = {item.id: item for item in before.initiatives}
    for item in after.initiatives:
        if item.id in old and item != old[item.id]:
            about = after.capability(item.capability)
            yield Difference(
                key=f"initiative:{item.id}", kind="other", about=about.id, name=about.short_name,
                part="Initiative", before=_work(old[item.id]), after=_work(item),
            )  # fmt: skip
    depths = {item.id: item for item in before.depths}
    for depth in after.depths:
        if depth.id in depths and depth.minutes != depths[depth.id].minutes:
            yield Difference(
                key=f"depth:{depth.id}", kind="other", name=depth.name, part="Minutes promised",
                before=f"{depths[depth.id].minutes}", after=f"{depth.minutes}",
            )  # fmt: skip
    skipped = {"thresholds", "weights"}
    was, now = (item.judgements.model_dump(exclude=skipped) for item in (before, after))
    for name in was:
        if was[name] != now.get(name) and not name.endswith("reason"):
            yield Difference(
                key=f"judgement:{name}", kind="other", name="Whole pack",
                part=name.replace("_", " ").capitalize(), before="as before", after="changed",
            )  # fmt: skip


def _work(item: Initiative) -> str:
    effort = ", ".join(f"{one.role.replace('_', ' ')} {one.mid:g}" for one in item.effort)
    return f"{item.title.strip()} ({effort} person-weeks). Done when: {item.exit.sentence.strip()}"
