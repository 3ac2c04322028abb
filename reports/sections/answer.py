"""The one-page answer: the verdict, what holds it, what is asked, what it costs and when."""

from content.locales import written
from reports import grounds, proposals
from reports.blocks import (
    Answer,
    Block,
    DecisionCard,
    DecisionCards,
    Figures,
    Heading,
    Line,
    Prose,
    Reason,
    Reasons,
    Section,
    Share,
    Words,
)
from reports.changed_places import beside
from reports.costs import figures
from reports.grounds import Ground
from reports.lengths import Length
from reports.model import Decision, Report
from reports.numbering import decisive, row_for
from reports.open_questions import must_answer
from reports.quantities import target_of, value_of
from reports.wording import (
    NBSP,
    VERDICT_WORDS,
    capital,
    count,
    day,
    first_that_fits,
    in_sentences,
    level,
    percent,
    person_weeks,
    plural,
    sentence,
    short_day,
    shortened,
)
from scoring.model import Verdict
from scoring.roadmap_model import ConditionState, Roadmap

ORDER = 10
LENGTHS = tuple(Length)


def build(report: Report) -> Section | None:
    """The page that stands alone; none where the depth gives no verdict."""
    if not report.scorecard.gives_verdict:
        return None
    blocks: list[Block] = [_panel(report)]
    lead = (Words(text=f"{sentence(report.scorecard.permits)}{_how_sure(report)}"),)
    if report.client_changes is not None and report.client_changes.differs:
        places = plural(len(report.client_changes.rows), "place")
        note = f"Judged with the client's changes to the pack in {places}. "
        note += beside(report.client_changes)
        blocks.append(Prose(content=(Words(text=note),), kind="note"))
    blocks += _reasons(report)
    asked = proposals.decisions(report)[: proposals.ON_THE_ANSWER]
    if asked:
        blocks += [
            Heading(text=proposals.headline(asked)),
            DecisionCards(items=tuple(_card(d) for d in asked)),
        ]
    blocks += must_answer(report)
    feet = figures(report)
    if feet:
        blocks.append(Figures(items=feet))
    return Section(
        id="answer", name="The answer", title=title(report), lead=lead, blocks=tuple(blocks)
    )


def _how_sure(report: Report) -> str:
    """How many judgements end well by the date in the title, and on what that hangs."""
    plan = report.roadmap
    share = share_by_the_gate(plan) if plan else None
    opened = report.scorecard.verdict in (Verdict.NOT_READY, Verdict.CONDITIONAL)
    if plan is None or share is None or not opened or plan.gate_effort_mid <= 0:
        return ""
    return (
        f" If the work succeeds, {percent(share)} of varied judgements then end in "
        f"{VERDICT_WORDS[plan.drives_to].lower()}."
    )


def _reasons(report: Report) -> list[Block]:
    """The gravest three, and how many more there are."""
    held = grounds.grounds(report)
    if not held:
        return []
    items = tuple(_reason(report, ground) for ground in held[:3])
    blocks: list[Block] = [Heading(text=_reasons_head(held)), Reasons(items=items)]
    if len(held) > 3:
        blocks.append(Prose(content=_more(report, len(held) - 3), kind="note"))
    return blocks


def title(report: Report) -> str:
    """The finding: how it stands, how many controls decide it, and what opens the gate by when."""
    card = report.scorecard
    if card.verdict is Verdict.INSUFFICIENT_EVIDENCE:
        return _insufficient(report)
    aside = " (provisional, on statements only)" if card.provisional else ""
    number = len(grounds.blocking(report))
    if card.verdict is Verdict.READY:
        return (
            f"Ready{aside}: all {count(card.critical_total)} critical controls are likely in place"
        )
    if card.verdict is Verdict.NOT_READY:
        fails = f"{plural(number, 'control')} {'fails' if number == 1 else 'fail'}"
        head = f"Not ready yet{aside}: {fails}"
    else:
        stands = "stands" if number == 1 else "stand"
        head = f"Conditional{aside}: {plural(number, 'point')} still {stands} in the way"
    return first_that_fits(*(head + opening for opening in _openings(report)), head)


def _openings(report: Report) -> tuple[str, ...]:
    """What opens the gate and by when, the longer sentence first."""
    plan = report.roadmap
    if plan is None or plan.gate is None or plan.gate_effort_mid <= 0:
        return ()
    weeks, when = person_weeks(plan.gate_effort_mid), day(plan.gate.p80)
    return (
        f", and {weeks} of work can open the gate by {when}",
        f"; {weeks} can open the gate by {when}",
    )


def share_by_the_gate(plan: Roadmap) -> float | None:
    """The share (0–1) of judgements that end in the wanted verdict once the gate's work is proved.

    ``None`` where the plan has no gate, or was made before anybody asked.
    """
    if plan.gate is None:
        return None
    by_then = [item.share for item in plan.projected if item.day <= plan.gate.p80]
    return by_then[-1] if len(by_then) > 1 else None


def _insufficient(report: Report) -> str:
    open_ones = [g for g in grounds.grounds(report) if "not_answered" in g.codes]
    if open_ones:
        noun = plural(len(open_ones), "critical question")
        verb = "has" if len(open_ones) == 1 else "have"
        return f"Not enough evidence for a verdict: {noun} {verb} no answer"
    needed = percent(report.pack.judgements.thresholds.coverage_for_verdict)
    has = percent(report.scorecard.coverage)
    return f"Not enough evidence for a verdict: {has} is covered, {needed} is needed"


def _panel(report: Report) -> Answer:
    card = report.scorecard
    provisional = card.provisional and card.verdict is not Verdict.INSUFFICIENT_EVIDENCE
    draws = report.pack.judgements.perturbation.draws
    order = sorted(
        card.confidence.items(), key=lambda item: (item[0] is not card.verdict, -item[1])
    )
    strength = f"{percent(card.evidence_strength)} on documents or probes"
    return Answer(
        label=f"Verdict on {day(card.as_of.date())}",
        tone=card.verdict.value,
        word=VERDICT_WORDS[card.verdict],
        qualifier="provisional, on statements only" if provisional else "",
        note=f"Coverage {percent(card.coverage)} of weight · {strength}",
        shares_title=f"Confidence: share of {written(draws, ',')} varied judgements that end in each verdict",
        shares=tuple(
            Share(tone=verdict.value, word=VERDICT_WORDS[verdict], share=share)
            for verdict, share in order
            if share > 0
        ),
    )


def _reasons_head(held: tuple[Ground, ...]) -> str:
    shown = min(3, len(held))
    words = "One reason" if shown == 1 else f"{capital(count(shown))} reasons"
    return words if len(held) <= 3 else f"The {count(3)} gravest of {count(len(held))} reasons"


def _more(report: Report, number: int) -> Line:
    card = report.scorecard
    expected = f"{written(card.expected_in_place, '.1f')} of {card.critical_total}"
    return (
        Words(text=f"And {plural(number, 'more', 'more')}, "),
        Words(text=f"page{NBSP}{{page}}", page_of="section-gate", target="#section-gate"),
        Words(text=f"; {expected} critical controls are expected to be in place."),
    )


def _reason(report: Report, ground: Ground) -> Reason:
    figure, note, target = _figure(report, ground)
    return Reason(
        headline=grounds.headline(report, ground),
        content=_cut(grounds.seen(report, ground)),
        chance=grounds.chance(report, ground),
        figure=figure,
        figure_note=note,
        figure_target=target,
    )


def _cut(content: Line) -> Line:
    """Each part in about two lines, so that the page stands alone whatever a source returns."""
    return tuple(
        words if words.target else words.model_copy(update={"text": in_sentences(words.text, 160)})
        for words in content
    )


def _figure(report: Report, ground: Ground) -> tuple[str, str, str]:
    """The reading that decides with its target, else the level with what is asked.

    Where a finding is quoted beside it, only a reading of that finding is its figure.
    """
    if ground.score is None:
        reason = ground.reasons[0]
        if reason.code == "coverage":
            return percent(reason.value or 0), f"needed {percent(reason.limit or 0)}", ""
        return f"level{NBSP}{level(reason.value or 1)}", f"needed {level(reason.limit or 1)}", ""
    row, quoted = row_for(report, ground.score.id), decisive(report, ground.score)
    own = {item.metric: item for item in quoted.readings} if quoted else {}
    order = [ConditionState.NOT_MET, ConditionState.UNCERTAIN]
    for state in order:
        for condition in row.conditions if row else ():
            reading = own.get(condition.metric or "") if quoted else condition.reading
            if condition.state is state and reading is not None:
                planned = row if reading == condition.reading else None  # else it is told elsewhere
                anchor = f"#metric-{planned.id}-{condition.id}" if planned else ""
                note = f"{shortened(condition.metric_name, 40)}, target {target_of(condition)}"
                return value_of(reading), note, anchor
    if not ground.score.answered:
        return "–", "no answer", ""
    return (
        f"level{NBSP}{level(ground.score.mean)}",
        f"needed {grounds.NEEDED}; interval {ground.score.low} to {ground.score.high}",
        "",
    )


def _card(decision: Decision) -> DecisionCard:
    decision = proposals.unbroken(decision)
    parts = [shortened(decision.owner, proposals.TITLE_LENGTH) or "owner to be named"]
    if decision.due:
        parts.append(f"by {short_day(decision.due)}")
    return DecisionCard(
        title=in_sentences(decision.title, 2 * proposals.TITLE_LENGTH),
        text=in_sentences(decision.text, proposals.TEXT_LENGTH),
        who=" · ".join(parts),
    )
