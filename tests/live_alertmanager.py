"""A real Alertmanager with the alerts and silences that a test gives it."""

import json
import shutil
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

import httpx

from tests.free_port import free_port

CONFIG = """\
route:
  receiver: nobody
  routes:
    - receiver: on-call
      matchers: ['job="scoring"', 'severity=~"page|critical"']
      routes:
        - receiver: chat
          match: {hours: office}
    - receiver: mailbox
      match_re: {job: "scoring|ranking"}
      continue: true
    - matchers: ['job!~"scoring|ranking"']
      receiver: others
receivers:
  - name: nobody
  - name: on-call
    pagerduty_configs: [{routing_key: 3f2c9aa1b7c4}]
    webhook_configs: [{url: "http://127.0.0.1:9/hook?token=hook-token-in-the-address"}]
  - name: chat
    slack_configs: [{api_url: "http://127.0.0.1:9/chat", channel: "#alerts"}]
  - name: mailbox
    email_configs:
      - {to: somebody@example.org, from: a@example.org, smarthost: "127.0.0.1:9", require_tls: false}
  - name: others
"""


class Pager:
    """The running server; alerts and silences are put through its own API."""

    def __init__(self, address: str, config: Path) -> None:
        self.address = address
        self.config = config

    def alert(self, hours: float, **labels: str) -> None:
        """An alert that began so many hours ago and still fires."""
        row = {"labels": labels, "startsAt": _at(-hours), "endsAt": _at(24)}
        self._post("alerts", [row])

    def silence(self, days: float, comment: str, **labels: str) -> None:
        rows = [
            {"name": name, "value": value, "isRegex": False, "isEqual": True}
            for name, value in labels.items()
        ]
        times = {"startsAt": _at(0), "endsAt": _at(24 * days)}
        body = {"matchers": rows, "createdBy": "somebody", "comment": comment}
        self._post("silences", body | times)

    def _post(self, what: str, body: object) -> None:
        answer = httpx.post(f"{self.address}/api/v2/{what}", json=body)
        assert answer.status_code == 200, answer.text

    def receivers(self, **labels: str) -> set[str]:
        """Where the maker's own tool says that an alert with these labels goes."""
        pairs = [f"{name}={value}" for name, value in labels.items()]
        command = ["amtool", "config", "routes", "test", f"--config.file={self.config}", *pairs]
        told = subprocess.run(command, check=True, capture_output=True, text=True, timeout=60)
        return set(told.stdout.strip().split(","))


def _at(hours: float) -> str:
    return (datetime.now(UTC) + timedelta(hours=hours)).isoformat()


@contextmanager
def serving(folder: Path) -> Iterator[Pager]:
    """The server on a free loopback port; ended at the end."""
    port, config = free_port(), folder / "alertmanager.yml"
    config.write_text(CONFIG)
    program = shutil.which("prometheus-alertmanager") or "alertmanager"
    with (folder / "log").open("wb") as log:
        server = subprocess.Popen(
            [program, f"--config.file={config}", f"--storage.path={folder / 'data'}",
             f"--web.listen-address=127.0.0.1:{port}", "--cluster.listen-address="],
            stdout=log, stderr=log,
        )  # fmt: skip
    try:
        _wait(f"http://127.0.0.1:{port}/-/ready", folder / "log")
        yield Pager(f"http://127.0.0.1:{port}", config)
    finally:
        server.terminate()
        server.wait(timeout=20)


def _wait(address: str, log: Path) -> None:
    for _ in range(300):
        try:
            if httpx.get(address, timeout=2).status_code == 200:
                return
        except httpx.HTTPError:
            time.sleep(0.1)
    raise AssertionError(log.read_text() + json.dumps(address))
