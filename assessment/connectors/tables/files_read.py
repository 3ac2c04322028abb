"""Reads a table in a file, and the file that the model was trained on beside it."""

from collections.abc import Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from datetime import UTC, datetime
from pathlib import Path

from assessment.connectors.runtime.links import reader_of
from assessment.connectors.tables import files, reading
from assessment.connectors.tables.duck import DuckDB
from assessment.connectors.tables.engine import Engine
from assessment.connectors.tables.evidence import DatasetEvidence, ShiftReport
from assessment.connectors.tables.further import against_online
from assessment.connectors.tables.located import in_store, located, stored
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
    with ExitStack() as stack:
        file = stack.enter_context(located(source.address, source, circumstances))
        against, trouble = _reference(source, stack, circumstances)
        online, no_parity = _online_file(options, circumstances)
        digest = stack.enter_context(_digesting(file))
        beside = [other for other in (against, online) if other is not None]
        engine = stack.enter_context(_live(file, beside, options, circumstances))
        seen = reading.seen(engine, LIVE, options, circumstances, _name(source, file))
        parity = no_parity or _parity(engine, online, seen, options)
        report = trouble
        if against is not None:
            report = against_file(engine, seen, against, options, circumstances)
            report = report.model_copy(update={"reference": called(text(options, "reference"))})
        found = _identified(source, file, digest.result())
    return seen.model_copy(update=found | {"parity": parity, "shift": report})


def survey_file(source: Source, circumstances: Circumstances) -> Survey:
    """What lies at a path: the size of a table, or the tables of a database."""
    if in_store(source.address):
        return Survey(told=stored(source.address, source, circumstances))
    with located(source.address, source, circumstances) as file:
        return _database(file, circumstances) if is_database(file) else _table(file, circumstances)


def _database(file: Path, circumstances: Circumstances) -> Survey:
    with database(file, circumstances) as held:
        names = held.tables()
    choices = tuple(Choice(value=name, label=name) for name in names[:CHOICES])
    told = f"{held.name} file with {len(names):,} table{'' if len(names) == 1 else 's'}"
    return Survey(
        told=told,
        warning="" if names else "it holds no table",
        choices={"table": choices} if names else {},
    )


def _table(file: Path, circumstances: Circumstances) -> Survey:
    with opened(file, "", LIVE, circumstances) as engine:
        types = engine.columns(LIVE)
        table = engine.table(LIVE)
        rows = engine.one(table.aggregate(n=table.count()), "how many rows there are")["n"]
    return Survey(
        told=sized(rows, len(types)),
        warning="" if rows else "it has no row",
        choices=column_choices(types),
    )


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


def _name(source: Source, file: Path) -> str:
    table, name = text(source.options, "table"), called(source.address)
    return f"{name}, {table}" if table and is_database(file) else name


def called(address: str) -> str:
    """What a table is called by where it lies: the last part of its path or key."""
    return address.strip().rstrip("/").rpartition("/")[2]


def _reference(
    source: Source, stack: ExitStack, circumstances: Circumstances
) -> tuple[Path | None, ShiftReport | None]:
    """The training table, fetched where it lies in an object store, or why it cannot be read."""
    given = text(source.options, "reference")
    if not in_store(given):
        return reference_file(source.options, circumstances)
    try:
        return stack.enter_context(located(given, source, circumstances)), None
    except SourceUnavailable as problem:
        told = f"the training table: {problem.reason}"
        return None, ShiftReport(reference=called(given), reason=told)


@contextmanager
def _digesting(file: Path) -> Iterator["Future[str]"]:
    """The digest of a file, worked out while the engine reads it; it is let go of on trouble."""
    pool = ThreadPoolExecutor(1)
    try:
        yield pool.submit(files.digest, file)
    finally:
        pool.shutdown(wait=False, cancel_futures=True)


def _identified(source: Source, file: Path, digest: str) -> dict[str, object]:
    found = file.stat()
    return {
        "digest": digest,
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
