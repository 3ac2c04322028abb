"""What a validator found reaches people as one plain sentence that says what to do."""

from datetime import date, datetime
from typing import Any, Literal

import pytest
from pydantic import AwareDatetime, BaseModel, Field, ValidationError
from pydantic_core import InitErrorDetails, PydanticCustomError
from pydantic_core._pydantic_core import list_all_errors

from engagement import wrong_values
from engagement.faults import refusal

JARGON = ("should", "valid", "Input", "String", "Field required", "instance", "parse", "'", "{")


def mistake(kind: str, context: dict[str, Any] | None) -> ValidationError:
    about = (
        {"error": ValueError("swap the two")}
        if kind in ("value_error", "assertion_error")
        else context
    )
    made = InitErrorDetails(type=kind, loc=("peak_load",), input="x", ctx=about or {})
    return ValidationError.from_exception_data("Made", [made])


@pytest.mark.parametrize("known", list_all_errors(), ids=lambda one: one["type"])
def test_no_message_of_the_validator_comes_through(known: Any) -> None:
    error = mistake(known["type"], known.get("example_context"))
    sentence = refusal(error).sentence
    assert error.errors()[0]["msg"] not in sentence or "swap the two" in sentence
    assert not [word for word in JARGON if word in sentence], sentence
    assert "peak load" in sentence or "peak_load: swap the two" in sentence


class Everything(BaseModel):
    """The kinds of fields that values of ours have."""

    name: str = Field("A", min_length=1, max_length=3)
    note: str = Field("Long", min_length=4)
    parts: tuple[int, ...] = Field((1,), min_length=1, max_length=2)
    level: int = Field(1, ge=1, le=5)
    share: float = Field(0.5, gt=0, lt=1, allow_inf_nan=False)
    kind: Literal["level", "unknown"] = "level"
    due: date | None = None
    at: AwareDatetime | None = None
    on: bool = True


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"name": ""}, "The name is empty; fill it in."),
        ({"name": "Long"}, "The name is too long: 3 characters fit."),
        ({"name": 3}, "The name has to be text."),
        ({"note": "No"}, "The note is too short: write 4 or more characters."),
        ({"parts": ()}, "The parts has too few entries: give at least 1."),
        ({"level": 0}, "The level has to be 1 or more."),
        ({"level": 6}, "The level has to be 5 or less."),
        ({"level": "many"}, "The level has to be a whole number, such as 3."),
        ({"level": 1.5}, "The level has to be a whole number, such as 3."),
        ({"share": 0}, "The share has to be more than 0."),
        ({"share": 1}, "The share has to be less than 1."),
        ({"share": "half"}, "The share has to be a number, such as 0.5."),
        ({"share": float("nan")}, "The share has to be a number, such as 0.5."),
        ({"kind": "maybe"}, "The kind has to be one of these: level or unknown."),
        ({"due": "soon"}, "The due has to be a day, such as 2027-03-31."),
        ({"at": datetime(2026, 1, 1)}, "The at has to be a day and a time with its zone, such as"),  # noqa: DTZ001
        ({"on": "perhaps"}, "The on has to be yes or no."),
    ],
)  # fmt: skip
def test_the_sentence_says_what_to_do(given: dict[str, Any], said: str) -> None:
    with pytest.raises(ValidationError) as wrong:
        Everything.model_validate(given)
    assert refusal(wrong.value).sentence.startswith(said)


def test_a_kind_that_nobody_has_heard_of_is_told_plainly_too() -> None:
    made = InitErrorDetails(
        type=PydanticCustomError("odd", "Input should be even"), loc=("size",), input=3
    )
    error = ValidationError.from_exception_data("Made", [made])
    assert wrong_values.told(dict(error.errors()[0])) == (
        "The size is not what belongs here; correct it."
    )
