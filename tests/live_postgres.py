"""A real PostgreSQL on a free loopback port, with a role that can only read and one that can nothing."""

import os
import shlex
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import psycopg

from tests.free_port import free_port

PROGRAMS = max(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda at: int(at.parent.name))
ENOUGH_BYTES = 2**30
HBA = """host all owner 127.0.0.1/32 trust
hostssl all secure 127.0.0.1/32 scram-sha-256
host all reader,nobody 127.0.0.1/32 scram-sha-256
"""


@dataclass(frozen=True)
class Database:
    """Where it listens; roles reader, nobody and secure (TLS alone) have the password *sesame*."""

    port: int
    data: Path = Path()

    def restart(self, how: str) -> None:
        """Stop it, ``fast`` or ``immediate`` as when it crashes, and start it again."""
        _run(f"{PROGRAMS}/pg_ctl -D {self.data} -l {self.data.parent}/log -w -m {how} restart")

    @property
    def address(self) -> str:
        return f"postgresql://127.0.0.1:{self.port}/postgres"

    def owner(self) -> psycopg.Connection[tuple[object, ...]]:
        """A connection that may do anything; commits by itself."""
        return psycopg.connect(
            host="127.0.0.1", port=self.port, dbname="postgres", user="owner", autocommit=True
        )


@contextmanager
def serving() -> Iterator[Database]:
    """The server, ended at the end, and also where this process is killed before it."""
    folder = Path(tempfile.mkdtemp(prefix="pg-", dir=_quick()))
    if os.geteuid() == 0:
        shutil.chown(folder, "postgres")
    data, port = folder / "data", free_port()
    with _ended_with_us(folder):
        _run(f"{PROGRAMS}/initdb -D {data} -A trust -U owner --locale=C -E UTF8 -N")
        _run(
            "openssl req -x509 -newkey rsa:2048 -nodes -days 2 -subj /CN=db.example.org"
            f" -keyout {data}/server.key -out {data}/server.crt && chmod 600 {data}/server.key"
        )
        (data / "pg_hba.conf").write_text(HBA)
        settings = f"-p {port} -c listen_addresses=127.0.0.1 -c unix_socket_directories={folder}"
        _run(f"{PROGRAMS}/pg_ctl -D {data} -l {folder}/log -w"
             f" -o '{settings} -c ssl=on -c fsync=off -c synchronous_commit=off"
             " -c full_page_writes=off -c autovacuum=off -c max_connections=200' start")  # fmt: skip
        with Database(port).owner() as connection:
            for role in ("reader", "nobody", "secure"):
                connection.execute(f"CREATE ROLE {role} LOGIN PASSWORD 'sesame'")
        yield Database(port, data)


@contextmanager
def _ended_with_us(folder: Path) -> Iterator[None]:
    """A process beside us that reads until we close the other end, or die, and then ends the server."""
    stop = shlex.join(_as_the_server(f"{PROGRAMS}/pg_ctl -D {folder}/data -m immediate stop"))
    words = ["sh", "-c", f"cat; {stop}; rm -rf {folder}"]
    with subprocess.Popen(
        words, stdin=subprocess.PIPE, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, cwd="/",
        start_new_session=True,  # what ends us by our group, such as Ctrl+C, leaves it alive
    ):  # fmt: skip
        yield


def _quick() -> str:
    """In memory where there is room: what tests keep need not outlive the machine."""
    memory = Path("/dev/shm")
    roomy = memory.is_dir() and shutil.disk_usage(memory).free > ENOUGH_BYTES
    return str(memory) if roomy else "/tmp"


def _run(command: str) -> None:
    """As the user postgres where we are root: the server refuses to be root's."""
    words = _as_the_server(command)
    done = subprocess.run(words, check=False, capture_output=True, text=True, timeout=60, cwd="/")
    assert done.returncode == 0, done.stderr + done.stdout


def _as_the_server(command: str) -> list[str]:
    return ["su", "postgres", "-c", command] if os.geteuid() == 0 else ["sh", "-c", command]
