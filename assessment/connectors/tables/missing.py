"""Values that are there and say nothing."""

import ibis  # type: ignore[import-untyped]

from assessment.connectors.tables.engine import Engine, Expression


def number_or_missing(engine: Engine, value: Expression) -> Expression:
    """A finite float, or missing: engines disagree on where *not a number* stands in their order.

    Finite numbers alone give 0 when multiplied by it. DuckDB's own test for *not a number* is
    answered from a Parquet file's smallest and largest value, which leave such values out.
    """
    number, kind = engine.number(value), value.type()
    if kind.is_integer() or kind.is_decimal() or kind.is_boolean():
        return number
    return ibis.ifelse(number * 0 == 0, number, ibis.null("float64"))
