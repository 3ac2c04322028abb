"""Clients and their use cases."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, Column
from sqlmodel import Field, Session, SQLModel, col, select

from engagement.model import Client, UseCase
from engagement.store.columns import flat, moment, nested, value_of


class ClientRow(SQLModel, table=True):
    """One organisation."""

    __tablename__ = "client"

    id: str = Field(primary_key=True)
    name: str
    fictional: bool
    currency: str
    rates: dict[str, float] = nested()
    capacity: dict[str, float] = nested()
    freezes: list[Any] = nested()
    pilots: int = Field(default=0, sa_column_kwargs={"server_default": "0"})
    pilots_in_production: int = Field(default=0, sa_column_kwargs={"server_default": "0"})
    notes: str
    retention_months: int | None = None
    created_at: datetime = moment()


class UseCaseRow(SQLModel, table=True):
    """One AI system or pilot of a client."""

    __tablename__ = "use_case"

    id: str = Field(primary_key=True)
    client_id: str = Field(foreign_key="client.id", index=True)
    name: str
    summary: str
    sponsor: str
    value_statement: str
    value_low: float | None
    value_high: float | None
    traits: dict[str, Any] = nested()
    feasibility: dict[str, Any] = Field(
        default_factory=dict, sa_column=Column(JSON, nullable=False, server_default="{}")
    )
    order: int
    created_at: datetime = moment()


def add_client(tx: Session, client: Client, now: datetime) -> None:
    """Keep a new client."""
    tx.add(ClientRow(**flat(client, "freezes"), created_at=now))
    tx.flush()


def change_client(tx: Session, client: Client) -> None:
    """Replace what is kept of a client that exists."""
    row = tx.get_one(ClientRow, client.id)
    row.sqlmodel_update(flat(client, "freezes"))


def client(tx: Session, client_id: str) -> Client | None:
    """The client with this id."""
    row = tx.get(ClientRow, client_id)
    return value_of(Client, row) if row else None


def clients(tx: Session) -> tuple[Client, ...]:
    """All clients, in the order in which they came."""
    rows = tx.exec(select(ClientRow).order_by(col(ClientRow.created_at), col(ClientRow.id)))
    return tuple(value_of(Client, row) for row in rows)


def since(tx: Session, client_id: str) -> datetime:
    """When a client that exists came."""
    return tx.get_one(ClientRow, client_id).created_at


def add_use_case(tx: Session, use_case: UseCase, now: datetime) -> None:
    """Keep a new use case of a client that exists."""
    tx.add(UseCaseRow(**flat(use_case, "traits"), created_at=now))
    tx.flush()


def change_use_case(tx: Session, use_case: UseCase) -> None:
    """Replace what is kept of a use case that exists."""
    row = tx.get_one(UseCaseRow, use_case.id)
    row.sqlmodel_update(flat(use_case, "traits"))


def use_case(tx: Session, use_case_id: str) -> UseCase | None:
    """The use case with this id."""
    row = tx.get(UseCaseRow, use_case_id)
    return value_of(UseCase, row) if row else None


def use_cases(tx: Session, client_id: str) -> tuple[UseCase, ...]:
    """A client's use cases in the order that the client chose."""
    query = select(UseCaseRow).where(UseCaseRow.client_id == client_id)
    rows = tx.exec(query.order_by(col(UseCaseRow.order), col(UseCaseRow.id)))
    return tuple(value_of(UseCase, row) for row in rows)
