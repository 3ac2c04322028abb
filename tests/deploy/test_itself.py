"""Prodworthy assessed by itself: its real repository and what this process tells of itself."""

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest
import uvicorn
from starlette.applications import Starlette
from starlette.routing import Route

from assessment.model import Finding, Outcome
from engagement import demonstration, judging, workspaces
from engagement.answers import answering
from engagement.demonstration import itself
from engagement.looks import collecting
from engagement.model import Workspace
from engagement.store import Store
from tests.free_port import free_port
from ui.opened import opened
from ui.routes import metrics as page
from ui.routes.metrics import metrics

READY = (
    "workloads_set_limits_and_probes", "workloads_run_two_replicas", "autoscaling_is_declared",
    "disruption_is_limited_by_declaration", "manifests_restrict_traffic_and_rights",
    "infrastructure_is_code", "container_image_is_pinned_and_not_root",
    "service_is_packaged_in_a_container", "health_endpoint_exists", "metrics_are_exposed",
    "alert_rules_are_code", "slos_are_code", "dashboards_show_own_metrics", "runbook_exists",
    "rollback_path_exists", "logs_are_structured_or_traced", "actions_are_recorded_with_who_did_them",
    "dependencies_are_locked", "secrets_are_not_committed",
    "unit_tests_exist",
)  # fmt: skip
"""What whoever runs this product for others has to be able to rely on."""


@dataclass
class Seen:
    """What was found, by probe, and what was told meanwhile."""

    store: Store
    place: Workspace
    told: list[str]
    address: str

    @property
    def findings(self) -> dict[str, Finding]:
        return {
            item.probe: item for item in collecting.findings(self.store, self.place.assessment.id)
        }


class Served(uvicorn.Server):
    """A server in a thread; signals stay with the tests."""

    def install_signal_handlers(self) -> None:
        """None: only the main thread may."""


@contextmanager
def telling() -> Iterator[str]:
    """This process's own metrics, at a real address."""
    port = free_port()
    app = Starlette(routes=[Route("/metrics", metrics)])
    running = Served(uvicorn.Config(app, port=port, log_level="critical"))
    thread = threading.Thread(target=running.run, daemon=True)
    thread.start()
    while not running.started:
        time.sleep(0.02)
    yield f"http://127.0.0.1:{port}"
    running.should_exit = True
    thread.join(10)


@pytest.fixture(scope="module")
def seen(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Seen]:
    data = tmp_path_factory.mktemp("itself")
    with pytest.MonkeyPatch.context() as patch, telling() as address:
        patch.setenv("PRODWORTHY_DATA", str(data))
        patch.setattr(page, "KEPT_SECONDS", 0)  # nothing is remembered for another test
        store, told = opened(), list[str]()
        place = demonstration.assess_itself(store, address, told.append)
        yield Seen(store, place, told, address)
        store.close()


def test_our_own_probes_find_ready_what_an_operator_relies_on(seen: Seen) -> None:
    lacking = {
        probe: (seen.findings[probe].outcome, seen.findings[probe].observed)
        for probe in READY
        if seen.findings[probe].outcome is not Outcome.PRESENT
    }
    assert not lacking


def test_this_servers_own_metrics_were_read(seen: Seen) -> None:
    runs = {item.source for item in collecting.findings(seen.store, seen.place.assessment.id)}
    sources = {item.kind: item for item in collecting.sources(seen.store, seen.place.assessment.id)}
    assert set(sources) == {"repository", "metrics_endpoint"}
    assert {item.id for item in sources.values()} <= runs
    assert sources["metrics_endpoint"].address == f"{seen.address}/metrics"


def test_where_it_does_not_pass_it_says_so_and_nobody_answered_for_it(seen: Seen) -> None:
    found = {item.outcome for item in seen.findings.values()}
    assert {Outcome.PRESENT, Outcome.ABSENT, Outcome.UNAVAILABLE} <= found
    assert not answering.current_answers(seen.store, seen.place.assessment.id)
    judged = judging.scorecard(seen.store, seen.place.assessment.id)
    assert judged.verdict in {"not_ready", "insufficient_evidence"}
    assert not seen.place.client.fictional


def test_an_installed_copy_has_no_repository_and_says_so(
    seen: Seen, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(itself, "_HERE", tmp_path)
    assert demonstration.own_repository() is None
    assert [item["kind"] for item in itself._wanted(seen.address)] == ["metrics_endpoint"]


def test_assessed_again_it_is_the_same_assessment(seen: Seen) -> None:
    again = workspaces.workspaces(seen.store)
    assert [item.assessment.id for item in again] == [seen.place.assessment.id]
