"""Opening the database, and the two kinds of transaction that everything else uses."""

from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from contextvars import ContextVar
from typing import Any

from sqlalchemy.engine import Connection, Engine
from sqlalchemy.exc import ArgumentError, OperationalError, SQLAlchemyError
from sqlmodel import Session, create_engine

from engagement.access.people import Person
from engagement.faults import Refused
from engagement.outside.settings import settings
from engagement.store import embedded, guarding, queued, remembering, served
from engagement.store.migrating import is_current, migrate, revision

Transaction = Session
"""What a query works in; only this package looks inside."""

_STANDING: ContextVar["tuple[Store, Transaction] | None"] = ContextVar(
    "standing still", default=None
)


class _AsOne:
    """One transaction that actions join, each with a block of its own; ``broken`` once one failed."""

    def __init__(self, engine: Engine, session: Session) -> None:
        self.engine, self.session, self.broken = engine, session, False

    @contextmanager
    def joined(self) -> Iterator[Transaction]:
        try:
            yield self.session
        except BaseException:
            self.broken = True
            raise
        self.session.flush()


_AS_ONE: ContextVar[_AsOne | None] = ContextVar("all or nothing", default=None)


class Store:
    """The database. Use :meth:`open`; one store serves all threads of a process.

    A plain store is the operator's, who may do everything; :meth:`acting_as` gives one that is held
    to what a person may read and do.
    """

    def __init__(self, engine: Engine, acting: Person | None = None, operator: str = "") -> None:
        self._engine = engine
        self.acting = acting
        self._operator = operator
        self._writer = engine.execution_options(**{embedded.WRITES: True})
        self._embedded = engine.dialect.name == "sqlite"
        self._reader = engine if self._embedded else engine.execution_options(**served.ONE_MOMENT)

    @property
    def address(self) -> str:
        """Where the database is, without a password."""
        return self._engine.url.render_as_string(hide_password=True)

    @classmethod
    def open(cls, url: str | None = None) -> "Store":
        """Open (and make or migrate) the database at ``url``; ``None`` is the operator's setting.

        :class:`Refused` where it cannot be opened, or was made by a newer version.
        """
        address = url or settings().database_url
        try:
            engine = _engine(address)
            store = cls(engine)
        except (ArgumentError, OSError, SQLAlchemyError, ImportError) as error:
            raise _not_opened(error) from None
        try:
            store._bring_up_to_date()
        except BaseException as error:
            engine.dispose()
            if isinstance(error, (OSError, SQLAlchemyError, ImportError)):
                raise _not_opened(error) from None
            raise
        return store

    def acting_as(self, person: Person) -> "Store":
        """The same database for one person: what their roles do not allow is not there or refused."""
        return Store(self._engine, person)

    def operated_by(self, name: str) -> "Store":
        """The same database for the operator, whose name stands in the audit log from here on."""
        return Store(self._engine, operator=name)

    @contextmanager
    def bookkeeping(self) -> Iterator[Transaction]:
        """A writing transaction of the program itself, for what follows from the data alone.

        Only for what no person decides, and after the person's own access to it was checked.
        """
        with Store(self._engine).writing() as session:
            yield session

    def close(self) -> None:
        """Let go of every connection."""
        self._engine.dispose()

    @property
    def has_queue(self) -> bool:
        """Whether looks wait here for a worker: in PostgreSQL, where several processes share it."""
        return not self._embedded

    @property
    def connecting(self) -> dict[str, Any]:
        """What the database's driver is given to connect, the password too."""
        return dict(self._engine.dialect.create_connect_args(self._engine.url)[1])

    def schema(self) -> str | None:
        """The migration that the database is at; ``None`` where it does not answer."""
        try:
            with self._engine.connect() as connection:
                return revision(connection)
        except SQLAlchemyError:
            return None

    @contextmanager
    def reading(self) -> Iterator[Transaction]:
        """A transaction that sees one moment of the database and changes nothing.

        What :func:`remembering.once` was asked for is asked of the database once in it. Inside
        :meth:`standing_still` it is that one transaction.
        """
        around, one = _STANDING.get(), self._as_one()
        if around is not None and around[0] is self:
            yield around[1]
            return
        if one is not None:
            with one.joined() as session:
                yield session
            return
        with self._session(self._reader) as session:
            remembering.begin(session)
            yield session

    @contextmanager
    def standing_still(self) -> Iterator[None]:
        """Inside, every :meth:`reading` of this store and thread sees the same moment.

        For what is gathered by many actions and has to agree in all its parts, as a report; what
        each of them reads again is then read once. Nothing may be written meanwhile. Inside another
        one it is that one.
        """
        around = _STANDING.get()
        if around is not None and around[0] is self:
            yield
            return
        with self._session(self._reader) as session:
            remembering.begin(session)
            before = _STANDING.set((self, session))
            try:
                yield
            finally:
                _STANDING.reset(before)

    @contextmanager
    def writing(self) -> Iterator[Transaction]:
        """One action's transaction: all of it is kept when the block ends, or none of it.

        One at a time, whichever threads and processes write: what an action looked at before it
        writes is still so when it does.
        """
        around = _STANDING.get()
        if around is not None and around[0] is self:
            raise RuntimeError("nothing is written while the store stands still")
        one = self._as_one()
        if one is not None:
            with one.joined() as session:
                yield session
            return
        with (
            _while_there_is_room(),
            self._alone(),
            self._session(self._writer) as session,
            session.begin(),
        ):
            if not self._embedded:
                served.one_writer(session.connection())
            yield session

    @contextmanager
    def all_or_nothing(self) -> Iterator[None]:
        """Inside, the transactions of this thread are one: all is kept when the block ends, or nothing.

        For many actions that make one thing, as a file of answers makes an assessment. What one of
        them refuses has to end the block. Only for the operator: a person's actions are held to
        their roles each by itself.
        """
        if self.acting is not None:
            raise RuntimeError("only the operator's actions are taken together")
        with self.writing() as session:
            one = _AsOne(self._engine, session)
            before = _AS_ONE.set(one)
            try:
                yield
            finally:
                _AS_ONE.reset(before)
            if one.broken:
                raise RuntimeError("a refusal within was passed over; nothing is kept")

    def _as_one(self) -> _AsOne | None:
        one = _AS_ONE.get()
        return one if one is not None and one.engine is self._engine else None

    @contextmanager
    def alone_outside_transactions(self) -> Iterator[tuple[Connection, bool]]:
        """A connection for maintenance, in no transaction, and whether it is to SQLite."""
        plain = self._engine.execution_options(
            isolation_level="AUTOCOMMIT", **{embedded.PLAIN: True}
        )
        with self._alone(), plain.connect() as connection:
            yield connection, self._embedded

    def _session(self, engine: Engine) -> Session:
        if self.acting is None:
            info = {guarding.OPERATOR: self._operator}
            return Session(engine, expire_on_commit=False, info=info)
        session = guarding.Acting(engine, expire_on_commit=False)
        guarding.begin(session, self.acting)
        return session

    def _alone(self) -> AbstractContextManager[object]:
        return embedded.WRITE_LOCK if self._embedded else nullcontext()

    def _bring_up_to_date(self) -> None:
        """The schema of this version, and no look that a dead process left running.

        Nothing is written where nothing has to be: an opener does not wait for whoever writes.
        """
        from engagement.store import evidence

        with self._engine.connect() as connection:
            current = is_current(connection) and (
                not self.has_queue or queued.is_current(connection)
            )
        if not current:
            with self._alone(), self._writer.begin() as connection:
                migrate(connection)
                if self.has_queue:
                    queued.prepare(connection)
        with self.reading() as tx:
            abandoned = evidence.any_abandoned(tx)
        if abandoned:
            with self.writing() as tx:
                evidence.close_abandoned_runs(tx)


@contextmanager
def _while_there_is_room() -> Iterator[None]:
    try:
        yield
    except OperationalError as error:
        if embedded.is_full(error.orig) or served.is_full(error.orig):
            raise Refused(
                "The disk that the database is on is full, and nothing of this was kept. Whoever "
                "runs the server makes room; then do it again."
            ) from None
        raise


def _not_opened(error: Exception) -> Refused:
    # The address may carry a password, so neither it nor the driver's text is repeated.
    return Refused(
        "The database cannot be opened; check PRODWORTHY_DATA and PRODWORTHY_DATABASE, "
        f"and that this user may write there ({type(error).__name__})."
    )


def _engine(address: str) -> Engine:
    if not embedded.is_embedded(address):
        engine = create_engine(address, pool_pre_ping=True, hide_parameters=True)
        served.prepare(engine)
        return engine
    embedded.make_folder(address)
    engine = create_engine(address, hide_parameters=True)
    embedded.prepare(engine)
    return engine
