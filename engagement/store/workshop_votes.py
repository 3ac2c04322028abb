"""Who is in the room, and its votes: one row a round and participant, beside all that was sent."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import UniqueConstraint, func
from sqlmodel import Field, Session, SQLModel, col, select

from assessment.workshop.model import Cast, Participant, Round, Vote
from engagement.store.columns import bytewise, flat, moment, value_of


class WorkshopParticipantRow(SQLModel, table=True):
    """Somebody who joined; one phone is one participant."""

    __tablename__ = "workshop_participant"
    __table_args__ = (UniqueConstraint("workshop_id", "device", name="one_participant_a_device"),)

    id: str = Field(primary_key=True)
    workshop_id: str = Field(foreign_key="workshop.id", index=True)
    device: str
    name: str
    role: str
    group: str
    joined_at: datetime = moment()


class WorkshopRoundRow(SQLModel, table=True):
    """A vote on an item, the first or the second."""

    __tablename__ = "workshop_round"
    __table_args__ = (
        UniqueConstraint("workshop_id", "position", "number", name="one_round_a_number"),
    )

    id: str = Field(primary_key=True)
    workshop_id: str = Field(foreign_key="workshop.id", index=True)
    position: int
    number: int
    opened_at: datetime = moment()
    closed_at: datetime | None = moment(nullable=True)


class WorkshopVoteRow(SQLModel, table=True):
    """The vote that counts: there cannot be two of one person in one round."""

    __tablename__ = "workshop_vote"

    round_id: str = Field(foreign_key="workshop_round.id", primary_key=True)
    participant_id: str = Field(foreign_key="workshop_participant.id", primary_key=True)
    kind: str
    level: int | None = None
    grade: str
    confidence: int | None = None
    reason: str
    vote_key: str
    at: datetime = moment()


class WorkshopVoteSentRow(SQLModel, table=True):
    """Everything that was sent, in its order; only ever added."""

    __tablename__ = "workshop_vote_sent"
    __table_args__ = (
        UniqueConstraint("round_id", "participant_id", "vote_key", name="one_vote_a_key"),
    )

    number: int | None = Field(default=None, primary_key=True)
    round_id: str = Field(foreign_key="workshop_round.id", index=True)
    participant_id: str = Field(foreign_key="workshop_participant.id")
    kind: str
    level: int | None = None
    grade: str
    confidence: int | None = None
    reason: str
    vote_key: str
    at: datetime = moment()


def add_participant(
    tx: Session, workshop_id: str, device: str, group: str, made: Participant
) -> None:
    """Keep somebody who joined."""
    row = WorkshopParticipantRow(
        **made.model_dump(), workshop_id=workshop_id, device=device, group=group
    )
    tx.add(row)
    tx.flush()


def change_participant(tx: Session, changed: Participant, group: str) -> None:
    """Another name or role of somebody who joined before."""
    row = tx.get_one(WorkshopParticipantRow, changed.id)
    row.name, row.role, row.group = changed.name, changed.role, group
    tx.flush()


def of_device(tx: Session, workshop_id: str, device: str) -> Participant | None:
    """Who joined a workshop with this device."""
    query = select(WorkshopParticipantRow).where(
        WorkshopParticipantRow.workshop_id == workshop_id, WorkshopParticipantRow.device == device
    )
    row = tx.exec(query).first()
    return value_of(Participant, row) if row else None


def participant(tx: Session, workshop_id: str, participant_id: str) -> Participant | None:
    """Somebody who joined this very workshop."""
    row = tx.get(WorkshopParticipantRow, participant_id)
    here = row is not None and row.workshop_id == workshop_id
    return value_of(Participant, row) if row and here else None


def participants(tx: Session, workshop_id: str) -> tuple[Participant, ...]:
    """Everybody who joined, in the order in which they did."""
    query = select(WorkshopParticipantRow).where(WorkshopParticipantRow.workshop_id == workshop_id)
    rows = tx.exec(
        query.order_by(col(WorkshopParticipantRow.joined_at), col(WorkshopParticipantRow.id))
    )
    return tuple(value_of(Participant, row) for row in rows)


def joined(tx: Session, workshop_id: str) -> int:
    """How many joined."""
    query = select(func.count()).where(WorkshopParticipantRow.workshop_id == workshop_id)
    return tx.exec(query).one()


def add_round(tx: Session, workshop_id: str, made: Round) -> None:
    """Open a round."""
    tx.add(WorkshopRoundRow(**made.model_dump(), workshop_id=workshop_id))
    tx.flush()


def close_round(tx: Session, round_id: str, at: datetime | None) -> None:
    """Close a round, or (``None``) open it again."""
    tx.get_one(WorkshopRoundRow, round_id).closed_at = at
    tx.flush()


def rounds(tx: Session, workshop_id: str) -> tuple[Round, ...]:
    """A workshop's rounds by item and number."""
    query = select(WorkshopRoundRow).where(WorkshopRoundRow.workshop_id == workshop_id)
    rows = tx.exec(query.order_by(col(WorkshopRoundRow.position), col(WorkshopRoundRow.number)))
    return tuple(value_of(Round, row) for row in rows)


def round_of(tx: Session, workshop_id: str, round_id: str) -> Round | None:
    """A round of this very workshop."""
    row = tx.get(WorkshopRoundRow, round_id)
    here = row is not None and row.workshop_id == workshop_id
    return value_of(Round, row) if row and here else None


def sent(tx: Session, round_id: str, participant_id: str, vote_key: str) -> bool:
    """Whether a vote with this key arrived before."""
    query = select(WorkshopVoteSentRow.number).where(
        WorkshopVoteSentRow.round_id == round_id,
        WorkshopVoteSentRow.participant_id == participant_id,
        WorkshopVoteSentRow.vote_key == vote_key,
    )
    return tx.exec(query).first() is not None


def send(tx: Session, round_id: str, participant_id: str, vote: Vote) -> None:
    """Write down a vote that arrived, whether it counts or not."""
    tx.add(WorkshopVoteSentRow(**_plain(round_id, participant_id, vote)))
    tx.flush()


def put(tx: Session, round_id: str, participant_id: str, vote: Vote) -> None:
    """Let a vote count: it takes the place of the person's earlier one."""
    tx.merge(WorkshopVoteRow(**_plain(round_id, participant_id, vote)))
    tx.flush()


def vote(tx: Session, round_id: str, participant_id: str) -> Vote | None:
    """The vote of one person that counts in a round."""
    row = tx.get(WorkshopVoteRow, (round_id, participant_id))
    return value_of(Vote, row) if row else None


def voted(tx: Session, round_id: str) -> int:
    """How many votes count in a round."""
    return tx.exec(select(func.count()).where(WorkshopVoteRow.round_id == round_id)).one()


def cast(tx: Session, round_id: str) -> tuple[Cast, ...]:
    """The votes that count in a round, each with its group and no name, in an order without one."""
    query = (
        select(WorkshopVoteRow, WorkshopParticipantRow.group)
        .join(
            WorkshopParticipantRow,
            col(WorkshopParticipantRow.id) == WorkshopVoteRow.participant_id,
        )
        .where(WorkshopVoteRow.round_id == round_id)
        .order_by(col(WorkshopVoteRow.level).nulls_first(), bytewise(col(WorkshopVoteRow.reason)))
    )
    return tuple(
        Cast.model_validate({"vote": value_of(Vote, row), "group": group})
        for row, group in tx.exec(query)
    )


def all_sent(tx: Session, round_id: str) -> tuple[Vote, ...]:
    """Everything that was sent in a round, oldest first."""
    query = select(WorkshopVoteSentRow).where(WorkshopVoteSentRow.round_id == round_id)
    rows = tx.exec(query.order_by(col(WorkshopVoteSentRow.number)))
    return tuple(value_of(Vote, row) for row in rows)


def who_voted(tx: Session, round_ids: Sequence[str]) -> frozenset[str]:
    """Ids of those who voted in any of the rounds."""
    query = select(WorkshopVoteRow.participant_id).where(
        col(WorkshopVoteRow.round_id).in_(round_ids)
    )
    return frozenset(tx.exec(query))


def _plain(round_id: str, participant_id: str, vote: Vote) -> dict[str, Any]:
    ids = {"round_id": round_id, "participant_id": participant_id}
    return flat(vote, "kind", "grade") | ids
