"""A test of a connection to a host that takes it and never says a word ends within its time."""

import time
from collections.abc import Iterator
from datetime import timedelta

import pytest

from assessment.connectors import connectors
from assessment.connectors.addresses import RESOLVE_SECONDS
from assessment.sources import Source
from engagement.faults import Refused
from engagement.looks import collecting, trying
from tests.assessment.hostile import Server, serving
from tests.engagement.desk import Desk

ALLOWED = 1.0
"""Seconds that the test of a connection may take here."""
ADDRESSES = {
    **dict.fromkeys(
        ("airflow", "alertmanager", "grafana", "kubernetes", "metrics_endpoint", "mlflow", "opencost",
         "prometheus", "pagerduty", "datadog", "jira_service_management"),
        "http://{}/",
    ),
    **dict.fromkeys(("github", "gitlab", "repository"), "http://{}/owner/name"),
}  # fmt: skip


@pytest.fixture
def silent() -> Iterator[Server]:
    connectors()  # loaded here, so that the time taken is that of the test
    with serving(lambda *_: time.sleep(20)) as server:
        yield server


@pytest.mark.parametrize("kind", ADDRESSES)
def test_a_silent_host_is_given_up_in_the_time_of_a_test_and_asked_once(
    kind: str, silent: Server, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(trying, "TRIAL", timedelta(seconds=ALLOWED))
    address = ADDRESSES[kind].format(silent.url.removeprefix("http://"))
    began = time.monotonic()
    with pytest.raises(Refused):
        collecting.try_source(
            desk.store, desk.id, Source(id="tried", kind=kind, name="S", address=address)
        )
    assert time.monotonic() - began < ALLOWED + 2
    assert len(silent.heads) == 1


def test_a_test_of_a_connection_takes_twenty_seconds_at_most() -> None:
    assert trying.TRIAL.total_seconds() + RESOLVE_SECONDS <= 20
