"""Reads a table of PostgreSQL, and lists what a role may read."""

from assessment.connectors.tables.beside import read_beside, surveyed
from assessment.connectors.tables.evidence import DatasetEvidence
from assessment.connectors.tables.hosts import target
from assessment.connectors.tables.opening import chosen
from assessment.connectors.tables.options import text
from assessment.connectors.tables.postgres_catalogue import LISTED, Relation
from assessment.connectors.tables.postgresql import PostgreSQL
from assessment.sources import Choice, Circumstances, Source, Survey


def read_table(source: Source, circumstances: Circumstances, port: int) -> DatasetEvidence:
    """Everything about one table; :class:`SourceUnavailable` where it cannot be read."""
    table = text(source.options, "table")
    with opened(source, circumstances, port) as engine:
        table = table or chosen([item.called for item in engine.catalogue.relations()], "")
        return read_beside(engine, table, source, circumstances)


def survey_database(source: Source, circumstances: Circumstances, port: int) -> Survey:
    """The server, its tables with how many rows they have, and whether the role could write."""
    with opened(source, circumstances, port) as engine:
        version = engine.statement("SHOW server_version", "which version answers")[0][0]
        found, writes = engine.catalogue.relations(), engine.catalogue.writable()
        many = f"{len(found):,}{'+' if len(found) == LISTED else ''} tables"
        told = f"PostgreSQL {str(version).split()[0]}, {many} that this role may read"
        if writes:
            told += f"; it could also write to {writes:,}, and a role that can only read is safer"
        listed = tuple(Choice(value=item.called, label=_label(item)) for item in found)
        return surveyed(engine, told, listed, source)


def opened(source: Source, circumstances: Circumstances, port: int) -> PostgreSQL:
    """The engine of the database at a source's address."""
    where = target(source, circumstances.permission, port)
    return PostgreSQL(where, text(source.options, "tls"), circumstances)


def _label(relation: Relation) -> str:
    rows = f"about {relation.rows:,} rows" if relation.rows else "rows not counted yet"
    return f"{relation.called} ({rows})"
