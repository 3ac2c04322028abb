"""Reads a table in a file, and the file that the model was trained on beside it."""

from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from datetime import UTC, datetime
from pathlib import Path

from assessment.connectors.runtime.links import reader_of
from assessment.connectors.tables import files, reading
from assessment.connectors.tables.duck import DuckDB
from assessment.connectors.tables.engine import Engine
from assessment.connectors.tables.evidence import DatasetEvidence, ShiftReport
from assessment.connectors.tables.further import against_online
from assessment.connectors.tables.measures import Parity
from assessment.connectors.tables.opening import database, is_database, opened
from assessment.connectors.tables.options import column_choices, sized, text
from assessment.connectors.tables.reading import LIVE, REFERENCE
from assessment.sources import Choice, Circumstances, Options, Source, SourceUnavailable, Survey

CHOICES = 500
ONLINE = "online"


def read_files(source: Source, circumstances: Circumstances) -> DatasetEvidence:
    """Everything about one table; :class:`SourceUnavailable` where it cannot be read."""
    options = source.options
    file = files.allowed_file(source.address, circumstances.permission)
    against, trouble = reference_file(options, circumstances)
    online, no_parity = _online_file(options, circumstances)
    with ExitStack() as stack:
        beside = [other for other in (against, online) if other is not None]
        engine = stack.enter_context(_live(file, beside, options, circumstances))
        seen = reading.seen(engine, LIVE, options, circumstances, _name(file, options))
        seen = seen.model_copy(update=_identified(source, file))
        parity = no_parity or _parity(engine, online, seen, options)
        seen = seen.model_copy(update={"parity": parity})
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


def _parity(
    engine: Engine, online: Path | None, seen: DatasetEvidence, options: Options
) -> Parity | None:
    """The same features as the online table has them, where one engine can join both."""
    if online is None:
        return None
    if not isinstance(engine, DuckDB) or not engine.may_read(online):
        told = "the two tables are not both plain files, which one engine could join"
        return Parity(other=online.name, reason=told)
    engine.view(ONLINE, online)
    return against_online(engine, (LIVE, ONLINE), seen, options, online.name)


def _online_file(
    options: Options, circumstances: Circumstances
) -> tuple[Path | None, Parity | None]:
    """The table of online features, or why it cannot be read."""
    if not (given := text(options, "online")):
        return None, None
    try:
        return files.allowed_file(given, circumstances.permission), None
    except SourceUnavailable as problem:
        return None, Parity(other=Path(given).name, reason=f"the online table: {problem.reason}")


@contextmanager
def _live(
    file: Path, beside: Sequence[Path], options: Options, circumstances: Circumstances
) -> Iterator[Engine]:
    """The engine of the live table; of plain files one engine reads all, so that they can be joined."""
    if is_database(file):
        with opened(file, text(options, "table"), LIVE, circumstances) as engine:
            yield engine
        return
    plain = [file, *(other for other in beside if not is_database(other))]
    with DuckDB(plain, circumstances) as duck:
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
