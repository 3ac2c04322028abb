"""What every load of returns has to keep; a load that breaks a rule opens a ticket."""

import pandera as pa

RETURNS = pa.DataFrameSchema(
    {
        "return_id": pa.Column(str, unique=True),
        "order_value": pa.Column(float, pa.Check.ge(0)),
        "refund_value": pa.Column(float, pa.Check.ge(0)),
        "days_since_purchase": pa.Column(int, pa.Check.in_range(0, 60)),
        "returns_last_90d": pa.Column(int, pa.Check.ge(0)),
        "payment_method": pa.Column(
            str, pa.Check.isin(["card", "cash", "gift_card", "invoice"]), nullable=True
        ),
    }
)


def broken_rules(rows) -> list[str]:
    """One sentence for each rule that the rows break; none of the rows is held back."""
    try:
        RETURNS.validate(rows, lazy=True)
    except pa.errors.SchemaErrors as errors:
        return [f"{case.column}: {case.check}" for case in errors.failure_cases.itertuples()]
    return []
