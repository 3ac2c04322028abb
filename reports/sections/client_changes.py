"""What this client has otherwise in the pack, and what the untouched pack would say."""

from reports.blocks import Block, Column, Prose, Row, Section, Table, Words
from reports.client_changes import ChangeRow, ClientChanges
from reports.model import Report
from reports.wording import VERDICT_WORDS, percent, plural, short_day

ORDER = 61
_COLUMNS = (
    Column(title="What", width=88),
    Column(title="The pack says", width=140, kind="quiet"),
    Column(title="For this client", width=140),
    Column(title="Who, when and why", width=131, kind="quiet"),
)


def build(report: Report) -> Section | None:
    """Every change with both values, name, day and reason; none where the pack is as it comes."""
    told = report.client_changes
    if told is None:
        return None
    blocks: list[Block] = [
        Table(columns=_COLUMNS, rows=tuple(_row(item) for item in told.rows)),
        Prose(content=(Words(text=_figures(told)),), kind="note"),
    ]
    return Section(
        id="client-changes",
        name="Changes to the pack",
        title=title(told),
        lead=(Words(text=beside(told)),),
        blocks=tuple(blocks),
        shares_page=True,
    )


def title(told: ClientChanges) -> str:
    """How much differs, and whether it turns the verdict."""
    places = plural(len(told.rows), "place")
    turned = "turns" if told.differs else "does not turn"
    return f"The pack was changed for this client in {places}, which {turned} the verdict"


def beside(told: ClientChanges) -> str:
    """The verdict of the untouched pack from the same answers, in a sentence."""
    pack = told.untouched.pack
    head = f"The untouched pack {pack.id} {pack.version} gives, from the same answers"
    if not told.untouched.gives_verdict:
        return f"{head}, {_index(told)}."
    return f"{head}: {VERDICT_WORDS[told.untouched.verdict].lower()}, {_index(told)}."


def _index(told: ClientChanges) -> str:
    index = told.untouched.index
    return f"index {index.of_100[0]:.0f} of 100" if index else "no index"


def _figures(told: ClientChanges) -> str:
    side = told.untouched
    return (
        f"Under the untouched pack {side.in_place:.1f} of {side.critical_total} critical "
        f"capabilities are expected to be in place and {percent(side.coverage)} of the weight is "
        "covered. An answer to a text that was changed counts there with the level it was given."
    )


def _row(item: ChangeRow) -> Row:
    told = item.difference
    who = f"{item.by}, {short_day(item.at.date())}: {item.reason}"
    return Row(
        cells=(
            (Words(text=f"{told.name}: {told.part}"),),
            (Words(text=told.before or "not there"),),
            (Words(text=told.after or "not there"),),
            (Words(text=who),),
        )
    )
