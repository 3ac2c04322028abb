"""How often the customer returned something in the last 90 days: a call to the order history.

The order history answers in some 30 ms, now and then in half a second, and sometimes not at all.
Here it is a stand-in with the response times seen in the pilot.
"""

import asyncio
import random


class HistoryTimeout(Exception):
    """The order history did not answer in time."""


class OrderHistory:
    def __init__(self, seed: int = 11, timeout: float = 0.6) -> None:
        self._random = random.Random(seed)
        self._timeout = timeout

    async def returns_last_90d(self, customer: str) -> int:
        seconds = self._random.lognormvariate(-3.5, 0.75)
        if self._random.random() < 0.03:
            seconds += self._random.uniform(0.15, 0.75)
        if seconds > self._timeout:
            await asyncio.sleep(self._timeout)
            raise HistoryTimeout(customer)
        await asyncio.sleep(seconds)
        return sum(customer.encode()) % 7
