"""Reads a table in a CSV or Parquet file: counts and distances, never a row.

Options: ``event_time``, ``load_time``, ``label`` and ``key`` name columns; ``columns`` are those to
read, where a table is wide; ``rules`` are lines as ``tables.rules`` describes; ``reference`` is the
path of the table that the model was trained on; and the objectives of ``assessment.objectives``.
"""

from datetime import UTC, datetime
from pathlib import Path

from assessment import objectives
from assessment.connectors.runtime.links import reader_of
from assessment.connectors.tables import files, profile, rules, shift
from assessment.connectors.tables.engine import Engine
from assessment.connectors.tables.evidence import DatasetEvidence, Freshness, ShiftReport
from assessment.objectives import stated
from assessment.sources import (
    Circumstances,
    Option,
    Options,
    Request,
    Source,
    SourceUnavailable,
    Survey,
)

KIND = "dataset"
TITLE = "Table in a file"
ICON = "database"
GROUP = "data"
UPLOADS = (".csv", ".tsv", ".parquet")
ADDRESS_HELP = "The full path of a CSV or Parquet file on this machine."
EVIDENCE = DatasetEvidence
OPTIONS = (
    Option(
        name="reference", label="Table it was trained on", form="file",
        help="Full path of a CSV or Parquet file, or hand it over.",
    ),
    Option(
        name="rules", label="Rules, one a line", form="lines",
        help="Such as: amount not_null, or country in GB|FR.",
    ),
    Option(
        name="event_time", label="Column with the time of the event",
        help="Empty: found by usual names.",
    ),
    Option(
        name="load_time", label="Column with the time of loading",
        help="Empty: found by usual names.",
    ),
    Option(
        name="label", label="Column that is predicted",
        help="Left out of comparisons of inputs.",
    ),
    Option(
        name="key", label="Column that names a row", help="Checked for doubles, never read out.",
    ),
    Option(name="columns", form="lines", shown=False),
    *objectives.options("minimum_rows", "psi_limit", "data_age_limit_hours"),
)  # fmt: skip

COLUMNS_LIMIT = 1000
LIVE, REFERENCE = "live", "reference"
USUAL_EVENT_TIMES = ("event_time", "event_timestamp", "event_ts", "occurred_at", "created_at")
USUAL_LOAD_TIMES = ("load_time", "loaded_at", "ingested_at", "_loaded_at")


def requests(source: Source) -> tuple[Request, ...]:
    """The statements that reading this table will run."""
    table = Path(source.address.strip()).name
    rows = [("SHA-256", table, "which file it is, so that it can be found again")]
    rows += [
        ("SELECT", f"count, missing, distinct, smallest, largest of each column of {table}",
         "how many rows, missing and distinct values there are"),
        ("SELECT", f"newest event time of {table}", "how new the newest event is"),
    ]  # fmt: skip
    if declared := _lines(source.options, "rules"):
        rows.append(("SELECT", f"rows of {table} that break {len(declared)} rules",
                     "how many rows break a declared rule"))  # fmt: skip
    if reference := source.options.get("reference"):
        name = Path(str(reference)).name
        rows.append(("SELECT", f"counts by decile and category of {table} and {name}",
                     "how far live data lies from training data"))  # fmt: skip
    return tuple(Request(verb=verb, what=what, why=why) for verb, what, why in rows)


def read(source: Source, circumstances: Circumstances) -> DatasetEvidence:
    """Everything about one table; :class:`SourceUnavailable` where it cannot be read."""
    file = files.allowed_file(source.address, circumstances.permission)
    against, trouble = _reference(source.options, circumstances)
    with Engine([file, *([against] if against else [])], circumstances) as engine:
        seen = _seen(engine, file, source, circumstances)
        if against is None:
            return seen.model_copy(update={"shift": trouble})
        circumstances.progress("live against training data")
        report = _shift(engine, seen, against, source.options)
    return seen.model_copy(update={"shift": report})


def survey(source: Source, circumstances: Circumstances) -> Survey:
    """What reading it gives, in one line."""
    return Survey(told=_summary(read(source, circumstances)))


def _summary(evidence: DatasetEvidence) -> str:
    """How large the table is."""
    many = len(evidence.columns)
    return f"{evidence.rows:,} rows in {'one column' if many == 1 else f'{many:,} columns'}"


def _seen(
    engine: Engine, file: Path, source: Source, circumstances: Circumstances
) -> DatasetEvidence:
    options, found = source.options, file.stat()
    objectives = stated(options)
    circumstances.progress("counting rows and values")
    types = _types(engine, LIVE, file, options)
    rows, columns = profile.profile(engine, LIVE, types)
    if not rows:
        raise SourceUnavailable(
            "the table has a header and no row", "Export it again, with the rows of live traffic."
        )
    circumstances.progress("freshness and rules")
    results, breaking = rules.hold(engine, LIVE, types, _lines(options, "rules"))
    return DatasetEvidence(
        name=file.name,
        read_at=circumstances.now(),
        digest=files.digest(file),
        size=found.st_size,
        modified_at=datetime.fromtimestamp(found.st_mtime, UTC),
        reader=reader_of(source),
        rows=rows,
        columns=columns,
        freshness=_freshness(engine, types, options, circumstances.now()),
        rules=results,
        rows_breaking_rules=breaking,
        objectives=objectives,
    )


def _types(engine: Engine, view: str, file: Path, options: Options) -> dict[str, str]:
    """The columns to read: those of the options, or all where they are not too many."""
    engine.view(view, file)
    types = engine.columns(view)
    wanted = _lines(options, "columns")
    if wanted:
        types = {name: kind for name, kind in types.items() if name in wanted}
    if not types:
        raise SourceUnavailable(
            "none of the columns named is in the table", "Check the names under columns."
        )
    if len(types) > COLUMNS_LIMIT:
        raise SourceUnavailable(
            f"the table has {len(types):,} columns, and at most {COLUMNS_LIMIT:,} are read",
            "Name the columns that the model uses under columns.",
        )
    return types


def _freshness(
    engine: Engine, types: dict[str, str], options: Options, now: datetime
) -> Freshness | None:
    event = str(options.get("event_time", "")) or _first(USUAL_EVENT_TIMES, types)
    load = str(options.get("load_time", "")) or _first(USUAL_LOAD_TIMES, types)
    if not event:
        return None
    return profile.freshness(engine, LIVE, types, event=event, load=load, now=now)


def _first(names: tuple[str, ...], types: dict[str, str]) -> str:
    return next((name for name in names if name in types), "")


def _reference(
    options: Options, circumstances: Circumstances
) -> tuple[Path | None, ShiftReport | None]:
    """The training table, or why it cannot be read: the live one is looked at all the same."""
    given = str(options.get("reference", "")).strip()
    if not given:
        return None, None
    try:
        return files.allowed_file(given, circumstances.permission), None
    except SourceUnavailable as problem:
        told = f"the training table: {problem.reason}"
        return None, ShiftReport(reference=Path(given).name, reason=told)


def _shift(engine: Engine, seen: DatasetEvidence, against: Path, options: Options) -> ShiftReport:
    types = _types(engine, REFERENCE, against, options)
    rows, columns = profile.profile(engine, REFERENCE, types)
    told = {"reference": against.name, "live_rows": seen.rows, "reference_rows": rows}
    least = seen.objectives.minimum_rows
    if min(rows, seen.rows) < least:
        reason = f"{min(rows, seen.rows):,} rows are too few to tell a shift from chance"
        return ShiftReport.model_validate(told | {"reason": reason})
    report = shift.compare(engine, (LIVE, REFERENCE), seen.columns, columns, _left_out(options))
    reason = "" if report.shifts else "the two tables share no column that can be compared"
    return report.model_copy(update=told | {"reason": reason})


def _left_out(options: Options) -> tuple[str, ...]:
    named = ("event_time", "load_time", "label", "key")
    stated_ = [str(options[name]) for name in named if options.get(name)]
    return (*stated_, *USUAL_EVENT_TIMES, *USUAL_LOAD_TIMES)


def _lines(options: Options, name: str) -> list[str]:
    given = options.get(name, [])
    if isinstance(given, str):
        given = given.splitlines()
    if not isinstance(given, list):
        raise SourceUnavailable(f"the option {name} is not a list", f"Give {name} line by line.")
    return [str(item) for item in given if str(item).strip()]
