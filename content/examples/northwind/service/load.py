"""A small, bounded load: some sixteen requests a second with short bursts, as a shop would send."""

import http.client
import json
import queue
import random
import threading
import time

CALM, BURST = 16.0, 32.0
"""Requests a second; a burst lasts six seconds in every forty."""

CALLERS = 8


def request(chance: random.Random) -> dict:
    """One return; a few callers leave a field out, and now and then an order is worth nothing."""
    value = round(chance.lognormvariate(4.0, 0.7), 2)
    body = {
        "customer": f"c-{chance.randrange(5000)}",
        "order_value": 0.0 if chance.random() < 0.004 else value,
        "refund_value": round(value * chance.uniform(0.2, 1.0), 2),
        "days_since_purchase": chance.randrange(0, 45),
        "receipt": chance.random() < 0.8,
        "payment_method": chance.choice(["card", "card", "cash", "gift_card", "invoice"]),
    }
    if chance.random() < 0.003:
        del body["refund_value"]
    return body


def call(target: str, token: str, waiting: queue.Queue) -> None:
    headers = {"content-type": "application/json", "x-caller-token": token}
    connection = http.client.HTTPConnection(target, timeout=5)
    while True:
        body = json.dumps(waiting.get())
        try:
            connection.request("POST", "/score", body, headers)
            connection.getresponse().read()
        except (OSError, http.client.HTTPException):
            connection.close()
            time.sleep(0.2)


def keep_sending(waiting: queue.Queue, seed: int = 5) -> None:
    chance = random.Random(seed)
    began = time.monotonic()
    while True:
        burst = (time.monotonic() - began) % 40 > 34
        time.sleep(chance.expovariate(BURST if burst else CALM))
        if waiting.qsize() < 50:
            waiting.put(request(chance))


def start(target: str, token: str) -> None:
    """Start sending in the background; ends with the process."""
    waiting: queue.Queue = queue.Queue()
    for _ in range(CALLERS):
        threading.Thread(target=call, args=[target, token, waiting], daemon=True).start()
    threading.Thread(target=keep_sending, args=[waiting], daemon=True).start()
