"""The example's git repository, made on the spot from shipped files and a written history."""

import math
import subprocess
from collections import Counter
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import yaml

from engagement.demonstration.shipped import shipped
from engagement.faults import Refused


def make_repository(folder: Path, now: datetime) -> None:
    """Make the repository in ``folder`` with its last commit some days before ``now`` (UTC-aware).

    An existing one is left as it is. Raises :class:`Refused` where git cannot be run.
    """
    if (folder / ".git" / "HEAD").is_file():
        return
    folder.mkdir(parents=True, exist_ok=True)
    git(folder, "init", "--quiet", "--initial-branch=main")
    git(folder, "fast-import", "--quiet", "--force", stdin=b"".join(_stream(now)))
    git(folder, "branch", "--quiet", "-D", "merged")
    git(folder, "reset", "--quiet", "--hard", "main")


def _stream(now: datetime) -> list[bytes]:
    """The history as git's fast-import reads it; a merge repeats the files of its side branch."""
    history = yaml.safe_load(shipped("history.yaml").read_text(encoding="utf-8"))
    changes = Counter(path for commit in history["commits"] for path in commit["files"])
    done: Counter[str] = Counter()
    parts: list[bytes] = []
    last = ""
    for number, commit in enumerate(history["commits"], start=1):
        who = history["authors"][commit["by"]]
        when = (now - timedelta(days=commit["days"])).replace(hour=9, minute=number, second=0)
        done.update(commit["files"])
        files = b"".join(_file(path, done[path] / changes[path]) for path in commit["files"])
        mark, merge = f":{2 * number}", commit.get("merge")
        parts += [
            _commit(mark, last, who=who, when=when, message=commit["message"], aside=bool(merge)),
            files,
        ]
        if merge:
            side, mark = mark, f":{2 * number + 1}"
            parts += [_merge(mark, last, side, who=who, when=when, message=merge), files]
        last = mark
    return parts


def _commit(
    mark: str, parent: str, *, who: dict[str, Any], when: datetime, message: str, aside: bool
) -> bytes:
    branch = "refs/heads/merged" if aside else "refs/heads/main"
    text = f"commit {branch}\nmark {mark}\n{signature(who, when)}{sized(message)}"
    return (text + (f"from {parent}\n" if parent else "")).encode()


def _merge(
    mark: str, parent: str, other: str, *, who: dict[str, Any], when: datetime, message: str
) -> bytes:
    signed = signature(who, when + timedelta(hours=5))
    text = f"commit refs/heads/main\nmark {mark}\n{signed}{sized(message)}from {parent}\n"
    return (text + f"merge {other}\n").encode()


def signature(who: dict[str, Any], when: datetime) -> str:
    """Who wrote a commit and when, as git's fast-import reads it."""
    person = f"{who['name']} <{who['email']}> {int(when.timestamp())} +0000"
    return f"author {person}\ncommitter {person}\n"


def sized(text: str) -> str:
    """A text with its length in bytes, as git's fast-import reads it."""
    return f"data {len(text.encode())}\n{text}\n"


def _file(path: str, share: float) -> bytes:
    """The first ``share`` of the shipped file's lines: how far it had grown at this commit."""
    lines = shipped_file(path).read_bytes().splitlines(keepends=True)
    content = b"".join(lines[: math.ceil(len(lines) * share)])
    return f"M 644 inline {path}\ndata {len(content)}\n".encode() + content + b"\n"


def shipped_file(path: str) -> Path:
    """Where a file of the example's repository is shipped."""
    names = [f"dot-{name[1:]}" if name.startswith(".") else name for name in path.split("/")]
    return shipped("repository", *names)


def git(folder: Path, *words: str, stdin: bytes = b"") -> None:
    """Run git in a folder; :class:`Refused` where it is not there or fails."""
    settings = ["-c", "core.hooksPath=/dev/null", "-c", "core.autocrlf=false"]
    try:
        done = subprocess.run(
            ["git", *settings, *words],
            cwd=folder,
            input=stdin,
            capture_output=True,
            timeout=60,
            check=False,
        )
    except OSError as error:
        raise Refused("Install git: the worked example makes a git repository with it.") from error
    if done.returncode:
        raise Refused(f"git {words[0]} failed while making the worked example's repository.")
