"""What a chart's templates may call: text, numbers and collections; no files, network or clock."""

import json
import re
from collections.abc import Callable
from typing import Any

import yaml

from assessment.repository.charts.values import (
    LONGEST,
    UNKNOWN,
    UNRENDERED,
    Unknown,
    is_true,
    overlaid,
    text,
)
from assessment.repository.charts.versions import compare_versions


def call(name: str, given: list[Any]) -> Any:
    """The value of a function; ``UNKNOWN`` for one that is not known or cannot work it out."""
    if name in _LENIENT:
        return _LENIENT[name](*given)
    function = _FUNCTIONS.get(name)
    if function is None or any(isinstance(item, Unknown) for item in given):
        return UNKNOWN
    try:
        return function(*given)
    except (TypeError, ValueError, IndexError, KeyError, ZeroDivisionError, AttributeError):
        return UNKNOWN


def _indent(width: Any, value: Any, newline: str = "") -> str:
    if isinstance(width, Unknown) or isinstance(value, Unknown):
        pad = " " * (0 if isinstance(width, Unknown) else min(int(width), 40))
        return f"{newline}{pad}{UNRENDERED}: true"
    pad = " " * min(int(width), 40)
    return newline + "\n".join(pad + line for line in text(value).split("\n"))


def _default(fallback: Any, value: Any = None) -> Any:
    return value if isinstance(value, Unknown) or is_true(value) else fallback


def _and(*given: Any) -> Any:
    for item in given:
        if isinstance(item, Unknown):
            known = (other for other in given if not isinstance(other, Unknown))
            return next((other for other in known if not is_true(other)), UNKNOWN)
        if not is_true(item):
            return item
    return given[-1] if given else UNKNOWN


def _or(*given: Any) -> Any:
    for item in given:
        if isinstance(item, Unknown):
            known = (other for other in given if not isinstance(other, Unknown))
            return next((other for other in known if is_true(other)), UNKNOWN)
        if is_true(item):
            return item
    return given[-1] if given else UNKNOWN


def _required(_: Any, value: Any = None) -> Any:
    return UNKNOWN if value is None or value == "" else value


def _dump(value: Any) -> str:
    return (
        str(yaml.safe_dump(value, default_flow_style=False, width=10_000))
        .removesuffix("...\n")
        .rstrip("\n")[:LONGEST]
    )


def _loaded(value: str) -> Any:
    from assessment.repository.yaml_text import UnreadableYaml, documents

    try:
        found = documents(value)
    except UnreadableYaml:
        return UNKNOWN
    return found[0].value if found else {}


def _equal(first: Any, *others: Any) -> bool:
    return any(first == other for other in others)


def _get(mapping: dict[str, Any], key: str) -> Any:
    return mapping.get(key, "")


def _dig(*given: Any) -> Any:
    *keys, fallback, mapping = given
    for key in keys:
        if not isinstance(mapping, dict) or key not in mapping:
            return fallback
        mapping = mapping[key]
    return mapping


def _index(value: Any, *keys: Any) -> Any:
    for key in keys:
        value = value.get(key) if isinstance(value, dict) else value[int(key)]
    return value


def _merged(*given: dict[str, Any]) -> dict[str, Any]:
    """Earlier mappings win, as ``merge`` has it."""
    found: dict[str, Any] = {}
    for item in reversed(given):
        found = overlaid(found, item)
    return found


def _format(pattern: str, *given: Any) -> str:
    values = iter(given)

    def put(match: re.Match[str]) -> str:
        if match[0] == "%%":
            return "%"
        value = next(values, "")
        return json.dumps(text(value)) if match[0] == "%q" else text(value)

    return re.sub(r"%(?:[svdqtf%]|\.\d+f)", put, pattern)


def _pairs(given: tuple[Any, ...]) -> dict[str, Any]:
    return {str(given[at]): given[at + 1] for at in range(0, len(given) - 1, 2)}


def _shorter(limit: int, value: Any) -> str:
    return text(value)[: int(limit)] if int(limit) >= 0 else text(value)[int(limit) :]


def _repeated(times: int, value: str) -> str:
    return value * min(int(times), max(0, LONGEST // max(1, len(value))))


def _kind(value: Any) -> str:
    names = {dict: "map", list: "slice", str: "string", bool: "bool", int: "int", float: "float64"}
    return next((name for kind, name in names.items() if type(value) is kind), "invalid")


_LENIENT: dict[str, Callable[..., Any]] = {
    "default": _default,
    "and": _and,
    "or": _or,
    "required": _required,
    "indent": lambda width, value="": _indent(width, value),
    "nindent": lambda width, value="": _indent(width, value, "\n"),
    "quote": lambda *given: " ".join(json.dumps(text(item)) for item in given if item is not None),
    "squote": lambda *given: " ".join(f"'{text(item)}'" for item in given if item is not None),
    "print": lambda *given: "".join(map(text, given)),
    "printf": lambda pattern="", *given: (
        UNKNOWN if isinstance(pattern, Unknown) else _format(str(pattern), *given)
    ),
    "list": lambda *given: list(given),
    "tuple": lambda *given: list(given),
    "dict": lambda *given: _pairs(given),
    "sha256sum": lambda *_: "digest",
    "coalesce": lambda *given: next(
        (item for item in given if isinstance(item, Unknown) or is_true(item)), None
    ),
}
_FUNCTIONS: dict[str, Callable[..., Any]] = {
    "not": lambda value: not is_true(value),
    "eq": _equal,
    "ne": lambda first, second: first != second,
    "lt": lambda first, second: first < second,
    "le": lambda first, second: first <= second,
    "gt": lambda first, second: first > second,
    "ge": lambda first, second: first >= second,
    "empty": lambda value: not is_true(value),
    "ternary": lambda yes, no, test: yes if test else no,
    "toYaml": _dump,
    "fromYaml": _loaded,
    "toJson": json.dumps,
    "toPrettyJson": json.dumps,
    "fromJson": _loaded,
    "toString": text,
    "toStrings": lambda value: [text(item) for item in value],
    "int": lambda value: int(float(value or 0)),
    "int64": lambda value: int(float(value or 0)),
    "float64": lambda value: float(value or 0),
    "atoi": int,
    "add": lambda *given: sum(map(int, given)),
    "add1": lambda value: int(value) + 1,
    "sub": lambda first, second: int(first) - int(second),
    "mul": lambda first, second: int(first) * int(second),
    "div": lambda first, second: int(first) // int(second),
    "mod": lambda first, second: int(first) % int(second),
    "max": lambda *given: max(map(int, given)),
    "min": lambda *given: min(map(int, given)),
    "upper": lambda value: text(value).upper(),
    "lower": lambda value: text(value).lower(),
    "title": lambda value: text(value).title(),
    "trim": lambda value: text(value).strip(),
    "trimSuffix": lambda end, value: text(value).removesuffix(end),
    "trimPrefix": lambda start, value: text(value).removeprefix(start),
    "trimAll": lambda letters, value: text(value).strip(letters),
    "trunc": _shorter,
    "replace": lambda old, new, value: text(value).replace(old, new)[:LONGEST],
    "repeat": _repeated,
    "contains": lambda part, value: part in text(value),
    "hasPrefix": lambda start, value: text(value).startswith(start),
    "hasSuffix": lambda end, value: text(value).endswith(end),
    "nospace": lambda value: re.sub(r"\s", "", text(value)),
    "kebabcase": lambda value: re.sub(r"[\s_]+", "-", text(value)).lower(),
    "join": lambda between, value: str(between).join(map(text, value)),
    "splitList": lambda between, value: text(value).split(between),
    "split": lambda between, value: {
        f"_{at}": part for at, part in enumerate(text(value).split(between))
    },
    "hasKey": lambda mapping, key: key in (mapping or {}),
    "get": _get,
    "dig": _dig,
    "index": _index,
    "keys": lambda *given: [key for mapping in given for key in mapping],
    "values": lambda mapping: list(mapping.values()),
    "pick": lambda mapping, *keys: {k: v for k, v in mapping.items() if k in keys},
    "omit": lambda mapping, *keys: {k: v for k, v in mapping.items() if k not in keys},
    "merge": _merged,
    "mergeOverwrite": lambda *given: _merged(*reversed(given)),
    "deepCopy": lambda value: value,
    "len": len,
    "first": lambda value: value[0],
    "last": lambda value: value[-1],
    "rest": lambda value: value[1:],
    "initial": lambda value: value[:-1],
    "append": lambda value, item: [*value, item],
    "prepend": lambda value, item: [item, *value],
    "concat": lambda *given: [item for listed in given for item in listed],
    "uniq": lambda value: [item for at, item in enumerate(value) if item not in value[:at]],
    "has": lambda item, value: item in (value or []),
    "without": lambda value, *items: [item for item in value if item not in items],
    "compact": lambda value: [item for item in value if is_true(item)],
    "sortAlpha": lambda value: sorted(map(text, value)),
    "reverse": lambda value: list(reversed(value)),
    "until": lambda count: list(range(min(int(count), 1_000))),
    "kindIs": lambda kind, value: _kind(value) == kind,
    "typeIs": lambda kind, value: _kind(value) == kind,
    "kindOf": _kind,
    "semverCompare": compare_versions,
    "b64enc": lambda value: UNRENDERED if text(value) else "",
}  # fmt: skip
