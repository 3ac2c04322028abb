"""Reads a table in a file: counts and distances, never a row.

The file is CSV or Parquet, a folder of Parquet parts, or a SQLite or DuckDB database; one at
``s3://bucket/key`` is fetched once, from the ``endpoint`` and ``region`` given. Options:
``table`` (in a database), ``reference_table`` (where the reference is one); ``event_time``,
``load_time``, ``label`` and ``key`` name columns; ``columns`` are those to read, where a table is
wide; ``rules`` are lines as ``tables.rules`` describes; ``reference`` is the path of the table that
the model was trained on; ``online`` that of the same features as they are served, compared by key
within ``online_tolerance`` (a share of the larger value); ``feature_time`` and ``known_by`` name two
columns of times; ``volume_by`` is ``day`` or ``hour``; ``predictions``, ``experiment``, ``reviews``
and ``usage`` are the columns of a log, by name; and the objectives of ``assessment.objectives``.
"""

from pathlib import Path

from assessment import objectives
from assessment.connectors.tables.evidence import DatasetEvidence
from assessment.connectors.tables.files import names_a_database
from assessment.connectors.tables.further_options import FURTHER
from assessment.connectors.tables.options import without_table
from assessment.connectors.tables.planned import planned
from assessment.sources import Circumstances, Option, Request, Source, Survey

KIND = "dataset"
TITLE = "Table in a file"
ICON = "database"
GROUP = "data"
UPLOADS = (".csv", ".tsv", ".parquet", ".sqlite", ".sqlite3", ".duckdb", ".db")
ADDRESS_HELP = (
    "The full path of a CSV, Parquet, SQLite or DuckDB file or of a folder of Parquet parts; or "
    "s3://bucket/key."
)
EVIDENCE = DatasetEvidence
OPTIONS = (
    Option(
        name="table", label="Table, where the file is a database",
        help="As Test connection lists it.",
    ),
    Option(
        name="reference", label="Table it was trained on", form="file",
        help="Full path of such a file, or hand it over.",
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
    Option(name="reference_table", shown=False),
    Option(
        name="endpoint", label="Object store, of an s3:// address",
        help="Such as https://minio.example.org:9000; empty: Amazon's in the region below.",
    ),
    Option(name="region", label="Region, of an s3:// address", help="Empty: us-east-1."),
    *FURTHER,
    *objectives.options(KIND),
)  # fmt: skip


def beside_the_place(kind: str) -> tuple[Option, ...]:
    """What can be said of a table of a ``kind`` wherever it lies."""
    places = ("table", "reference", "reference_table", "endpoint", "region")
    said = (item for item in OPTIONS if item.name not in places and item.form != "file")
    own = tuple(item for item in said if not objectives.is_objective(item.name))
    return (*own, *objectives.options(kind))


def requests(source: Source) -> tuple[Request, ...]:
    """The statements that reading this table will run."""
    table = Path(source.address.strip()).name
    identified = Request(
        verb="SHA-256", what=table, why="which file it is, so that it can be found again"
    )
    against = Path(str(source.options.get("reference", ""))).name
    return (identified, *planned(source.options, table, against))


def unsaid(source: Source) -> str:
    """That a database needs its table named, before it is kept as a source."""
    return without_table(source.options) if names_a_database(source.address) else ""


def read(source: Source, circumstances: Circumstances) -> DatasetEvidence:
    """Everything about one table; :class:`SourceUnavailable` where it cannot be read."""
    from assessment.connectors.tables.files_read import read_files  # engines load slowly

    return read_files(source, circumstances)


def survey(source: Source, circumstances: Circumstances) -> Survey:
    """What lies there, in one line, and the tables and columns to choose from."""
    from assessment.connectors.tables.files_read import survey_file

    return survey_file(source, circumstances)
