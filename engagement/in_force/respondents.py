"""Who may answer: the people on a client's list."""

from assessment.model import Respondent
from engagement.faults import Refused
from engagement.store import Transaction, assessments
from engagement.workspaces import assessment_in


def respondent_in(tx: Transaction, assessment_id: str, respondent_id: str) -> Respondent:
    """A person of the assessment's client; refused where nobody on its list has that id."""
    people = assessments.respondents(tx, assessment_in(tx, assessment_id).client_id)
    found = next((person for person in people if person.id == respondent_id), None)
    if found is None:
        raise Refused("This person is not on the client's list; choose or add who is answering.")
    return found
