"""One cell understood: numbers and dates of any locale, and never a guess where two readings fit."""

import re
from datetime import date, datetime, time, timedelta
from math import isfinite
from typing import Any

from content.locales import marked, month, short_day, written
from reports.round_trip.fields import Entry, Field

_SPACES = re.compile(r"[\s\u00a0\u202f\u2009']+")
_BREAKS = re.compile(r"[\t\n\v\f\r ]+")
_PLAIN = re.compile(r"[+-]?\d+(?:[.,]\d+)?")
_GROUPED = re.compile(r"[+-]?\d{1,3}(?:([.,])\d{3})(?:\1\d{3})*(?:(?!\1)[.,]\d+)?")
_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})(?:[T ]00:00(?::00)?)?")
_PARTS = re.compile(r"(\d{1,2})([./-])(\d{1,2})\2(\d{4})")
_YEAR_FIRST = re.compile(r"(\d{4})([./])(\d{1,2})\2(\d{1,2})")
_NAMED = ("%d %b %Y", "%d %B %Y", "%b %d %Y", "%B %d %Y", "%d %b. %Y")
_OF_MONTH = re.compile(r"(\d{1,2})\.?\s+(?:de\s+)?([^\W\d_]+\.?)\s+(?:de\s+)?(\d{4})")
"""Such as *3. März 2027* or *3 de marzo de 2027*: the day first, and the month in a word."""
_ERRORS = ("#REF!", "#VALUE!", "#NAME?", "#DIV/0!", "#N/A", "#NUM!", "#NULL!", "Err:")
TIMES = (time, timedelta)
"""What a cell of a clock or of a length of time is read as."""
LINE = 200
"""Characters of the longest field that is one line, such as a name."""
FIRST_YEAR, LAST_YEAR = 2000, 2200


class Unclear(ValueError):
    """A cell that cannot be taken as it stands: the message says what to type instead."""


def entry(field: Field, value: Any) -> Entry:
    """What a cell of ``field`` says; ``None`` for an empty one. Raises :class:`Unclear`."""
    if value is None or (isinstance(value, str) and not value.strip()):
        if field.needed:
            raise Unclear("it is empty; it needs a value")
        return None
    if isinstance(value, str) and value.startswith(_ERRORS):
        raise Unclear(f"it shows the error {value[:12]}; mend the formula or type the value")
    if field.kind == "text":
        return _text(field, value)
    if field.kind == "choice":
        return _choice(field, value)
    if field.kind == "date":
        return day(value).isoformat()
    if field.kind == "level":
        return _level(value)
    number = _share(value) if field.kind == "share" else figure(value)
    return _within(field, number)


def _text(field: Field, value: Any) -> str:
    if not isinstance(value, str):
        told = (
            "a day" if isinstance(value, date) else "a time" if isinstance(value, TIMES) else None
        )
        told = told or (
            "a yes or no" if isinstance(value, bool) else f"the number {_told_number(value)}"
        )
        raise Unclear(f"it holds {told} and no words; format the cell as text and type it again")
    text = value.strip() if field.longest > LINE else _BREAKS.sub(" ", value).strip()
    if len(text) > field.longest:
        raise Unclear(f"it has {len(text):,} characters; {field.longest:,} fit")
    return text


def _choice(field: Field, value: Any) -> str:
    word = str(value).strip().casefold()
    for choice in (*field.choices, *field.follows):
        if choice.casefold() == word:
            return choice
    raise Unclear(f"{str(value)[:40]!r} is none of {', '.join(field.choices)}")


def _level(value: Any) -> float:
    number = figure(value)
    if number not in (1, 2, 3, 4, 5):
        raise Unclear(f"{number:g} is no level; type 1, 2, 3, 4 or 5, or leave it empty")
    return number


def _within(field: Field, number: float) -> float:
    if not isfinite(number) or number < field.least or (field.above and number <= field.least):
        most = f"more than {field.least:g}" if field.above else f"{field.least:g} or more"
        raise Unclear(f"{number:g} is no number of {most}")
    if number > field.most:
        raise Unclear(f"{number:,.0f} is more than {field.most:,.0f}, the most that is taken")
    return round(number, 6)


def figure(value: Any) -> float:
    """A number, also one that is stored as text with a point or a comma; ``1.234`` as text is asked."""
    if isinstance(value, bool | datetime | date | time | timedelta):
        raise Unclear("it holds no number; type one such as 3.5")
    if isinstance(value, int | float):
        return float(value)
    text = _SPACES.sub("", str(value))
    if _GROUPED.fullmatch(text):
        return _grouped(text)
    if _PLAIN.fullmatch(text):
        return float(text.replace(",", "."))
    raise Unclear(f"{str(value)[:40]!r} is no number; type one such as 3.5")


def _grouped(text: str) -> float:
    """Thousands and a decimal sign: clear where both occur or one occurs twice."""
    signs = re.findall(r"[.,]", text)
    if len(signs) == 1:
        whole, rest = re.split(r"[.,]", text)
        if whole.lstrip("+-").startswith("0"):
            return float(f"{whole}.{rest}")
        raise Unclear(
            f"{text!r} can be {whole}{rest} or {whole}.{rest}; type it as a number, not as text"
        )
    if len(set(signs)) == 1:
        return float(re.sub(r"[.,]", "", text))
    head, tail = text.rsplit(signs[-1], 1)
    return float(f"{re.sub(r'[.,]', '', head)}.{tail}")


def _share(value: Any) -> float:
    """A share of one: 0.4, or 40 % as text."""
    if isinstance(value, str) and value.strip().endswith("%"):
        number = figure(value.strip().removesuffix("%")) / 100
    else:
        number = figure(value)
    if 2 <= number <= 100 and not isinstance(value, str):
        raise Unclear(f"{number:g} is {100 * number:g} %, more than all; type {number:g} %")
    if number > 1:
        raise Unclear(f"{100 * number:g} % is more than all; type a share from 0 % to 100 %")
    if not 0 <= number <= 1:
        raise Unclear(f"{str(value)[:20]} is not between 0 % and 100 %")
    return number


def day(value: Any) -> date:
    """A day, also one typed as text; a text that fits two days is asked, never guessed."""
    if isinstance(value, datetime):
        return _sensible(value.date())
    if isinstance(value, date):
        return _sensible(value)
    if isinstance(value, int | float):
        raise Unclear(
            f"it holds the number {value:g}; format the cell as a date or type 2027-01-18"
        )
    text = " ".join(str(value).split())
    found = _numbered(text) or _with_month(text)
    if found is None:
        raise Unclear(f"{text[:40]!r} is no date; type it as 2027-01-18")
    return _sensible(found)


def _numbered(text: str) -> date | None:
    if match := _ISO.fullmatch(text):
        return _date(text, int(match[1]), int(match[2]), int(match[3]))
    if match := _YEAR_FIRST.fullmatch(text):
        return _date(text, int(match[1]), int(match[3]), int(match[4]))
    match = _PARTS.fullmatch(text)
    if match is None:
        return None
    first, second, year = int(match[1]), int(match[3]), int(match[4])
    # Nobody writes the month first and points between; with strokes both are in use.
    if match[2] == "." or first > 12 or first == second:
        return _date(text, year, second, first)
    if second > 12:
        return _date(text, year, first, second)
    raise Unclear(
        f"{text!r} can be {_told(date(year, second, first))} or {_told(date(year, first, second))}; "
        f"type it as {date(year, second, first).isoformat()} or {date(year, first, second).isoformat()}"
    )


def _with_month(text: str) -> date | None:
    plain = text.replace(",", "")
    for shape in _NAMED:
        try:
            return datetime.strptime(plain, shape).date()  # noqa: DTZ007  a day has no zone
        except ValueError:
            continue
    found = _OF_MONTH.fullmatch(plain)
    number = month(found[2]) if found else None
    return _date(text, int(found[3]), number, int(found[1])) if found and number else None


def _date(text: str, year: int, month: int, of_month: int) -> date:
    try:
        return date(year, month, of_month)
    except ValueError:
        raise Unclear(f"there is no day {text!r}; type it as 2027-01-18") from None


def _sensible(found: date) -> date:
    if not FIRST_YEAR <= found.year <= LAST_YEAR:
        raise Unclear(f"the year {found.year} cannot be meant; type the day as 2027-01-18")
    return found


def _told(when: date) -> str:
    return f"{when.day} {when:%B}"


def words(field: Field | None, value: Entry) -> str:
    """An entry as a person reads it in the preview."""
    if value is None or value == "":
        return "nothing"
    if isinstance(value, str):
        if field is not None and field.kind == "date":
            return short_day(date.fromisoformat(value))
        return value
    if field is not None and field.kind == "share":
        return f"{written(100 * value, 'g')} %"
    return _told_number(value)


def _told_number(value: float) -> str:
    """A number as a person writes it: with marks between thousands, never with an exponent."""
    return written(value, ",.0f") if value == int(value) else marked(f"{value:,.6f}".rstrip("0"))
