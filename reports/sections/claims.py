"""Claimed against observed: how far people’s answers run ahead, and where that is dangerous."""

from content.locales import written
from reports.blocks import (
    Block,
    Column,
    DumbbellRow,
    Dumbbells,
    Heading,
    Line,
    Prose,
    Row,
    Section,
    Table,
    Words,
)
from reports.model import Report
from reports.numbering import (
    capability_anchor,
    conflict_anchor,
    conflicts,
    decisive,
    finding_link,
    followed,
    inherited,
    initiative_link,
    row_for,
)
from reports.people_words import apart, voted
from reports.wording import (
    GRADE_WORDS,
    NBSP,
    STATE_WORDS,
    capital,
    count,
    day,
    first_that_fits,
    join,
    level,
    plain_level,
    plural,
    short_day,
    shortened,
    signed,
)
from scoring.model import CapabilityScore
from scoring.roadmap_model import PlannedInitiative

ORDER = 40
_SHOWN, _UNDER = 10, 2
_ROOMY = 5
"""Conflicts that find room below the chart; more are set close."""


def build(report: Report) -> Section:
    """The widest distances, then every conflict with owner, date and what closes it."""
    rows, heading = _rows(report)
    blocks: list[Block] = []
    if rows:
        alt = f"{title(report)}. " + " ".join(_spoken(row) for row in rows)
        blocks += [
            Heading(text=heading),
            Dumbbells(rows=rows, limit=3, alt=alt),
            Prose(content=(Words(text=_KEY),), kind="note"),
        ]
    blocks += _conflict_blocks(report)
    blocks += _open_and_apart(report)
    return Section(
        id="claims",
        name="Claimed against observed",
        title=title(report),
        lead=_lead(report),
        blocks=tuple(blocks),
    )


_KEY = (
    "Hollow: claimed. Solid: used in the score. Band: 80 % interval. Square: critical. Bold: "
    "open conflict. "
    "Right: claimed minus used, in levels. Under-claim: seen at a higher level than claimed. "
    "Dashed: level 3, asked of every critical capability."
)


def _open_and_apart(report: Report) -> list[Block]:
    """What nobody who was asked knows, and where people differ among themselves."""
    card, thresholds = report.scorecard, report.pack.judgements.thresholds
    open_ones = [
        item for item in card.capabilities
        if item.applicable and item.claim is None and item.dont_know > 0
    ]  # fmt: skip
    names = [report.pack.capability(item.id).short_name for item in open_ones]
    words = f"Nobody who was asked knows {join(names)}." if names else (
        "On no capability did everybody who was asked say “don’t know”."
    )  # fmt: skip
    line = [Words(text="Don’t know. ", strong=True), Words(text=words)]
    if voted(card):
        split = len(apart(card, thresholds))
        what = (
            plural(split, "capability divides", "capabilities divide")
            if split
            else "nothing divides"
        )
        line += [
            Words(text=f" Among themselves {what} people, "),
            Words(text=f"page{NBSP}{{page}}", page_of="section-people", target="#section-people"),
            Words(text="."),
        ]
    return [Prose(content=tuple(line), kind="note")]


def title(report: Report) -> str:
    """The claim gap and how many critical controls it touches."""
    card = report.scorecard
    if card.claim_gap is None:
        return "Nobody has claimed a level yet, so there is nothing to hold against what was seen"
    open_ones = [item for item in card.capabilities if item.conflict_open]
    critical = sum(item.critical for item in open_ones)
    gap = round(card.claim_gap, 1)
    if gap >= 0.1:
        head = f"Claims run {level(gap)} levels ahead of our reading"
    elif gap <= -0.1:
        head = f"Claims stay {level(-gap)} levels behind our reading"
    else:
        head = "Claims and our reading agree on average"
    if not open_ones:
        return f"{head}, and no conflict is open"
    if critical:
        word = "control is" if critical == 1 else "controls are"
        return first_that_fits(
            f"{head}, and {count(critical)} critical {word} in open conflict", head
        )
    return f"{head}; {plural(len(open_ones), 'conflict')} open, none on a critical control"


def _lead(report: Report) -> Line:
    card = report.scorecard
    if card.claim_gap is None:
        return ()
    claims = plural(card.claims, "claimed capability", "claimed capabilities")
    words = f"Claim gap {written(card.claim_gap, '.2f')}\u00a0levels over {claims}"
    if card.claim_gap_low is not None and card.claim_gap_high is not None:
        words += (
            f" (80\u00a0% interval {written(card.claim_gap_low, '.2f')} to "
            f"{written(card.claim_gap_high, '.2f')})"
        )
    parts = [words.replace("-", "−")]
    pairs = [item.group_medians for item in card.capabilities if item.group_medians]
    if pairs:
        gap = sum(pair.leaders - pair.practitioners for pair in pairs) / len(pairs)
        side = "more" if gap >= 0 else "less"
        parts.append(
            f"Leaders claim {written(abs(gap), '.1f')}\u00a0levels {side} than practitioners"
        )
    under = sum(item.over_claim < 0 for item in card.capabilities)
    if under:
        noun = capital(plural(under, "capability is", "capabilities are"))
        parts.append(f"{noun} better than people say")
    return (Words(text=". ".join(parts) + "."),)


def _rows(report: Report) -> tuple[tuple[DumbbellRow, ...], str]:
    claimed = [
        item for item in report.scorecard.capabilities if item.applicable and item.claim is not None
    ]
    checked = [
        item for item in claimed if item.observed_low is not None or item.observed_high is not None
    ]
    pool = checked or claimed
    pool.sort(key=lambda item: (-_distance(item), not item.critical, item.id))
    less = sorted(pool, key=lambda item: (item.over_claim, not item.critical, item.id))
    under = [item for item in less if item.over_claim < 0][:_UNDER]
    ahead = [item for item in pool if item not in under and round(_distance(item), 1) > 0]
    wide = (ahead or [item for item in pool if item not in under])[: _SHOWN - len(under)]
    head = f"The {count(len(wide))} widest distances" if len(wide) > 1 else "The widest distance"
    if checked:
        head += " that a probe checked"
    else:
        head += "; no probe has checked a claim yet"
    if under and not wide:
        head = f"Only under-claims: {count(len(under))} shown"
    elif under:
        head += f", and {plural(len(under), 'under-claim')}"
    return tuple(_row(report, item) for item in [*wide, *under]), head


def _distance(item: CapabilityScore) -> float:
    return (item.claim or 0.0) - item.mean


def _row(report: Report, item: CapabilityScore) -> DumbbellRow:
    return DumbbellRow(
        name=report.pack.capability(item.id).short_name,
        critical=item.critical,
        strong=item.conflict_open,
        claimed=item.claim or 0.0,
        used=item.mean,
        low=item.low,
        high=item.high,
        state=_state(item),
        difference=signed(_distance(item)),
        target=f"#{capability_anchor(item.id)}",
    )


def _state(item: CapabilityScore) -> str:
    if item.waived and not item.conflict_open:
        return "waived"
    return "under-claim" if item.over_claim < 0 else STATE_WORDS[item.state]


def _spoken(row: DumbbellRow) -> str:
    return f"{row.name}: claimed {plain_level(row.claimed)}, used {level(row.used)}, {row.state}."


def _conflict_blocks(report: Report) -> list[Block]:
    held = conflicts(report)
    open_ones = sum(item.conflict_open for _, item in held)
    if not held:
        day_of = day(report.scorecard.as_of.date())
        note = f"No open conflict: no finding contradicts a claim. Judged {day_of}."
        return [Heading(text="Conflicts"), Prose(content=(Words(text=note),))]
    head = "No open conflict; what was waived stays"
    if open_ones:
        head = capital(plural(open_ones, "open conflict"))
    return [
        Heading(text=head),
        Table(
            columns=_CONFLICTS,
            rows=tuple(_conflict_row(report, *pair) for pair in held),
            dense=len(held) > _ROOMY,
        ),
        Prose(content=(Words(text=_CLOSING),), kind="note"),
    ]


_CONFLICTS = (
    Column(title="No.", width=25),
    Column(title="Capability", width=80),
    Column(title="Claimed", width=72),
    Column(title="Observed by probe", width=122),
    Column(title="Owner", width=58),
    Column(title="Due", width=60),
    Column(title="Closed by", width=92),
)
_CLOSING = (
    "A conflict closes by a later finding that supports the claim, a corrected answer, a probe "
    "whose scope was fixed and that ran again, or a waiver with name, reason and end. Underlined "
    "findings open the dated evidence."
)


def _conflict_row(report: Report, number: str, item: CapabilityScore) -> Row:
    plan = row_for(report, item.id)
    claim = "–" if item.claim is None else plain_level(item.claim)
    claimed = f"{claim}, {GRADE_WORDS.get(item.grade or '', 'grade unknown')}"
    return Row(
        anchor=conflict_anchor(number),
        cells=(
            (Words(text=number),),
            (
                Words(
                    text=report.pack.capability(item.id).short_name,
                    strong=True,
                    target=f"#{capability_anchor(item.id)}",
                    bare=True,
                ),
            ),
            (Words(text=claimed),),
            _observed(report, item),
            (Words(text=_owner(report, item, plan)),),
            _due(report, item, plan),
            _closed_by(report, item),
        ),
    )


def _owner(report: Report, item: CapabilityScore, plan: PlannedInitiative | None) -> str:
    """Whoever was named to settle it, else whose initiative closes the distance."""
    conflict = followed(report, item.id)
    if conflict is not None and conflict.owner:
        return conflict.owner
    return plan.owner if plan and plan.owner else "to be named"


def _due(report: Report, item: CapabilityScore, plan: PlannedInitiative | None) -> Line:
    conflict = followed(report, item.id)
    if conflict is not None and conflict.due is not None:
        late = conflict.overdue(report.scorecard.as_of.date())
        return (Words(text=short_day(conflict.due) + (", overdue" if late else ""), strong=late),)
    if conflict is not None and conflict.owner:
        return (Words(text="no day set"),)
    return (Words(text=short_day(plan.p80) if plan else "–"),)


def _observed(report: Report, item: CapabilityScore) -> Line:
    finding = decisive(report, item)
    if finding is None:
        return (Words(text="no finding in force"),)
    most = "–" if item.observed_high is None else str(item.observed_high)
    words = f"at most {most}: {shortened(finding.observed, 140)}"
    return (finding_link(report, finding.id).model_copy(update={"text": words}),)


def _closed_by(report: Report, item: CapabilityScore) -> Line:
    waiver = next((each for each in report.waivers if each.capability == item.id), None)
    if waiver is not None and item.waived:
        second = f" and {waiver.second}" if waiver.second else ""
        until = short_day(waiver.until.date())
        return (Words(text=f"waived by {waiver.by}{second} until {until}: {waiver.reason}"),)
    elsewhere = inherited(report, item.id)
    if elsewhere is not None:
        settled = f"settled in {elsewhere.use_case}, as {elsewhere.conflict.name}"
        return (Words(text=f"Inherited with the answer: {settled}"),)
    plan = row_for(report, item.id)
    correct = (
        f"answer corrected to {item.observed_high}" if item.observed_high else "answer corrected"
    )
    if plan is None:
        return (Words(text=f"A finding that supports the claim, or {correct}"),)
    return Words(text="New look after "), initiative_link(plan), Words(text=f", or {correct}")
