"""Risks that the critical gaps carry: cause, event, effect, how likely, who answers for it and how."""

from reports.blocks import Block, Column, Prose, Row, Section, Table, Words
from reports.model import Report
from reports.numbering import capability_anchor, initiative_anchor
from reports.risks import IMPACT, Risk, risks
from reports.shortened_tables import begun, lines_of, where_whole
from reports.wording import capital, count, percent, plural, sentence, shortened
from scoring.model import Verdict

ORDER = 64
_LONG, _FEW = 170, 6
_ROOM, _LETTERS = 92.0, 85
"""Lines of a close table that the page holds, and letters of a text where there are more."""
WHOLE = "risks-whole"
"""The section of the appendix that holds them whole then."""
_NOTE = (
    "Likelihood is the chance that the capability is below level 3. Impact: a critical capability that "
    "is missing holds up the gate. Owner and response are what somebody entered on the sheet Risks of "
    "the workbook; what nobody entered is the initiative’s own owner and title."
)
_IN_FULL = " Texts in full stand there."


def build(report: Report) -> Section | None:
    """One row a risk, the likeliest first; none before a verdict, unless somebody entered one."""
    found = risks(report)
    others = _others(report, found)
    if not _told(report, found):
        return None
    table = _table(found)
    blocks: list[Block] = [table] if found else []
    if whole(report):
        blocks = [begun(table, len(found), _LETTERS), where_whole(0, WHOLE)]
    blocks += [Prose(content=(Words(text=line),)) for line in others]
    cut = any(len(sentence(text)) > _LONG for item in found for text in (item.cause, item.effect))
    note = _NOTE + _IN_FULL if cut and not whole(report) else _NOTE
    blocks.append(Prose(content=(Words(text=note),), kind="note"))
    return Section(id="risks", name="Risks", title=title(found), blocks=tuple(blocks))


def _table(found: tuple[Risk, ...], *, whole: bool = False) -> Table:
    rows = tuple(_row(number, item, whole=whole) for number, item in enumerate(found, 1))
    return Table(columns=_COLUMNS, rows=rows, dense=len(rows) > _FEW)


def whole(report: Report) -> tuple[Block, ...]:
    """The table with every text in full, where the page can only begin them; empty where it holds it."""
    found = risks(report)
    if not _told(report, found):
        return ()
    return (_table(found, whole=True),) if lines_of((_table(found),)) > _ROOM else ()


def _told(report: Report, found: tuple[Risk, ...]) -> bool:
    """Whether the report has a page of risks."""
    entered = _others(report, found) or any(item.entered for item in found)
    return bool(entered) or (bool(found) and _judged(report))


def _judged(report: Report) -> bool:
    """Whether there is a verdict: before one, most of it is that nobody has answered."""
    card = report.scorecard
    return card.gives_verdict and card.verdict is not Verdict.INSUFFICIENT_EVIDENCE


_COLUMNS = (
    Column(title="No.", width=22),
    Column(title="Cause: what is there today", width=108),
    Column(title="Event", width=78),
    Column(title="Effect", width=104),
    Column(title="Likelihood", width=44, kind="number"),
    Column(title="Impact", width=46, kind="quiet"),
    Column(title="Owner and response", width=97),
)


def title(found: tuple[Risk, ...]) -> str:
    """How many risks follow from critical gaps, how likely the worst is, and how many are owned."""
    if not found:
        return "Every critical capability is in place: no risk follows from a gap"
    owned = sum(bool(item.owner) for item in found)
    likely = f", the likeliest at {percent(found[0].likelihood)}"
    verb = "has" if owned == 1 else "have"
    owners = f"{count(owned) if owned else 'none'} of them {verb} an owner"
    return capital(f"{plural(len(found), 'risk')} from critical gaps{likely}; {owners}")


def _row(number: int, item: Risk, *, whole: bool) -> Row:
    cause, effect = (
        text if whole else shortened(text, _LONG)
        for text in (sentence(item.cause), sentence(item.effect))
    )  # fmt: skip
    event = Words(
        text=item.event, strong=True, bare=True, target=f"#{capability_anchor(item.capability)}"
    )
    owner = Words(text=f"{item.owner or 'to be named'}\n", strong=True)
    response = Words(text=f"{item.response or 'none yet'} ")
    link = (
        (Words(text=item.initiative, target=f"#{initiative_anchor(item.initiative)}"),)
        if item.initiative
        else ()
    )
    return Row(
        cells=(
            (Words(text=str(number)),),
            (Words(text=cause),),
            (event,),
            (Words(text=effect),),
            (Words(text=percent(item.likelihood)),),
            (Words(text=IMPACT),),
            (owner, response, *link),
        )
    )  # fmt: skip


def _others(report: Report, found: tuple[Risk, ...]) -> list[str]:
    """What was entered about a capability that carries no risk any more is still told."""
    shown = {item.capability for item in found}
    names = {item.id: item.short_name for item in report.pack.capabilities}
    return [
        f"{names.get(item.capability, item.capability)}, no risk any more: "
        f"{item.owner or 'nobody named'}; {item.response or 'no response entered'}."
        for item in report.risks
        if item.capability not in shown and (item.owner or item.response)
    ]
