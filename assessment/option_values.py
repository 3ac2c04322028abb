"""What a source's options may hold: each is checked by its form before anything is looked at."""

import math
from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from assessment import objectives
from assessment.sources import Option, Options
from content.problems import nearest

Mistakes = list[tuple[str, str]]
"""The option, and in one sentence what is wrong with its value and what to write instead."""

SHOWN = 40


def read_options(known: tuple[Option, ...], given: Mapping[str, Any]) -> tuple[Options, Mistakes]:
    """The options of a kind of source as it reads them, and everything that is wrong with them.

    ``name=value, …`` may be given as one text or as names with values, and lines as one text or a
    list. An option that cannot be read is left out of what comes back.
    """
    forms = {option.name: option for option in known}
    read: Options = {}
    wrong: Mistakes = []
    for name, value in given.items():
        option = forms.get(name)
        if option is None:
            wrong.append((name, unknown("option", name, forms)))
        elif told := objectives.mistake(name, value) or _FORMS[option.form](option, value):
            wrong.append((name, told))
        else:
            read[name] = pairs_of(value) if option.form == "pairs" else value
    return read, wrong


def unknown(what: str, name: object, known: Mapping[str, object]) -> str:
    """A name that there is not, and the one that was probably meant."""
    hint = nearest(name, known)
    listed = f"known are {', '.join(sorted(known))}" if known else f"this kind has no {what}s"
    return f"unknown {what} {_shown(name)}; " + (f"did you mean {hint}?" if hint else listed)


def pairs_of(given: Any) -> dict[str, float | str]:
    """``a=1, b=2`` as names with values; names with values as they are.

    Raises ``ValueError`` for a text without ``=`` or without a name before it.
    """
    if isinstance(given, dict):
        return given
    parts = [part.partition("=") for part in str(given).split(",")]
    if any(not sign or not key.strip() for key, sign, _ in parts):
        raise ValueError("write name=value, with commas between several")
    return {key.strip(): value.strip() for key, _, value in parts}


def _text(option: Option, value: Any) -> str:
    if isinstance(value, str):
        return ""
    if isinstance(value, (int, float, date)):
        return f"{option.name} is read as a number, a day, or true or false; write it in quotes"
    return f"{option.name} is {_named(value)} and has to be a text"


def _number(option: Option, value: Any) -> str:
    number = isinstance(value, (int, float)) and not isinstance(value, bool)
    if number and math.isfinite(value):
        return ""
    return f"{option.name} is {_named(value)} and has to be a number, without quotes"


def _pairs(option: Option, value: Any) -> str:
    wanted = f"{option.name}: write name=value, with commas between several"
    if isinstance(value, dict):
        plain = all(_is_plain(item) for item in value.values())
        return "" if plain else f"{wanted}; each value is a text or a number"
    try:
        pairs_of(value)
    except ValueError:
        return wanted
    return "" if isinstance(value, str) else wanted


def _lines(option: Option, value: Any) -> str:
    if isinstance(value, str):
        return ""
    if isinstance(value, list) and all(isinstance(item, str) for item in value):
        return ""
    return f"{option.name} is {_named(value)} and has to be a list of texts, one a line"


def _choice(option: Option, value: Any) -> str:
    if value in option.choices:
        return ""
    return f"{option.name} is {_named(value)} and has to be one of {', '.join(option.choices)}"


def _flag(option: Option, value: Any) -> str:
    if isinstance(value, bool):
        return ""
    return f"{option.name} is {_named(value)} and has to be true or false"


def _is_plain(value: Any) -> bool:
    return isinstance(value, (str, int, float)) and not isinstance(value, bool)


def _named(value: Any) -> str:
    """A value as its writer sees it, in few characters."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, list):
        return "a list"
    return "names with values" if isinstance(value, dict) else _shown(value)


def _shown(value: object) -> str:
    text = str(value)
    return text if len(text) <= SHOWN else f"{text[:SHOWN]}…"


_FORMS: Mapping[str, Callable[[Option, Any], str]] = {
    "text": _text,
    "file": _text,
    "number": _number,
    "pairs": _pairs,
    "lines": _lines,
    "choice": _choice,
    "flag": _flag,
}
