"""How far the exit criteria are proved, in words: the same on screen, in the report and the workbook."""

from collections import Counter
from collections.abc import Iterable, Sequence

from reports.quantities import span
from reports.wording import capital, count, join, plural, short_day
from scoring.proof_model import ConditionProof, InitiativeProof, ProofState, Standing
from scoring.roadmap_model import PlannedInitiative

STANDING_WORDS = {
    Standing.REGRESSED: "Regressed",
    Standing.CLAIMED: "Claimed done",
    Standing.PLANNED: "Planned",
    Standing.ATTESTED: "Attested",
    Standing.PROVED: "Proved",
}
"""What asks for a person comes first."""
MEANINGS = (
    "Proved: every condition was read from its source and held for its whole window. Attested: it holds "
    "too, in part on a named person’s word that a second person accepted. Claimed done: a planner says so, "
    "and nothing has shown it yet. "
    "Regressed: it was proved, and a later reading missed its target. What could not be read changes nothing."
)


def standing(row: PlannedInitiative) -> Standing:
    """How far a row has come; a plan of an earlier version only knows what planners said."""
    if row.proof is not None:
        return row.proof.standing
    return Standing.CLAIMED if row.is_finished else Standing.PLANNED


def headline(rows: Sequence[PlannedInitiative]) -> str:
    """How many exit criteria are proved, and what stands against it."""
    if not rows:
        return "No initiative is planned, so there is no exit criterion to watch"
    held = Counter(standing(row) for row in rows)
    number = held[Standing.PROVED]
    first = capital(count(number)) if number else "None"
    first = f"{first} of {plural(len(rows), 'exit criterion', 'exit criteria')}"
    told = [f"{first} {'is' if number < 2 else 'are'} proved"]
    if held[Standing.REGRESSED]:
        told.append(f"{count(held[Standing.REGRESSED])} regressed")
    if held[Standing.ATTESTED]:
        told.append(f"{count(held[Standing.ATTESTED])} attested")
    if held[Standing.CLAIMED]:
        told.append(f"{count(held[Standing.CLAIMED])} only claimed")
    return "; ".join(told)


def condition_told(proof: ConditionProof) -> str:
    """How far one condition has come, without what could not be read of late."""
    if proof.attested is not None:
        given = proof.attested
        word = f"attested by {given.by}, {short_day(given.day)}"
        if proof.state is ProofState.TO_ACCEPT:
            return f"waits for a second person to accept it; {word}: {given.reason}"
        return f"{word}{f', accepted by {given.second}' if given.second else ''}: {given.reason}"
    if proof.state is ProofState.PROVED and proof.proved_at:
        return f"proved {short_day(proof.proved_at)} by {plural(proof.readings, 'reading')}"
    if proof.state is ProofState.REGRESSED and proof.regressed_at and proof.proved_at:
        was, now = short_day(proof.proved_at), short_day(proof.regressed_at)
        return f"proved {was}, missed {now}"
    if proof.state is ProofState.HOLDING:
        return f"holds; {span(proof.held)} of {span(proof.window)} seen"
    return {
        ProofState.MISSED: "misses its target",
        ProofState.TO_ATTEST: "nobody has attested it",
    }.get(proof.state, "not read")


def proof_of(proof: ConditionProof) -> str:
    """How far one condition has come, what contradicts it, and why it could not be read of late."""
    told = (condition_told(proof), proof.note.rstrip("."), could_not_told(proof))
    return "; ".join(part for part in told if part)


def could_not_told(proof: ConditionProof) -> str:
    """That the newest attempt failed and why; empty where it did not."""
    return f"could not read: {proof.could_not}" if proof.could_not else ""


def proof_told(proof: InitiativeProof | None) -> str:
    """How many of an initiative's conditions are proved, attested or gone."""
    if proof is None:
        return ""
    total = len(proof.conditions)
    parts = [f"{proof.count(ProofState.PROVED)} of {plural(total, 'condition')} proved"]
    for state, word in (
        (ProofState.ATTESTED, "attested"), (ProofState.REGRESSED, "regressed"),
        (ProofState.HOLDING, "holding"), (ProofState.TO_ACCEPT, "waiting for a second person"),
    ):  # fmt: skip
        if proof.count(state):
            parts.append(f"{proof.count(state)} {word}")
    return ", ".join(parts)


def since_told(proof: InitiativeProof | None) -> str:
    """The day that belongs to an initiative's standing; empty where there is none."""
    if proof is None:
        return ""
    if proof.standing is Standing.REGRESSED and proof.regressed_at:
        return f"since {short_day(proof.regressed_at)}"
    if proof.closed_at:
        return short_day(proof.closed_at)
    if proof.standing is Standing.CLAIMED:
        at = proof.claimed_at
        return f"said {short_day(at)}" if at else "said, the day was not kept"
    return ""


def by_urgency(rows: Iterable[PlannedInitiative]) -> list[PlannedInitiative]:
    """What regressed and what is only claimed first, then as planned."""
    order = list(STANDING_WORDS)
    return sorted(rows, key=lambda row: order.index(standing(row)))


def named(rows: Iterable[PlannedInitiative], wanted: Standing) -> str:
    """The titles of those that stand so, in a list."""
    return join([row.title for row in rows if standing(row) is wanted])
