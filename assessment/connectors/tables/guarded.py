"""Numbers and times out of texts, where an engine's cast would end the statement at the first misfit."""

from typing import Any

import ibis  # type: ignore[import-untyped]

_ZONE = r"(Z|[+-](0[0-9]|1[0-4])(:?[0-5][0-9])?)?"
_CLOCK = rf"([ T]([01][0-9]|2[0-3]):[0-5][0-9](:[0-5][0-9]([.][0-9]+)?)?{_ZONE})?"
_DAY = r"((0[1-9]|1[0-2])-(0[1-9]|1[0-9]|2[0-8])|(0[13-9]|1[0-2])-(29|30)|(0[13578]|1[02])-31)"
_LEAP = r"([0-9]{2}(0[48]|[2468][048]|[13579][26])|2000)-02-29"
TIME = rf"^([1-9][0-9]{{3}}-{_DAY}|{_LEAP}){_CLOCK}$"
"""Texts that the server's own cast surely takes: one that it refuses would end the statement."""

NUMBER = r"^\s*[+-]?([0-9]{1,200}[.]?[0-9]{0,200}|[.][0-9]{1,200})([eE][+-]?[0-9]{1,2})?\s*$"


def as_number(column: Any) -> Any:
    """A text as a float, missing where it is none."""
    return _where(column, NUMBER, column.cast("float64"))


def as_seconds(column: Any) -> Any:
    """A text in ISO 8601 as unix seconds, missing where it is no time."""
    return _where(column, TIME, column.cast("timestamp('UTC')").epoch_seconds())


def _where(column: Any, pattern: str, value: Any) -> Any:
    nothing = ibis.null("float64")
    return ibis.cases((column.re_search(pattern), value.cast("float64")), else_=nothing)
