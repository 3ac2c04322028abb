"""Reading ``probe.yaml``: strict, so that a typo cannot pass silently."""

from pathlib import Path
from typing import Any

import yaml
from pydantic import ValidationError

from assessment.model import Bearing
from assessment.observation import ProbeDefinition

# The same safe loader in C where PyYAML was built with it: ten times as fast.
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_TRUE_AND_FALSE = {"true": True, "false": False}


def read_definition(file: Path) -> tuple[ProbeDefinition | None, list[str]]:
    """The definition in ``file``, or ``None`` and its mistakes, each ``file:line: sentence``."""
    try:
        node = yaml.compose(file.read_text(encoding="utf-8"), Loader=_LOADER)
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as error:
        return None, [f"{file}: cannot be read as YAML: {_one_line(error)}"]
    if not isinstance(node, yaml.MappingNode):
        return None, [f"{file}:1: expected a mapping of fields such as id and statement"]
    lines: dict[tuple[str | int, ...], int] = {}
    mistakes: list[str] = []
    data = _plain(node, (), lines, mistakes)
    try:
        definition = ProbeDefinition.model_validate(data)
    except ValidationError as error:
        mistakes += [f"{_line(lines, item['loc'])}: {_sentence(item)}" for item in error.errors()]
        definition = None
    return (None if mistakes else definition), [f"{file}:{mistake}" for mistake in mistakes]


def _plain(
    node: yaml.Node,
    path: tuple[str | int, ...],
    lines: dict[tuple[str | int, ...], int],
    mistakes: list[str],
) -> Any:
    lines[path] = node.start_mark.line + 1
    if isinstance(node, yaml.SequenceNode):
        return [_plain(item, (*path, i), lines, mistakes) for i, item in enumerate(node.value)]
    if isinstance(node, yaml.MappingNode):
        mapping: dict[str, Any] = {}
        for key, value in node.value:
            if key.value in mapping:
                mistakes.append(f"{key.start_mark.line + 1}: {key.value} is given twice")
            mapping[key.value] = _plain(value, (*path, key.value), lines, mistakes)
            lines[(*path, key.value)] = key.start_mark.line + 1
        return mapping
    return _scalar(node)


def _scalar(node: yaml.Node) -> Any:
    """Numbers and true/false as written; ``yes``, ``on`` and dates stay text."""
    kind = node.tag.rpartition(":")[2]
    if kind == "bool":
        return _TRUE_AND_FALSE.get(node.value.lower(), node.value)
    if kind == "int" and node.value.lstrip("+-").isdigit():
        return int(node.value)
    if kind == "float" and node.value[-1:].isdigit():
        return float(node.value)
    return None if kind == "null" else node.value


def _line(lines: dict[tuple[str | int, ...], int], path: tuple[str | int, ...]) -> int:
    while path not in lines:
        path = path[:-1]
    return lines[path]


def _sentence(item: Any) -> str:
    name = ".".join(str(part) for part in item["loc"])
    if item["type"] == "extra_forbidden":
        return f"{name} is not a field of a probe; known are {', '.join(_known(item['loc']))}"
    if item["type"] == "missing":
        return f"{name} is missing"
    return f"{name}: {item['msg']}"


def _known(path: tuple[str | int, ...]) -> list[str]:
    return list((Bearing if path[0] == "bearings" else ProbeDefinition).model_fields)


def _one_line(error: Exception) -> str:
    return " ".join(str(error).split())
