"""Checks that for each profile a fully answered depth can end in the verdict it promises."""

from collections.abc import Iterator

from content.applicability import not_applicable, questions, weight
from content.model import Depth, Pack, Profile
from content.pack_files import Part, Parts
from content.problems import Problem


def unreachable(pack: Pack, parts: Parts) -> Iterator[Problem]:
    """What no one could reach with a profile of the pack, under its default traits."""
    by_id = {(part.kind, part.id): part for part in parts.found}
    for profile in pack.profiles:
        part = by_id["profile", profile.id]
        out = not_applicable(pack, profile, profile.default_traits)
        hidden = {item.capability for item in profile.hidden}
        for index, name in enumerate(profile.critical):
            if name in out and name not in hidden:
                message = f"critical, yet a rule takes {name!r} out: {out[name]}"
                yield part.problem(("critical", index), message)
        for depth in pack.depths:
            yield from _reachable(pack, profile, depth, part, by_id["depth", depth.id])


def _reachable(
    pack: Pack, profile: Profile, depth: Depth, part: Part, depth_part: Part
) -> Iterator[Problem]:
    asked = questions(pack, profile, profile.default_traits, depth)
    minutes = sum(pack.capability(name).minutes for name in asked)
    if minutes > depth.minutes:
        message = f"promises {depth.minutes} minutes; {profile.id!r} needs {minutes:.1f}"
        yield depth_part.problem(("minutes",), message)
    if not depth.gives_verdict:
        return
    out = not_applicable(pack, profile, profile.default_traits)
    total = sum(weight(pack, profile, item.id) for item in pack.capabilities if item.id not in out)
    share = sum(weight(pack, profile, name) for name in asked) / total if total else 0.0
    needed = pack.judgements.thresholds.coverage_for_verdict
    if share < needed - 1e-9:
        message = f"{depth.id!r} asks {share:.0%} of the weight; a verdict needs {needed:.0%}"
        yield part.problem((), message)
    for name in set(profile.critical) - set(asked) - out.keys():
        message = f"depth {depth.id!r} gives a verdict without asking the critical {name!r}"
        yield part.problem(("critical", profile.critical.index(name)), message)
