"""Reads a table with Spark: counts and distances, never a row.

The address is a Spark Connect server, or the path of a file or folder that a small Spark on this
machine reads. Options: ``table`` and ``reference`` are tables of the server, ``reference_file`` the
path of a file; ``tls`` says whether the connection is encrypted; the rest are those of a table in a
file (see ``dataset``).
"""

from assessment.connectors import dataset
from assessment.connectors.tables.evidence import DatasetEvidence
from assessment.connectors.tables.options import without_table
from assessment.connectors.tables.planned import planned_beside
from assessment.sources import Circumstances, Option, Request, Source, Survey

KIND = "spark"
TITLE = "Table in Spark"
ICON = "bolt"
GROUP = "data"
ADDRESS_HELP = (
    "The address of a Spark Connect server, such as sc://spark.example.org:15002, or the full path "
    "of a Parquet or CSV file or of a folder of Parquet parts."
)
EVIDENCE = DatasetEvidence
OPTIONS = (
    Option(name="table", label="Table", help="Of the server, as Test connection lists it."),
    Option(name="reference", label="Table it was trained on", help="Another one of the server."),
    Option(
        name="reference_file", label="File it was trained on", form="file",
        help="Where the training table is a file.",
    ),
    Option(
        name="tls", label="Encryption", form="choice", choices=("verify", "none"),
        help="Empty: the certificate is checked; none is for hosts on the operator's list.",
    ),
    *dataset.beside_the_place(KIND),
)  # fmt: skip


def requests(source: Source) -> tuple[Request, ...]:
    """The statements that reading this table will run."""
    return planned_beside(source.options)


def unsaid(source: Source) -> str:
    """That a table of a server has to be named, before this is kept as a source."""
    return without_table(source.options) if "://" in source.address else ""


def read(source: Source, circumstances: Circumstances) -> DatasetEvidence:
    """Everything about one table; :class:`SourceUnavailable` where it cannot be read."""
    from assessment.connectors.tables.spark_read import read_spark  # engines load slowly

    return read_spark(source, circumstances)


def survey(source: Source, circumstances: Circumstances) -> Survey:
    """The tables of a server, or the columns of a file."""
    from assessment.connectors.tables.spark_read import survey_spark

    return survey_spark(source, circumstances)
