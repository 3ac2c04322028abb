"""From inputs to one case and one score for each capability of the pack."""

from collections.abc import Iterable, Mapping
from datetime import datetime

from assessment.consensus import Position, position
from assessment.model import Answer
from content.applicability import not_applicable, weight
from content.model import Pack
from scoring.belief import at_least, mean, percentile_level
from scoring.capability import Case, as_belief, as_chosen, believe, details, trace
from scoring.model import CapabilityScore, GroupMedians, Inputs
from scoring.state import (
    accepted_level,
    is_conflict,
    is_disputed,
    is_waived,
    observed,
    over_claim,
    state_of,
    to_discuss,
)
from scoring.witnesses import Heard, heard, standing, witnesses


def cases(pack: Pack, inputs: Inputs, as_of: datetime) -> dict[str, Case]:
    """What bears on each capability, by id in the pack's order."""
    said = heard(standing(inputs.findings, inputs.overrules, as_of), pack.id)
    groups = {role.id: str(role.group) for role in pack.roles}
    by_capability: dict[str, list[Answer]] = {}
    for answer in inputs.answers:
        by_capability.setdefault(answer.capability, []).append(answer)
    return {
        item.id: Case(
            id=item.id,
            position=position(by_capability.get(item.id, []), groups, as_of),
            witnesses=witnesses(said.get(item.id, ()), pack.judgements.probes, as_of),
        )
        for item in pack.capabilities
    }


def scores(
    pack: Pack, inputs: Inputs, found: Mapping[str, Case], as_of: datetime
) -> tuple[CapabilityScore, ...]:
    """The score of every capability of the pack, those that do not apply included."""
    said = heard(inputs.findings, pack.id)
    return tuple(
        _score(pack, inputs, found[item.id], said.get(item.id, ()), as_of)
        for item in pack.capabilities
    )


def _reason(hidden: Mapping[str, str], case: Case) -> str | None:
    """Why it does not apply; ``None`` where it does.

    Respondents take a capability out only where everyone who answered says so in writing; a single
    level or don't know keeps it in.
    """
    if case.id in hidden:
        return hidden[case.id]
    return " · ".join(case.position.not_applicable) if case.position.does_not_apply else None


def _score(
    pack: Pack,
    inputs: Inputs,
    case: Case,
    said: Iterable[Heard],
    as_of: datetime,
) -> CapabilityScore:
    item, profile = pack.capability(case.id), pack.profile(inputs.profile)
    reason = _reason(not_applicable(pack, profile, inputs.traits), case)
    return CapabilityScore(
        id=item.id,
        area=item.area,
        critical=item.id in profile.critical,
        applicable=reason is None,
        asked=reason is None and (not inputs.asked or item.id in inputs.asked),
        reason=reason or "",
        weight=weight(pack, profile, item.id),
        target=profile.target_of(item.id),
        accepted_level=accepted_level(
            inputs.good_enough, item.id, profile.target_of(item.id), as_of
        ),
        # Every finding that speaks of it, also those that no longer count.
        findings=tuple(sorted({finding.id for finding, _ in said})),
        **_known(case),
        **_people(case.position),
        **_used(pack, case),
        **_standing(pack, inputs, case, as_of),
    )


def _known(case: Case) -> dict[str, bool]:
    return {
        "covered": case.covered,
        "supported": case.artefact_behind or bool(case.witnesses),
        "proved_at_3": case.proved_at_3,
        "answered": case.answered,
    }


def _people(people: Position) -> dict[str, object]:
    groups = people.group_medians
    return {
        "claim": people.claim,
        "grade": people.grade,
        "votes": people.votes,
        "dont_know": people.dont_know,
        "role_medians": people.role_medians,
        "group_medians": GroupMedians(
            leaders=groups["leader"], practitioners=groups["practitioner"]
        )
        if groups
        else None,
        "agreement": people.agreement,
        "vote_range": people.vote_range,
        "polarised": people.polarised,
    }


def _used(pack: Pack, case: Case) -> dict[str, object]:
    choices = as_chosen(pack.judgements)
    belief = believe(case, choices)
    return {
        "belief": as_belief(belief[0]),
        "steps": trace(case, choices),
        "details": details(case, choices),
        "mean": float(mean(belief)[0]),
        "low": percentile_level(belief[0], 0.10),
        "high": percentile_level(belief[0], 0.90),
        "p3": float(at_least(belief, 3)[0]),
        "p4": float(at_least(belief, 4)[0]),
    }


def _standing(pack: Pack, inputs: Inputs, case: Case, as_of: datetime) -> dict[str, object]:
    thresholds = pack.judgements.thresholds
    critical = case.id in pack.profile(inputs.profile).critical
    bracket = observed(case.witnesses)
    over = over_claim(case.position.claim, bracket)
    conflict = is_conflict(over, critical, thresholds)
    waived = conflict and is_waived(inputs.waivers, case.id, critical, as_of)
    disputed = is_disputed(case.position, case.id in inputs.second_round, thresholds)
    return {
        "observed_low": bracket[0],
        "observed_high": bracket[1],
        "over_claim": over,
        "state": state_of(case, over, conflict, disputed),
        "discuss": to_discuss(case.position, conflict, thresholds),
        "conflict_open": conflict and not waived,
        "waived": waived,
    }
