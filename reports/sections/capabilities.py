"""All capabilities at a glance: how likely each level is, what is claimed, what is used."""

from reports.blocks import HeatGroup, Heatmap, HeatRow, Prose, Section, Words
from reports.entries import finding_numbers
from reports.model import Report
from reports.numbering import capability_anchor, finding_anchor, findings_on
from reports.wording import band, capital, count, day, first_that_fits, join, plural, share_of
from scoring.model import AreaScore, CapabilityScore

ORDER = 30
_SPARSE = 0.25
"""Below this share of answers a row for each question would say nothing but that it is open."""


def build(report: Report) -> Section:
    """The heat map: gaps at the left, dimensions at the right."""
    chart = heatmap(report, whole=not _sparse(report))
    told = Prose(content=(Words(text=chart.note),))
    number = len(report.scorecard.capabilities)
    return Section(
        id="capabilities", name=f"{number} capabilities", title=title(report),
        blocks=(chart if chart.left or chart.right else told,),
    )  # fmt: skip


def heatmap(report: Report, *, whole: bool) -> Heatmap:
    """The map of all capabilities, or where not ``whole`` of those that are answered."""
    card, note = report.scorecard, _note(report, whole)
    groups = [
        [_group(report, area, whole) for area in areas] for areas in (card.gaps, card.dimensions)
    ]
    left, right = (tuple(group for group in held if group.rows) for held in groups)
    return Heatmap(left=left, right=right, note=note, alt=f"{title(report)}. {note}")


def _sparse(report: Report) -> bool:
    apply = [item for item in report.scorecard.capabilities if item.applicable]
    return sum(item.answered for item in apply) < len(apply) * _SPARSE


def title(report: Report) -> str:
    """How many critical ones are likely in place, and where claims run ahead."""
    ahead = _ahead(report)
    if not report.scorecard.gives_verdict:
        return _pulse_title(report, ahead)
    critical = [item for item in report.scorecard.capabilities if item.critical and item.applicable]
    limit = report.pack.judgements.thresholds.ready_probability
    there = sum(item.p3 >= limit for item in critical)
    verb = "is" if there in (0, 1) else "are"
    head = f"{capital(share_of(there, len(critical)))} critical capabilities {verb} likely in place"
    if not ahead:
        return f"{head}; {_unopposed(report)}"
    names = [report.pack.capability(item.id).short_name for item in ahead]
    wide = f"{head}; claims run ahead on {join([_lower(name) for name in names[:2]])}"
    return first_that_fits(
        wide, f"{head}; {plural(len(ahead), 'claim')} run{'s' if len(ahead) == 1 else ''} ahead"
    )


def _pulse_title(report: Report, ahead: list[CapabilityScore]) -> str:
    asked = [item for item in report.scorecard.capabilities if item.applicable and item.answered]
    head = f"{plural(len(asked), 'capability', 'capabilities')} answered or seen so far"
    if not ahead:
        return capital(f"{head}; {_unopposed(report)}")
    return capital(
        f"{head}; {plural(len(ahead), 'claim')} run{'s' if len(ahead) == 1 else ''} ahead of the "
        "evidence"
    )


def _unopposed(report: Report) -> str:
    """What no over-claim means: nothing was contradicted, or nothing was looked at."""
    looked = any(finding.conclusive for finding in report.findings)
    return "no claim runs far ahead of the evidence" if looked else "no claim has been checked yet"


def _lower(name: str) -> str:
    return name if name[:2].isupper() or not name[:1].isalpha() else name[:1].lower() + name[1:]


def _ahead(report: Report) -> list[CapabilityScore]:
    held = [
        item for item in report.scorecard.capabilities if item.applicable and item.over_claim >= 1
    ]
    return sorted(held, key=lambda item: (not item.critical, -item.over_claim, item.id))


def _group(report: Report, area: AreaScore, whole: bool) -> HeatGroup:
    scores = {item.id: item for item in report.scorecard.capabilities}
    rows = tuple(
        _row(report, scores[item.id])
        for item in report.pack.in_area(area.id)
        if item.id in scores and (whole or _told(scores[item.id]))
    )
    return HeatGroup(name=report.pack.area(area.id).name, figure=band(area.band), rows=rows)


def _told(score: CapabilityScore) -> bool:
    return score.answered and score.applicable


def _row(report: Report, score: CapabilityScore) -> HeatRow:
    numbers = finding_numbers(report)
    heaviest = next((item for item in findings_on(report, score) if item.conclusive), None)
    word = ""
    if not score.applicable:
        word = "not applicable"
    elif not score.answered:
        word = "not answered" if score.asked else "not asked"
    elif score.dont_know and score.claim is None:
        word = "don’t know"
    return HeatRow(
        name=report.pack.capability(score.id).name,
        critical=score.critical and score.applicable,
        belief=score.belief,
        claimed=score.claim,
        used=score.mean if score.applicable and score.answered else None,
        open_word=word,
        target=f"#{capability_anchor(score.id)}",
        used_target=f"#{finding_anchor(numbers[heaviest.id])}" if heaviest else "",
    )


def _note(report: Report, whole: bool) -> str:
    card = report.scorecard
    apply = [item for item in card.capabilities if item.applicable]
    parts = [f"{len(apply)} of {len(card.capabilities)} capabilities apply"]
    if len(apply) < len(card.capabilities):
        parts[0] += "; the others do not, by rule of the pack or with a written reason"
    unknown = sum(item.claim is None and item.dont_know > 0 for item in apply)
    if unknown:
        parts.append(
            f"{capital(count(unknown))} answered “don’t know”: what was believed before stays, "
            "and coverage falls"
        )
    silent = sum(not item.answered for item in apply)
    if silent:
        rows = ", and so without a row here" if not whole else ""
        parts.append(f"{capital(count(silent))} not answered{rows}, and never filled in")
    parts.append(
        "A name leads to the capability’s line in the appendix, a dot to its heaviest finding"
    )
    parts.append(
        "Index of an area with its 80 % interval right of its name. Judged "
        f"{day(card.as_of.date())}"
    )
    return ". ".join(parts) + "."
