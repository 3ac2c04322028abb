"""Load test: locust -f tests/load/locustfile.py --headless -u 120 -r 10 -t 10m --host URL"""

import os

from locust import HttpUser, between, task


class Till(HttpUser):
    wait_time = between(0.5, 1.5)

    @task
    def score(self) -> None:
        body = {"customer": "c-1", "order_value": 80.0, "refund_value": 40.0,
                "days_since_purchase": 12, "receipt": True, "payment_method": "card"}
        self.client.post("/score", json=body, headers={"x-caller-token": os.environ["RETURNS_FRAUD_TOKEN"]})
