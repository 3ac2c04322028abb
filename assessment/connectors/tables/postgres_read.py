"""Reads a table of PostgreSQL, and what it is compared with: a table beside it or a file."""

from assessment.connectors.runtime.links import reader_of
from assessment.connectors.tables import reading
from assessment.connectors.tables.evidence import DatasetEvidence, ShiftReport
from assessment.connectors.tables.files_read import against_file, reference_file
from assessment.connectors.tables.hosts import target
from assessment.connectors.tables.opening import chosen
from assessment.connectors.tables.options import column_choices, text
from assessment.connectors.tables.postgres_catalogue import LISTED, Relation
from assessment.connectors.tables.postgresql import PostgreSQL
from assessment.connectors.tables.reading import LIVE, REFERENCE
from assessment.sources import Choice, Circumstances, Source, SourceUnavailable, Survey


def read_table(source: Source, circumstances: Circumstances, port: int) -> DatasetEvidence:
    """Everything about one table; :class:`SourceUnavailable` where it cannot be read."""
    table = text(source.options, "table")
    with opened(source, circumstances, port) as engine:
        table = table or chosen([item.called for item in engine.catalogue.relations()], "")
        engine.view(LIVE, table)
        seen = reading.seen(engine, LIVE, source.options, circumstances, table)
        seen = seen.model_copy(update={"reader": reader_of(source)})
        return seen.model_copy(update={"shift": _shift(engine, seen, source, circumstances)})


def survey_database(source: Source, circumstances: Circumstances, port: int) -> Survey:
    """What there is to choose from; of a table that was chosen its columns as well."""
    with opened(source, circumstances, port) as engine:
        version = engine.statement("SHOW server_version", "which version answers")[0][0]
        found, writes = engine.catalogue.relations(), engine.catalogue.writable()
        table, columns = text(source.options, "table"), {}
        if table:
            engine.view(LIVE, table)
            columns = column_choices(engine.columns(LIVE))
    many = f"{len(found):,}{'+' if len(found) == LISTED else ''} tables"
    told = f"PostgreSQL {str(version).split()[0]}, {many} that this role may read"
    if writes:
        told += f"; it could also write to {writes:,}, and a role that can only read is safer"
    listed = tuple(Choice(value=item.called, label=_label(item)) for item in found)
    return Survey(told=told, choices={"table": listed, "reference": listed, **columns})


def opened(source: Source, circumstances: Circumstances, port: int) -> PostgreSQL:
    """The engine of the database at a source's address."""
    where = target(source, circumstances.permission, port)
    return PostgreSQL(where, text(source.options, "tls"), circumstances)


def _shift(
    engine: PostgreSQL, seen: DatasetEvidence, source: Source, circumstances: Circumstances
) -> ShiftReport | None:
    """Against the training table; that it cannot be read costs this comparison alone."""
    options, table = source.options, text(source.options, "reference")
    if not table:
        given = {**options, "reference": text(options, "reference_file")}
        file, trouble = reference_file(given, circumstances)
        return against_file(engine, seen, file, options, circumstances) if file else trouble
    circumstances.progress("live against training data")
    try:
        engine.view(REFERENCE, table)
        return reading.compared((engine, LIVE), (engine, REFERENCE), seen, options, table)
    except SourceUnavailable as problem:
        return ShiftReport(reference=table, reason=f"the training table: {problem.reason}")


def _label(relation: Relation) -> str:
    rows = f"about {relation.rows:,} rows" if relation.rows else "rows not counted yet"
    return f"{relation.called} ({rows})"
