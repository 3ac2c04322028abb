"""Turns raw parts into values of the model, and its complaints into problems with lines."""

from collections.abc import Iterable
from typing import Any, get_args

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from content.judgement import Judgements
from content.model import (
    Area,
    BaseRate,
    Capability,
    Depth,
    Framework,
    Initiative,
    Metric,
    Profile,
    Role,
)
from content.pack_files import Kind, Part
from content.problems import Problem, nearest
from content.values import Value
from content.yaml_reading import Path_

MODELS: dict[Kind, type[Value]] = {
    "judgements": Judgements,
    "area": Area,
    "role": Role,
    "capability": Capability,
    "initiative": Initiative,
    "profile": Profile,
    "depth": Depth,
    "metric": Metric,
    "framework": Framework,
    "base_rate": BaseRate,
}
SAID_BY_PYDANTIC = "Input should be "


def shape(part: Part) -> tuple[Value | None, list[Problem]]:
    """The part as a value of its model, or ``None`` and everything that does not fit."""
    model = MODELS[part.kind]
    if not isinstance(part.data, dict):
        return None, [part.problem((), f"expected a {part.kind} with its fields")]
    try:
        return model.model_validate(part.data), []
    except ValidationError as error:
        return None, [_problem(part, model, item) for item in error.errors(include_url=False)]


def _problem(part: Part, model: type[Value], error: ErrorDetails) -> Problem:
    path: Path_ = error["loc"]
    name = str(path[-1]) if path else part.kind
    if error["type"] == "extra_forbidden":
        known = _fields_at(model, path[:-1])
        return part.problem(path, f"unknown field {name!r}", nearest(name, known))
    if error["type"] == "missing":
        return part.problem(path, f"{name!r} is missing{_whose(part)}")
    if error["type"] in {"literal_error", "enum"}:
        return _unexpected_word(part, path, error)
    return part.problem(path, f"{_dotted(path)}: {_sentence(error)}")


def _unexpected_word(part: Part, path: Path_, error: ErrorDetails) -> Problem:
    expected = str(error.get("ctx", {}).get("expected", ""))
    words = [word for word in expected.split("'") if word.strip(" ,or")]
    message = f"{_dotted(path)}: expected {expected}, found {error['input']!r}"
    return part.problem(path, message, nearest(error["input"], words))


def _sentence(error: ErrorDetails) -> str:
    message = error["msg"].removeprefix("Value error, ")
    if message.startswith(SAID_BY_PYDANTIC):
        found = error["input"]
        shown = f", found {found!r}" if isinstance(found, str | int | float) else ""
        quote = "; quote it" if error["type"] == "string_type" and shown else ""
        return "expected " + message.removeprefix(SAID_BY_PYDANTIC) + shown + quote
    return message[:1].lower() + message[1:]


def _dotted(path: Path_) -> str:
    return ".".join(str(part) for part in path if not isinstance(part, int)) or "here"


def _whose(part: Part) -> str:
    return f" in {part.kind.replace('_', ' ')} {part.id!r}" if part.id else ""


def _fields_at(model: type[BaseModel], path: Path_) -> set[str]:
    """Fields that may stand at ``path``; list positions and union tags in it are passed over."""
    models: set[type[BaseModel]] = {model}
    for part in path:
        inner = {
            found
            for item in models
            if part in item.model_fields
            for found in _models_in(item.model_fields[str(part)].annotation)
        }
        models = inner or models
    return {name for item in models for name in item.model_fields}


def _models_in(annotation: Any) -> Iterable[type[BaseModel]]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
    for inner in get_args(annotation):
        yield from _models_in(inner)
