"""A wheel in a virtual environment of its own, away from this checkout, holds all that it needs."""

import os
import subprocess
import sys
import sysconfig
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.free_port import free_port

ROOT = Path(__file__).resolve().parents[2]
PARTS = ("content", "assessment", "scoring", "reports", "engagement", "ui", "cli_commands")


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel, built from a copy of the tracked files only."""
    source = tmp_path_factory.mktemp("source")
    tracked = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        check=True,
        text=True,
    ).stdout.split("\0")
    for name in filter(None, tracked):
        if name.startswith(
            (*(f"{part}/" for part in PARTS), "app.py", "cli.py", "pyproject", "README", "LICENSE")
        ):
            (source / name).parent.mkdir(parents=True, exist_ok=True)
            (source / name).write_bytes((ROOT / name).read_bytes())
    out = tmp_path_factory.mktemp("wheel")
    subprocess.run(
        [
            sys.executable,
            "-m",
            "pip",
            "wheel",
            "-q",
            "--no-deps",
            "--no-build-isolation",
            "-w",
            out,
            source,
        ],
        check=True,
        capture_output=True,
    )
    return next(out.glob("prodworthy-*.whl"))


@pytest.fixture(scope="module")
def prodworthy(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The installed command; its libraries come from this environment, its own code from the wheel."""
    home = tmp_path_factory.mktemp("venv")
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", home], check=True)
    subprocess.run(
        [
            sys.executable,
            "-m",
            "pip",
            "--python",
            home / "bin" / "python",
            "install",
            "-q",
            "--no-deps",
            "--no-index",
            wheel,
        ],
        check=True,
        capture_output=True,
    )
    return home / "bin" / "prodworthy"


def environment(data: Path) -> dict[str, str]:
    """Only what a user has, plus the libraries of this environment."""
    return {
        "PATH": os.environ["PATH"],
        "HOME": str(data),
        "PRODWORTHY_DATA": str(data),
        "PYTHONPATH": sysconfig.get_paths()["purelib"],
    }


@pytest.fixture
def served(prodworthy: Path, tmp_path: Path) -> Iterator[str]:
    port = free_port()
    with subprocess.Popen(
        [prodworthy, "serve", "--port", str(port)],
        cwd=tmp_path,
        env=environment(tmp_path),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
    ) as server:
        yield f"http://127.0.0.1:{port}"
        server.terminate()
        server.wait(timeout=20)


def test_the_installed_command_says_its_version(prodworthy: Path, tmp_path: Path) -> None:
    done = subprocess.run(
        [prodworthy, "version"],
        cwd=tmp_path,
        env=environment(tmp_path),
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert "0.1.0" in done.stdout


def test_the_installed_code_is_the_wheels_and_not_this_checkouts(
    prodworthy: Path, tmp_path: Path
) -> None:
    done = subprocess.run(
        [
            prodworthy.with_name("python"),
            "-c",
            "import content, cli; print(content.__path__[0], cli.__file__)",
        ],
        cwd=tmp_path,
        env=environment(tmp_path),
        capture_output=True,
        text=True,
        check=True,
    )
    assert str(ROOT) not in done.stdout


def test_the_installed_app_answers(served: str) -> None:
    deadline = time.monotonic() + 60
    while True:
        try:
            with urllib.request.urlopen(f"{served}/healthz", timeout=5) as answer:
                assert answer.status == 200
                return
        except OSError:
            if time.monotonic() > deadline:
                raise
            time.sleep(0.3)
