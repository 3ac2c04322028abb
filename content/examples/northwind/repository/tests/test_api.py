from starlette.testclient import TestClient

from returns_fraud.api import app


def test_health():
    assert TestClient(app).get("/healthz").status_code == 200


def test_missing_fields_are_named():
    answer = TestClient(app).post("/score", json={"customer": "c-1"})
    assert answer.status_code == 422
    assert "order_value" in answer.json()["detail"]
