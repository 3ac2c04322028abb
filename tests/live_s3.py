"""A real S3-like server (moto) on a free loopback port, filled over plain HTTP."""

import subprocess
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from http.client import HTTPConnection
from pathlib import Path
from urllib.parse import quote

import httpx

from tests.free_port import free_port

MOTO = Path(__file__).parents[1] / ".venv-peers" / "bin" / "moto_server"


class Store:
    """Makes buckets and puts objects into them."""

    def __init__(self, address: str) -> None:
        self.address = address

    def bucket(self, name: str) -> None:
        self._put(f"/{name}", b"")

    def put(self, bucket: str, key: str, content: bytes) -> None:
        self._put(f"/{bucket}/{quote(key)}", content)

    def _put(self, path: str, content: bytes) -> None:
        """By a client that leaves a path with dots in it as it is."""
        with closing(HTTPConnection(self.address.removeprefix("http://"), timeout=30)) as client:
            client.request("PUT", path, content)
            answer = client.getresponse()
            assert answer.status == 200, answer.read()


@contextmanager
def serving(folder: Path) -> Iterator[Store]:
    """The server, ended at the end."""
    port = free_port()
    with (folder / "log").open("wb") as log:
        server = subprocess.Popen(
            [MOTO, "-H", "127.0.0.1", "-p", str(port)], stdout=log, stderr=log
        )
    try:
        store = Store(f"http://127.0.0.1:{port}")
        _wait(store.address, folder / "log")
        yield store
    finally:
        server.terminate()
        server.wait(timeout=20)


def _wait(address: str, log: Path) -> None:
    for _ in range(300):
        try:
            httpx.get(address, timeout=5)
            return
        except httpx.HTTPError:
            time.sleep(0.1)
    raise AssertionError(log.read_text())
