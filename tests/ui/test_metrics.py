"""``/metrics`` tells what the screens tell, to whoever may know it, in a form that Prometheus takes."""

import json
import re
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
import yaml
from prometheus_client.parser import text_string_to_metric_families
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.routing import Route

from engagement.model import Workspace
from engagement.own_metrics import METRICS
from engagement.portfolio import overview
from engagement.store import Store
from tests.ui.asked import Answered, asked
from ui.routes import metrics as page
from ui.routes.metrics import Counted, metrics

MONITORING = Path(__file__).parents[2] / "deploy" / "monitoring"
Samples = dict[tuple[str, ...], float]


def scraped(**headers: str) -> Answered:
    app = Starlette(routes=[Route("/metrics", metrics)], middleware=[Middleware(Counted)])
    return asked(app, "/metrics", **headers)


@pytest.fixture(autouse=True)
def _fresh(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Nothing of another test is remembered for its minute, and nobody's own data is opened."""
    monkeypatch.setattr(page, "KEPT_SECONDS", 0)
    monkeypatch.setenv("PRODWORTHY_DATA", str(tmp_path))


def in_order(name: str, labels: dict[str, str]) -> tuple[str, ...]:
    return tuple(labels[label] for label in METRICS[name][1]) if name in METRICS else ()


def values(text: str) -> dict[str, Samples]:
    return {
        family.name: {in_order(family.name, item.labels): item.value for item in family.samples}
        for family in text_string_to_metric_families(text)
    }


def test_every_figure_is_the_one_that_the_screens_show(
    store: Store, space: Workspace, answer_all: Callable[..., None]
) -> None:
    answer_all("standard", level=4)
    (line,) = overview.overview(store).lines
    found = values(scraped().text)
    whose = (line.client, line.use_case, line.pack)
    assert line.index is not None
    assert line.confidence is not None
    assert found["prodworthy_readiness_index"] == {whose: pytest.approx(25 * (line.index - 1))}
    assert found["prodworthy_confidence_ratio"] == {whose: pytest.approx(line.confidence)}
    assert found["prodworthy_coverage_ratio"] == {whose: pytest.approx(line.coverage)}
    verdicts = found["prodworthy_verdict"]
    assert verdicts[(*whose, str(line.verdict))] == 1
    assert sum(verdicts.values()) == 1


def test_what_nobody_looked_at_or_answered_has_no_series_and_is_never_zero(
    store: Store, space: Workspace
) -> None:
    found = values(scraped().text)
    for name in ("findings", "last_look_timestamp_seconds", "readiness_index", "verdict"):
        assert not found.get(f"prodworthy_{name}"), name


def test_prometheus_finds_nothing_wrong_with_the_form(
    store: Store, space: Workspace, answer_all: Callable[..., None]
) -> None:
    answer_all()
    text = scraped().text
    checked = subprocess.run(
        ["promtool", "check", "metrics"], input=text.encode(), capture_output=True, check=False
    )
    assert (checked.returncode, checked.stderr.decode(), checked.stdout.decode()) == (0, "", "")


def test_where_people_sign_in_nobody_reads_it_without_the_operators_token(
    store: Store, space: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, value in {
        "SIGN_IN": "header", "PUBLIC_ADDRESS": "https://p.example.org", "TRUSTED_PROXIES": "10.0.0.1",
    }.items():  # fmt: skip
        monkeypatch.setenv(f"PRODWORTHY_{name}", value)
    assert scraped().status == 404
    monkeypatch.setenv("PRODWORTHY_METRICS_SECRET", "scraper")
    monkeypatch.setenv("PRODWORTHY_SECRET_SCRAPER", "a-token-of-the-operator")
    for wrong in ("", "Bearer", "Bearer a-token", "Basic a-token-of-the-operator", "Bearer é"):
        answer = scraped(Authorization=wrong)
        assert (answer.status, "Acme" in answer.text) == (401, False), wrong
    right = scraped(Authorization="Bearer a-token-of-the-operator")
    assert (right.status, "Acme" in right.text) == (200, True)


def test_requests_are_counted_by_what_they_asked_for_and_no_path_makes_a_series_of_its_own() -> (
    None
):
    app = Starlette(routes=[Route("/metrics", metrics)], middleware=[Middleware(Counted)])
    for path in ("/nowhere", "/nor/here?x=1", "/metrics/../etc"):
        assert asked(app, path).status == 404
    text = scraped().text
    families = {item.name: item.samples for item in text_string_to_metric_families(text)}
    counted = [
        (item.labels["handler"], item.labels["code"])
        for item in families["prodworthy_http_requests"]
    ]
    assert {handler for handler, _ in counted} <= {"page", "metrics"}
    assert ("page", "404") in counted


def names_in(expression: str) -> set[str]:
    found = set(re.findall(r"\b(?:prodworthy|process)_[a-z_]+", expression))
    return {re.sub(r"_(total|bucket|count|sum)$", "", name) for name in found}


def test_dashboard_and_alerts_ask_for_nothing_that_is_not_there() -> None:
    dashboard = json.loads((MONITORING / "dashboard.json").read_text())
    rules = yaml.safe_load((MONITORING / "alerts.yaml").read_text())
    asked_for = [target["expr"] for panel in dashboard["panels"] for target in panel["targets"]]
    asked_for += [rule["expr"] for group in rules["groups"] for rule in group["rules"]]
    own = {family.name for family in text_string_to_metric_families(scraped().text)}
    wanted = set[str]().union(*map(names_in, asked_for))
    assert wanted <= own | set(METRICS)
    assert set(METRICS) <= wanted, "a metric that no panel shows and no alert watches"


def test_the_alerts_tell_what_they_are_for() -> None:
    checked = subprocess.run(
        ["promtool", "test", "rules", "alerts-test.yaml"], cwd=MONITORING, capture_output=True,
        check=False,
    )  # fmt: skip
    assert checked.returncode == 0, checked.stdout.decode() + checked.stderr.decode()
