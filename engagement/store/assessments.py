"""Assessments and the people who answer."""

from datetime import datetime

from sqlmodel import Field, Session, SQLModel, col, select

from assessment.model import Respondent
from content.model import DepthName
from engagement.model import Assessment
from engagement.store import packs
from engagement.store.columns import moment, value_of


class AssessmentRow(SQLModel, table=True):
    """One assessment of a use case."""

    __tablename__ = "assessment"

    id: str = Field(primary_key=True)
    use_case_id: str = Field(foreign_key="use_case.id", index=True)
    client_id: str = Field(foreign_key="client.id", index=True)
    pack_digest: str = Field(foreign_key="pack_version.digest")
    profile: str
    depth: str
    started_at: datetime = moment()
    parent: str | None = Field(default=None, foreign_key="assessment.id")


class RespondentRow(SQLModel, table=True):
    """A person of the client; one person may answer for several use cases."""

    __tablename__ = "respondent"

    id: str = Field(primary_key=True)
    client_id: str = Field(foreign_key="client.id", index=True)
    name: str
    role: str
    added_at: datetime = moment()


def add(tx: Session, assessment: Assessment) -> None:
    """Keep a new assessment; its pack version must be kept already."""
    plain = assessment.model_dump(exclude={"pack"})
    tx.add(AssessmentRow(**plain, pack_digest=assessment.pack.digest))
    tx.flush()


def get(tx: Session, assessment_id: str) -> Assessment | None:
    """The assessment with this id."""
    row = tx.get(AssessmentRow, assessment_id)
    return _assessment(tx, row) if row else None


def hold(tx: Session, assessment_id: str) -> None:
    """Until the transaction ends, whoever else holds the same assessment waits."""
    tx.exec(
        select(AssessmentRow.id).where(AssessmentRow.id == assessment_id).with_for_update()
    ).all()


def of_use_case(tx: Session, use_case_id: str) -> tuple[Assessment, ...]:
    """A use case's assessments, newest first."""
    return _found(tx, AssessmentRow.use_case_id == use_case_id)


def of_client(tx: Session, client_id: str) -> tuple[Assessment, ...]:
    """A client's assessments, newest first."""
    return _found(tx, AssessmentRow.client_id == client_id)


def everything(tx: Session) -> tuple[Assessment, ...]:
    """All assessments, newest first."""
    return _found(tx, True)


def set_depth(tx: Session, assessment_id: str, depth: DepthName) -> None:
    """Change how much is asked."""
    tx.get_one(AssessmentRow, assessment_id).depth = depth


def set_profile(tx: Session, assessment_id: str, profile: str) -> None:
    """Change the kind of use case."""
    tx.get_one(AssessmentRow, assessment_id).profile = profile


def add_respondent(tx: Session, person: Respondent, client_id: str, now: datetime) -> None:
    """Keep a new person of a client."""
    tx.add(RespondentRow(**person.model_dump(), client_id=client_id, added_at=now))
    tx.flush()


def respondents(tx: Session, client_id: str) -> tuple[Respondent, ...]:
    """A client's people, in the order in which they came."""
    query = select(RespondentRow).where(RespondentRow.client_id == client_id)
    rows = tx.exec(query.order_by(col(RespondentRow.added_at), col(RespondentRow.id)))
    return tuple(value_of(Respondent, row) for row in rows)


def _found(tx: Session, where: bool) -> tuple[Assessment, ...]:
    query = select(AssessmentRow)
    if where is not True:
        query = query.where(where)
    rows = tx.exec(query.order_by(col(AssessmentRow.started_at).desc(), col(AssessmentRow.id)))
    return tuple(_assessment(tx, row) for row in rows)


def _assessment(tx: Session, row: AssessmentRow) -> Assessment:
    plain = row.model_dump(exclude={"pack_digest"})
    return Assessment.model_validate(plain | {"pack": packs.stamp(tx, row.pack_digest)})
