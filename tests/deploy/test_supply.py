"""What the product is made of, and that no credential was ever committed with it."""

import re
import subprocess
from pathlib import Path

import pytest

from deploy import secrets_in_history

ROOT = Path(__file__).resolve().parents[2]
LOCKS = sorted([*ROOT.glob("*.lock"), *ROOT.glob("*/*.lock"), *ROOT.glob("*/*/*.lock")])
KEY = "AKIA" + "QX3RTVZ7KLMN2PBD"


@pytest.mark.parametrize("lock", LOCKS, ids=lambda lock: str(lock.relative_to(ROOT)))
def test_every_part_is_one_version_held_by_the_digests_of_its_files(lock: Path) -> None:
    entries = re.split(r"\n(?=\S)", lock.read_text().strip())
    assert entries
    for entry in entries:
        assert re.match(r"[a-z0-9][a-z0-9._-]*==[0-9][\w.!+]*( ;.*)? \\\n", entry), entry
        assert re.search(r"--hash=sha256:[0-9a-f]{64}", entry), entry


def test_no_credential_stands_in_any_version_of_any_file_that_was_committed(
    capsys: pytest.CaptureFixture[str],
) -> None:
    ended = secrets_in_history.main()
    assert ended == 0, capsys.readouterr().out


def test_a_credential_that_was_committed_and_removed_is_found_and_not_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def git(*words: str) -> None:
        named = ["-c", "user.name=Ana", "-c", "user.email=ana@example.org"]
        subprocess.run(["git", *named, *words], cwd=tmp_path, check=True, capture_output=True)

    git("init")
    (tmp_path / "settings.py").write_text(f'\nKEY = "{KEY}"\n')
    git("add", ".")
    git("commit", "-m", "with it")
    (tmp_path / "settings.py").write_text("\nKEY = None\n")
    git("commit", "-am", "without it")
    monkeypatch.setattr(secrets_in_history, "ROOT", tmp_path)
    assert secrets_in_history.main() == 1
    told = capsys.readouterr().out
    assert "settings.py:2: AWS access key, in 1 version(s)" in told
    assert KEY not in told
