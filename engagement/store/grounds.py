"""What a person may read and do, as it stands in one transaction: by membership, or by a seat."""

from sqlalchemy import ColumnElement, Table, false, or_, select
from sqlmodel import Session, SQLModel

from engagement.access.people import Person, Role
from engagement.access.table import Allowed, Kind, of_action, permissions
from engagement.faults import Refused
from engagement.outside import clock
from engagement.store.paths import belongs

NOT_SHOWN = (
    "Your role for this client does not show you this; an owner of the client can change it."
)
SIGNED_OUT = "You are signed out, so that this was not done; reload the page and sign in to go on."
NOT_ALLOWED = "Your role does not allow this ({action}); an owner of the client can change it."
NOT_THERE = "There is no such client; go back to Clients and choose one."


class Grounds:
    """What a person may read and do, as it stands in this transaction."""

    def __init__(self, session: Session, person: Person) -> None:
        self.person = person
        self.concerned: set[str] = set()
        self.permitted: set[str | None] = set()
        self.touched: set[str | None] = set()
        self.changed = False
        self.lifted = False
        self.refused = ""
        self._session = session
        self._roles: dict[str | None, frozenset[Role]] | None = None
        self._seat: tuple[str, str] | None = None

    def roles(self) -> dict[str | None, frozenset[Role]]:
        """The person's roles by client; under ``None`` those on the whole server."""
        if self._roles is None:
            self._roles = {None: frozenset()} | self._seated() | self._member_of()
        return self._roles

    def forget(self) -> None:
        """Read the memberships again at the next question."""
        self._roles = None

    def everywhere(self) -> frozenset[Role]:
        """Roles on the whole server."""
        return self.roles()[None]

    def may(self, row: Allowed, client_id: str | None) -> bool:
        """Whether the person may do what ``row`` is about at a client (``None``: on the server)."""
        here = self.roles().get(client_id, frozenset()) if client_id else frozenset()
        return row.to(here, self.everywhere())

    def scope(self, kind: Kind) -> frozenset[str] | None:
        """Clients whose rows of a kind may be read; ``None`` for all of them."""
        row = permissions().reads[kind]
        if row.to(frozenset(), self.everywhere()):
            return None
        named = (client_id for client_id in self.roles() if client_id)
        return frozenset(item for item in named if self.may(row, item))

    def condition(self, table: Table, kind: Kind) -> ColumnElement[bool] | None:
        """What a row of a table has to meet to be read; ``None`` where every row may be."""
        if kind == "open":
            return None if self._is_somebody() else false()
        among = self.scope(kind)
        if among is None and kind != "server":
            return None
        self._shown(kind, among)
        way = (
            self._of_the_seat(table, kind)
            if self.person.seat
            else belongs(table, lambda column: column.in_(among or frozenset()))
        )
        return false() if way is None else way

    def permit(self, action: str, client_id: str | None) -> None:
        """Note that an action is done; :class:`Refused` where the person may not do it there."""
        row = of_action(action)
        if not self.may(row, client_id):
            hidden = client_id and not row.on_the_server and client_id not in self.known()
            self.refused = NOT_THERE if hidden else NOT_ALLOWED.format(action=action)
            raise Refused(self.refused)
        self.permitted.add(client_id)

    def known(self) -> "frozenset[str] | Everything":
        """Clients that the person knows of."""
        among = self.scope("place")
        return Everything() if among is None else among

    def concern(self, client_id: str) -> None:
        """Note which client a transaction is about: what its role hides there is then refused."""
        self.concerned.add(client_id)

    def _shown(self, kind: Kind, among: frozenset[str] | None) -> None:
        """Refuse what would come back empty, and would be taken for *there is nothing*."""
        hidden = self.concerned - (among or frozenset())
        if self.person.seat and kind == "own":
            return
        if hidden or (not among and self._is_somebody() and kind != "place"):
            raise Refused(NOT_SHOWN)

    def _is_somebody(self) -> bool:
        return any(self.roles().values())

    def _member_of(self) -> dict[str | None, frozenset[Role]]:
        from engagement.store.members import MemberRow

        if self.person.seat or not (self.person.who or self.person.subject):
            return {}
        self._is_signed_in()
        table = SQLModel.metadata.tables[MemberRow.__tablename__]
        unbound = (table.c.subject == "") & (table.c.who == self.person.who)
        bound = (table.c.subject == self.person.subject) & (table.c.subject != "")
        query = select(table.c.client_id, table.c.role).where(or_(unbound, bound))
        found: dict[str | None, frozenset[Role]] = {}
        for client_id, role in self._session.connection().execute(query):
            found[client_id] = found.get(client_id, frozenset()) | {role}
        return found

    def _is_signed_in(self) -> None:
        """Refuse whatever is asked after the sign-in was ended, in another tab or by its time."""
        if not self.person.session:
            return
        table = SQLModel.metadata.tables["signed_in"]
        query = select(table.c.key).where(
            table.c.key == self.person.session,
            table.c.ended_at.is_(None),
            table.c.until >= clock.now(),
        )
        if self._session.connection().execute(query).first() is None:
            raise Refused(SIGNED_OUT)

    def _seated(self) -> dict[str | None, frozenset[Role]]:
        place = self._place_of_the_seat()
        return {place[0]: frozenset({"respondent"})} if place else {}

    def _place_of_the_seat(self) -> tuple[str, str] | None:
        """Client and use case of the seat's assessment; ``None`` without a seat that is real."""
        if self.person.seat and self._seat is None:
            table = SQLModel.metadata.tables["assessment"]
            query = select(table.c.client_id, table.c.use_case_id)
            query = query.where(table.c.id == self.person.seat.assessment_id)
            found = self._session.connection().execute(query).first()
            self._seat = (found[0], found[1]) if found else None
        return self._seat

    def _of_the_seat(self, table: Table, kind: Kind) -> ColumnElement[bool] | None:
        """The seat's own rows: of *place* those of its assessment, of *own* those it gave itself."""
        seat, place = self.person.seat, self._place_of_the_seat()
        if seat is None or place is None or kind not in {"place", "own"}:
            return None
        if kind == "own":
            return _given_by(table, seat.respondent, seat.assessment_id)
        if table.name in {"use_case", "assessment"}:
            return (
                table.c.id == {"use_case": place[1], "assessment": seat.assessment_id}[table.name]
            )
        if "assessment_id" in table.c:
            return table.c.assessment_id == seat.assessment_id
        return belongs(table, lambda column: column == place[0])


class Everything:
    """All clients there are."""

    def __contains__(self, item: object) -> bool:
        return True


def _given_by(table: Table, respondent: str, assessment_id: str) -> ColumnElement[bool] | None:
    if table.name == "respondent":
        return table.c.id == respondent
    if "respondent" in table.c:
        here = table.c.respondent == respondent
        return (
            here & (table.c.assessment_id == assessment_id) if "assessment_id" in table.c else here
        )
    if "digest" in table.c:
        attached = SQLModel.metadata.tables["attachment"]
        own = select(attached.c.digest).where(attached.c.respondent == respondent)
        return table.c.digest.in_(own)
    return None
