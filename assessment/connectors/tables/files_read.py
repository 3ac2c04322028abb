"""Reads a table in a file, and the file that the model was trained on beside it."""

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from datetime import UTC, datetime
from pathlib import Path

from assessment.connectors.runtime.links import reader_of
from assessment.connectors.tables import files, reading
from assessment.connectors.tables.duck import DuckDB
from assessment.connectors.tables.engine import Engine
from assessment.connectors.tables.evidence import DatasetEvidence, ShiftReport
from assessment.connectors.tables.opening import database, is_database, opened
from assessment.connectors.tables.options import column_choices, sized, text
from assessment.connectors.tables.reading import LIVE, REFERENCE
from assessment.sources import Choice, Circumstances, Options, Source, SourceUnavailable, Survey

CHOICES = 500


def read_files(source: Source, circumstances: Circumstances) -> DatasetEvidence:
    """Everything about one table; :class:`SourceUnavailable` where it cannot be read."""
    options = source.options
    file = files.allowed_file(source.address, circumstances.permission)
    against, trouble = reference_file(options, circumstances)
    with ExitStack() as stack:
        engine = stack.enter_context(_live(file, against, options, circumstances))
        seen = reading.seen(engine, LIVE, options, circumstances, _name(file, options))
        seen = seen.model_copy(update=_identified(source, file))
        if against is None:
            return seen.model_copy(update={"shift": trouble})
        report = against_file(engine, seen, against, options, circumstances)
    return seen.model_copy(update={"shift": report})


def survey_file(source: Source, circumstances: Circumstances) -> Survey:
    """What lies at a path: the size of a table, or the tables of a database."""
    file = files.allowed_file(source.address, circumstances.permission)
    if is_database(file):
        with database(file, circumstances) as held:
            names = held.tables()
        choices = tuple(Choice(value=name, label=name) for name in names[:CHOICES])
        told = f"{held.name} file with {len(names):,} table{'' if len(names) == 1 else 's'}"
        return Survey(told=told, choices={"table": choices} if names else {})
    with opened(file, "", LIVE, circumstances) as engine:
        types = engine.columns(LIVE)
        table = engine.table(LIVE)
        rows = engine.one(table.aggregate(n=table.count()), "how many rows there are")["n"]
    return Survey(told=sized(rows, len(types)), choices=column_choices(types))


def against_file(
    live: Engine, seen: DatasetEvidence, file: Path, options: Options, circumstances: Circumstances
) -> ShiftReport:
    """A table that was read against the one in a file."""
    circumstances.progress("live against training data")
    with ExitStack() as stack:
        if isinstance(live, DuckDB) and live.may_read(file):
            live.view(REFERENCE, file)
            engine: Engine = live
        else:
            table = text(options, "reference_table") or text(options, "table")
            engine = stack.enter_context(opened(file, table, REFERENCE, circumstances))
        return reading.compared((live, LIVE), (engine, REFERENCE), seen, options, file.name)


@contextmanager
def _live(
    file: Path, against: Path | None, options: Options, circumstances: Circumstances
) -> Iterator[Engine]:
    """The engine of the live table; of plain files one engine reads both, so that they can be joined."""
    if is_database(file):
        with opened(file, text(options, "table"), LIVE, circumstances) as engine:
            yield engine
        return
    both = [file, *([against] if against and not is_database(against) else [])]
    with DuckDB(both, circumstances) as duck:
        duck.view(LIVE, file)
        yield duck


def _name(file: Path, options: Options) -> str:
    table = text(options, "table")
    return f"{file.name}, {table}" if table and is_database(file) else file.name


def _identified(source: Source, file: Path) -> dict[str, object]:
    found = file.stat()
    return {
        "digest": files.digest(file),
        "size": files.size(file),
        "modified_at": datetime.fromtimestamp(found.st_mtime, UTC),
        "reader": reader_of(source),
    }


def reference_file(
    options: Options, circumstances: Circumstances
) -> tuple[Path | None, ShiftReport | None]:
    """The training table, or why it cannot be read: the live one is looked at all the same."""
    given = text(options, "reference")
    if not given:
        return None, None
    try:
        return files.allowed_file(given, circumstances.permission), None
    except SourceUnavailable as problem:
        told = f"the training table: {problem.reason}"
        return None, ShiftReport(reference=Path(given).name, reason=told)
