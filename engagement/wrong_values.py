"""A wrong value in words: what a validator found becomes one plain sentence that says what to do."""

from collections.abc import Mapping
from typing import Any

_NUMBER = "has to be a number, such as 0.5"
_WHOLE = "has to be a whole number, such as 3"
_DAY = "has to be a day, such as 2027-03-31"
_MOMENT = "has to be a day and a time with its zone, such as 2027-03-31T09:30:00Z"
_TEXT = "has to be text"
_LIST = "has to be a list"
_NAMED = "has to be a group of values, each with its name"
_ADDRESS = "has to be a whole web address, such as https://example.org"

_EXACT = {
    "string_too_long": "is too long: {max_length} characters fit",
    "bytes_too_long": "is too long: {max_length} bytes fit",
    "bytes_too_short": "is too short: give at least {min_length} bytes",
    "too_short": "has too few entries: give at least {min_length}",
    "too_long": "has too many entries: at most {max_length} fit",
    "greater_than": "has to be more than {gt}",
    "greater_than_equal": "has to be {ge} or more",
    "less_than": "has to be less than {lt}",
    "less_than_equal": "has to be {le} or less",
    "multiple_of": "has to be a multiple of {multiple_of}",
    "finite_number": _NUMBER,
    "decimal_max_digits": "has too many digits: at most {max_digits} fit",
    "decimal_max_places": "has too many decimals: at most {decimal_places} fit",
    "decimal_whole_digits": "has too many digits before the point: at most {whole_digits} fit",
    "literal_error": "has to be one of these: {expected}",
    "enum": "has to be one of these: {expected}",
    "union_tag_invalid": "has to be one of these: {expected_tags}",
    "union_tag_not_found": "does not say of which kind it is; name the kind",
    "date_past": "has to be a day in the past",
    "date_future": "has to be a day in the future",
    "datetime_past": "has to be a time in the past",
    "datetime_future": "has to be a time in the future",
    "string_pattern_mismatch": "is not written as it has to be; correct it",
    "string_not_ascii": "may hold only plain letters, figures and signs; leave the others out",
    "url_too_long": "is too long: {max_length} characters fit",
    "none_required": "has to stay empty",
    "frozen_field": "cannot be changed; leave it as it is",
    "frozen_instance": "cannot be changed; leave it as it is",
    "json_invalid": "is not readable as JSON; correct it",
    "recursion_loop": "stands within itself; give it once",
    "recursion_depth_exceeded": "is nested too deeply; flatten it",
    "extra_forbidden": "is not known here; leave it out",
    "unexpected_keyword_argument": "is not known here; leave it out",
}
_BY_KIND = {
    "missing": "is missing; fill it in",
    "int": _WHOLE, "float": _NUMBER, "decimal": _NUMBER, "fraction": _NUMBER, "complex": _NUMBER,
    "bool": "has to be yes or no",
    "datetime": _MOMENT, "timezone": _MOMENT, "date": _DAY,
    "time_delta": "has to be a length of time, such as PT15M",
    "time": "has to be a time of day, such as 09:30",
    "string": _TEXT, "bytes": _TEXT,
    "list": _LIST, "tuple": _LIST, "set": _LIST, "frozen_set": _LIST, "deque": _LIST,
    "iterable": _LIST, "iteration": _LIST,
    "dict": _NAMED, "mapping": _NAMED, "model": _NAMED, "dataclass": _NAMED,
    "url": _ADDRESS,
    "uuid": "has to be an id as it was given out",
}  # fmt: skip
"""By what the name of a mistake begins with, longest first."""
_ELSE = "is not what belongs here; correct it"
_OURS = ("value_error", "assertion_error")
"""What a model of ours refuses in words of its own."""


def told(item: Mapping[str, Any]) -> str:
    """One mistake of ``ValidationError.errors()`` as a sentence; it names the field, where there is one."""
    name = ".".join(str(part) for part in item["loc"])
    if item["type"] in _OURS:
        message = str(item["msg"]).removeprefix("Value error, ").removeprefix("Assertion failed, ")
        return f"{name}: {message}" if name else message[:1].upper() + message[1:] + "."
    what = f"The {name.replace('_', ' ')}" if name else "What was given"
    return f"{what} {_wrong(str(item['type']), item.get('ctx', {}))}."


def _wrong(kind: str, about: Mapping[str, Any]) -> str:
    if kind == "string_too_short":
        least = about["min_length"]
        if least == 1:
            return "is empty; fill it in"
        return f"is too short: write {least} or more characters"
    if kind in _EXACT:
        return _EXACT[kind].format_map({name: _worded(value) for name, value in about.items()})
    begins = [one for one in _BY_KIND if kind.startswith(one)]
    return _BY_KIND[max(begins, key=len)] if begins else _ELSE


def _worded(value: Any) -> str:
    if isinstance(value, int) and not isinstance(value, bool):
        return f"{value:,}"
    return f"{value:,g}" if isinstance(value, float) else str(value).replace("'", "")
