"""The house: a lower layer never imports a higher one, and each effect has one room."""

import ast
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
LAYERS = ("content", "assessment", "scoring", "reports", "engagement", "ui", "cli_commands")


def imports(file: Path) -> set[str]:
    """First names of everything a file imports."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name.split(".")[0] for alias in node.names}
        if isinstance(node, ast.ImportFrom) and node.module and not node.level:
            found.add(node.module.split(".")[0])
    return found


def modules() -> list[Path]:
    return [
        file
        for layer in LAYERS
        for file in (ROOT / layer).rglob("*.py")
        if "examples" not in file.parts
    ]


def test_the_import_contracts_hold() -> None:
    lint = Path(sys.executable).with_name("lint-imports")
    done = subprocess.run(
        [lint, "--no-cache"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr


def test_nothing_below_imports_the_command_line_or_the_app() -> None:
    assert modules()
    offenders = [file for file in modules() if imports(file) & {"cli", "app"}]
    assert offenders == []


def test_the_command_line_knows_neither_streamlit_nor_sql() -> None:
    assert not imports(ROOT / "cli.py") & {"streamlit", "sqlmodel", "sqlalchemy", "alembic", "app"}


def test_only_the_store_knows_sql() -> None:
    knowing = {file for file in modules() if imports(file) & {"sqlmodel", "sqlalchemy", "alembic"}}
    assert {
        file for file in knowing if (ROOT / "engagement" / "store") not in file.parents
    } == set()


def test_no_code_knows_a_pack_by_its_name() -> None:
    packs = {folder.name for folder in (ROOT / "content" / "packs").iterdir() if folder.is_dir()}
    assert len(packs) > 1
    named = {
        file.relative_to(ROOT).as_posix()
        for file in modules()
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8")))
        if isinstance(node, ast.Constant) and node.value in packs
    }
    assert named == set()


def test_the_app_is_at_most_forty_lines() -> None:
    assert len((ROOT / "app.py").read_text(encoding="utf-8").splitlines()) <= 40


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


def test_nothing_names_a_path_or_host_of_the_machine_it_was_built_on() -> None:
    tracked = subprocess.run(
        ["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=True
    ).stdout
    words = (b"/work" + b"/", b".." + b"/shared", b"pypi" + b".org")
    files = [ROOT / name.decode() for name in tracked.split(b"\0") if name]
    named = [
        file.name
        for file in files
        if file.is_file() and any(word in file.read_bytes() for word in words)
    ]
    assert named == []
