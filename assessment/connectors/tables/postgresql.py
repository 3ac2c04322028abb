"""A PostgreSQL database, in one read-only transaction that ends by itself."""

import contextlib
from collections.abc import Mapping, Sequence
from typing import Any, Self

import ibis  # type: ignore[import-untyped]
import ibis.expr.operations as ops  # type: ignore[import-untyped]
import psycopg
from ibis.backends.sql.compilers.postgres import compiler  # type: ignore[import-untyped]
from psycopg import errors

from assessment.connectors.tables.bounded import Bounded, Row
from assessment.connectors.tables.engine import ROWS
from assessment.connectors.tables.guarded import as_number, as_seconds
from assessment.connectors.tables.hosts import NONE, VERIFY, Target, authorities
from assessment.connectors.tables.narrowing import finite
from assessment.connectors.tables.postgres_catalogue import Catalogue, Relation, ibis_type
from assessment.sources import Circumstances, SourceUnavailable

CONNECT_SECONDS = 5
LOCK_SECONDS = 3
GRACE_SECONDS = 5.0
"""How much longer than its own limit the server may take to say that a statement was ended."""

EXACT_ROWS = 200_000
"""Up to here everything is counted; a longer table's deciles come from a sample of whole pages, and
its distinct values from the statistics that ANALYZE keeps."""

SAMPLE_ROWS = 500_000
BINNED_ROWS = 5_000_000
"""Up to here every row is put into its bin."""


class Bound(psycopg.Connection[Row]):
    """A connection none of whose waits is longer than the engine allows."""

    seconds = GRACE_SECONDS

    def wait(self, gen: Any, interval: float = 0.1, timeout: float | None = None) -> Any:
        """See ``psycopg.Connection.wait``."""
        return super().wait(gen, interval, self.seconds if timeout is None else timeout)


class PostgreSQL(Bounded):
    """A database by way of a role that need only read."""

    name = "PostgreSQL"
    WIDEST = 1000

    def __init__(self, target: Target, tls: str, circumstances: Circumstances) -> None:
        self._views: dict[str, tuple[Relation, Any]] = {}
        self._cancelled = False
        self._connection = _connected(target, tls)
        super().__init__(circumstances)
        self.catalogue = Catalogue(self.statement)
        try:
            self._begin(max(1.0, circumstances.budget.total_seconds()))
        except BaseException:
            self.__exit__()
            raise

    def __enter__(self) -> Self:
        return self

    def view(self, name: str, table: str) -> None:
        """Name a table, which is called as the catalogue quotes it, such as ``public.events``."""
        relation = self.catalogue.relation(table)
        columns = {name: ibis_type(kind) for name, kind in self.catalogue.columns(relation)}
        if not columns:
            raise SourceUnavailable(
                f"this role may read no column of {relation.called}",
                f"Have its owner run GRANT SELECT ON {relation.called} for the role.",
            )
        held = ibis.table(columns, name=relation.name, database=relation.space)
        self._views[name] = (relation, held)

    def table(self, view: str) -> Any:
        """The table as an expression."""
        return self._views[view][1]

    def distinct(self, column: Any) -> Any:
        """Exactly in a short table; in a long one what ANALYZE estimated, where it ran."""
        plain = column.cast("string") if column.type().is_unknown() else column
        estimate = self._estimated(column.op())
        return plain.nunique() if estimate is None else ibis.literal(estimate, "int64")

    def number(self, column: Any) -> Any:
        """By a pattern first, as a cast that fails would end the statement."""
        if not column.type().is_string():
            return super().number(column)
        return as_number(column)

    def quantiles(
        self, table: Any, columns: Sequence[str], shares: Sequence[float], why: str
    ) -> dict[str, list[float]]:
        """By sorting, which is why a long table is sampled."""
        if not columns:
            return {}
        some = self._sampled(table, SAMPLE_ROWS, EXACT_ROWS)
        asked = {
            f"q{index}": some[name].cast("float64").quantile(list(shares))
            for index, name in enumerate(columns)
        }
        row = self.one(some.aggregate(**asked), why)
        return {name: finite(row[f"q{index}"] or []) for index, name in enumerate(columns)}

    def histograms(
        self, table: Any, edges: Mapping[str, Sequence[float]], why: str
    ) -> dict[str, list[float]]:
        """Of all rows, or of a sample of a very long table."""
        return super().histograms(self._sampled(table, BINNED_ROWS, BINNED_ROWS), edges, why)

    def _read_time(self, column: Any) -> Any:
        return as_seconds(column)

    def _estimated(self, field: Any) -> int | None:
        """What ANALYZE estimated for a column of a long table itself."""
        for relation, held in self._views.values():
            if isinstance(field, ops.Field) and field.rel == held.op():
                if relation.rows <= EXACT_ROWS:
                    return None
                return self.catalogue.distinct(relation).get(field.name)
        return None

    def _sampled(self, table: Any, rows: int, unless: int) -> Any:
        """The expression over a share of whole pages, where its one table is longer than ``unless``."""
        bases = set(table.op().find(ops.UnboundTable))
        for relation, held in self._views.values():
            if bases == {held.op()} and relation.rows > unless and relation.sampled:
                share = ops.Sample(held.op(), rows / relation.rows, "block", 1)
                return table.op().replace({held.op(): share}).to_expr()
        return table

    def _compiled(self, expression: Any) -> str:
        return str(compiler.to_sqlglot(expression).sql("postgres"))

    def _run(self, sql: str, given: Sequence[object] = ()) -> list[Row]:
        self._check()
        try:
            # What fails is undone by itself: the statements after it still run.
            with self._connection.transaction(), self._connection.cursor() as cursor:
                cursor.execute(sql.encode(), list(given) or None)
                return cursor.fetchmany(ROWS + 1) if cursor.description else []
        except errors.QueryCanceled:
            raise self._ended() from None
        except errors.InsufficientPrivilege:
            raise SourceUnavailable(
                "the role may not read this table",
                "Have its owner run GRANT SELECT ON it, and GRANT USAGE ON its schema, for the role.",
            ) from None
        except psycopg.OperationalError:
            raise self._broken() from None
        except psycopg.Error as problem:
            # The server's own text may quote values of the table, so only its code is passed on.
            raise SourceUnavailable(
                f"the database could not run a statement (SQLSTATE {problem.sqlstate or 'none'})",
                "Look the code up in the manual of PostgreSQL, or name fewer columns.",
            ) from None

    def _broken(self) -> SourceUnavailable:
        self._check()
        return SourceUnavailable(
            "the database broke off or stopped answering",
            "Check that it is up, and try again at a quieter time.",
        )

    def _begin(self, seconds: float) -> None:
        self._connection.seconds = seconds + GRACE_SECONDS
        for name, value in _limits(seconds).items():
            self._run("SELECT set_config(%s, %s, false)", [name, value])
        self._connection.commit()
        self._connection.read_only = True
        self._connection.isolation_level = psycopg.IsolationLevel.REPEATABLE_READ
        self._connection.execute("SELECT 1")  # begins the one transaction that all else is part of

    def _interrupt(self) -> None:
        if not self._cancelled:
            self._cancelled = True
            with contextlib.suppress(psycopg.Error):
                self._connection.cancel_safe(timeout=CONNECT_SECONDS)

    def _close(self) -> None:
        self._connection.close()


def _limits(seconds: float) -> dict[str, str]:
    """What holds for the session, whatever its role's own settings are; times in milliseconds."""
    return {
        "standard_conforming_strings": "on",
        "default_transaction_read_only": "on",
        "statement_timeout": str(int(seconds * 1000)),
        "lock_timeout": str(LOCK_SECONDS * 1000),
        "idle_in_transaction_session_timeout": str(int(seconds * 1000) + 10_000),
        "TimeZone": "UTC",
        "search_path": "pg_catalog",
    }


def _connected(target: Target, tls: str) -> Bound:
    where = f"{target.pinned.host}:{target.pinned.port}"
    try:
        return Bound.connect(
            host=target.pinned.host, hostaddr=target.pinned.address, port=target.pinned.port,
            dbname=target.database, user=target.user or None, password=target.password or None,
            connect_timeout=CONNECT_SECONDS, application_name="prodworthy",
            passfile="/dev/null", gssencmode="disable", target_session_attrs="any",
            **_encryption(target, tls),
        )  # fmt: skip
    except psycopg.Error as problem:
        raise SourceUnavailable(*_refusal(str(problem), where)) from None


def _encryption(target: Target, tls: str) -> dict[str, Any]:
    """Checked certificates, unless the host is on the operator's list and less was chosen."""
    if not tls and target.pinned.loopback:
        return {"sslmode": "prefer"}
    if tls in ("", VERIFY):
        return {"sslmode": "verify-full", "sslrootcert": authorities()}
    if not target.plain:
        raise SourceUnavailable(
            f"{target.pinned.host} is not on the operator's list, so its certificate is checked",
            "Choose verify under Encryption, or ask the operator to list this host.",
        )
    return {"sslmode": "disable" if tls == NONE else "require"}


def _refusal(told: str, where: str) -> tuple[str, str]:
    """Our own words for why there is no connection: the server's may quote what it was sent."""
    cases = {
        "password": ("the database did not accept the user and password",
                     "Choose the secret that the operator listed for this database."),
        "pg_hba": ("the database lets nobody in from this machine, or not this way",
                   "Have its administrator allow this machine, or choose another encryption."),
        "does not exist": ("there is no such database or role", "Check the name after the host."),
        "certificate": (f"the certificate of {where} was not accepted",
                        "Use the host name on its certificate, or have the operator trust its authority."),
        "SSL": (f"{where} does not speak TLS", "Choose another encryption, or turn TLS on there."),
        "timeout": (f"{where} did not answer in {CONNECT_SECONDS} seconds",
                    "Check that the database is up and reachable from this machine."),
    }  # fmt: skip
    refused = (f"{where} refused the connection", "Check the port, and that the database is up.")
    return next((words for mark, words in cases.items() if mark in told), refused)
