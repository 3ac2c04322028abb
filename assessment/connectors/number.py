"""Reads numbers that somebody chose: from queries on the operator's list, or from a CSV file.

The address is the word *list*, or the path of a CSV file with a date and a value in each row. Queries
are written in the operator's file alone, never on this page. Options: ``numbers`` (names on the list,
one a line; left out, all), and for a file ``metric`` (what its number is), ``unit``, ``title``,
``baseline`` (the value before), ``baseline_until`` (the first day after it), ``date`` and ``value``
(what the columns are called), and ``number_age_limit_days``.
"""

from collections.abc import Sequence
from datetime import date

from assessment import objectives
from assessment.connectors.numbers import baseline as before
from assessment.connectors.numbers import csv_figures, querying
from assessment.connectors.numbers.evidence import BUSINESS, Figure, Number, NumbersEvidence
from assessment.connectors.numbers.figures import figures
from assessment.connectors.numbers.targets import targets
from assessment.connectors.redaction import redact
from assessment.connectors.rest import Reach, part
from assessment.connectors.runtime.links import reader_of
from assessment.connectors.tables.options import lines, text
from assessment.listed_numbers import ListedNumber
from assessment.sources import (
    Choice,
    Circumstances,
    Option,
    Options,
    Request,
    Source,
    SourceUnavailable,
    Survey,
)

KIND = "number"
TITLE = "Numbers that you chose"
ICON = "pin"
GROUP = "people"
UPLOADS = (".csv", ".tsv")
ADDRESS_HELP = (
    "The word list for numbers on the operator's list, or the full path of a CSV file with a date and "
    "a value in each row."
)
EVIDENCE = NumbersEvidence
OPTIONS = (
    Option(
        name="numbers", label="Numbers on the list", form="lines", help="Empty: all of them.",
    ),
    Option(
        name="metric", label="What the file's number is",
        help="Empty: the business outcome, or the file's own column metric.",
    ),
    Option(name="unit", label="Unit", help="Such as EUR or ratio."),
    Option(name="title", label="What people call it"),
    Option(
        name="baseline", label="Value before the use case", form="number",
        help="Empty where the file has a control column.",
    ),
    Option(
        name="baseline_until", label="First day of the use case",
        help="Such as 2026-03-01; figures before it are the baseline.",
    ),
    Option(name="date", shown=False),
    Option(name="value", shown=False),
    *objectives.options(KIND),
)  # fmt: skip

LIST = "list"
MOST = 30


def requests(source: Source) -> tuple[Request, ...]:
    """The queries or the file that reading these numbers will open."""
    _until(source.options)
    if not _from_list(source):
        return (Request(verb="read", what=source.address.rpartition("/")[2], why=csv_figures.WHY),)
    names = ", ".join(lines(source.options, "numbers")) or "every number"
    what = f"the query that the operator listed for {names}"
    return (Request(verb="SELECT", what=what, why=querying.WHY),)


def read(source: Source, circumstances: Circumstances) -> NumbersEvidence:
    """The numbers; :class:`SourceUnavailable` where there is none to read."""
    held = objectives.stated(source.options)
    if _from_list(source):
        chosen = _chosen(circumstances, lines(source.options, "numbers"))
        found = tuple(_listed(item, circumstances) for item in chosen[:MOST])
    else:
        found = _from_file(source, circumstances)
    return NumbersEvidence(
        read_at=circumstances.now(), reader=reader_of(source), numbers=found, objectives=held,
        origin="the operator's list" if _from_list(source) else "a file",
    )  # fmt: skip


def survey(source: Source, circumstances: Circumstances) -> Survey:
    """How many figures there are and up to which day; of the list, what may be chosen."""
    if _from_list(source):
        known = circumstances.permission.numbers.values()
        choices = tuple(Choice(value=item.name, label=item.title or item.name) for item in known)
        many = f"{len(choices)} number{'' if len(choices) == 1 else 's'}"
        return Survey(
            told=f"{many} on the operator's list",
            warning="" if choices else "the operator listed no number",
            choices={"numbers": choices} if choices else {},
        )
    found = read(source, circumstances).numbers
    told = "; ".join(_told(item) for item in found)
    metrics = tuple(
        Choice(value=name, label=name.replace("_", " ")) for name in (BUSINESS, *targets())
    )
    return Survey(told=told, choices={"metric": metrics})


def _from_list(source: Source) -> bool:
    return source.address.strip().lower() == LIST


def _chosen(circumstances: Circumstances, names: Sequence[str]) -> tuple[ListedNumber, ...]:
    known = circumstances.permission.numbers
    if not known:
        raise SourceUnavailable(
            "the operator listed no number",
            "Have the operator write one into the file of numbers, or give a CSV file.",
        )
    wanted = [name.strip() for name in names] or list(known)
    if unknown := [name for name in wanted if name not in known]:
        raise SourceUnavailable(
            f"there is no number {unknown[0][:60]} on the operator's list",
            f"Choose among {', '.join(list(known)[:12])}.",
        )
    return tuple(known[name] for name in wanted)


def _listed(item: ListedNumber, circumstances: Circumstances) -> Number:
    """One number of the list; that it cannot be read costs it alone."""
    circumstances.progress(item.title or item.name)
    nothing: tuple[Figure, ...] = ()
    found, reach = part(lambda: figures(querying.rows(item, circumstances)), nothing)
    return _number(
        found, reach, name=item.name, title=item.title, metric=item.metric, unit=item.unit,
        stated=item.baseline, until=item.baseline_until, asked=redact(item.query)[:1000],
    ).model_copy(update={"age_limit_days": item.age_limit_days})  # fmt: skip


def _from_file(source: Source, circumstances: Circumstances) -> tuple[Number, ...]:
    options = source.options
    rows, units, path = csv_figures.table(
        source.address, circumstances, text(options, "date"), text(options, "value")
    )
    if not rows:
        raise SourceUnavailable("the file has a header and no row", "Export it with its figures.")
    stated = options.get("baseline")
    nothing: tuple[Figure, ...] = ()
    made = []
    for metric, cells in rows.items():
        found, reach = part(lambda cells=cells: figures(cells), nothing)  # type: ignore[misc]
        made.append(_number(
            found, reach, name=path.name, title=text(options, "title"),
            metric=metric or text(options, "metric") or BUSINESS,
            unit=units.get(metric) or text(options, "unit"),
            stated=float(stated) if isinstance(stated, (int, float)) else None,
            until=_until(options), asked=path.name,
        ))  # fmt: skip
    return tuple(made[:MOST])


def _number(
    found: tuple[Figure, ...], reach: Reach, *, name: str, title: str, metric: str, unit: str,
    stated: float | None, until: date | None, asked: str,
) -> Number:  # fmt: skip
    target = targets().get(metric)
    unit = unit or (target.unit if target else "")
    if target and unit != target.unit:
        told = f"{metric} is in {unit}, and is compared in {target.unit}"
        reach = Reach(read=False, reason=told, remedy=f"Give the number in {target.unit}.")
        found = ()
    value, where = before.baseline(found, stated, until)
    return Number(
        name=redact(name)[:200], title=redact(title)[:200], metric=metric[:60], unit=unit[:40],
        figures=found, baseline=value, baseline_told=where, asked=asked, reach=reach,
    )  # fmt: skip


def _until(options: Options) -> date | None:
    given = text(options, "baseline_until")
    try:
        return date.fromisoformat(given) if given else None
    except ValueError:
        raise SourceUnavailable(
            "baseline_until is no day", "Write it as year, month and day, such as 2026-03-01."
        ) from None


def _told(item: Number) -> str:
    newest = item.newest
    if newest is None:
        return item.reach.reason or "no figure"
    return f"{len(item.figures)} figures up to {newest.at:%-d %B %Y}"
