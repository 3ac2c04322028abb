"""A client's logo, colour and mark: one row a client, replaced as a whole."""

from sqlmodel import Field, Session, SQLModel, select

from content.locales import DEFAULT
from engagement.store.columns import value_of
from reports.brand import Brand


class BrandRow(SQLModel, table=True):
    """How a client's reports look."""

    __tablename__ = "client_brand"

    client_id: str = Field(primary_key=True, foreign_key="client.id")
    logo: bytes
    colour: str
    mark: str
    word_template: bytes
    slides_template: bytes
    locale: str = DEFAULT


def brand(tx: Session, client_id: str) -> Brand:
    """The client's brand; an empty one where none is kept."""
    row = tx.get(BrandRow, client_id)
    return Brand() if row is None else value_of(Brand, row)


def locale(tx: Session, client_id: str) -> str:
    """The tag of the client's manner of writing, without reading its pictures and templates."""
    return (
        tx.exec(select(BrandRow.locale).where(BrandRow.client_id == client_id)).first() or DEFAULT
    )


def keep(tx: Session, client_id: str, value: Brand) -> None:
    """Put the brand in the place of the one before."""
    tx.merge(BrandRow(client_id=client_id, **value.model_dump()))
