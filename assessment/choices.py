"""What people ticked: answers to questions that have choices."""

from enum import StrEnum

from pydantic import AwareDatetime, model_validator

from content.values import Value


class ChoiceKind(StrEnum):
    """What a respondent did with a question that has choices."""

    CHOSEN = "chosen"
    DONT_KNOW = "dont_know"
    NOT_APPLICABLE = "not_applicable"


class ChoiceAnswer(Value):
    """One respondent's current answer to one question of a questionnaire.

    ``choices`` are the ids ticked; none of them with ``chosen`` says that no choice holds.
    ``reason`` is required for *not applicable*.
    """

    id: str
    question: str
    respondent: str
    role: str
    kind: ChoiceKind
    choices: tuple[str, ...] = ()
    comment: str = ""
    reason: str = ""
    entered_by: str = ""
    at: AwareDatetime

    @model_validator(mode="after")
    def _parts_fit_the_kind(self) -> "ChoiceAnswer":
        if self.choices and self.kind is not ChoiceKind.CHOSEN:
            raise ValueError("only an answer that chooses something names choices")
        if self.kind is ChoiceKind.NOT_APPLICABLE and not self.reason.strip():
            raise ValueError("say in a sentence why this does not apply")
        return self
