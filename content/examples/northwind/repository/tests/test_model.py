from returns_fraud.features import features
from returns_fraud.model import Model

REQUEST = {"order_value": 80.0, "refund_value": 40.0, "days_since_purchase": 12, "receipt": True}


def test_score_is_a_share():
    assert 0.0 <= Model().score(features(REQUEST, 0)) <= 1.0


def test_more_returns_score_higher():
    model = Model()
    assert model.score(features(REQUEST, 6)) > model.score(features(REQUEST, 0))


def test_hints_follow_the_thresholds():
    model = Model()
    assert model.hint(0.1) == "refund"
    assert model.hint(0.9) == "call the desk"
