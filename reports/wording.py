"""Figures, dates and codes in plain words, with spaces that do not break between value and unit."""

import re
from collections.abc import Sequence
from datetime import UTC, date, datetime

from content import locales
from scoring.model import Band, State, Verdict

NBSP = locales.NBSP
_SENTENCE = re.compile(r"(?<=[.!?])[\"”’)]? +")
_SHORTEST = 15
"""Characters of what can be a sentence."""
_COUNTS = (
    *("no", "one", "two", "three", "four", "five", "six"),
    *("seven", "eight", "nine", "ten", "eleven", "twelve"),
)
VERDICT_WORDS = {
    Verdict.READY: "Ready",
    Verdict.CONDITIONAL: "Conditional",
    Verdict.NOT_READY: "Not ready",
    Verdict.INSUFFICIENT_EVIDENCE: "Insufficient evidence",
}
STATE_WORDS = {
    State.CONFLICT: "conflict",
    State.DISPUTED: "disputed",
    State.STALE: "out of date",
    State.SHORTFALL: "differs by one",
    State.UNCHECKED: "unchecked",
    State.ALIGNED: "aligned",
    State.UNKNOWN: "unknown",
}
BEFORE_A_WORKSHOP = "before the workshop"
"""Said beside an answer that counts no more, since a room settled its capability after it."""

GRADE_WORDS = {
    "E0": "statement only",
    "E1": "example told",
    "E2": "artefact attached",
    "E3": "artefact accepted",
}


def day(value: date) -> str:
    """A date such as *16 November 2026*, or *16.11.2026* where the client writes so."""
    return locales.long_day(value)


def short_day(value: date) -> str:
    """A date such as *16 Nov 2026*, or *16.11.2026* where the client writes so."""
    return locales.short_day(value)


def moment(value: datetime, between: str = NBSP) -> str:
    """A time such as *13 Nov 2026 09:14 UTC*; ``between`` parts day and clock, in a narrow cell
    by a line's end.
    """
    utc = value.astimezone(UTC)
    return f"{short_day(utc.date())}{between}{locales.clock(utc)}{NBSP}UTC"


def short_moment(value: datetime) -> str:
    """A time without year and zone, such as *13 Nov 09:14*; a table's header names both."""
    utc = value.astimezone(UTC)
    clock = locales.clock(utc)
    between = " " if NBSP in clock else NBSP  # with AM or PM it needs a second line
    return f"{locales.day_without_year(utc.date())}{between}{clock}"


def span_of_days(first: date, last: date) -> str:
    """Two dates such as *2 to 13 November 2026*."""
    if first == last:
        return day(first)
    if (first.year, first.month) == (last.year, last.month) and locales.day_first():
        return f"{first.day}{NBSP}to{NBSP}{day(last)}"
    return f"{day(first)} to {day(last)}"


def count(number: int) -> str:
    """A whole number in words up to twelve, then in figures."""
    return _COUNTS[number] if 0 <= number < len(_COUNTS) else locales.written(number, ",")


def as_quoted() -> str:
    """How figures stand in what is quoted, where that is not how the client writes them."""
    ours, theirs = "1,234.5", locales.marked("1,234.5")
    return "" if ours == theirs else f"What is quoted keeps its figures as {ours} for {theirs}."


def share_of(number: int, total: int) -> str:
    """*None of five*, *three of five*, *all five*."""
    if number == total and total > 1:
        return f"all {count(total)}"
    return f"{'none' if number == 0 else count(number)} of {count(total)}"


def plural(number: int, one: str, many: str = "") -> str:
    """A counted noun: *one control*, *three controls*."""
    return f"{count(number)} {one if number == 1 else many or one + 's'}"


def join(items: Sequence[str]) -> str:
    """*a*, *a and b*, *a, b and c*."""
    if len(items) < 2:
        return "".join(items)
    return f"{', '.join(items[:-1])} and {items[-1]}"


def capital(text: str) -> str:
    """The same text with a capital first letter."""
    return text[:1].upper() + text[1:]


def sentence(text: str) -> str:
    """The same text as a sentence; a name such as ``model_info`` or a path keeps its letters."""
    text = text.strip()
    first = text.partition(" ")[0]
    text = text if any(mark in first for mark in "_/.(=:") else capital(text)
    return text if not text or text[-1] in ".!?" else text + "."


def shortened(text: str, limit: int) -> str:
    """At most ``limit`` characters, cut at a word and ended by an ellipsis."""
    if len(text) <= limit:
        return text
    head, _, _ = text[: limit - 1].rpartition(" ")
    return (head or text[: limit - 1]) + "… "


def sentences(text: str) -> list[str]:
    """The sentences of a text, each with what ends it; an ordinal or *e.g.* ends none."""
    parts, begun = [], 0
    for end in _SENTENCE.finditer(text):
        if end.start() - begun >= _SHORTEST and not text[end.end() : end.end() + 1].islower():
            parts.append(text[begun : end.start()])
            begun = end.end()
    return [*parts, text[begun:]] if text[begun:] else parts


def in_sentences(text: str, limit: int) -> str:
    """As many whole sentences as ``limit`` characters hold, and the first one always.

    Nothing breaks off inside of a sentence, but in one of more than three times the limit: what
    a source returned or somebody pasted could otherwise fill pages.
    """
    if len(text) <= limit:
        return text
    kept = ""
    for sentence_ in sentences(text):
        longer = f"{kept} {sentence_}" if kept else sentence_
        if kept and len(longer) > limit:
            break
        kept = longer
    return shortened(kept, 3 * limit) + text[len(text.rstrip()) :]


def whole(text: str) -> str:
    """The same text with spaces that do not break."""
    return text.replace(" ", NBSP)


def percent(share: float) -> str:
    """A share (0–1) as a whole percentage; a share that is not quite 0 or 1 never reads so."""
    rounded = round(100 * share)
    if rounded == 100 and share < 1:
        return f"over{NBSP}99{NBSP}%"
    if rounded == 0 and share > 0:
        return f"under{NBSP}1{NBSP}%"
    return f"{rounded}{NBSP}%"


def level(value: float, decimals: int = 1) -> str:
    """A level with one decimal; two where steps are smaller than a tenth."""
    return locales.written(value, f".{decimals}f")


def plain_level(value: float) -> str:
    """A claimed level: whole where it is whole."""
    return locales.written(value, ".0f" if value == int(value) else ".1f")


def band(value: Band | None) -> str:
    """An index with its interval, such as *2.7 [2.3–3.0]*."""
    return "not answered" if value is None else f"{level(value.level)}{NBSP}{interval(value)}"


def interval(value: Band) -> str:
    """The 80 % interval of an index in brackets."""
    return f"[{level(value.low)}–{level(value.high)}]"


def signed(value: float, decimals: int = 1) -> str:
    """A difference in levels with its sign and so many decimals; *0.0* has none."""
    rounded = round(value, decimals)
    sign = "" if rounded == 0 else "+" if rounded > 0 else "−"
    return f"{sign}{locales.written(abs(rounded), f'.{decimals}f')}"


def person_weeks(value: float) -> str:
    """An effort such as *17.5 person-weeks*."""
    figure = _weeks(value)
    return f"{figure}{NBSP}person-week{'' if figure == '1' else 's'}"


def weeks_range(low: float, high: float) -> str:
    """An effort range such as *2 to 5 person-weeks*."""
    return f"{_weeks(low)}{NBSP}to{NBSP}{person_weeks(high)}"


def _weeks(value: float) -> str:
    return locales.trimmed(value, 1)


_SIGNS = {"EUR": "€", "USD": "$", "GBP": "£", "JPY": "¥"}


def money(value: float, currency: str) -> str:
    """An amount rounded to two or three figures that a plan can carry, such as *€51,000*."""
    step = 10 ** max(0, len(str(int(abs(value)))) - 3)
    return _with_sign(locales.written(round(value / step) * step, ",.0f"), currency)


def short_money(value: float, currency: str) -> str:
    """An amount that fits a column: thousands as *€51k*, millions with one decimal as *€1.2M*."""
    if value >= 1e6:
        return _with_sign(f"{locales.written(value / 1e6, ',.1f')}M", currency)
    if value >= 1e4:
        return _with_sign(f"{locales.written(value / 1e3, ',.0f')}k", currency)
    return money(value, currency)


def _with_sign(amount: str, currency: str) -> str:
    sign = _SIGNS.get(currency.upper())
    return locales.money(amount, sign) if sign else f"{amount}{NBSP}{currency}".strip()


def first_that_fits(*candidates: str, limit: int = 96) -> str:
    """The first title of at most ``limit`` characters (two lines), else the last one."""
    return next((item for item in candidates if len(item) <= limit), candidates[-1])
