"""Repository probes on a large repository, against bare ``git log --name-only`` plus ``git ls-tree``.

A repository of 5,000 files and 5,000 commits is made on the spot: it is all code, so that nearly all the
time goes into parsing. ``REPOSITORY=/path make bench`` measures on a real one as well.
"""

import os
import subprocess
import tempfile
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from assessment.connectors import repository
from assessment.probing import discover, examine
from assessment.sources import Circumstances, Permission, Source
from benchmarks.measure import Row, paired_seconds

FILES = 5000
COMMITS = 5000


def rows() -> list[Row]:
    """Reading and judging the repository over the two bare git commands: made, and real where named."""
    chosen = os.environ.get("REPOSITORY", "")
    return [_row(""), *([_row(chosen)] if chosen else [])]


def _row(chosen: str) -> Row:
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(chosen) if chosen else _made(Path(scratch))
        probes = discover()
        source = Source(id="bench", kind="repository", name="bench", address=str(folder))
        now = datetime.now(UTC)

        def probe() -> object:
            around = Circumstances(now=lambda: now, permission=Permission(), scratch=Path(scratch))
            return examine(probes, source, repository.read(source, around), now)

        subject, peer = paired_seconds(probe, lambda: _bare(folder), runs=3)
    what = (
        os.environ.get("REPOSITORY_NAME", "the repository named")
        if chosen
        else "5,000 made modules and 5,000 made commits"
    )
    return Row(
        name=f"All repository probes on {what}",
        subject=subject,
        peer=peer,
        peer_name="git log --name-only and git ls-tree",
        limit=15 if chosen else 40,
    )


def _bare(folder: Path) -> None:
    for words in (
        ["log", "--name-only", "--no-renames", "--format=%H"],
        ["ls-tree", "-r", "-z", "-l", "HEAD"],
    ):
        subprocess.run(["git", "-C", folder, *words], check=True, stdout=subprocess.DEVNULL)


def _made(scratch: Path) -> Path:
    folder = scratch / "large"
    subprocess.run(["git", "init", "-q", "--bare", folder], check=True)
    subprocess.run(
        ["git", "-C", folder, "fast-import", "--quiet"], input=b"".join(_stream()), check=True
    )
    subprocess.run(["git", "-C", folder, "symbolic-ref", "HEAD", "refs/heads/main"], check=True)
    return folder


def _stream() -> Iterator[bytes]:
    began = int(datetime.now(UTC).timestamp()) - COMMITS * 3600
    for number in range(COMMITS):
        who = f"Person {number % 7} <p{number % 7}@example.org> {began + number * 3600} +0000"
        message = f"Change {number} (#{number})"
        code = (
            f'"""Module {number}."""\n\nimport os\n\n\ndef work() -> int:\n    return {number}\n'
            * 12
        )
        path = f"package{number % 50}/module{number % FILES}.py"
        yield f"commit refs/heads/main\ncommitter {who}\ndata {len(message)}\n{message}\n".encode()
        yield f"M 100644 inline {path}\ndata {len(code)}\n{code}\n".encode()
