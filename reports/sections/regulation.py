"""Risk and regulation: published frameworks beside what was judged, and days on which duties begin."""

from datetime import date

from content.model import Framework, FrameworkDuty
from reports.blocks import Block, Column, Heading, Prose, Row, Section, Table, Words
from reports.crosswalk import Standing, standings
from reports.model import Report
from reports.numbering import initiative_anchor
from reports.plan_words import DUTY_WORDS
from reports.shortened_tables import PAGE, lines_of, stands_on
from reports.wording import capital, count, join, money, plural, short_day, whole
from scoring.roadmap_model import PlannedDuty

ORDER = 65
MOVED = "frameworks"
"""The section of the appendix for what finds no room on the page."""
NOT_ADVICE = "This is not legal advice."
_BASIS = {
    "primary": "read in the text itself",
    "secondary": "from secondary sources, not in the text itself",
}


def build(report: Report) -> Section | None:
    """Dated duties, the client's own, and one row a framework; none where the pack names none."""
    held = standings(report)
    dated = _dated(report)
    own = report.roadmap.duties if report.roadmap else ()
    if not held and not dated and not own:
        return None
    return Section(
        id="regulation",
        name="Risk and regulation",
        title=title(report),
        lead=(Words(text=_lead(report)),),
        blocks=(*_duties(report, dated), *_own(report, own), *_frameworks(report)),
    )


def _frameworks(report: Report) -> tuple[Block, ...]:
    """The frameworks, or where they stand when the duties leave no room for them."""
    if not moved_out(report):
        return tuple(_crosswalk(standings(report)))
    return (stands_on("Published frameworks beside what was judged", MOVED),)


def moved_out(report: Report) -> tuple[Block, ...]:
    """The frameworks where they find no room on the page; empty where they do."""
    own = report.roadmap.duties if report.roadmap else ()
    rest = tuple(_crosswalk(standings(report)))
    before = (*_duties(report, _dated(report)), *_own(report, own))
    return rest if rest and lines_of((*before, *rest)) > PAGE else ()


def title(report: Report) -> str:
    """The next day on which something begins for such a use case; else how far the frameworks reach."""
    today = report.scorecard.as_of.date()
    mine = [(each, duty) for each, duty in _dated(report) if _concerns(report, duty)]
    ahead = [(each, duty) for each, duty in mine if duty.due >= today]
    if ahead:  # of one day's, one that names the risk class before one that concerns everybody
        framework, duty = min(ahead, key=lambda pair: (pair[1].due, not pair[1].risk_classes))
        name = framework.name.partition(",")[0]
        return f"Next dated duty to check: {short_day(duty.due)}, {name}, {whole(duty.item)}"
    below = sum(item.below > 0 for item in standings(report))
    if below:
        verb = "speaks" if below == 1 else "speak"
        return f"{capital(plural(below, 'published framework'))} {verb} of what is below its target"
    return "No published framework speaks of anything that is below its target"


def _lead(report: Report) -> str:
    risk = report.use_case.traits.risk_class.value
    return (
        f"{NOT_ADVICE} What applies depends on your role (provider or deployer) and on the risk class: "
        f"settle both first. Judged here as {risk} risk, as it was stated."
    )


def _dated(report: Report) -> list[tuple[Framework, FrameworkDuty]]:
    pairs = [(each, duty) for each in report.pack.frameworks for duty in each.duties]
    return sorted(pairs, key=lambda pair: (pair[1].due, pair[0].id, pair[1].item, pair[1].title))


def _concerns(report: Report, duty: FrameworkDuty) -> bool:
    return not duty.risk_classes or report.use_case.traits.risk_class in duty.risk_classes


_DATED = (
    Column(title="From", width=58),
    Column(title="What begins", width=168),
    Column(title="Concerns", width=83),
    Column(title="Where the day was read", width=190, kind="quiet"),
)


def _duties(report: Report, dated: list[tuple[Framework, FrameworkDuty]]) -> list[Block]:
    if not dated:
        return []
    today = report.scorecard.as_of.date()
    rows = tuple(_duty_row(report, *pair, today) for pair in dated)
    note = "Bold: concerns a use case of the stated risk class. Check each day in the Official "
    note += "Journal or at the publisher before relying on it."
    return [
        Heading(text="Dated duties that the questionnaire knows"),
        Table(columns=_DATED, rows=rows),
        Prose(content=(Words(text=note),), kind="note"),
    ]


def _duty_row(report: Report, framework: Framework, duty: FrameworkDuty, today: date) -> Row:
    strong = _concerns(report, duty)
    since = "since " if duty.due <= today else ""
    name = framework.name.partition(",")[0]
    whom = join([item.value for item in duty.risk_classes])
    concerns = f"{whom} risk" if whom else "every use case"
    return Row(
        cells=(
            (Words(text=f"{since}{short_day(duty.due)}", strong=strong),),
            (Words(text=duty.title, strong=strong), Words(text=f"\n{name}, {duty.item}", quiet=True)),
            (Words(text=concerns),),
            (Words(text=f"{capital(_BASIS[duty.basis])}. {duty.provenance}"),),
        )
    )  # fmt: skip


_OWN = (
    Column(title="Duty that the plan has to keep", width=190),
    Column(title="Due", width=62),
    Column(title="Of", width=62, kind="mono"),
    Column(title="The plan", width=115),
    Column(title="Cost a quarter while late", width=70, kind="number"),
)


def _own(report: Report, duties: tuple[PlannedDuty, ...]) -> list[Block]:
    """What the client entered, with what the plan makes of it."""
    if not duties:
        words = "No duty of your own with a day was entered; the page Plan takes them, and dates the work."
        return [Prose(content=(Words(text=words),), kind="note")]
    late = sum(item.state != "kept" for item in duties)
    head = f"{capital(plural(len(duties), 'duty', 'duties'))} entered for this plan, "
    head += f"{count(late)} of them not surely kept" if late else "kept in four of five runs"
    rows = tuple(_own_row(report, item) for item in duties)
    return [Heading(text=head), Table(columns=_OWN, rows=rows)]


def _own_row(report: Report, duty: PlannedDuty) -> Row:
    currency = report.roadmap.currency if report.roadmap else ""
    cost = money(duty.cost, currency) if duty.cost is not None else "not stated"
    target = f"#{initiative_anchor(duty.initiative)}" if duty.initiative else "#section-roadmap"
    return Row(
        cells=(
            (Words(text=duty.name, strong=True),),
            (Words(text=short_day(duty.due)),),
            (Words(text=duty.initiative or "the gate", target=target),),
            (Words(text=DUTY_WORDS[duty.state]),),
            (Words(text=cost),),
        )
    )


_CROSSWALK = (
    Column(title="Framework, in which version", width=223),
    Column(title="Items that we speak of", width=70, kind="number"),
    Column(title="Capabilities", width=62, kind="number"),
    Column(title="At target", width=45, kind="number"),
    Column(title="Below", width=45, kind="number"),
    Column(title="Open", width=54, kind="number"),
)


def _crosswalk(held: tuple[Standing, ...]) -> list[Block]:
    if not held:
        return []
    note = (
        "A link says that both speak of the same thing, not that one fulfils the other. Every link, "
        "item by item, stands in the workbook’s sheet Crosswalk."
    )
    return [
        Heading(text="Published frameworks beside what was judged"),
        Table(columns=_CROSSWALK, rows=tuple(_standing(item) for item in held)),
        Prose(content=(Words(text=note),), kind="note"),
    ]


def _standing(item: Standing) -> Row:
    name = (
        Words(text=item.framework.name, strong=True),
        Words(text=f"\n{item.framework.version}", quiet=True),
    )
    numbers = (
        f"{item.items} of {len(item.framework.items)}", item.capabilities, item.held, item.below,
        item.open,
    )  # fmt: skip
    return Row(cells=(name, *((Words(text=str(number)),) for number in numbers)))
