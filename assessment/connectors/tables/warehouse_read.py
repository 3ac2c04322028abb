"""Reads a table of a warehouse, and lists what there is."""

from assessment.connectors.tables.beside import read_beside, surveyed
from assessment.connectors.tables.evidence import DatasetEvidence
from assessment.connectors.tables.opening import chosen
from assessment.connectors.tables.options import text
from assessment.connectors.tables.warehouses import opened
from assessment.sources import Choice, Circumstances, Source, Survey

LISTED = 500


def read_warehouse(source: Source, circumstances: Circumstances) -> DatasetEvidence:
    """Everything about one table; :class:`SourceUnavailable` where it cannot be read."""
    with opened(source, circumstances) as engine:
        table = text(source.options, "table") or chosen(engine.tables(), "")
        return read_beside(engine, table, source, circumstances)


def survey_warehouse(source: Source, circumstances: Circumstances) -> Survey:
    """The tables of the database or schema that the address names."""
    with opened(source, circumstances) as engine:
        names = engine.tables()
        listed = tuple(Choice(value=name, label=name) for name in names[:LISTED])
        return surveyed(engine, f"{engine.name}, {len(names):,} tables", listed, source)
