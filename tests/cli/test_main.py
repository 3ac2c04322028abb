"""The program as a process: an exit code and a sentence, never a trace."""

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]


def run(*words: str, **settings: str) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, **settings}
    program = [sys.executable, str(ROOT / "cli.py"), *words]
    return subprocess.run(
        program, capture_output=True, text=True, env=environment, timeout=60, check=False
    )


def test_a_setting_that_is_wrong_is_one_sentence_on_standard_error() -> None:
    done = run("score", PRODWORTHY_PORT="ninety")
    assert done.returncode == 3
    assert "PRODWORTHY_PORT" in done.stderr
    assert "Traceback" not in done.stderr
    assert not done.stdout


def test_a_database_that_cannot_be_opened_is_one_sentence() -> None:
    done = run("score", PRODWORTHY_DATABASE="sqlite:////dev/null/no.db")
    assert done.returncode == 3
    assert "Traceback" not in done.stderr


def test_an_unknown_option_is_wrong_use() -> None:
    assert run("score", "--fail-over").returncode == 2


def test_an_address_of_another_machine_is_refused_in_a_sentence() -> None:
    done = run("serve", "--host", "192.0.2.1")
    assert done.returncode == 3
    assert "127.0.0.1" in done.stderr
    assert "Traceback" not in done.stderr
