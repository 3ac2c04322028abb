"""The frozen report of a questionnaire: everything that a PDF, a workbook or a JSON file shows."""

from datetime import date

from pydantic import AwareDatetime, Field

from assessment.choices import ChoiceAnswer
from assessment.model import Finding, Respondent
from content.questionnaire import Questionnaire
from content.values import Value
from reports.as_of import Frozen
from reports.brand import Brand
from reports.client_changes import EarlierText, QuestionChanges
from scoring.advised import AdviceRow
from scoring.result_comparison import ResultComparison
from scoring.result_model import Result


class SeenFinding(Value):
    """What a probe saw of the same use case that speaks to a question; evidence, not a score."""

    question: str
    capability: str
    finding: Finding


class QuestionnaireReport(Value):
    """One assessment with a questionnaire at one moment.

    ``mark`` is printed at the head of every page; ``snapshot`` is the id of the snapshot of the same
    answers or empty, and only where ``frozen`` is set is this the report of it; ``previous`` compares
    with the last snapshot where there is one.
    """

    client: str
    fictional: bool
    mark: str
    brand: Brand = Field(default=Brand(), exclude=True)
    """Logo and colour; no part of the result as data."""
    online: str = Field(default="", exclude=True)
    """The address of the same report in the app, behind its sign-in; empty where it has none."""
    frozen_at: AwareDatetime | None = Field(default=None, exclude=True)
    """When the snapshot was frozen; ``None`` where there is none."""
    use_case: str
    summary: str = ""
    sponsor: str = ""
    assessed_from: date
    assessed_to: date
    made_at: AwareDatetime
    snapshot: str = ""
    frozen: Frozen | None = None
    """The snapshot that it was made again from; ``None`` where it is of what stood when it was made."""
    pack: Questionnaire
    how: str
    """How the pack's rule judges, in a sentence or two."""
    result: Result
    plan: tuple[AdviceRow, ...] = ()
    respondents: tuple[Respondent, ...] = ()
    answers: tuple[ChoiceAnswer, ...] = ()
    seen: tuple[SeenFinding, ...] = ()
    previous: ResultComparison | None = None
    client_changes: QuestionChanges | None = None
    """What the client has otherwise in the questionnaire; ``None`` where it is as it comes."""
    earlier_texts: tuple[EarlierText, ...] = ()
    """Answers that were given to another text than the one that is asked now."""
    show_names: bool = Field(default=False)
    """Whether respondents are printed by name; otherwise by role and number."""
