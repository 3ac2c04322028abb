"""Turns raw parts into values of the model, and its complaints into problems with lines."""

import re
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
PLAINLY = {
    "float_parsing": "a number",
    "float_type": "a number",
    "int_parsing": "a whole number",
    "int_type": "a whole number",
    "int_from_float": "a whole number",
    "bool_parsing": "true or false",
    "bool_type": "true or false",
    "tuple_type": "a list",
    "model_type": "fields with values",
    "model_attributes_type": "fields with values",
    "dict_type": "fields with values",
}
ALTERNATIVES = {"bool", "float", "str"}


def shape(part: Part) -> tuple[Value | None, list[Problem]]:
    """The part as a value of its model, or ``None`` and everything that does not fit."""
    return shape_as(MODELS[part.kind], part)


def shape_as(model: type[Value], part: Part) -> tuple[Value | None, list[Problem]]:
    """The part as a value of ``model``, or ``None`` and everything that does not fit."""
    if not isinstance(part.data, dict):
        return None, [part.problem((), f"expected a {part.kind} with its fields")]
    try:
        return model.model_validate(part.data), []
    except ValidationError as error:
        return None, problems_in(model, part, error)


def problems_in(model: type[Value], part: Part, error: ValidationError) -> list[Problem]:
    """What pydantic complains of, as problems with lines and in plain words."""
    found = [item for item in error.errors(include_url=False) if not _follows(item)]
    return [_problem(part, model, item) for item in found]


def _follows(error: ErrorDetails) -> bool:
    """Whether the complaint only follows from another one at the same place."""
    if error["type"] == "too_short":
        return bool(len(error["input"]) >= error.get("ctx", {})["min_length"])
    return bool(error["loc"]) and error["loc"][-1] in ALTERNATIVES - {"str"}


def _problem(part: Part, model: type[Value], error: ErrorDetails) -> Problem:
    path: Path_ = error["loc"]
    kind, name = error["type"], str(path[-1]) if path else part.kind
    if kind == "extra_forbidden":
        near = nearest(name, _fields_at(model, path[:-1]))
        return part.problem(path, f"unknown field {name!r}", near)
    if kind == "missing":
        return part.problem(path, _missing(part, path))
    if kind in {"literal_error", "enum"}:
        return _unexpected_word(part, path, str(error.get("ctx", {})["expected"]), error["input"])
    if kind.startswith("union_tag"):
        return _tag(part, path, error)
    if name in ALTERNATIVES:
        return part.problem(path, f"{_dotted(path[:-1])}: expected true, false, a number or a word")
    return part.problem(path, f"{_dotted(path)}: {_sentence(error)}")


def _tag(part: Part, path: Path_, error: ErrorDetails) -> Problem:
    context = error.get("ctx", {})
    field = str(context["discriminator"]).strip("'")
    if "tag" not in context:
        return part.problem(path, f"{field!r} is missing in an entry of {_dotted(path)}")
    return _unexpected_word(part, (*path, field), str(context["expected_tags"]), context["tag"])


def _missing(part: Part, path: Path_) -> str:
    if path and isinstance(path[-1], int):
        return f"{_dotted(path)}: entry {path[-1] + 1} is missing"
    return f"{str(path[-1])!r} is missing{_whose(part)}"


def _unexpected_word(part: Part, path: Path_, expected: str, found: object) -> Problem:
    expected = expected.replace("', '", "' or '") if expected.count("', '") == 1 else expected
    words = re.findall(r"'([^']+)'", expected)
    message = f"{_dotted(path)}: expected {expected}, found {found!r}"
    return part.problem(path, message, nearest(found, words))


def _sentence(error: ErrorDetails) -> str:
    context, found = error.get("ctx", {}), error["input"]
    shown = f", found {found!r}" if isinstance(found, str | int | float) else ""
    if error["type"] in PLAINLY:
        return f"expected {PLAINLY[error['type']]}{shown}"
    if error["type"] == "string_type":
        return f"expected a text{shown}" + ("; quote it" if shown else "")
    if error["type"] == "too_short":
        return (
            f"expected at least {context['min_length']} entries, found {context['actual_length']}"
        )
    if error["type"] == "too_long":
        return f"expected at most {context['max_length']} entries, found {len(found)}"
    message = error["msg"].removeprefix("Value error, ")
    if message.startswith(SAID_BY_PYDANTIC):
        return "expected " + message.removeprefix(SAID_BY_PYDANTIC) + shown
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
