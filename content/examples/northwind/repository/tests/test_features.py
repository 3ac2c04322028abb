from returns_fraud.features import features

REQUEST = {"order_value": 80.0, "refund_value": 40.0, "days_since_purchase": 12, "receipt": True}


def test_a_receipt_is_no_signal():
    assert features(REQUEST, 1)["no_receipt"] == 0.0


def test_gift_card_is_a_signal():
    paid = {**REQUEST, "payment_method": "gift_card"}
    assert features(paid, 1)["paid_by_gift_card"] == 1.0


def test_returns_are_counted():
    assert features(REQUEST, 4)["returns_last_90d"] == 4.0
