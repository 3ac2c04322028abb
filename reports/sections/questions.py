"""Every capability in a line: what is claimed, was observed, is used, and its evidence."""

from content.locales import written
from reports.blocks import Column, Line, Prose, Row, Section, Table, Words
from reports.model import Report
from reports.numbering import capability_anchor
from reports.references import as_ranges, references
from reports.wording import (
    GRADE_WORDS,
    STATE_WORDS,
    band,
    capital,
    percent,
    plain_level,
    plural,
    share_of,
)
from scoring.model import CapabilityScore, State

ORDER = 104


_COLUMNS = (
    Column(title="Capability, and below it the text of its level", width=191),
    Column(title="Claimed", width=88),
    Column(title="Observed", width=54),
    Column(title="Used, 80\u00a0%", width=48),
    Column(title="Chance of level 3", width=40, kind="number"),
    Column(title="Target", width=30, kind="number"),
    Column(title="State", width=48, kind="quiet"),
)
_NOTE = (
    "Claimed: the median of the roles, with the best grade behind it. Observed: the levels "
    "that probes leave open. "
    "Used: mean of the belief and its 10th and 90th percentile levels. Bold: critical. Grey "
    "sentence: what the used level means in the pack’s words. Evidence: the entries that say "
    "something; what could not be looked at is only counted."
)


def build(report: Report) -> Section:
    """Area by area, in the pack's order."""
    rows: list[Row] = []
    for area in report.pack.areas:
        words = f"{area.name}, index {band(report.scorecard.area(area.id).band)}"
        rows.append(Row(cells=((Words(text=words, strong=True),),), group=True))
        scores = [report.scorecard.capability(item.id) for item in report.pack.in_area(area.id)]
        for item in scores:
            if report.scorecard.gives_verdict or item.answered:
                rows += _rows(report, item)
    blocks = (
        Table(columns=_COLUMNS, rows=tuple(rows)),
        Prose(content=(Words(text=_NOTE),), kind="note"),
    )
    return Section(
        id="questions",
        name="Appendix: capabilities",
        title=title(report),
        blocks=blocks,
        shares_page=True,
    )


def title(report: Report) -> str:
    """How many capabilities have an answer, a finding, or both."""
    apply = [item for item in report.scorecard.capabilities if item.applicable]
    claims = [item for item in apply if item.claim is not None]
    checked = sum(item.state not in (State.UNCHECKED, State.UNKNOWN) for item in claims)
    silent = sum(not item.answered for item in apply)
    if not claims:
        return f"Nobody has claimed a level for any of {len(apply)} capabilities"
    head = capital(f"{share_of(checked, len(claims))} claims could be held against evidence")
    if not silent:
        return head
    rest = plural(silent, "capability has", "capabilities have")
    return f"{head}; {rest} no answer"


def _rows(report: Report, item: CapabilityScore) -> list[Row]:
    """The line of a capability; below it what its level says, and the findings that speak of it."""
    told = (Words(text=_told(report, item), quiet=True),) if _told(report, item) else ()
    if item.applicable and item.findings:
        found = as_ranges(references(report, item.findings))
        told = (*told, Words(text="\nEvidence  " if told else "Evidence  ", quiet=True), *found)
    line = _row(report, item)
    return [line, Row(cells=(told,), below=True)] if told else [line]


def _told(report: Report, item: CapabilityScore) -> str:
    """The text of the level that is used, or why the capability does not apply."""
    if not item.applicable:
        return f"Not applicable: {item.reason}"
    if not item.answered:
        return ""
    return report.pack.capability(item.id).anchors[max(1, min(5, round(item.mean))) - 1]


def _row(report: Report, item: CapabilityScore) -> Row:
    capability = report.pack.capability(item.id)
    name = Words(text=capability.name, strong=item.critical)
    if not item.applicable:
        return Row(
            cells=((name,), *([(Words(text="–"),)] * 5), (Words(text="not applicable"),)),
            anchor=capability_anchor(item.id),
        )
    silent = not item.answered
    return Row(
        anchor=capability_anchor(item.id),
        cells=(
            (name,),
            _claimed(item),
            (Words(text=_observed(item)),),
            (
                Words(
                    text="–" if silent else f"{written(item.mean, '.1f')} [{item.low}–{item.high}]"
                ),
            ),
            (Words(text="–" if silent else percent(item.p3)),),
            (Words(text=str(item.target)),),
            (Words(text=_state(item)),),
        ),
    )


def _claimed(item: CapabilityScore) -> Line:
    if item.claim is not None:
        return (Words(text=f"{plain_level(item.claim)}, {GRADE_WORDS.get(item.grade or '', '')}"),)
    return (
        Words(
            text="don’t know" if item.dont_know else "not answered" if item.asked else "not asked"
        ),
    )


def _observed(item: CapabilityScore) -> str:
    low, high = item.observed_low, item.observed_high
    if low is None and high is None:
        return "not looked at"
    if low is not None and high is not None:
        return f"{low} to {high}" if low != high else str(low)
    return f"at least {low}" if high is None else f"at most {high}"


def _state(item: CapabilityScore) -> str:
    return "conflict, waived" if item.waived and not item.conflict_open else STATE_WORDS[item.state]
