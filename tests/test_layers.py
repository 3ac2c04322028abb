"""The house: a lower layer never imports a higher one, and each effect has one room."""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


def test_the_import_contracts_hold() -> None:
    lint = Path(sys.executable).with_name("lint-imports")
    done = subprocess.run([lint, "--no-cache"], cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr


def test_no_top_level_pages_folder_exists_since_streamlit_would_take_it_over() -> None:
    assert not (ROOT / "pages").exists()


def test_the_locks_name_no_host() -> None:
    for lock in ROOT.glob("requirements*.lock"):
        assert "://" not in lock.read_text(), lock.name


def test_every_locked_requirement_carries_a_hash() -> None:
    text = (ROOT / "requirements.lock").read_text()
    entries = [block for block in text.split("\n") if block and not block.startswith((" ", "#"))]
    assert entries
    assert all("==" in entry for entry in entries)
    assert text.count("==") <= text.count("--hash=sha256:")
