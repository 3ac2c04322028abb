import pytest
from starlette.testclient import TestClient

from returns_fraud import callers
from returns_fraud.api import app


@pytest.fixture
def shop(monkeypatch):
    monkeypatch.setattr(callers, "TOKEN", "for the test")
    return TestClient(app, headers={"x-caller-token": "for the test"})


def test_health():
    assert TestClient(app).get("/healthz").status_code == 200


def test_missing_fields_are_named(shop):
    answer = shop.post("/score", json={"customer": "c-1"})
    assert answer.status_code == 422
    assert "order_value" in answer.json()["detail"]


def test_a_stranger_gets_no_score():
    assert TestClient(app).post("/score", json={}).status_code == 401
