"""Values that are there and say nothing."""

from typing import Protocol

import ibis  # type: ignore[import-untyped]

from assessment.connectors.tables.engine import Expression


class Numbers(Protocol):
    """What is needed of an engine."""

    def number(self, column: Expression) -> Expression:
        """A column's values as floats."""


def number_or_missing(engine: Numbers, value: Expression) -> Expression:
    """A finite float, or missing: engines disagree on where *not a number* stands in their order.

    Finite numbers alone give 0 when multiplied by it. DuckDB's own test for *not a number* is
    answered from a Parquet file's smallest and largest value, which leave such values out.
    """
    kind = value.type()
    if kind.is_boolean():
        return ibis.cases((value, 1.0), (~value, 0.0), else_=None)
    number = engine.number(value)
    if kind.is_integer() or kind.is_decimal():
        return number
    return ibis.ifelse(number * 0 == 0, number, ibis.null("float64"))
