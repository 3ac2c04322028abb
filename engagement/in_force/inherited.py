"""What speaks for or against an answer comes with it, where the answer is carried from elsewhere."""

from collections.abc import Iterator, Mapping
from datetime import datetime

from assessment.model import Finding, Overrule, Waiver
from content.values import Value
from engagement.in_force.answers_in_force import carried_from
from engagement.in_force.findings_in_force import attempts_in, overrules_in_force, was_read
from engagement.in_force.places import places_in
from engagement.in_force.what_counts import critical_in, overrules_in, waivers_in
from engagement.store import Transaction, evidence


class Inherited(Value):
    """Findings, and what was set aside by name, of the assessments that answers are carried from.

    Each finding bears on the carried capabilities alone: what it says of the other use case's own
    systems says nothing here. It keeps its day, so that it grows old here as it does there. Where
    this assessment has looked at the same place since, what it saw stands in its stead.
    """

    findings: tuple[Finding, ...] = ()
    overrules: tuple[Overrule, ...] = ()
    waivers: tuple[Waiver, ...] = ()


def inherited(tx: Transaction, assessment_id: str) -> Inherited:
    """A claim that is carried without its witness would count for more here than where it was made."""
    places: dict[str, set[str]] = {}
    for capability, at in carried_from(tx, assessment_id).items():
        places.setdefault(at, set()).add(capability)
    looked = _looked(tx, assessment_id) if places else {}
    findings: list[Finding] = []
    overrules: list[Overrule] = []
    waivers: list[Waiver] = []
    for at, capabilities in sorted(places.items()):
        mine = tuple(_about(tx, at, capabilities, looked))
        kept = {item.id for item in mine}
        all_of = evidence.findings(tx, at)
        moved = overrules_in_force(overrules_in(tx, at), all_of, mine)
        findings += mine
        overrules += [item for item in moved if item.finding in kept]
        waivers += [item for item in waivers_in(tx, at) if item.capability in capabilities]
    return Inherited(
        findings=tuple(findings), overrules=_with_a_second(tx, assessment_id, findings, overrules),
        waivers=tuple(waivers),
    )  # fmt: skip


def _with_a_second(
    tx: Transaction, assessment_id: str, findings: list[Finding], overrules: list[Overrule]
) -> tuple[Overrule, ...]:
    """Those that count here: what one person may set aside there can be critical here."""
    critical = {item.id for item in findings if critical_in(tx, assessment_id, item)}
    return tuple(item for item in overrules if item.second.strip() or item.finding not in critical)


def _looked(tx: Transaction, assessment_id: str) -> dict[tuple[str, str], datetime]:
    """(Probe, place) -> when this assessment really looked there; what could not look is left out."""
    places = places_in(tx, assessment_id)
    found = (attempt.finding for attempt in attempts_in(tx, assessment_id))
    return {
        (item.probe, places[item.source]): item.observed_at
        for item in found
        if item.source in places and was_read(item)
    }


def _about(
    tx: Transaction, at: str, capabilities: set[str], looked: Mapping[tuple[str, str], datetime]
) -> Iterator[Finding]:
    places = places_in(tx, at)
    for attempt in attempts_in(tx, at):
        item = attempt.finding
        again = looked.get((item.probe, places.get(item.source, "")))
        if again is not None and again >= item.observed_at:
            continue
        bearings = tuple(one for one in item.bearings if one.capability in capabilities)
        if bearings:
            yield item.model_copy(update={"bearings": bearings})
