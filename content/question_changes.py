"""Changes to a questionnaire of choices for one client; each names its place by stable ids."""

from typing import Literal

from pydantic import Field

from content.questionnaire import Question, Risk
from content.values import Value


class QuestionReworded(Value):
    """Another text in one field of a question.

    ``field`` is ``title``, ``description``, ``choice:<id>`` (what can be ticked), ``help:<id>`` or
    ``advice:<id>``.
    """

    kind: Literal["question_reworded"] = "question_reworded"
    question: str
    field: str = Field(min_length=1)
    text: str

    @property
    def key(self) -> str:
        """What it changes; two changes with one key are one place changed twice."""
        return f"reworded:{self.question}:{self.field}"


class QuestionOff(Value):
    """A question that is not asked of this client."""

    kind: Literal["question_off"] = "question_off"
    question: str

    @property
    def key(self) -> str:
        """What it changes."""
        return f"switched:{self.question}"


class QuestionAdded(Value):
    """A question that the questionnaire does not have."""

    kind: Literal["question_added"] = "question_added"
    question: Question

    @property
    def key(self) -> str:
        """What it changes."""
        return f"added:{self.question.id}"


class RiskOf(Value):
    """Another risk where one rule of a question decides; the rule is known by its condition."""

    kind: Literal["risk"] = "risk"
    question: str
    condition: str
    risk: Risk

    @property
    def key(self) -> str:
        """What it changes."""
        return f"risk:{self.question}:{self.condition}"
