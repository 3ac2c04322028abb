"""Features of one return, written again from the notebook's cells 3 to 7."""

import math


def features(request: dict, returns_last_90d: int) -> dict[str, float]:
    value = max(float(request["order_value"]), 1.0)
    # the refund's share of the order was a strong signal in the pilot
    share = float(request["refund_value"]) / value
    return {
        "order_value_log": math.log(value) * min(share, 1.0),
        "days_since_purchase": float(request["days_since_purchase"]),
        "returns_last_90d": float(returns_last_90d),
        "no_receipt": 0.0 if request.get("receipt") else 1.0,
        "paid_by_gift_card": 1.0 if request.get("payment_method") == "gift_card" else 0.0,
    }
