"""Reads a table with Spark: of a Spark Connect server, or a file on this machine."""

from collections.abc import Iterator
from contextlib import contextmanager
from urllib.parse import urlsplit

from assessment.connectors.addresses import resolve
from assessment.connectors.credentials import credential
from assessment.connectors.tables import files, reading
from assessment.connectors.tables.beside import read_beside, surveyed, trying
from assessment.connectors.tables.evidence import DatasetEvidence, ShiftReport
from assessment.connectors.tables.files_read import reference_file
from assessment.connectors.tables.opening import chosen
from assessment.connectors.tables.options import column_choices, text
from assessment.connectors.tables.reading import LIVE, REFERENCE
from assessment.connectors.tables.spark_engine import Spark, local_session, remote_session
from assessment.sources import Choice, Circumstances, Source, SourceUnavailable, Survey

PORT = 15002
LISTED = 500


def read_spark(source: Source, circumstances: Circumstances) -> DatasetEvidence:
    """Everything about one table; :class:`SourceUnavailable` where it cannot be read."""
    if is_remote(source):
        with _remote(source, circumstances) as engine:
            table = text(source.options, "table") or chosen(engine.tables(), "")
            return read_beside(engine, table, source, circumstances)
    file = files.allowed_file(source.address, circumstances.permission)
    given = {**source.options, "reference": text(source.options, "reference_file")}
    against, trouble = reference_file(given, circumstances)
    with local_session() as session, Spark(session, circumstances) as engine:
        engine.file(LIVE, file)
        seen = reading.seen(engine, LIVE, source.options, circumstances, file.name)
        seen = seen.model_copy(update={"size": files.size(file)})
        if against is None:
            return seen.model_copy(update={"shift": trouble})

        def compared() -> ShiftReport:
            engine.file(REFERENCE, against)
            both = (engine, LIVE), (engine, REFERENCE)
            return reading.compared(*both, seen, source.options, against.name)

        return seen.model_copy(update={"shift": trying(against.name, compared)})


def survey_spark(source: Source, circumstances: Circumstances) -> Survey:
    """The tables of a server, or the columns of a file."""
    if is_remote(source):
        with _remote(source, circumstances) as engine:
            names = engine.tables()
            listed = tuple(Choice(value=name, label=name) for name in names[:LISTED])
            return surveyed(engine, f"Spark, {len(names):,} tables", listed, source)
    file = files.allowed_file(source.address, circumstances.permission)
    with local_session() as session, Spark(session, circumstances) as engine:
        engine.file(LIVE, file)
        types = engine.columns(LIVE)
        return Survey(
            told=f"Spark {session.version} on this machine, {len(types):,} columns",
            choices=column_choices(types),
        )


def is_remote(source: Source) -> bool:
    """Whether the address is that of a Spark Connect server."""
    return source.address.strip().startswith("sc://")


@contextmanager
def _remote(source: Source, circumstances: Circumstances) -> Iterator[Spark]:
    address, token, encrypted = _checked(source, circumstances)
    with (
        remote_session(address, token, encrypted=encrypted) as session,
        Spark(session, circumstances) as engine,
    ):
        yield engine


def _checked(source: Source, circumstances: Circumstances) -> tuple[str, str, bool]:
    """Address, token and whether it is encrypted.

    The driver looks a host up by itself: an unencrypted one is given the checked IP instead, and
    one with a certificate must be on the operator's list by its name, unless one works locally.
    """
    parts = urlsplit(source.address.strip())
    host, port = parts.hostname or "", parts.port or PORT
    if not host or parts.query or parts.path.strip("/") or "@" in parts.netloc:
        raise SourceUnavailable(
            "the address is not that of a Spark Connect server",
            "Type it as sc://host:15002; choose the token as a secret.",
        )
    permission = circumstances.permission
    plain = text(source.options, "tls") == "none"
    pinned = resolve(f"{'http' if plain else 'https'}://{host}:{port}/", permission)
    given = credential(source, permission)
    given.check(pinned)
    listed = {item.strip().lower() for item in permission.allowed_hosts}
    if not (plain or permission.local_mode or host.lower() in listed):
        raise SourceUnavailable(
            f"{host} is not on the operator's list, and the driver looks it up by itself",
            "Ask the operator to put this host name on the list of allowed hosts.",
        )
    token = given.headers.get("Authorization", "").removeprefix("Bearer ")
    return f"sc://{pinned.address if plain else host}:{port}", token, not plain
