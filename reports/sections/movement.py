"""What moved since the last snapshot, by which causes, how sure that is, and what rose on word alone."""

from collections.abc import Iterable

from content.locales import written
from reports.blocks import (
    Block,
    Column,
    Prose,
    Row,
    Section,
    Table,
    Words,
)
from reports.index_history import index_history
from reports.model import Report
from reports.movement_words import CAUSES, chance, meanings, on_word_alone, parts, under_told
from reports.numbering import capability_anchor
from reports.wording import (
    STATE_WORDS,
    VERDICT_WORDS,
    capital,
    count,
    day,
    join,
    level,
    plural,
    signed,
)
from scoring.comparison import AreaMovement, Comparison, Movement

ORDER = 72
FOLLOWED = True


def build(report: Report) -> Section | None:
    """One line a capability that moved; none without an earlier snapshot."""
    past = report.previous
    if past is None:
        return None
    blocks: list[Block] = [Prose(content=(Words(text=_before_and_after(report, past)),))]
    if told := under_told(past, verdicts=report.scorecard.gives_verdict):
        blocks.append(Prose(content=(Words(text=told),)))
    if past.note:
        blocks.append(Prose(content=(Words(text=past.note),), kind="note"))
    blocks.extend(index_history(report))
    if past.areas:
        lines = (*_overall(past), *(_area(report, item) for item in past.areas))
        blocks.append(Table(columns=_AREAS, rows=lines, dense=True))
        blocks.append(Prose(content=(Words(text=_causes(past)),), kind="note"))
    if past.movements:
        widest, others = ranked(past)
        blocks.append(table(report, widest))
        blocks += _more(len(others))
    blocks.extend(_flagged(report, past))
    return Section(
        id="movement",
        name="Since the last snapshot",
        title=title(past),
        blocks=tuple(blocks),
        shares_page=True,
    )


_WIDEST, _ANYWAY = 8, 2
"""Movements on the page, and how many more are not worth another place."""
_COLUMNS = (
    Column(title="Capability", width=112),
    Column(title="Before", width=36, kind="number"),
    Column(title="After", width=34, kind="number"),
    Column(title="Change", width=40, kind="number"),
    Column(title="Chance that it is real", width=50, kind="number"),
    Column(title="State", width=110, kind="quiet"),
    Column(title="Cause", width=117),
)
_AREAS = (
    Column(title="Gap or dimension", width=112),
    Column(title="Before", width=36, kind="number"),
    Column(title="After", width=34, kind="number"),
    Column(title="Change", width=40, kind="number"),
    Column(title="By cause", width=277),
)


def title(past: Comparison) -> str:
    """How many capabilities rose or fell with some certainty."""
    if not past.comparable:
        return "The last snapshot cannot be compared: it was made with other questions"
    rose = sum(item.rose for item in past.movements)
    fell = sum(item.fell for item in past.movements)
    if not rose and not fell:
        return f"Nothing has moved with certainty since {day(past.before_at.date())}"
    risen = capital(plural(rose, "capability", "capabilities") if rose else "none")
    fallen = count(fell) if fell else "none"
    return f"{risen} rose and {fallen} fell since {day(past.before_at.date())}"


def ranked(past: Comparison) -> tuple[tuple[Movement, ...], tuple[Movement, ...]]:
    """The widest movements, as many as a page holds below its index, and all others, widest first."""
    held = sorted(
        past.movements, key=lambda item: (-abs(item.after - item.before), item.capability)
    )
    most = _WIDEST + _ANYWAY if len(held) <= _WIDEST + _ANYWAY else _WIDEST
    return tuple(held[:most]), tuple(held[most:])


def table(report: Report, movements: Iterable[Movement]) -> Table:
    """A line a capability: before and after, how sure the change is, and what made it."""
    rows = tuple(_row(report, item) for item in movements)
    return Table(columns=_COLUMNS, rows=rows, dense=True)


def _more(others: int) -> list[Block]:
    """Where the others stand, where there are any."""
    if not others:
        return []
    words = capital(f"{plural(others, 'smaller movement')}: ")
    place = Words(text="page\u00a0{page}", page_of="section-moved", target="#section-moved")
    return [Prose(content=(Words(text=words), place, Words(text=".")), kind="note")]


def _overall(past: Comparison) -> tuple[Row, ...]:
    """The index of the whole, first; none where there is none before or after."""
    if past.index_before is None or past.index_after is None:
        return ()
    moved = past.index_after - past.index_before
    told = ", ".join(f"{CAUSES[part.cause]}\xa0{signed(part.levels, 2)}" for part in past.parts)
    ends = (_finer(past.index_before), _finer(past.index_after), signed(moved, 2))
    cells = ("Overall index", *ends, told or "nothing moved")
    return (Row(cells=tuple((Words(text=text),) for text in cells)),)


def _finer(index: float) -> str:
    """The whole moves little by little, so that it is told a digit finer than a level."""
    return written(index, ".2f")


def _area(report: Report, item: AreaMovement) -> Row:
    name = next(each.name for each in report.pack.areas if each.id == item.area)
    cells = (name, level(item.before), level(item.after), signed(item.after - item.before))
    told = parts(item.parts) or "nothing moved"
    return Row(cells=tuple((Words(text=text),) for text in (*cells, told)))


def _causes(past: Comparison) -> str:
    held = [*(item.parts for item in past.areas), *(item.parts for item in past.movements)]
    told = meanings(held)
    shares = (
        "The parts of a row sum to its change, but for rounding; where several causes act on one "
    )
    return (
        f"{shares}level, each has its mean share over every order in which they may have come. "
        + (f"{capital(told)}." if told else "")
    )


def _flagged(report: Report, past: Comparison) -> list[Block]:
    """What people say more of, with nothing new to show for it; it is told, not taken back."""
    alone = on_word_alone(past.movements)
    if not alone:
        return []
    names = join([_name(report, item.capability) for item in alone])
    rose = plural(len(alone), "level rose", "levels rose")
    text = f"{capital(rose)} with nothing new shown or seen: {names}. Ask for what changed."
    return [Prose(content=(Words(text=text),), kind="note")]


def _name(report: Report, capability: str) -> str:
    return next(
        (each.short_name for each in report.pack.capabilities if each.id == capability), capability
    )


def _before_and_after(report: Report, past: Comparison) -> str:
    text = f"From {day(past.before_at.date())} to {day(past.after_at.date())}"
    if past.index_before is not None and past.index_after is not None:
        ends = (level(past.index_before), level(past.index_after))
        same = ends[0] == ends[1]
        text += (
            f" the index stayed at {ends[1]}"
            if same
            else f" the index went from {ends[0]} to {ends[1]}"
        )
    if report.scorecard.gives_verdict:
        before, after = (
            VERDICT_WORDS[past.verdict_before].lower(),
            VERDICT_WORDS[past.verdict_after].lower(),
        )
        text += (
            f"; the verdict stayed {after}"
            if before == after
            else f"; the verdict went from {before} to {after}"
        )
    return text + "."


def _row(report: Report, item: Movement) -> Row:
    name = _name(report, item.capability)
    before, after = STATE_WORDS[item.state_before], STATE_WORDS[item.state_after]
    return Row(
        cells=(
            (Words(text=name, target=f"#{capability_anchor(item.capability)}"),),
            (Words(text=level(item.before)),),
            (Words(text=level(item.after)),),
            (Words(text=signed(item.after - item.before)),),
            (Words(text=chance(item)),),
            (Words(text=after if before == after else f"{before}, now {after}"),),
            (Words(text=parts(item.parts)),),
        )
    )
