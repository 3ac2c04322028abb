"""A throw-away bare clone of an https repository: pinned to one address, bounded, no hooks."""

import os
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from subprocess import Popen, TimeoutExpired
from tempfile import TemporaryDirectory

from assessment.connectors.addresses import Pinned, resolve
from assessment.connectors.credentials import credential
from assessment.repository.git import environment, late, running
from assessment.sources import Circumstances, Source, SourceUnavailable, Stopped

SIZE_LIMIT = 1024**3
"""Bytes on disk that a clone may take."""

_OPTIONS = ("--bare", "--quiet", "--single-branch", "--template=", "--filter=blob:limit=5m")


@contextmanager
def cloned(source: Source, circumstances: Circumstances, deadline: float) -> Iterator[Path]:
    """The git directory of a bare clone that is removed on leaving.

    The host is resolved and checked once, and git is pinned to that address. Large files are left
    out where the server allows it. Raises ``SourceUnavailable`` where it cannot be cloned.
    """
    target = resolve(source.address, circumstances.permission)
    secret = credential(source, circumstances.permission)
    secret.check(target)
    settings = _settings(target, secret.headers)
    with TemporaryDirectory(prefix="clone-", dir=circumstances.scratch) as folder:
        directory = Path(folder) / "repository.git"
        command = ["git", "clone", *_OPTIONS, "--", _url(target), str(directory)]
        with running(command, environment(settings), deadline, Path(folder)) as process:
            _wait(process, Path(folder), circumstances.stopped)
        if process.returncode != 0:
            raise late() if time.monotonic() >= deadline else _refused(target)
        yield directory


def _settings(target: Pinned, headers: dict[str, str]) -> dict[str, str]:
    address = f"[{target.address}]" if ":" in target.address else target.address
    settings = {
        "protocol.allow": "never",
        f"protocol.{target.scheme}.allow": "always",
        "http.followRedirects": "false",
        "http.curloptResolve": f"{target.host}:{target.port}:{address}",
        "http.proxy": "",
        "http.lowSpeedLimit": "1000",
        "http.lowSpeedTime": "15",
    }
    for name, value in headers.items():
        settings[f"http.{target.origin}/.extraHeader"] = f"{name}: {value}"
    return settings


def _url(target: Pinned) -> str:
    return f"{target.origin}{target.path}"


def _wait(process: "Popen[bytes]", folder: Path, stopped: Callable[[], bool]) -> None:
    while True:
        try:
            process.wait(timeout=0.2)
            return
        except TimeoutExpired:
            if stopped():
                raise Stopped from None
            if _size(folder) > SIZE_LIMIT:
                raise SourceUnavailable(
                    f"the repository is larger than the {SIZE_LIMIT // 2**30} GB that are cloned",
                    "Clone it yourself and give the local path.",
                ) from None


def _size(folder: Path) -> int:
    total = 0
    for parent, _, names in os.walk(folder):
        for name in names:
            try:
                total += (Path(parent) / name).lstat().st_size
            except FileNotFoundError:
                continue  # git renames its temporary files while they are counted
    return total


def _refused(target: Pinned) -> SourceUnavailable:
    return SourceUnavailable(
        f"{target.host} did not give the repository",
        "Check the address (it may have to end in .git, and redirects are not followed), and that "
        "the secret of the source may read it.",
    )
