"""What is proved of the plan: the gap over time, its pace, and every exit criterion's standing."""

from datetime import date

from reports.blocks import Block, BurnDownChart, Column, Prose, Row, Section, State, Table, Words
from reports.colours import Tone
from reports.lengths import BODY, Length
from reports.model import Report
from reports.numbering import initiative_link
from reports.pace_words import described, last_day, told
from reports.pace_words import title as gap_told
from reports.proof_words import (
    MEANINGS,
    STANDING_WORDS,
    by_urgency,
    headline,
    proof_of,
    proof_told,
    since_told,
    standing,
)
from scoring.burn_down_model import BurnDown
from scoring.proof_model import InitiativeProof, ProofState, Standing
from scoring.roadmap_model import PlannedInitiative, Roadmap

ORDER = 90
TONES: dict[Standing, Tone] = {
    Standing.PROVED: "ready", Standing.ATTESTED: "conditional", Standing.CLAIMED: "conditional",
    Standing.REGRESSED: "not_ready", Standing.PLANNED: "quiet",
}  # fmt: skip
_MOVED = (ProofState.PROVED, ProofState.REGRESSED, ProofState.ATTESTED, ProofState.TO_ACCEPT)
_COLUMNS = (
    Column(title="Status", width=88),
    Column(title="Initiative", width=52, kind="mono"),
    Column(title="What it does", width=132),
    Column(title="What was seen of its exit criterion", width=167),
    Column(title="When", width=60, kind="quiet"),
)


def lengths(report: Report) -> tuple[Length, ...]:
    """Before anything was claimed, attested, proved or lost it is a matter for the appendix."""
    rows = report.roadmap.rows if report.roadmap else ()
    moved = any(row.proof and row.proof.standing is not Standing.PLANNED for row in rows)
    return BODY if moved else (Length.FULL,)


def build(report: Report) -> Section | None:
    """None where there is no plan, and where nothing was claimed, read, attested or proved of it."""
    plan = report.roadmap
    if plan is None or not any(_has_moved(row) for row in plan.rows):
        return None
    rows = [row for row in by_urgency(plan.rows) if _has_moved(row)]
    blocks: list[Block] = []
    if report.burn_down is not None:
        held = report.burn_down
        if len(held.points) > 1:
            blocks.append(_chart(held))
        words = (Words(text=f"{gap_told(held)}. ", strong=True), Words(text=told(held)))
        blocks.append(Prose(content=words))
    blocks.append(Table(columns=_COLUMNS, rows=tuple(map(_row, rows))))
    blocks.append(Prose(content=(Words(text=_rest(plan, rows) + MEANINGS),), kind="note"))
    return Section(
        id="proof", name="Appendix: what is proved", title=headline(plan.rows), blocks=tuple(blocks),
        shares_page=True,
    )  # fmt: skip


def _chart(held: BurnDown) -> BurnDownChart:
    """The gap over time; there is none to draw on its first day."""
    return BurnDownChart(
        points=held.points, p50=_shown(held, held.pace.p50 if held.pace else None),
        p80=_shown(held, held.pace.p80 if held.pace else None),
        by_word=held.pace is not None and held.pace.by == "word", alt=described(held),
    )  # fmt: skip


def _shown(held: BurnDown, day: date | None) -> date | None:
    """A day of the pace where the picture reaches it; the sentence below has it all the same."""
    return day if day is not None and day <= last_day(held) else None


def _has_moved(row: PlannedInitiative) -> bool:
    proof = row.proof
    if proof is None or proof.standing is not Standing.PLANNED:
        return proof is not None
    return any(item.state in _MOVED for item in proof.conditions)


def _row(row: PlannedInitiative) -> Row:
    stands = standing(row)
    return Row(
        cells=(
            State(tone=TONES[stands], word=STANDING_WORDS[stands]),
            (initiative_link(row),),
            (Words(text=row.title),),
            (Words(text=seen(row.proof)),),
            (Words(text=since_told(row.proof)),),
        )
    )


def seen(proof: InitiativeProof | None) -> str:
    """How many conditions are how far, and those that moved one by one."""
    if proof is None:
        return ""
    moved = [proof_of(item) for item in proof.conditions if item.state in _MOVED]
    return "; ".join((proof_told(proof), *dict.fromkeys(moved)))


def _rest(plan: Roadmap, rows: list[PlannedInitiative]) -> str:
    left = len(plan.rows) - len(rows)
    if not left:
        return ""
    return (
        f"Of the other {left} initiatives nothing was claimed, and no condition is proved yet. "
        if (left > 1)
        else "Of the other initiative nothing was claimed, and no condition is proved yet. "
    )
