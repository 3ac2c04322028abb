"""Readings, targets and windows in words: value, unit, interval or n, and the history behind."""

from assessment.model import Reading
from content.locales import marked
from reports.wording import NBSP
from scoring.exit_criterion import window_seconds
from scoring.roadmap_model import PlannedCondition

_SIGNS = {"<=": "≤", ">=": "≥", "<": "<", ">": ">", "=": "="}
_SHARES = ("ratio", "share", "fraction")
_PERCENTS = ("%", "percent", "pct")
_COUNTS = ("", "1", "count", "number", "none")
_SECONDS = ("s", "seconds", "second", "sec")
_MILLISECONDS = ("ms", "milliseconds", "millisecond")
_STEPS = ((172_800, 86_400, "days"), (7_200, 3_600, "h"), (120, 60, "min"), (1, 1, "s"))


def figure(value: float) -> str:
    """A number with three figures that count, thousands separated, a true minus sign."""
    size = abs(value)
    if size >= 100 or size == int(size):
        text = f"{size:,.0f}"
    else:
        digits = 1 if size >= 10 else 2 if size >= 0.1 else 4
        text = f"{size:.{digits}f}".rstrip("0").rstrip(".")
    return ("−" if value < 0 and text != "0" else "") + marked(text or "0")


def _percentage(value: float) -> str:
    """A value in percent; close to 0 or 100 it keeps the digits that make the difference."""
    away = min(abs(value), abs(100 - value))
    digits = 0 if away == 0 else 1 if away >= 1 else 2 if away >= 0.1 else 3
    text = f"{abs(value):.{digits}f}"
    text = text.rstrip("0").rstrip(".") if "." in text else text
    return f"{'−' if value < 0 else ''}{marked(text)}{NBSP}%"


def _time(seconds: float) -> str:
    if 0 < abs(seconds) < 1:
        return f"{figure(seconds * 1000)}{NBSP}ms"
    for limit, size, unit in _STEPS:
        if abs(seconds) >= limit:
            return f"{figure(seconds / size)}{NBSP}{unit}"
    return f"{figure(seconds)}{NBSP}s"


def is_share(unit: str) -> bool:
    """Whether values of this unit are shares of one, which are told in percent."""
    return unit.strip().lower() in _SHARES


def quantity(value: float, unit: str) -> str:
    """A value with its unit and a space that does not break; shares become percentages."""
    name = unit.strip().lower()
    if is_share(unit):
        return _percentage(100 * value)
    if name in _PERCENTS:
        return _percentage(value)
    if name in _COUNTS:
        return figure(value)
    if name in _SECONDS:
        return _time(value)
    if name in _MILLISECONDS:
        return f"{figure(value)}{NBSP}ms" if abs(value) < 10_000 else _time(value / 1000)
    singular = unit[:-1] if value == 1 and unit.endswith("s") and len(unit) > 3 else unit
    return f"{figure(value)}{NBSP}{singular.replace('_', ' ')}"


def value_of(reading: Reading) -> str:
    """The value of a reading with its unit."""
    return quantity(reading.value, reading.unit)


def certainty_of(reading: Reading) -> str:
    """The 80 % interval of a reading in the value's own unit, else the count behind it."""
    if reading.low is not None and reading.high is not None:
        low, high = quantity(reading.low, reading.unit), quantity(reading.high, reading.unit)
        value = value_of(reading)
        if {low.partition(NBSP)[2], high.partition(NBSP)[2]} == {value.partition(NBSP)[2]}:
            low, high = low.partition(NBSP)[0], high.partition(NBSP)[0]
        return f"[{low}–{high}]"
    return "" if reading.n is None else f"n{NBSP}={NBSP}{figure(round(reading.n))}"


def span(seconds: float) -> str:
    """A length of time in its largest whole unit: *8 minutes*, *26 hours*, *30 days*."""
    for size, name in ((86_400, "day"), (3_600, "hour"), (60, "minute")):
        if seconds >= 2 * size or (seconds >= size and seconds % size == 0):
            number = int(seconds // size)
            return f"{number}{NBSP}{name}{'' if number == 1 else 's'}"
    return f"{int(seconds)}{NBSP}second{'' if int(seconds) == 1 else 's'}"


def history_of(reading: Reading, asked: float = 0.0) -> str:
    """How much of the window the source held: *8 minutes of 30 days*, or the window alone.

    ``asked`` is the length in seconds that a criterion wants; without one it is the reading's own.
    """
    if reading.window_seconds is None:
        return ""
    held = reading.window_seconds
    if reading.history_seconds is not None:
        held = min(held, reading.history_seconds)
    wanted = asked or reading.window_seconds
    if held >= 0.98 * wanted:
        return span(held if asked else wanted)
    return f"{span(held)} of{NBSP}{span(wanted)}"


def history_for(condition: PlannedCondition) -> str:
    """The same of a criterion's reading, against the window that the criterion asks for."""
    if condition.reading is None:
        return ""
    asked = window_seconds(condition.window) if condition.window else 0.0
    return history_of(condition.reading, asked)


def window(code: str) -> str:
    """A window such as ``30d`` in words, nothing for one of no length, else as it stands."""
    names = {"d": "day", "h": "hour", "m": "minute", "w": "week", "s": "second"}
    number, unit = code[:-1], code[-1:]
    if number.isdigit() and int(number) == 0:
        return ""
    if not number.isdigit() or unit not in names:
        return code
    return f"{number}{NBSP}{names[unit]}{'' if number == '1' else 's'}"


def target_of(condition: PlannedCondition) -> str:
    """The target of a measured condition, such as *≤ 0.5 %*, else the plan's own text."""
    if condition.target_value is None or condition.comparison not in _SIGNS:
        return condition.target.replace(" ", NBSP)
    sign = _SIGNS[condition.comparison]
    return f"{sign}{NBSP}{quantity(condition.target_value, condition.unit)}"


def target_with_window(condition: PlannedCondition) -> str:
    """The target and how long it has to hold, such as *≤ 0.5 % for 30 days*."""
    over = window(condition.window)
    return f"{target_of(condition)} for {over}" if over else target_of(condition)


def asked(condition: PlannedCondition) -> str:
    """What a condition asks: of a measured one metric and target, as the report has them."""
    if condition.metric is None or condition.target_value is None:
        return condition.text
    return f"{condition.metric_name or condition.metric} {target_with_window(condition)}"
