"""Numbers, dates, times and money as people of one country write them; the words stay English.

Patterns and marks are those of the Unicode CLDR. Who makes a report or shows a page says once in
whose manner (:func:`written_as`); every figure that is put in words inside follows.
"""

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import date, datetime
from functools import cache
from typing import NamedTuple

from babel import Locale
from babel.dates import format_date, format_time

DEFAULT = "en-GB"
OFFERED = (
    "en-GB", "en-US", "en-AU", "en-CA", "en-IE", "en-IN", "en-ZA", "cs-CZ", "da-DK", "de-AT",
    "de-CH", "de-DE", "es-ES", "fi-FI", "fr-BE", "fr-CA", "fr-CH", "fr-FR", "it-IT", "ja-JP",
    "ko-KR", "nb-NO", "nl-BE", "nl-NL", "pl-PL", "pt-BR", "pt-PT", "sv-SE", "tr-TR", "zh-CN",
)  # fmt: skip
"""Those that can be chosen; all of them write the digits 0 to 9."""

_FIGURE = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+\.\d+")
_BEFORE_YEAR = re.compile(r"([.,])\u00a0(?=\d{4}$)")
"""Here a long date may break where a column is narrow: *Nov 23,* and below it *2026*."""
NBSP = "\u00a0"
_SPACES = str.maketrans({" ": NBSP, "\u202f": NBSP, "'": "\N{RIGHT SINGLE QUOTATION MARK}"})
_NAMES = "en_US"
"""Names of months and AM and PM are English in every manner."""


class Manner(NamedTuple):
    """How one country writes: the marks of a number, and patterns of dates as CLDR has them."""

    tag: str
    english: bool
    """Whether its people speak English, so that their dates have months with names."""
    decimal: str
    group: str
    groups: tuple[int, int]
    """Digits from the right up to the first mark, and between two marks after it."""
    money: str
    """Where the sign (¤) stands beside the amount (0)."""
    long: str
    short: str
    without_year: str
    numeric: str
    clock: str


@cache
def manner(tag: str) -> Manner:
    """The manner of an offered tag such as ``de-DE``; any other is written as :data:`DEFAULT`.

    A country whose language is not English gets its dates in digits, as its people write them:
    an English month in a German order is nobody's date. A day without its year keeps the month's
    name, as *7.3* would be read as a number.
    """
    found = Locale.parse(tag if tag in OFFERED else DEFAULT, sep="-")
    marks, skeletons = found.number_symbols["latn"], found.datetime_skeletons
    digits, english = skeletons["yMd"].pattern, found.language == "en"
    money, _, _ = found.currency_formats["standard"].pattern.partition(";")
    amount = money.replace("¤", "").strip(" " + NBSP)
    return Manner(
        tag=tag,
        english=english,
        decimal=marks["decimal"].translate(_SPACES),
        group=marks["group"].translate(_SPACES),
        groups=found.decimal_formats[None].grouping,
        money=money.replace(amount, "0").translate(_SPACES),
        long=found.date_formats["long"].pattern if english else digits,
        short=found.date_formats["medium"].pattern if english else digits,
        without_year=skeletons["MMMd"].pattern if english else "d MMM",
        numeric=digits,
        clock=found.time_formats["short"].pattern,
    )


@cache
def _months(tag: str) -> dict[str, int]:
    """Every word for a month in the language of an offered tag, without its point, to its number."""
    named = Locale.parse(tag, sep="-").months
    words = [
        (str(word), number)
        for use in ("format", "stand-alone") for width in ("wide", "abbreviated")
        for number, word in named[use][width].items()
    ]  # fmt: skip
    return {word.casefold().rstrip("."): number for word, number in words if not word[:1].isdigit()}


def month(word: str) -> int | None:
    """Which month a word is in the language of the country in whose manner we write now."""
    return _months(current().tag).get(word.casefold().rstrip("."))


def name(tag: str) -> str:
    """Language and country in English, such as *German (Germany)*."""
    return Locale.parse(tag, sep="-").get_display_name("en") or tag


_SAID: ContextVar[str] = ContextVar("locale", default="")
_ASKED: list[Callable[[], str]] = []


@contextmanager
def written_as(tag: str) -> Iterator[None]:
    """Everything that is worded inside is written in this manner."""
    before = _SAID.set(manner(tag).tag)
    try:
        yield
    finally:
        _SAID.reset(before)


def ask(screen: Callable[[], str]) -> None:
    """Whom to ask for the tag where none was said: whoever knows which client is on the screen.

    The screen is drawn in many small runs, each in a thread of its own; none of them begins
    where a manner could be said for all of it. An empty answer is :data:`DEFAULT`.
    """
    _ASKED[:] = [screen]


def current() -> Manner:
    """The manner in which to write now."""
    return manner(_SAID.get() or (_ASKED[0]() if _ASKED else "") or DEFAULT)


def written(value: float, form: str) -> str:
    """A number by a format of Python's such as ``,.1f`` or ``g``, with the country's marks."""
    return marked(format(value, form))


def trimmed(value: float, digits: int) -> str:
    """A number with as many decimals as it needs, ``digits`` at most."""
    return marked(f"{value:.{digits}f}".rstrip("0").rstrip("."))


def reworded(sentence: str) -> str:
    """A sentence of ours that was kept as we write it, with its figures in the country's marks.

    Only for words in which every figure is a number: a version or an address would be changed too.
    """
    return _FIGURE.sub(lambda found: marked(found.group()), sentence)


def marked(figure: str) -> str:
    """A figure such as ``-1,234.5`` with the country's marks in the place of ours."""
    here = current()
    whole, point, rest = figure.partition(".")
    if "," in whole:
        whole = _grouped(whole.replace(",", ""), here)
    return f"{whole}{here.decimal if point else ''}{rest}"


def _grouped(digits: str, here: Manner) -> str:
    sign = "" if digits[:1].isdigit() else digits[:1]
    digits, (last, before) = digits[len(sign) :], here.groups
    parts, digits = [digits[-last:]], digits[:-last]
    while digits:
        parts, digits = [digits[-before:], *parts], digits[:-before]
    return sign + here.group.join(parts)


def money(amount: str, sign: str) -> str:
    """An amount that is already written, with the sign of a currency where the country has it."""
    return current().money.replace("¤", sign).replace("0", amount)


def long_day(value: date) -> str:
    """A date such as *16 November 2026* or *16.11.2026*."""
    return _date(value, current().long)


def short_day(value: date) -> str:
    """A date such as *16 Nov 2026* or *16.11.2026*."""
    return _date(value, current().short)


def day_without_year(value: date) -> str:
    """A date such as *16 Nov* or *16.11.*, where the year stands elsewhere."""
    return _date(value, current().without_year)


def day_first() -> bool:
    """Whether a long date begins with its day and has a month in words."""
    return current().long.startswith("d") and "MMMM" in current().long


def clock(value: datetime) -> str:
    """The time of day of a moment, in its own zone: *09:14* or *9:14 AM*."""
    return format_time(value, current().clock, locale=_NAMES).translate(_SPACES)


def _date(value: date, pattern: str) -> str:
    written = format_date(value, pattern, locale=_NAMES).translate(_SPACES)
    return _BEFORE_YEAR.sub(r"\1 ", written)
