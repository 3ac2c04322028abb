"""Fixtures of the assessment tests: a real Prometheus, fresh for each file of tests."""

import time
from collections.abc import Iterator

import pytest

from tests.live_prometheus import Live, running


@pytest.fixture(scope="module")
def live(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Live]:
    """A service that answered well, then failed now and then, then slowly; ask within a minute."""
    with running(tmp_path_factory.mktemp("prometheus")) as started:
        started.load(3)
        time.sleep(1.1)
        started.load(10, fail_every=20, pause=0.03)
        for _ in range(12):
            started.send(sleep=0.12)
        time.sleep(2.2)
        yield started
