"""Terraform, compose files and dashboards are read as facts with their lines."""

import json
from pathlib import Path
from typing import Any

import pytest
from hcl2.api import loads

from assessment.repository.evidence import Block
from assessment.repository.terraform import UnreadableHcl, read_terraform
from tests.assessment.git_repositories import look, made

TERRAFORM = """terraform {
  required_version = ">= 1.5"
  backend "gcs" {
    bucket = "state"
  }
}

# an alert
resource "google_monitoring_alert_policy" "latency" {
  display_name = "p95 above \\"target\\""
  enabled      = true
  conditions {
    display_name = "slow"
    condition_threshold {
      threshold_value = 0.25
      duration        = "300s"
    }
  }
  conditions {
    display_name = "dead"
  }
  notification_channels = [google_monitoring_notification_channel.page.id, "b"]
  labels = { team = "ml", tier = local.tier }
  documentation {
    content = <<-EOT
      Restart it: "make restart" and look at {this}.
    EOT
  }
}

module "service" {
  source   = "./modules/run"
  for_each = toset(["a", "b"])
  min      = 2
  max      = var.max == null ? 20 : var.max
  /* not
     this = 3 */
  less = -1
}

locals { tier = "one" }
"""


def read(text: str) -> list[Block]:
    return list(read_terraform("main.tf", text))


def test_the_blocks_of_terraform_are_read_with_their_lines() -> None:
    backend, alert, module, local = read(TERRAFORM)
    assert (backend.kind, backend.line) == ("terraform", 1)
    assert backend.body == {"required_version": ">= 1.5", "backend": [{"gcs": {"bucket": "state"}}]}
    assert (alert.labels, alert.line) == (("google_monitoring_alert_policy", "latency"), 9)
    assert isinstance(alert.body, dict)
    assert alert.body["display_name"] == 'p95 above "target"'
    assert alert.body["conditions"] == [
        {
            "display_name": "slow",
            "condition_threshold": [{"threshold_value": 0.25, "duration": "300s"}],
        },
        {"display_name": "dead"},
    ]
    assert alert.body["labels"] == {"team": "ml", "tier": "${local.tier}"}
    assert module.body == {
        "source": "./modules/run",
        "for_each": '${toset(["a", "b"])}',
        "min": 2,
        "max": "${var.max == null ? 20 : var.max}",
        "less": -1,
    }
    assert local.body == {"tier": "one"}


def test_what_is_read_is_what_the_published_parser_reads() -> None:
    theirs = loads(TERRAFORM)
    named = {"google_monitoring_alert_policy": theirs["resource"][0]}
    (alert,) = [item for item in read(TERRAFORM) if item.kind == "resource"]
    wanted = plain(named["google_monitoring_alert_policy"])["google_monitoring_alert_policy"]
    assert plain(alert.body) == wanted["latency"]
    (module,) = [item for item in read(TERRAFORM) if item.kind == "module"]
    expression = {"for_each", "max"}  # kept as they are written; the parser writes them anew
    mine, other = plain(module.body), plain(theirs["module"][0])["service"]
    assert {k: v for k, v in mine.items() if k not in expression} == {
        k: v for k, v in other.items() if k not in expression
    }


def plain(value: Any) -> Any:
    if isinstance(value, dict):
        return {k.strip('"'): plain(v) for k, v in value.items() if not k.startswith("__")}
    if isinstance(value, list):
        return [plain(item) for item in value]
    return " ".join(value.split()).replace("\\", "") if isinstance(value, str) else value


@pytest.mark.parametrize(
    "text",
    [
        "a {" * 3_000,
        "a = " + "[" * 10_000,
        "a = " + "(" * 10_000,
        'a = "' + "${" * 10_000,
        "a = <<X\n" + "x\n" * 10_000,
        "/*" * 10_000,
        "a " * 100_000,
        "x = 1" + "0" * 100_000,
        "= = =",
        "a { b = 1",
        "{" * 600_000,
    ],
)
def test_text_that_is_no_terraform_is_given_up(text: str) -> None:
    try:
        read(text)
    except UnreadableHcl:
        return
    assert text.startswith("x = 1")


COMPOSE = """services:
  api:
    build:
      context: ../service
      dockerfile: Dockerfile.gpu
    command: ["uvicorn", "app:app"]
    restart: always
    healthcheck:
      test: curl -f http://localhost/health
    deploy:
      replicas: 3
      resources:
        limits: {memory: 1g}
    ports: ["8000:8000"]
  db:
    image: postgres:16
    healthcheck: {disable: true}
"""


def test_the_services_of_a_compose_file_are_read(tmp_path: Path) -> None:
    api, db = look(made(tmp_path / "r", {"deploy/docker-compose.yml": COMPOSE})).composes
    assert (api.name, api.line, api.build, api.container_file) == (
        "api", 2, "service", "Dockerfile.gpu",
    )  # fmt: skip
    assert (api.command, api.restart, api.replicas, api.limits, api.health_check) == (
        "uvicorn app:app", "always", 3, True, True,
    )  # fmt: skip
    assert (db.image, db.line, db.health_check, db.limits) == ("postgres:16", 15, False, False)


def test_a_dashboard_is_read_by_what_its_panels_ask(tmp_path: Path) -> None:
    panel = {"title": "p95", "targets": [{"expr": "histogram_quantile(0.95, x)"}, {"expr": ""}]}
    board = {"title": "Scoring", "panels": [{"type": "row", "panels": [panel]}, panel]}
    files: dict[str, str | bytes] = {
        "grafana/scoring.json": json.dumps(board, indent=1),
        "grafana/other.json": '{"panels": []}',
        "dashboards/broken.json": '{"panels": ' + "[" * 50_000,
    }
    (read_board,) = look(made(tmp_path / "r", files)).dashboards
    assert (read_board.title, read_board.line, read_board.panels) == ("Scoring", 2, 3)
    assert read_board.queries == ("histogram_quantile(0.95, x)",)
