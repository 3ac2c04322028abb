"""Real git repositories made on the spot, friendly and hostile."""

import os
import subprocess
from datetime import UTC, datetime
from pathlib import Path

from assessment.connectors import repository
from assessment.repository.evidence import RepositoryEvidence
from assessment.sources import Circumstances, Permission, Source

NOW = datetime(2026, 6, 1, 9, tzinfo=UTC)
ANN = ("Ann Able", "ann@example.org")
BEN = ("Ben Best", "ben@example.org")


def git(folder: Path, *arguments: str, stdin: bytes = b"", **variables: str) -> str:
    """Run git in ``folder`` as nobody in particular and give what it wrote."""
    environment = {
        **os.environ, "GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1",
        "GIT_AUTHOR_NAME": ANN[0], "GIT_AUTHOR_EMAIL": ANN[1],
        "GIT_COMMITTER_NAME": ANN[0], "GIT_COMMITTER_EMAIL": ANN[1],
        "GIT_AUTHOR_DATE": "2026-05-01T10:00:00Z", "GIT_COMMITTER_DATE": "2026-05-01T10:00:00Z",
        **variables,
    }  # fmt: skip
    done = subprocess.run(
        ["git", *arguments],
        cwd=folder,
        env=environment,
        input=stdin,
        capture_output=True,
        check=True,
    )
    return done.stdout.decode().strip()


def new(folder: Path) -> Path:
    """An empty repository."""
    folder.mkdir(parents=True, exist_ok=True)
    git(folder, "init", "--quiet", "--initial-branch=main")
    return folder


def commit(
    folder: Path, files: dict[str, str | bytes], message: str = "change",
    author: tuple[str, str] = ANN, at: str = "2026-05-01T10:00:00Z",
) -> str:  # fmt: skip
    """Write files and commit them; gives the commit's id."""
    for name, content in files.items():
        target = folder / name
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content if isinstance(content, bytes) else content.encode())
    git(folder, "add", "--all")
    git(folder, "commit", "--quiet", "--allow-empty", f"--message={message}",
        GIT_AUTHOR_NAME=author[0], GIT_AUTHOR_EMAIL=author[1],
        GIT_AUTHOR_DATE=at, GIT_COMMITTER_DATE=at)  # fmt: skip
    return git(folder, "rev-parse", "HEAD")


def made(folder: Path, files: dict[str, str | bytes]) -> Path:
    """A repository with one commit of these files."""
    commit(new(folder), files)
    return folder


def raw_tree(folder: Path, entries: list[tuple[str, bytes, bytes]]) -> str:
    """A commit whose tree holds (mode, name, content) as they are, however odd the name."""
    rows = b""
    for mode, name, content in sorted(entries, key=lambda entry: entry[1]):
        blob = git(folder, "hash-object", "-w", "--stdin", stdin=content)
        rows += mode.encode() + b" " + name + b"\0" + bytes.fromhex(blob)
    tree = git(folder, "hash-object", "-w", "-t", "tree", "--literally", "--stdin", stdin=rows)
    made_commit = git(folder, "commit-tree", tree, "-m", "odd")
    git(folder, "update-ref", "refs/heads/main", made_commit)
    return made_commit


def source(address: Path | str, **options: str | bool) -> Source:
    """A repository source at this address."""
    return Source(
        id="repo", kind="repository", name="repo", address=str(address), options=dict(options)
    )


def circumstances(permission: Permission | None = None) -> Circumstances:
    """Local mode at a fixed time."""
    return Circumstances(now=lambda: NOW, permission=permission or Permission())


def look(address: Path | str, **options: str | bool) -> RepositoryEvidence:
    """The evidence of a repository, read in local mode."""
    return repository.read(source(address, **options), circumstances())
