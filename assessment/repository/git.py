"""The only way git is called: nothing of the repository runs, nothing is fetched."""

import os
import signal
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from threading import Timer

from assessment.sources import SourceUnavailable, Stopped

OUTPUT_LIMIT = 256 * 1024 * 1024
"""Bytes of one command's output that are read before it is refused."""
_PIPE = 1024 * 1024

_SAFE = {
    "core.hooksPath": os.devnull,
    "core.fsmonitor": "false",
    "core.symlinks": "false",
    "core.pager": "cat",
    "core.askPass": "",
    "core.sshCommand": "false",
    "core.attributesFile": os.devnull,
    "credential.helper": "",
    "log.showSignature": "false",
    "log.showRoot": "true",
    "mailmap.file": os.devnull,
    "mailmap.blob": "HEAD:.mailmap",
    "protocol.ext.allow": "never",
    "submodule.recurse": "false",
    "uploadpack.packObjectsHook": "",
    "gc.auto": "0",
    "maintenance.auto": "false",
}
_ENVIRONMENT = {
    "HOME": os.devnull,
    "LC_ALL": "C",
    "GIT_CONFIG_NOSYSTEM": "1",
    "GIT_CONFIG_GLOBAL": os.devnull,
    "GIT_TERMINAL_PROMPT": "0",
    "GIT_ASKPASS": "",
    "GIT_OPTIONAL_LOCKS": "0",
    "GIT_NO_LAZY_FETCH": "1",
    "GIT_NO_REPLACE_OBJECTS": "1",
    "GIT_LFS_SKIP_SMUDGE": "1",
    "GIT_ATTR_NOSYSTEM": "1",
}
# Reading what is here must not fetch what is missing, whatever the repository's own settings say.
_NO_NETWORK = {"protocol.allow": "never", "http.proxy": ""}


def environment(settings: dict[str, str]) -> dict[str, str]:
    """The whole environment of a git process: no user's settings, no prompt, no terminal.

    Settings travel in the environment and not in the argument list, where other users of the
    machine could read a credential.
    """
    pairs = {**_SAFE, **settings}
    values = {"PATH": os.environ.get("PATH", os.defpath), **_ENVIRONMENT}
    values["GIT_CONFIG_COUNT"] = str(len(pairs))
    for index, (key, value) in enumerate(pairs.items()):
        values[f"GIT_CONFIG_KEY_{index}"] = key
        values[f"GIT_CONFIG_VALUE_{index}"] = value
    return values


@dataclass
class Git:
    """Read-only commands on one git directory, until ``deadline`` (seconds, monotonic clock)."""

    directory: Path
    deadline: float
    stopped: Callable[[], bool] = lambda: False
    settings: dict[str, str] = field(default_factory=lambda: dict(_NO_NETWORK))
    received: int = 0
    """Bytes that git has given so far."""

    def text(self, *arguments: str, limit: int = OUTPUT_LIMIT) -> bytes:
        """The output of one command; raises ``SourceUnavailable`` where git fails."""
        with self.process(*arguments) as process:
            output = read_all(process, limit, self.stopped)
            code = process.wait()
        self.received += len(output)
        if code != 0:
            raise self.failed(arguments[0])
        return output

    def answer(self, *arguments: str) -> bytes | None:
        """The output of a command that says no by its status: nothing then."""
        with self.process(*arguments) as process:
            output = read_all(process, OUTPUT_LIMIT, self.stopped)
            code = process.wait()
        self.received += len(output)
        return output if code == 0 else None

    @contextmanager
    def process(self, *arguments: str) -> Iterator["subprocess.Popen[bytes]"]:
        """A running command with pipes; its whole process group is ended on leaving."""
        # Bare, and run inside its own directory: no file of a working copy or of ours is looked at.
        command = ["git", f"--git-dir={self.directory}", "--bare", "--no-pager", *arguments]
        settings = {"safe.directory": str(self.directory), **self.settings}
        with running(command, environment(settings), self.deadline, self.directory) as process:
            yield process

    def failed(self, verb: str) -> SourceUnavailable:
        """What to say when git ended with an error; its own words may quote paths, so not them."""
        return (
            late()
            if time.monotonic() >= self.deadline
            else SourceUnavailable(
                f"git could not read this repository (git {verb} failed)",
                "Check that the repository is whole (git fsck), or give a fresh clone.",
            )
        )


@contextmanager
def running(
    command: list[str], environ: dict[str, str], deadline: float, folder: Path
) -> Iterator["subprocess.Popen[bytes]"]:
    """A child in ``folder`` with its own process group; ends at ``deadline`` or on leaving."""
    if time.monotonic() >= deadline:
        raise late()
    process = _started(command, environ, folder)
    timer = Timer(max(0.0, deadline - time.monotonic()), _end, [process])
    timer.start()
    try:
        yield process
    finally:
        timer.cancel()
        _end(process)
        for pipe in (process.stdin, process.stdout):
            if pipe:
                pipe.close()
        process.wait()


def _started(
    command: list[str], environ: dict[str, str], folder: Path
) -> "subprocess.Popen[bytes]":
    try:
        process = subprocess.Popen(
            command,
            env=environ,
            cwd=folder,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
        _widen(process)
        return process
    except FileNotFoundError:
        raise SourceUnavailable(
            "git is not installed where Prodworthy runs", "Install git there and run again."
        ) from None


def _widen(process: "subprocess.Popen[bytes]") -> None:
    """Let either side write ahead, so that it seldom waits for its reader; where the system can."""
    # Not every system has it, and one user may have so much and no more.
    with suppress(ImportError, AttributeError, OSError):
        import fcntl

        for pipe in (process.stdout, process.stdin):
            if pipe is not None:
                fcntl.fcntl(pipe.fileno(), fcntl.F_SETPIPE_SZ, _PIPE)


def read_all(process: "subprocess.Popen[bytes]", limit: int, stopped: Callable[[], bool]) -> bytes:
    """The child's output up to ``limit`` bytes; more is refused in a sentence."""
    if process.stdout is None:
        return b""
    parts, size = [], 0
    while part := process.stdout.read1(1 << 20):  # type: ignore[attr-defined]
        parts.append(part)
        size += len(part)
        if stopped():
            raise Stopped
        if size > limit:
            raise SourceUnavailable(
                f"this repository is larger than what is read ({limit // 2**20} MB of one listing)",
                "Give a clone of the part that runs in production.",
            )
    return b"".join(parts)


def late() -> SourceUnavailable:
    """What to say when the time for reading is over."""
    return SourceUnavailable(
        "reading the repository took longer than allowed",
        "Give a local clone, or raise the time allowed for one source.",
    )


def _end(process: "subprocess.Popen[bytes]") -> None:
    if process.poll() is None:
        try:
            os.killpg(process.pid, signal.SIGKILL)
        except ProcessLookupError:
            return
