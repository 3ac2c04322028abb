"""The program as an operator meets it: an exit code and a sentence, never a trace."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

import cli
from ui import serving

ROOT = Path(__file__).parents[2]
Capture = pytest.CaptureFixture[str]


def run(monkeypatch: pytest.MonkeyPatch, *words: str) -> int:
    """The exit code of the program's own entry."""
    monkeypatch.setattr(sys, "argv", ["prodworthy", *words])
    with pytest.raises(SystemExit) as ended:
        cli.main()
    return int(ended.value.code or 0)


@pytest.fixture
def served(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> list[tuple[str, int]]:
    """Where the app would have been served; nothing listens."""
    monkeypatch.setenv("PRODWORTHY_DATA", str(tmp_path))
    calls: list[tuple[str, int]] = []
    monkeypatch.setattr(serving, "serve", lambda host, port, **_: calls.append((host, port)))
    return calls


def test_a_setting_that_is_wrong_is_one_sentence_on_standard_error() -> None:
    done = subprocess.run(
        [sys.executable, str(ROOT / "cli.py"), "score"],
        capture_output=True,
        text=True,
        env={**os.environ, "PRODWORTHY_PORT": "ninety"},
        timeout=60,
        check=False,
    )
    assert done.returncode == 3
    assert "PRODWORTHY_PORT" in done.stderr
    assert "Traceback" not in done.stderr
    assert not done.stdout


def test_a_database_that_cannot_be_opened_is_one_sentence(
    monkeypatch: pytest.MonkeyPatch, capsys: Capture
) -> None:
    monkeypatch.setenv("PRODWORTHY_DATABASE", "sqlite:////dev/null/no.db")
    assert run(monkeypatch, "score") == 3
    assert len(capsys.readouterr().err.strip().splitlines()) == 1


def test_an_unknown_option_is_wrong_use(monkeypatch: pytest.MonkeyPatch) -> None:
    assert run(monkeypatch, "score", "--fail-over") == 2


def test_an_unknown_command_is_wrong_use(monkeypatch: pytest.MonkeyPatch) -> None:
    assert run(monkeypatch, "scores") == 2


def test_an_address_of_another_machine_is_refused_in_a_sentence(
    monkeypatch: pytest.MonkeyPatch, capsys: Capture
) -> None:
    assert run(monkeypatch, "serve", "--host", "192.0.2.1") == 3
    assert "127.0.0.1" in capsys.readouterr().err


def test_the_port_comes_from_the_settings(
    monkeypatch: pytest.MonkeyPatch, served: list[tuple[str, int]]
) -> None:
    monkeypatch.setenv("PRODWORTHY_PORT", "9123")
    run(monkeypatch, "serve")
    assert served == [("127.0.0.1", 9123)]


def test_an_option_comes_before_the_settings(
    monkeypatch: pytest.MonkeyPatch, served: list[tuple[str, int]]
) -> None:
    monkeypatch.setenv("PRODWORTHY_PORT", "9123")
    run(monkeypatch, "serve", "--port", "9200", "--host", "localhost")
    assert served == [("localhost", 9200)]


def test_help_lists_every_command_in_the_order_of_the_work(
    monkeypatch: pytest.MonkeyPatch, capsys: Capture
) -> None:
    run(monkeypatch, "--help")
    told = capsys.readouterr().out
    places = [told.index(f"  {name} ") for name in ("serve", "demo", "assess", "score", "report")]
    assert places == sorted(places)


def test_the_version_is_told_without_loading_what_it_does_not_use() -> None:
    script = "import sys, cli; heavy = {'numpy', 'sqlalchemy', 'reportlab'} & set(sys.modules); "
    done = subprocess.run(
        [sys.executable, "-c", script + "print(sorted(heavy))"],
        cwd=ROOT, capture_output=True, text=True, timeout=60, check=True,
    )  # fmt: skip
    assert done.stdout.strip() == "[]"
