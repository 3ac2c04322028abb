"""Cloning over http: pinned, without redirects, within what is allowed, and gone afterwards."""

import os
import subprocess
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from assessment.connectors import repository
from assessment.sources import Circumstances, Permission, SourceUnavailable
from tests.assessment.git_repositories import NOW, git, made, source


class Forge(BaseHTTPRequestHandler):
    """Hands every request to git's own server side, below ``root``."""

    root: Path
    seen: list[str]

    def do_GET(self) -> None:
        self._answer(b"")

    def do_POST(self) -> None:
        self._answer(self.rfile.read(int(self.headers.get("Content-Length") or 0)))

    def _answer(self, body: bytes) -> None:
        self.seen.append(self.headers.get("Authorization") or "")
        parts = urlsplit(self.path)
        if parts.path.startswith("/moved"):
            self.send_response(302)
            self.send_header("Location", self.path.replace("/moved", "/r.git"))
            self.end_headers()
            return
        variables = {
            "PATH": os.environ["PATH"], "GIT_PROJECT_ROOT": str(self.root),
            "GIT_HTTP_EXPORT_ALL": "1",
            "PATH_INFO": parts.path, "QUERY_STRING": parts.query, "REQUEST_METHOD": self.command,
            "CONTENT_TYPE": self.headers.get("Content-Type") or "",
            "HTTP_GIT_PROTOCOL": self.headers.get("Git-Protocol") or "",
            "HTTP_CONTENT_ENCODING": self.headers.get("Content-Encoding") or "",
            "GIT_CONFIG_COUNT": "1", "GIT_CONFIG_KEY_0": "safe.directory",
            "GIT_CONFIG_VALUE_0": "*",
        }  # fmt: skip
        done = subprocess.run(
            ["git", "http-backend"], env=variables, input=body, capture_output=True, check=True
        )
        head, _, content = done.stdout.partition(b"\r\n\r\n")
        rows = [row.split(": ", 1) for row in head.decode().split("\r\n")]
        status = next((int(value[:3]) for name, value in rows if name == "Status"), 200)
        self.send_response(status)
        for name, value in rows:
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, *arguments: object) -> None:
        """Say nothing."""


@pytest.fixture
def forge(tmp_path: Path) -> Iterator[str]:
    """The address of a forge with one repository, ``r.git``."""
    folder = made(tmp_path / "work", {"a.py": "import os\n"})
    git(tmp_path, "clone", "--quiet", "--bare", str(folder), str(tmp_path / "forge/r.git"))
    Forge.root, Forge.seen = tmp_path / "forge", []
    server = ThreadingHTTPServer(("127.0.0.1", 0), Forge)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()


def around(scratch: Path, permission: Permission | None = None) -> Circumstances:
    scratch.mkdir()
    return Circumstances(now=lambda: NOW, permission=permission or Permission(), scratch=scratch)


def test_a_repository_is_cloned_read_and_removed(forge: str, tmp_path: Path) -> None:
    circumstances = around(tmp_path / "scratch")
    evidence = repository.read(source(f"{forge}/r.git"), circumstances)
    assert [module.path for module in evidence.modules] == ["a.py"]
    assert evidence.link.startswith(f"{forge}/r/blob/{evidence.commit}/")
    assert list((tmp_path / "scratch").iterdir()) == []
    assert circumstances.made[0].request.verb == "git clone"


def test_a_redirect_is_not_followed(forge: str, tmp_path: Path) -> None:
    with pytest.raises(SourceUnavailable, match="did not give the repository") as refused:
        repository.read(source(f"{forge}/moved"), around(tmp_path / "scratch"))
    assert "redirects are not followed" in refused.value.remedy
    assert list((tmp_path / "scratch").iterdir()) == []


def test_the_secret_is_sent_and_told_nowhere(forge: str, tmp_path: Path) -> None:
    allowed = Permission(secrets={"forge": "bearer:s3cr3t-t0ken"})
    given = source(f"{forge}/r.git").model_copy(update={"secret": "forge"})
    circumstances = around(tmp_path / "scratch", allowed)
    evidence = repository.read(given, circumstances)
    assert set(Forge.seen) == {"Bearer s3cr3t-t0ken"}
    assert "s3cr3t" not in evidence.model_dump_json() + str(circumstances.made)


def test_a_private_address_is_refused_outside_the_operators_list(
    forge: str, tmp_path: Path
) -> None:
    with pytest.raises(SourceUnavailable):
        repository.read(
            source(f"{forge}/r.git"), around(tmp_path / "scratch", Permission(local_mode=False))
        )
    assert Forge.seen == []


def test_a_repository_that_is_not_there_is_unavailable(forge: str, tmp_path: Path) -> None:
    with pytest.raises(SourceUnavailable, match="did not give the repository"):
        repository.read(source(f"{forge}/nothing.git"), around(tmp_path / "scratch"))
