"""Reads a table of a PostgreSQL database where it lies: counts and distances, never a row.

Options: ``table`` and ``reference`` are tables of the database as Test connection lists them,
``reference_file`` the path of a file instead; ``tls`` says how the connection is encrypted; the rest
are those of a table in a file (see ``dataset``).
"""

from assessment.connectors import dataset
from assessment.connectors.tables.evidence import DatasetEvidence
from assessment.connectors.tables.hosts import TLS
from assessment.connectors.tables.options import without_table
from assessment.connectors.tables.planned import planned_beside
from assessment.sources import Circumstances, Option, Request, Source, Survey

KIND = "postgres"
SCHEMES = ("postgresql", "postgres")
TITLE = "Table in PostgreSQL"
ICON = "storage"
GROUP = "data"
ADDRESS_HELP = "The address of the database, such as postgresql://warehouse.example.org:5432/sales."
EVIDENCE = DatasetEvidence
PORT = 5432
OPTIONS = (
    Option(name="table", label="Table", help="As Test connection lists it, with its schema."),
    Option(
        name="reference", label="Table it was trained on", help="Another table of this database.",
    ),
    Option(
        name="reference_file", label="File it was trained on", form="file",
        help="Where the training table is a file instead.",
    ),
    Option(
        name="tls", label="Encryption", form="choice", choices=TLS,
        help="Empty: the certificate is checked; on this machine itself, as the database offers.",
    ),
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
    from assessment.connectors.tables.postgres_read import read_table  # engines load slowly

    return read_table(source, circumstances, PORT)


def survey(source: Source, circumstances: Circumstances) -> Survey:
    """The server, its tables with how many rows they have, and whether the role could write."""
    from assessment.connectors.tables.postgres_read import survey_database

    return survey_database(source, circumstances, PORT)
