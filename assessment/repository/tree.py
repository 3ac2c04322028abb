"""Listing the files of a commit and reading their contents, straight from git's objects."""

import re
from collections.abc import Iterable, Iterator
from select import poll
from subprocess import Popen
from threading import Thread
from typing import NamedTuple

from assessment.repository.evidence import File
from assessment.repository.git import Git
from assessment.sources import Stopped

FILE_LIMIT = 50_000
"""Files of one commit that are looked at."""
BLOB_LIMIT = 1024 * 1024
"""Bytes of one file that is read; notebooks may have five times as much."""
ANSWER_LIMIT = 16 * 1024 * 1024
"""Bytes of one object that are held at once, whatever the listing said of its size."""
TOTAL_LIMIT = 256 * 1024 * 1024
"""Bytes read of all files together."""

_PIECE = 1 << 20
_ODD = frozenset({"", ".", "..", ".git"})
_ORDINARY = re.compile(r"(?:[A-Za-z0-9_][\w.-]*/)*[A-Za-z0-9_][\w.-]*", re.ASCII).fullmatch
"""A name that needs no closer look, as nearly all."""
_REGULAR = {b"100644", b"100755"}


class Entry(NamedTuple):
    """A regular file of the commit: where it is, how large, and the name of its content."""

    path: str
    size: int
    object_id: str


def list_files(git: Git, commit: str) -> tuple[list[Entry], list[str]]:
    """Regular files of ``commit``, and in words what was left out.

    Symbolic links and submodules are skipped; a name that is not a plain relative path in UTF-8
    is left out, since it could not be shown or linked.
    """
    entries: list[Entry] = []
    odd = 0
    for row in git.text("ls-tree", "-r", "-z", "-l", "--full-tree", commit).split(b"\0"):
        if not row:
            continue
        head, _, name = row.partition(b"\t")
        mode, _, object_id, size = head.split()
        if mode not in _REGULAR:
            continue
        if (path := _plain(name)) is None:
            odd += 1
            continue
        entries.append(Entry(path, int(size) if size.isdigit() else -1, object_id.decode()))
    left_out = [f"{odd} files with names that cannot be shown"] if odd else []
    if len(entries) > FILE_LIMIT:
        left_out.append(f"files after the first {FILE_LIMIT} of {len(entries)}")
    return entries[:FILE_LIMIT], left_out


def files(entries: Iterable[Entry]) -> tuple[File, ...]:
    """The entries as evidence."""
    return tuple(File(path=entry.path, size=entry.size) for entry in entries)


def read_blobs(git: Git, entries: list[Entry]) -> Iterator[tuple[Entry, bytes | None] | None]:
    """The content of each entry in order; ``None`` where this copy of the repository lacks it.

    Where the next one is not there yet, ``None`` comes in its place first: time for something else.
    """
    with git.process("cat-file", "--batch", "--buffer") as process:
        asking = Thread(target=_ask, args=(process, entries), daemon=True)
        asking.start()
        coming = poll()
        if process.stdout is not None:
            coming.register(process.stdout)
        for entry in entries:
            if git.stopped():
                raise Stopped
            if not coming.poll(0):
                yield None
            yield entry, _answer(git, process)
        asking.join()


def _ask(process: "Popen[bytes]", entries: list[Entry]) -> None:
    """Write all names from a thread of its own, so that neither side waits for the other."""
    if process.stdin is None:
        return
    try:
        process.stdin.write(b"".join(f"{entry.object_id}\n".encode() for entry in entries))
        process.stdin.close()
    except (BrokenPipeError, ValueError):
        return


def _answer(git: Git, process: "Popen[bytes]") -> bytes | None:
    if process.stdout is None:
        raise git.failed("cat-file")
    header = process.stdout.readline().split()
    if len(header) == 2 and header[1] == b"missing":
        return None
    if len(header) != 3:
        raise git.failed("cat-file")
    size = int(header[2])
    if size > ANSWER_LIMIT:
        for start in range(0, size + 1, _PIECE):
            git.received += len(process.stdout.read(min(_PIECE, size + 1 - start)))
        return None
    content = process.stdout.read(size + 1)
    git.received += len(content)
    if len(content) != size + 1:
        raise git.failed("cat-file")
    return content[:-1]


def _plain(name: bytes) -> str | None:
    try:
        path = name.decode("utf-8")
    except UnicodeDecodeError:
        return None
    if len(path) <= 1000 and _ORDINARY(path):
        return path
    if path.startswith("/") or "\\" in path or not path.isprintable() or len(path) > 1000:
        return None
    return path if _ODD.isdisjoint(path.lower().split("/")) else None
