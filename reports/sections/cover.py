"""The cover: for whom, about what, of which date; no verdict."""

from reports.as_of import date_fact
from reports.blocks import Cover, EmblemColumn, Section
from reports.model import Report
from reports.wording import span_of_days
from scoring.model import CapabilityScore

ORDER = 0
_PROMISE = (
    "Can the pilot go to production, what stands in the way, and what proves that it no longer "
    "does."
)


def build(report: Report) -> Section:
    """One bar a capability, and the facts that tell this report from another."""
    cover = Cover(
        kicker="Readiness for production",
        client=report.client,
        use_case=report.use_case.name,
        promise=_PROMISE,
        mark=report.mark,
        columns=_columns(report),
        note=_note(report),
        facts=_facts(report),
        footer=report.mark,
        logo=report.brand.logo,
        colour=report.brand.colour,
        online=report.online,
    )
    return Section(id="cover", name="Cover", title=report.use_case.name, blocks=(cover,))


def _columns(report: Report) -> tuple[EmblemColumn, ...]:
    scores = {item.id: item for item in report.scorecard.capabilities}
    return tuple(
        EmblemColumn(
            name=area.name,
            levels=tuple(
                _used(scores[item.id]) for item in report.pack.in_area(area.id) if item.id in scores
            ),
        )
        for area in report.pack.areas
    )


def _used(score: CapabilityScore) -> int | None:
    if not score.applicable or not score.answered:
        return None
    return max(1, min(5, round(score.mean)))


def _note(report: Report) -> str:
    number = len(report.scorecard.capabilities)
    return (
        f"Each bar is one of {number} capabilities; darker means a higher level used in the score; "
        "an outline means not applicable or not answered."
    )


def _facts(report: Report) -> tuple[tuple[str, str], ...]:
    depth = report.pack.depth(report.scorecard.depth)
    facts = [
        ("Assessed", span_of_days(report.assessed_from, report.assessed_to)),
        date_fact(report),
        ("Depth", f"{depth.name}, for {report.profile.name.lower()}"),
    ]
    if report.use_case.sponsor:
        facts.insert(2, ("Sponsor", report.use_case.sponsor))
    return tuple(facts)
