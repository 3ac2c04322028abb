"""The PostgreSQL of the tests ends with whoever started it, however that ends."""

import os
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
SERVING = """
import time
from tests import live_postgres
with live_postgres.serving() as database:
    print(database.data, database.port, flush=True)
    time.sleep(600)
"""


def test_a_killed_run_leaves_no_server_and_no_folder() -> None:
    with subprocess.Popen(
        [sys.executable, "-c", SERVING], cwd=ROOT, stdout=subprocess.PIPE, text=True,
        env=os.environ | {"PYTHONPATH": str(ROOT)}, start_new_session=True,
    ) as run:  # fmt: skip
        assert run.stdout
        where, port = run.stdout.readline().split()
        os.killpg(run.pid, signal.SIGKILL)
    folder = Path(where).parent
    for _ in range(600):
        if not folder.exists():
            break
        time.sleep(0.1)
    assert not folder.exists()
    with pytest.raises(ConnectionRefusedError):
        socket.create_connection(("127.0.0.1", int(port)), timeout=60)
