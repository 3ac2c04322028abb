"""What changes on the client's side from quarter to quarter: commits in its repository, its tables."""

import csv
import random
from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from engagement.demonstration.repository import git, shipped_file, signature, sized

ROWS, DAYS = 600, 35
"""Rows of the live table, and over how many days they came."""

AUTHORS = {
    name: {"name": full, "email": f"{name}@northwind.example"}
    for name, full in
    (("lena", "Lena Vogt"), ("jonas", "Jonas Mwangi"), ("rana", "Rana Haddad"))
}  # fmt: skip
_COLUMNS = ("return_id", "order_value", "returns_last_90d", "channel", "event_time", "loaded_at")


def add_commits(folder: Path, commits: Iterable[Mapping[str, Any]], end: datetime) -> None:
    """Put commits on the main branch, each some days before ``end``; the first call makes it."""
    folder.mkdir(parents=True, exist_ok=True)
    begun = (folder / ".git" / "HEAD").is_file()
    if not begun:
        git(folder, "init", "--quiet", "--initial-branch=main")
    parts = []
    for number, commit in enumerate(commits):
        parent = "from refs/heads/main^0\n" if begun and number == 0 else ""
        parts.append(_commit(commit, end - timedelta(days=commit["days"]), parent))
    git(folder, "fast-import", "--quiet", "--force", stdin=b"".join(parts))
    git(folder, "reset", "--quiet", "--hard", "main")


def _commit(commit: Mapping[str, Any], when: datetime, parent: str) -> bytes:
    head = signature(AUTHORS[commit["by"]], when) + sized(commit["message"]) + parent
    files = {path: shipped_file(path).read_bytes() for path in commit.get("files", ())}
    files |= {path: text.encode() for path, text in commit.get("write", {}).items()}
    written = b"".join(
        f"M 644 inline {path}\ndata {len(content)}\n".encode() + content + b"\n"
        for path, content in files.items()
    )
    return f"commit refs/heads/main\n{head}".encode() + written


def make_tables(folder: Path, end: datetime, *, served: bool) -> None:
    """Write the live table up to ``end``, and what the service was ``served`` once that is kept."""
    rows = list(_rows(end))
    _write(folder / "live.csv", _COLUMNS, rows)
    if served:
        _write(folder / "served.csv", _COLUMNS[:3], rows)


def _rows(end: datetime) -> Iterable[dict[str, object]]:
    chance = random.Random(4)  # noqa: S311  a seeded example, not a secret
    for number in range(ROWS):
        came = end - timedelta(hours=2) - timedelta(days=DAYS) * (1 - (number + 1) / ROWS)
        values = (
            f"r-{number:05d}", round(chance.lognormvariate(4.0, 0.6), 2), chance.randrange(6),
            chance.choice(["till", "desk", "app"]), came.strftime("%Y-%m-%dT%H:%M:%SZ"),
            (came + timedelta(hours=1)).strftime("%Y-%m-%dT%H:%M:%SZ"),
        )  # fmt: skip
        yield dict(zip(_COLUMNS, values, strict=True))


def _write(file: Path, columns: tuple[str, ...], rows: Iterable[dict[str, object]]) -> None:
    with file.open("w", newline="", encoding="utf-8") as opened:
        writer = csv.DictWriter(opened, columns, extrasaction="ignore")
        writer.writeheader()
        writer.writerows(rows)
