"""What is deployed: rendered by the real kubectl, and held against the program that it starts."""

import subprocess
from pathlib import Path
from typing import Any

import pytest
import yaml

from cli_commands.lazily import COMMANDS
from engagement.outside.settings import Settings, settings

ROOT = Path(__file__).resolve().parents[2]
SECRETS = """\
oidc_client: the-client-secret
signing: a-long-text-that-signs
metrics: a-token-of-prometheus
"""
Objects = dict[tuple[str, str], dict[str, Any]]


@pytest.fixture(scope="module")
def objects() -> Objects:
    made = subprocess.run(
        ["kubectl", "kustomize", "deploy/kubernetes"], cwd=ROOT, capture_output=True, text=True,
        check=False,
    )  # fmt: skip
    assert made.returncode == 0, made.stderr
    found = list(yaml.safe_load_all(made.stdout))
    return {(item["kind"], item["metadata"]["name"]): item for item in found}


def pods(objects: Objects) -> list[dict[str, Any]]:
    """The specification of every pod that is made, the server's first."""
    found = sorted(objects.items(), key=lambda item: item[0] != ("Deployment", "prodworthy"))
    specs = [item["spec"] for (kind, _), item in found if kind in {"Deployment", "CronJob"}]
    templates = [spec.get("jobTemplate", {"spec": spec})["spec"]["template"] for spec in specs]
    return [template["spec"] for template in templates]


def containers(objects: Objects) -> list[dict[str, Any]]:
    return [
        item
        for pod in pods(objects)
        for item in [*pod.get("initContainers", []), *pod["containers"]]
    ]


def test_every_container_starts_a_command_that_the_program_has(objects: Objects) -> None:
    started = [item["args"][:2] for item in containers(objects)]
    assert {program for program, _ in started} == {"prodworthy"}
    assert {command for _, command in started} <= set(COMMANDS)


def test_every_setting_is_known_and_the_server_starts_with_them(
    objects: Objects, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    given = dict(objects["ConfigMap", "prodworthy"]["data"])
    assert {name.removeprefix("PRODWORTHY_").lower() for name in given} <= set(
        Settings.model_fields
    )
    (tmp_path / "secrets.yaml").write_text(SECRETS)
    given |= {
        "PRODWORTHY_SECRETS_FILE": str(tmp_path / "secrets.yaml"),
        "PRODWORTHY_DATABASE": "postgresql+psycopg://owner:x@db/prodworthy",
    }
    for name, value in given.items():
        monkeypatch.setenv(name, value)
    known = settings()
    for secret in (known.oidc_secret, known.signing_secret, known.metrics_secret):
        assert known.secret_text(secret)


def test_it_is_stopped_no_sooner_than_it_may_take_to_end(objects: Objects) -> None:
    given = objects["ConfigMap", "prodworthy"]["data"]
    takes = int(given["PRODWORTHY_DRAIN_SECONDS"]) + int(given["PRODWORTHY_STOP_SECONDS"])
    assert pods(objects)[0]["terminationGracePeriodSeconds"] > takes


def test_nothing_runs_as_root_writes_to_its_image_or_asks_the_cluster(objects: Objects) -> None:
    for pod in pods(objects):
        assert (pod["securityContext"]["runAsUser"], pod["securityContext"]["runAsNonRoot"]) == (
            10001, True,
        )  # fmt: skip
        assert pod["automountServiceAccountToken"] is False
    for item in containers(objects):
        held = item["securityContext"]
        assert held["readOnlyRootFilesystem"] is True
        assert (held["allowPrivilegeEscalation"], held["capabilities"]["drop"]) == (False, ["ALL"])
        assert {"cpu", "memory"} <= set(item["resources"]["limits"])


def test_what_is_named_is_there_and_the_one_secret_is_not_kept_here(objects: Objects) -> None:
    named = {("ServiceAccount", pod["serviceAccountName"]) for pod in pods(objects)}
    for pod in pods(objects):
        for volume in pod["volumes"]:
            if claim := volume.get("persistentVolumeClaim"):
                named.add(("PersistentVolumeClaim", claim["claimName"]))
    for item in containers(objects):
        named |= {("ConfigMap", one["configMapRef"]["name"]) for one in item["envFrom"]}
    assert named <= set(objects)
    assert not [kind for kind, _ in objects if kind == "Secret"]


def test_what_watches_and_what_routes_select_the_pods(objects: Objects) -> None:
    labels = objects["Deployment", "prodworthy"]["spec"]["template"]["metadata"]["labels"]
    selectors = [
        objects["Service", "prodworthy"]["spec"]["selector"],
        objects["PodDisruptionBudget", "prodworthy"]["spec"]["selector"]["matchLabels"],
        objects["NetworkPolicy", "prodworthy"]["spec"]["podSelector"]["matchLabels"],
    ]
    for selector in selectors:
        assert selector.items() <= labels.items()
    monitor = yaml.safe_load((ROOT / "deploy/monitoring/service-monitor.yaml").read_text())
    service = objects["Service", "prodworthy"]["metadata"]["labels"]
    assert monitor["spec"]["selector"]["matchLabels"].items() <= service.items()


def test_compose_gives_the_server_settings_that_it_knows_and_no_way_to_write() -> None:
    composed = yaml.safe_load((ROOT / "compose.yaml").read_text())
    server = composed["services"]["prodworthy"]
    names = {name.removeprefix("PRODWORTHY_").lower() for name in server["environment"]}
    assert names <= set(Settings.model_fields)
    assert (server["read_only"], server["user"], server["cap_drop"]) == (
        True,
        "10001:10001",
        ["ALL"],
    )
    used = {name for item in composed["services"].values() for name in item.get("secrets", [])}
    assert used == set(composed["secrets"])
    assert server["ports"] == ["127.0.0.1:8501:8501"]


def test_prometheus_takes_the_configuration_with_its_rules(tmp_path: Path) -> None:
    given = (ROOT / "deploy/monitoring/prometheus.yml").read_text()
    token = tmp_path / "metrics-token"
    token.write_text("a-token")
    (tmp_path / "prometheus.yml").write_text(
        given.replace("/run/secrets/metrics-token", str(token))
    )
    (tmp_path / "alerts.yaml").write_text((ROOT / "deploy/monitoring/alerts.yaml").read_text())
    checked = subprocess.run(
        ["promtool", "check", "config", "prometheus.yml"], cwd=tmp_path, capture_output=True,
        text=True, check=False,
    )  # fmt: skip
    assert checked.returncode == 0, checked.stderr
    assert "1 rule files found" in checked.stdout
