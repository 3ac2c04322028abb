"""What would change the verdict: the tornado, the steps up, the ways down, what to verify first."""

from content.locales import written
from reports.blocks import (
    Block,
    Column,
    Columns,
    Heading,
    Prose,
    Row,
    Section,
    StepBar,
    StepsChart,
    Table,
    TornadoChart,
    TornadoRow,
    Words,
)
from reports.model import Report
from reports.numbering import capability_anchor
from reports.turning_words import (
    LISTED,
    STANDS,
    aim_words,
    down_title,
    measure,
    minutes,
    settles,
    steps_title,
    title,
    tornado_lead,
    verify_taken,
    verify_title,
)
from reports.wording import NBSP, VERDICT_WORDS, count, percent, plural
from scoring.model import Verdict
from scoring.turning_model import Turning

ORDER = 45
_BESIDE, _STEPS, _DOWN = 3, 8, 6


def build(report: Report) -> Section | None:
    """The section, where there is a verdict that something could change."""
    held = report.turning
    if held is None or not (held.up or held.down or held.verify or held.tornado.bars):
        return None
    if held.verdict is Verdict.INSUFFICIENT_EVIDENCE:
        return _before_a_verdict(report, held)
    blocks = [*_tornado(report, held), *_up(report, held), *_down(report, held)]
    return Section(
        id="sensitivity",
        name="What would change it",
        title=title(held, lambda item: short(report, item)),
        lead=(Words(text=_lead(held)),) if _lead(held) else (),
        blocks=(*blocks, *_verify(report, held)),
    )


def _before_a_verdict(report: Report, held: Turning) -> Section:
    """How many answers stand before a verdict, and which are the quickest to have.

    No shares: with this much unknown each would be nothing, and the last one everything.
    """
    all_of_them = (
        Words(text="Who would know each, and what good evidence is, stands on "),
        Words(text=f"page{NBSP}{{page}}", page_of="section-next", target="#section-next"),
        Words(text="."),
    )
    rows = tuple(
        Row(cells=((_link(report, item.capability),), (Words(text=item.who),),
                   (Words(text=settles(item)),), (Words(text=minutes(item)),)))
        for item in held.verify[:LISTED]
    )  # fmt: skip
    first: tuple[Block, ...] = (
        Heading(text=f"The {count(len(rows))} that are settled first" if len(rows) > 1
                else "What is settled first"),
        Table(columns=_FIRST, rows=rows),
    )  # fmt: skip
    return Section(
        id="sensitivity", name="What would change it",
        title=title(held, lambda item: short(report, item)),
        lead=(Words(text="Before any verdict they have to be answered, or seen by a probe."),),
        blocks=(Prose(content=all_of_them), *(first if rows else ())),
    )  # fmt: skip


_FIRST = (
    Column(title="Capability", width=134),
    Column(title="Who knows", width=150, kind="quiet"),
    Column(title="What settles it", width=165),
    Column(title="Time", width=50, kind="number"),
)


def short(report: Report, capability: str) -> str:
    """The short name of a capability."""
    return report.pack.capability(capability).short_name


def _lead(held: Turning) -> str:
    return tornado_lead(held) if held.tornado.bars else ""


def _tornado(report: Report, held: Turning) -> list[Block]:
    if not held.tornado.bars:
        return []
    rows = tuple(
        TornadoRow(
            name=short(report, bar.capability),
            low=bar.low,
            now=bar.now,
            high=bar.high,
            levels=f"{bar.low_level} to {bar.high_level}",
            target=f"#{capability_anchor(bar.capability)}",
        )
        for bar in held.tornado.bars
    )
    spoken = " ".join(
        f"{row.name}: {percent(row.low)} at the low end, {percent(row.high)} at the high end."
        for row in rows
    )
    return [TornadoChart(rows=rows, alt=f"{tornado_lead(held)} {spoken}")]


def _up(report: Report, held: Turning) -> list[Block]:
    if not held.up:
        return []
    if len(held.up) > _STEPS:
        return _many(report, held)
    bars = [StepBar(words="Today", share=held.share)]
    bars += [
        StepBar(
            words=f"{'and ' if place else ''}{short(report, step.capability)}", share=step.share
        )
        for place, step in enumerate(held.up)
    ]
    spoken = " ".join(f"{bar.words}: {percent(bar.share)}." for bar in bars)
    chart = StepsChart(
        bars=tuple(bars), limit=held.agreement_needed, alt=f"{steps_title(held)}. {spoken}"
    )
    left: tuple[Block, ...] = (Heading(text=steps_title(held)), chart)
    if len(held.up) > _BESIDE:
        return list(left)
    return [Columns(columns=(left, _sets(report, held)))]


def _sets(report: Report, held: Turning) -> tuple[Block, ...]:
    columns = (Column(title="Set, each closed and proved", width=180),
               Column(title="Share", width=60, kind="number"))  # fmt: skip
    rows = [_set_row("None, as today", held.share)]
    for place, step in enumerate(held.up):
        names = " + ".join(short(report, one.capability) for one in held.up[: place + 1])
        rows.append(_set_row(names, step.share, strong=place + 1 == len(held.up)))
    note = f"{measure(held)[0].upper()}{measure(held)[1:]}. Bold: the smallest set that turns it."
    return (
        Heading(text="Pivot: the smallest set that turns it"),
        Table(columns=columns, rows=tuple(rows)),
        Prose(content=(Words(text=note),), kind="note"),
    )


def _set_row(name: str, share: float, *, strong: bool = False) -> Row:
    return Row(
        cells=((Words(text=name, strong=strong),), (Words(text=percent(share), strong=strong),))
    )


def _many(report: Report, held: Turning) -> list[Block]:
    """A set too large to draw as steps: what it holds, each to which level, and who knows."""
    columns = (
        Column(title="Capability", width=150),
        Column(title="To be proved at", width=62, kind="number"),
        Column(title="Share with all above and this", width=92, kind="number"),
        Column(title="Who knows", width=195, kind="quiet"),
    )
    rows = tuple(
        Row(
            cells=(
                (_link(report, step.capability),),
                (Words(text=f"level {step.level}"),),
                (Words(text=percent(step.share)),),
                (Words(text=report.pack.capability(step.capability).who),),
            )
        )
        for step in held.up
    )
    note = f"The {count(len(held.up))} are the smallest set found: leave one out, and fewer than "
    note += f"{percent(held.agreement_needed)} of the judgements end in {aim_words(held)}."
    return [
        Heading(text=steps_title(held)),
        Table(columns=columns, rows=rows),
        Prose(content=(Words(text=note),), kind="note"),
    ]


def _link(report: Report, capability: str) -> Words:
    return Words(text=short(report, capability), strong=True, bare=True,
                 target=f"#{capability_anchor(capability)}")  # fmt: skip


def _down(report: Report, held: Turning) -> list[Block]:
    if held.verdict is Verdict.NOT_READY:
        return []
    head = Heading(text=down_title(held))
    if not held.down:
        stands = Prose(content=(Words(text=STANDS),))
        return [stands] if held.aim is held.verdict else [head]
    columns = (
        Column(title="Capability", width=150),
        Column(title="If found at", width=90),
        Column(title="How likely", width=62, kind="number"),
        Column(title="Then", width=80),
        Column(title="Judgements that agree", width=117, kind="number"),
    )
    rows = tuple(
        Row(
            cells=(
                (_link(report, item.capability),),
                (Words(text=f"level {item.level}" + (" or lower" if item.level > 1 else "")),),
                (Words(text=percent(item.chance)),),
                (Words(text=VERDICT_WORDS[item.verdict].lower()),),
                (Words(text=percent(item.agreement)),),
            )
        )
        for item in held.down[:_DOWN]
    )
    left = len(held.down) - _DOWN
    more = f" {plural(left, 'more is', 'more are')} in the workbook." if left > 0 else ""
    note = f"Each within what its evidence allows, the likeliest first.{more}"
    return [
        head,
        Table(columns=columns, rows=rows),
        Prose(content=(Words(text=note),), kind="note"),
    ]


def _verify(report: Report, held: Turning) -> list[Block]:
    if not held.verify:
        return []
    columns = (
        Column(title="Capability", width=118),
        Column(title="Who knows", width=122, kind="quiet"),
        Column(title="What settles it", width=143),
        Column(title="Time", width=42, kind="number"),
        Column(title="Turns it", width=74, kind="number"),
    )
    rows = tuple(
        Row(
            cells=(
                (_link(report, item.capability),),
                (Words(text=item.who),),
                (Words(text=settles(item)),),
                (Words(text=minutes(item)),),
                (Words(text=percent(item.flips)),),
            )
        )
        for item in held.verify[:LISTED]
    )
    taken = verify_taken(held)
    note = " ".join(
        (
            "Turns it: the chance that the true level gives another verdict.",
            *([taken] if taken else []),
            f"Ordered by that chance × weight ÷ minutes. {written(held.draws, ',')} perturbed "
            f"judgements, fixed "
            f"seed {report.pack.judgements.perturbation.seed}.",
        )
    )
    return [
        Heading(text=verify_title(held)),
        Table(columns=columns, rows=rows, dense=True),
        Prose(content=(Words(text=note),), kind="note"),
    ]
