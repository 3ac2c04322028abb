"""What a fuzzed parser has to keep to, and how one input is held against it.

A parser of foreign bytes answers, or refuses in a sentence of the product's own. It raises nothing
else, ends within its time, takes no more memory than it may, writes into its own folder alone, starts
no process and opens no connection.
"""

import contextlib
import os
import resource
import sys
import tempfile
import time
import traceback
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[2]
PRODUCT = ("assessment", "content", "engagement", "reports", "scoring", "ui", "cli_commands")
SECONDS = 20.0
"""Of processor for one input, watched and traced as it is: an honest one takes milliseconds."""
MEGABYTES = 600
"""More than this of memory for an input of less than a megabyte is a bomb that went off."""

Once = Callable[[bytes, Path], bool]
"""Read the bytes, with a folder of its own to work in: true where answered, false where refused."""


@dataclass(frozen=True)
class Target:
    """One way in for foreign bytes.

    ``reads`` are the modules (dotted) whose parsers it reaches; ``shape`` is what the bytes are, by
    which they are changed; ``sealed`` puts the digests of a changed content right.
    """

    name: str
    once: Once
    seeds: Callable[[], list[bytes]]
    shape: str
    reads: tuple[str, ...]
    sealed: Callable[[bytes], bytes] | None = None
    largest: int = 200_000
    starts: bool = False
    quick: bool = True


@dataclass
class Trial:
    """What came of one input: ``wrong`` is empty where it was kept to."""

    answered: bool = False
    wrong: list[str] = field(default_factory=list)
    trace: str = ""


def tried(target: Target, data: bytes, folder: Path) -> Trial:
    """Give one input to a target."""
    trial, began, before = Trial(), time.process_time(), _peak()
    with watched(folder, trial.wrong, starts=target.starts):
        try:
            trial.answered = target.once(data, folder)
        except Exception as error:
            trial.wrong.append(f"{type(error).__name__} {_place(error)}")
            trial.trace = traceback.format_exc()
    if time.process_time() - began > SECONDS:
        trial.wrong.append(f"took longer than {SECONDS:g} s")
    if _peak() - before > MEGABYTES and len(data) < 1_000_000:
        trial.wrong.append(f"took more than {MEGABYTES} MB")
    return trial


def refusal(error: Exception) -> bool:
    """False, for a target that was refused; raises where the refusal is no sentence."""
    said = getattr(error, "sentence", "") or str(error)
    if not any(sign.isalpha() for sign in said) or "Traceback" in said or " object at 0x" in said:
        raise AssertionError(f"refused without a sentence: {said[:100]!r}")
    return False


def _peak() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1000


def _place(error: BaseException) -> str:
    """The innermost line of the product that was on its way, without its number."""
    found = "outside of the product"
    for frame in traceback.extract_tb(error.__traceback__):
        path = Path(frame.filename)
        if path.is_relative_to(ROOT) and path.relative_to(ROOT).parts[0] in PRODUCT:
            found = f"in {path.relative_to(ROOT)} {frame.name}"
    return found


_WRITES = {
    "os.remove",
    "os.rename",
    "os.mkdir",
    "os.rmdir",
    "os.symlink",
    "os.link",
    "os.chmod",
    "os.truncate",
    "shutil.rmtree",
    "shutil.move",
    "shutil.unpack_archive",
}
_STARTS = {"subprocess.Popen", "os.system", "os.exec", "os.posix_spawn", "os.fork", "pty.spawn"}
_CONNECTS = {"socket.connect", "socket.getaddrinfo", "socket.bind", "socket.sendto"}


class _Watch:
    """Set while an input is tried; Python tells an audit hook of everything that it opens."""

    folder: str = ""
    starts = False
    wrong: list[str] | None = None
    hooked = False


def _heard(event: str, args: tuple[Any, ...]) -> None:
    wrong = _Watch.wrong
    if wrong is None or (event != "open" and event[:3] not in {"os.", "shu", "sub", "soc", "pty"}):
        return
    if event == "open":
        path, _, flags = args
        if isinstance(flags, int) and flags & (os.O_WRONLY | os.O_RDWR | os.O_CREAT):
            _inside(event, path, wrong)
    elif event in _WRITES:
        for item in args[: 2 if event in {"os.rename", "shutil.move"} else 1]:
            _inside(event, item, wrong, args[-1])
    elif event == "socket.getaddrinfo" and args[0] == "127.0.0.1":
        pass  # an address and no name: nobody is asked
    elif (event in _STARTS and not _Watch.starts) or event in _CONNECTS:
        wrong.append(event)


def _inside(event: str, path: Any, wrong: list[str], at: Any = None) -> None:
    if not isinstance(path, (str, bytes, os.PathLike)):
        return  # a file that is open already
    text = os.fsdecode(path)
    if not text.startswith("/") and isinstance(at, int) and at > 2:  # named from an open folder
        text = f"/proc/self/fd/{at}/{text}"
    own = (_Watch.folder, os.environ.get("PRODWORTHY_DATA", _Watch.folder))
    if text != os.devnull and not os.path.realpath(text).startswith(own):
        wrong.append(f"{event} outside of its folder: {os.path.realpath(text)[:80]}")


@contextlib.contextmanager
def watched(folder: Path, wrong: list[str], *, starts: bool = False) -> Iterator[None]:
    """Note each write outside of the folder, each process and each connection."""
    if not _Watch.hooked:
        sys.addaudithook(_heard)
        _Watch.hooked = True
    before = tempfile.tempdir
    _Watch.folder, tempfile.tempdir = os.path.realpath(folder), str(folder)
    _Watch.wrong, _Watch.starts = wrong, starts
    try:
        yield
    finally:
        _Watch.wrong, tempfile.tempdir = None, before
