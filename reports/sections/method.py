"""Method: how each figure came about, from the claim to the probe and back."""

from collections import Counter

from assessment.model import AnswerKind, Finding, Outcome
from content.locales import written
from reports.blocks import (
    BeliefStep,
    BeliefSteps,
    Block,
    Column,
    Columns,
    Heading,
    KeyValues,
    Line,
    Prose,
    Row,
    Section,
    Table,
    Words,
)
from reports.model import Report
from reports.numbering import bearing_on, capability_anchor, finding_link, findings_on
from reports.wording import (
    capital,
    day,
    percent,
    plain_level,
    plural,
    short_day,
    short_moment,
    shortened,
    span_of_days,
)
from scoring.model import CapabilityScore

ORDER = 90
_BEHIND = 5
_EVIDENCE = (
    Column(title="Id", width=38),
    Column(title="Capability", width=124, kind="mono"),
    Column(title="What was seen", width=146),
    Column(title="Outcome", width=72),
    Column(title="Read, UTC", width=58, kind="quiet"),
    Column(title="Valid until", width=58, kind="quiet"),
)


def build(report: Report) -> Section:
    """Worked example, rules, coverage and people, judgements, forecast in words."""
    return Section(
        id="method",
        name="Appendix: method",
        title=title(report),
        lead=_lead(report),
        blocks=(
            *_example_and_rules(report),
            *_behind(report),
            Columns(columns=(_people(report), _judgements(report), _forecast(report))),
            *_who(report),
            Prose(content=_stamp(report), kind="note"),
        ),
    )


def _example_and_rules(report: Report) -> tuple[Block, ...]:
    example = _example(report)
    bullets = (Prose(content=(Words(text=item),), kind="bullet") for item in _rules(report))
    rules: tuple[Block, ...] = (Heading(text="Rules that decide"), *bullets)
    if example is None:
        return rules
    steps = (Heading(text=_example_head(report, example)), _steps(example))
    return (Columns(columns=(steps, rules)),)


def _who(report: Report) -> tuple[Block, ...]:
    """Respondents by role and number, by name only where the report may show names."""
    names = {role.id: role.name for role in report.pack.roles}
    roles = Counter(names.get(item.role, item.role) for item in report.respondents)
    if not roles:
        return ()
    told = [f"{role} {number}" for role, number in sorted(roles.items())]
    if report.show_names:
        people = sorted(report.respondents, key=lambda item: item.name)
        told = [f"{item.name} ({names.get(item.role, item.role)})" for item in people]
    text = f"Who answered: {', '.join(told)}.{_carried(report)}"
    return (Prose(content=(Words(text=text),), kind="note"),)


def _carried(report: Report) -> str:
    """How many answers are older than this assessment: what was said at the one before."""
    earlier = [item.at.date() for item in report.answers if item.at.date() < report.assessed_from]
    if not earlier:
        return ""
    return (
        f" {capital(plural(len(earlier), 'answer'))} of {len(report.answers)} had been given before "
        f"this assessment, the oldest on {day(min(earlier))}; each is told with its day."
    )


def title(report: Report) -> str:
    """The promise of the appendix; what was never looked at is said."""
    if not report.findings:
        return "Every figure can be traced to the answers behind it; no probe has looked yet"
    return "Every figure can be traced from the claim to the probe and back"


def _lead(report: Report) -> Line:
    people = len({item.respondent for item in report.answers})
    sources = len({item.source for item in report.findings})
    text = f"{capital(plural(people, 'respondent'))} answered"
    if report.findings:
        text += f", {plural(len(report.findings), 'finding')} came from {plural(sources, 'source')}"
    text += (
        f", {span_of_days(report.assessed_from, report.assessed_to)}. An opinion is a claim; a "
        "probe is a witness; this report shows both."
    )
    return (Words(text=text),)


def _example(report: Report) -> CapabilityScore | None:
    """The critical capability with a witness and the lowest chance, else any with two steps."""
    held = [
        item for item in report.scorecard.capabilities if item.applicable and len(item.steps) >= 2
    ]
    if not held:
        return None
    return min(held, key=lambda item: (len(item.steps) < 3, not item.critical, item.p3, item.id))


def _example_head(report: Report, item: CapabilityScore) -> str:
    name = report.pack.capability(item.id).short_name
    if item.claim is None:
        return f"{name}: how the level {written(item.mean, '.1f')} came about"
    return f"{name}: how a claim of {plain_level(item.claim)} became {written(item.mean, '.1f')}"


def _steps(item: CapabilityScore) -> BeliefSteps:
    chosen = item.steps if len(item.steps) <= 3 else (item.steps[0], item.steps[1], item.steps[-1])
    steps = tuple(_step(name, belief) for name, belief in chosen)
    spoken = " ".join(f"{step.name}: {step.note}." for step in steps)
    return BeliefSteps(steps=steps, alt=f"How the belief about one capability moved. {spoken}")


def _step(name: str, belief: tuple[float, float, float, float, float]) -> BeliefStep:
    mean = sum(level * share for level, share in enumerate(belief, start=1))
    chance = written(sum(belief[2:]), ".2f").removeprefix("0")
    note = f"mean {written(mean, '.2f')}, P(≥3) {chance}"
    return BeliefStep(name=capital(name), note=note, belief=belief)


def _rules(report: Report) -> tuple[str, ...]:
    limits = report.pack.judgements.thresholds
    first = (
        "Gate: the weakest critical capability. Weights never touch it."
        if report.scorecard.gives_verdict
        else "A pulse gives an index with its interval and decides nothing."
    )
    last = (
        f"No verdict below {percent(limits.coverage_for_verdict)} coverage, or with a critical "
        "question not answered."
    )
    return (
        first,
        "“Could not look” is never “not there”: it lowers coverage.",
        "“Don’t know” keeps what was believed before; nothing is filled with a mean.",
        "Paper never outweighs a witness: a level that a probe contradicts counts as a statement.",
        *((last,) if report.scorecard.gives_verdict else ()),
    )


def _behind(report: Report) -> list[Block]:
    """The findings that weigh on critical capabilities, absent ones first."""
    critical = [item for item in report.scorecard.capabilities if item.critical and item.applicable]
    pairs = [
        (score, finding)
        for score in sorted(critical, key=lambda item: (item.p3, item.id))
        for finding in findings_on(report, score)
        if finding.conclusive
    ]
    if not pairs:
        return []
    shown = sorted(pairs, key=lambda pair: pair[1].outcome is not Outcome.ABSENT)[:_BEHIND]
    head = (
        f"Evidence behind the critical capabilities ({len(shown)} of {len(report.findings)} "
        "entries)"
    )
    return [
        Heading(text=head),
        Table(columns=_EVIDENCE, rows=tuple(_evidence(report, *pair) for pair in shown)),
    ]


def _evidence(report: Report, score: CapabilityScore, finding: Finding) -> Row:
    bearing = bearing_on(report, finding, score.id)
    level = f", anchor {bearing.anchor}" if bearing else ""
    return Row(
        cells=(
            (finding_link(report, finding.id),),
            (Words(text=score.id),),
            (Words(text=shortened(finding.observed, 80)),),
            (Words(text=f"{finding.outcome.value}{level}"),),
            (Words(text=short_moment(finding.observed_at)),),
            (Words(text=short_day(finding.valid_until.date())),),
        )
    )


def _people(report: Report) -> tuple[Block, ...]:
    card = report.scorecard
    apply = sum(item.applicable for item in card.capabilities)
    tally = {
        outcome: sum(item.outcome is outcome for item in report.findings) for outcome in Outcome
    }
    unknown = sum(item.kind is AnswerKind.DONT_KNOW for item in report.answers)
    rows = [
        ("Applicable capabilities", f"{apply} of {len(card.capabilities)}"),
        ("Coverage by weight", percent(card.coverage)),
        ("On documents, probes or better", percent(card.evidence_strength)),
        ("Answers; don’t know", f"{len(report.answers)}; {unknown}"),
        ("Findings: present, absent", f"{tally[Outcome.PRESENT]}, {tally[Outcome.ABSENT]}"),
        ("Findings: could not look", str(tally[Outcome.UNAVAILABLE] + tally[Outcome.ERROR])),
    ]
    if card.alpha is not None:
        rows.append(("Agreement, Krippendorff’s alpha", written(card.alpha, ".2f")))
    return Heading(text="Coverage and people"), KeyValues(rows=tuple(rows))


def _judgements(report: Report) -> tuple[Block, ...]:
    held = report.pack.judgements
    statement = held.grade("E0")
    rows = [
        ("Probe sensitivity", written(held.probes.sensitivity, "g")),
        ("False-pass rate", written(held.probes.false_pass, "g")),
        ("Discount of a statement", f"{written(statement.discount, 'g')} level"),
        (
            "Critical counts",
            f"{written(held.weights.critical, 'g')} to {written(held.weights.other, 'g')}",
        ),
        ("Draws, seed", f"{written(held.perturbation.draws, ',')}, {held.perturbation.seed}"),
    ]
    return Heading(text="Judgements in the pack"), KeyValues(rows=tuple(rows))


def _forecast(report: Report) -> tuple[Block, ...]:
    rates = report.pack.base_rates
    head = Heading(text="Forecast, a scenario band")
    if report.forecast is not None:
        words = (
            Words(text="A band of chances with its sources and its arithmetic stands in "),
            Words(text="Forecast", target="#section-forecast"),
            Words(text="; every published share of the pack is listed in the next appendix."),
        )
        return head, Prose(content=words)
    if not rates:
        text = (
            "The pack carries no published shares of pilots that reach production, so none are "
            "quoted."
        )
        return head, Prose(content=(Words(text=text),))
    text = (
        f"{capital(plural(len(rates), 'published figure'))} on AI (artificial intelligence) projects "
        f"{'is' if len(rates) == 1 else 'are'} listed in the next appendix. Without a verdict this "
        "report makes no forecast of them."
    )
    return head, Prose(content=(Words(text=text),))


def _stamp(report: Report) -> Line:
    pack = report.scorecard.pack
    snapshot = f"; snapshot {report.snapshot}" if report.snapshot else ""
    example = _example(report)
    place = f"#{capability_anchor(example.id)}" if example else ""
    return (
        Words(
            text="Grades: E0 statement, E1 recent example, E2 artefact attached, E3 artefact "
            "accepted by a second person, E4 probe or telemetry. "
            f"Pack {pack.id} {pack.version}, digest "
        ),
        Words(text=pack.digest[:16], mono=True),
        Words(
            text=f"; scoring {report.scorecard.scoring}{snapshot}. Nothing here is legal advice. "
        ),
        Words(text="The capability of the example", target=place),
    )
