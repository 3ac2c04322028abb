"""A real MLflow server with a few registered models, filled through its own API."""

import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import httpx

from tests.free_port import free_port

MLFLOW = Path(__file__).parents[1] / ".venv-peers" / "bin" / "mlflow"
API = "/api/2.0/mlflow"


class Registry:
    """Fills the server the way a training pipeline and a release step would."""

    def __init__(self, address: str, client: httpx.Client) -> None:
        self.address = address
        self._client = client

    def model(self, name: str, description: str = "", **tags: str) -> None:
        rows = [{"key": key, "value": value} for key, value in tags.items()]
        self._post(
            "registered-models/create", {"name": name, "description": description, "tags": rows}
        )

    def run(self, commit: str = "", dataset: str = "") -> str:
        tags = [{"key": "mlflow.source.git.commit", "value": commit}] if commit else []
        made = self._post("runs/create", {"experiment_id": "0", "tags": tags})
        run_id = str(made["run"]["info"]["run_id"])
        if dataset:
            given = {"name": dataset, "digest": "3f2c", "source_type": "local", "source": "{}"}
            self._post("runs/log-inputs", {"run_id": run_id, "datasets": [{"dataset": given}]})
        return run_id

    def version(self, model: str, run_id: str = "", **tags: str) -> str:
        rows = [{"key": key, "value": value} for key, value in tags.items()]
        body = {"name": model, "source": "models:/none/1", "run_id": run_id, "tags": rows}
        made = self._post(
            "model-versions/create", body | {"source": f"runs:/{run_id or 'x'}/model"}
        )
        return str(made["model_version"]["version"])

    def alias(self, model: str, alias: str, version: str) -> None:
        self._post("registered-models/alias", {"name": model, "alias": alias, "version": version})

    def _post(self, path: str, body: dict[str, Any]) -> dict[str, Any]:
        answer = self._client.post(f"{self.address}{API}/{path}", json=body)
        assert answer.status_code == 200, answer.text
        return dict(answer.json())


@contextmanager
def serving(folder: Path) -> Iterator[Registry]:
    """The server on a free loopback port; ended at the end."""
    port = free_port()
    command = [
        str(MLFLOW), "server", "--backend-store-uri", f"sqlite:///{folder}/mlflow.db",
        "--artifacts-destination", str(folder / "artefacts"), "--host", "127.0.0.1",
        "--port", str(port), "--workers", "1",
    ]  # fmt: skip
    with (folder / "log").open("wb") as log:
        server = subprocess.Popen(command, stdout=log, stderr=log, cwd=folder)
    try:
        _wait(f"http://127.0.0.1:{port}", folder / "log")
        with httpx.Client(timeout=30) as client:
            yield Registry(f"http://127.0.0.1:{port}", client)
    finally:
        server.terminate()
        server.wait(timeout=20)


def _wait(address: str, log: Path) -> None:
    for _ in range(600):
        try:
            if httpx.get(f"{address}/health", timeout=2).status_code == 200:
                return
        except httpx.HTTPError:
            time.sleep(0.1)
    raise AssertionError(log.read_text())
