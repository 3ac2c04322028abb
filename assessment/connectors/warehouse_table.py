"""Reads a table of a warehouse where it lies, through Ibis: counts and distances, never a row.

BigQuery, ClickHouse, Databricks, MySQL, Snowflake and Trino, each where the operator installed its
driver. Options: ``table`` and ``reference`` are tables as Test connection lists them,
``reference_file`` the path of a file instead, ``warehouse`` is Snowflake's, ``http_path`` that of
Databricks; the rest are those of a table in a file (see ``dataset``).
"""

from assessment.connectors import dataset
from assessment.connectors.tables.evidence import DatasetEvidence
from assessment.connectors.tables.options import without_table
from assessment.connectors.tables.planned import planned_beside
from assessment.sources import Circumstances, Option, Request, Source, Survey

KIND = "warehouse"
SCHEMES = ("bigquery", "clickhouse", "databricks", "mysql", "snowflake", "trino")
TITLE = "Table in a warehouse"
ICON = "warehouse"
GROUP = "data"
ADDRESS_HELP = (
    "Such as snowflake://account/database/schema, bigquery://project/dataset or "
    "trino://host/catalog/schema."
)
EVIDENCE = DatasetEvidence
OPTIONS = (
    Option(name="table", label="Table", help="As Test connection lists it."),
    Option(name="reference", label="Table it was trained on", help="Another table beside it."),
    Option(
        name="reference_file", label="File it was trained on", form="file",
        help="Where the training table is a file instead.",
    ),
    Option(name="warehouse", label="Warehouse", help="Snowflake's; empty: the user's own."),
    Option(name="http_path", label="HTTP path", help="Of the SQL warehouse of Databricks."),
    *dataset.beside_the_place(KIND),
)  # fmt: skip


def requests(source: Source) -> tuple[Request, ...]:
    """The statements that reading this table will run."""
    return planned_beside(source.options)


def unsaid(source: Source) -> str:
    """That the table has to be named, before this is kept as a source."""
    return without_table(source.options)


def read(source: Source, circumstances: Circumstances) -> DatasetEvidence:
    """Everything about one table; :class:`SourceUnavailable` where it cannot be read."""
    from assessment.connectors.tables.warehouse_read import read_warehouse  # engines load slowly

    return read_warehouse(source, circumstances)


def survey(source: Source, circumstances: Circumstances) -> Survey:
    """The tables of the database or schema that the address names."""
    from assessment.connectors.tables.warehouse_read import survey_warehouse

    return survey_warehouse(source, circumstances)
