"""An archive as a tree of files, or as the git repository that was packed into it."""

import posixpath
import re
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from zipfile import ZipFile

from assessment.repository.archives import tar
from assessment.repository.archives import zip as zips
from assessment.repository.archives.members import Checked, checked, entries, refused
from assessment.repository.git import environment, late, running
from assessment.repository.notebooks import BLOB_LIMIT as LARGEST
from assessment.repository.tree import Entry
from assessment.sources import Stopped

ENDINGS = (".zip", ".tar", ".gz", ".tgz", ".bz2", ".xz", ".bundle")
"""How the name of a file ends that can be handed over."""
PACKED_LIMIT = 1024**3
"""Bytes of an archive that is read."""
_PIECE = 1 << 20
_BUNDLE = re.compile(rb"# v[23] git bundle\n")
_COMMIT = re.compile(r"[0-9a-f]{40}")
# Of a packed .git only these are taken: objects and names of commits; no settings, hooks or filters.
_GIT = re.compile(r"(?:HEAD|packed-refs|shallow|objects/[\w/.-]+|refs/[\w/.@+-]+)")
_BORROWED = re.compile(r"objects/info/(?:http-)?alternates")
_CONFIG = "[core]\n\trepositoryformatversion = 0\n\tbare = true\n"
_IGNORED = re.compile(r"^([^\s#]\S*)[ \t].*\bexport-ignore\b")


@dataclass(frozen=True)
class Tree:
    """The files of an archive: its entries, what was left out, and the commit it says it is of."""

    entries: list[Entry]
    left_out: list[str]
    commit: str
    blobs: Callable[[list[Entry]], Iterator[tuple[Entry, bytes | None]]]


@contextmanager
def opened(
    path: Path, scratch: Path | None, deadline: float, stopped: Callable[[], bool]
) -> Iterator[Tree | Path]:
    """The tree of an archive, or a git directory made of what was packed, gone on leaving.

    Raises ``SourceUnavailable`` where it is no archive or one made to harm.
    """
    if path.stat().st_size > PACKED_LIMIT:
        raise refused(f"the archive is larger than {PACKED_LIMIT // 2**30} GB")

    def check() -> None:
        if stopped():
            raise Stopped
        if time.monotonic() >= deadline:
            raise late()

    with path.open("rb") as file:
        head = file.read(16)
    with TemporaryDirectory(prefix="archive-", dir=scratch) as folder:
        if _BUNDLE.match(head):
            yield _unbundled(path, Path(folder), deadline)
        elif head.startswith(b"PK"):
            yield from _zip(path, Path(folder), check)
        else:
            yield _tar(path, Path(folder), check)


def _zip(path: Path, folder: Path, check: Callable[[], None]) -> Iterator[Tree | Path]:
    with zips.opened(path) as archive:
        found = checked(zips.members(archive), path.stat().st_size)
        if _holds_git(found):
            yield _kept(folder, _git_of_zip(archive, found, check))
            return
        comment = archive.comment.decode("ascii", "replace")

        def blobs(wanted: list[Entry]) -> Iterator[tuple[Entry, bytes | None]]:
            for entry in wanted:
                check()
                yield entry, zips.content(archive, int(entry.object_id), LARGEST)

        yield _tree(found, comment, blobs)


def _tar(path: Path, folder: Path, check: Callable[[], None]) -> Tree | Path:
    found = checked((member for member, _ in tar.members(path, check)), path.stat().st_size)
    if _holds_git(found):
        return _kept(folder, _git_of_tar(path, found, check))

    def blobs(wanted: list[Entry]) -> Iterator[tuple[Entry, bytes | None]]:
        by_number = {int(entry.object_id): entry for entry in wanted}
        for member, read in tar.members(path, check):
            if entry := by_number.get(member.number):
                content = read(LARGEST + 1)
                yield entry, content if len(content) == entry.size else None

    return _tree(found, tar.comment(path), blobs)


def _tree(
    found: Checked,
    comment: str,
    blobs: Callable[[list[Entry]], Iterator[tuple[Entry, bytes | None]]],
) -> Tree:
    if not found.files:
        raise refused("the archive holds no file")
    listed, left_out = entries(found.files)
    notes = [*found.left_out, *left_out, *_not_exported(listed, blobs)]
    return Tree(listed, notes, comment if _COMMIT.fullmatch(comment) else "", blobs)


def _not_exported(
    listed: list[Entry], blobs: Callable[[list[Entry]], Iterator[tuple[Entry, bytes | None]]]
) -> list[str]:
    """What the repository keeps out of archives that are made of it, by its own attributes."""
    attributes = [
        entry for entry in listed if entry.path == ".gitattributes" and entry.size < 100_000
    ]
    names: list[str] = []
    for _, content in blobs(attributes) if attributes else ():
        for line in (content or b"").decode("utf-8", "replace").splitlines()[:1000]:
            if match := _IGNORED.match(line[:300]):
                names.append(match[1].strip("/"))
    held = {part for entry in listed for part in (entry.path, *entry.path.split("/"))}
    missing = [name for name in names if not any(c in name for c in "*?[") and name not in held]
    return [f"what is kept out of archives ({', '.join(missing[:5])})"] if missing else []


def _holds_git(found: Checked) -> bool:
    return ".git/HEAD" in found.files and any(p.startswith(".git/objects/") for p in found.files)


def _wanted(found: Checked) -> dict[int, str]:
    """Number of a member of ``.git`` that is taken, and where it goes."""
    wanted = {}
    for path, member in found.files.items():
        inner = path.removeprefix(".git/")
        if inner != path and _GIT.fullmatch(inner) and not _BORROWED.fullmatch(inner):
            wanted[member.number] = posixpath.normpath(inner)
    return wanted


def _git_of_zip(
    archive: ZipFile, found: Checked, check: Callable[[], None]
) -> Iterator[tuple[str, Iterable[bytes]]]:
    for number, inner in _wanted(found).items():
        check()
        yield inner, zips.pieces(archive, number)


def _git_of_tar(
    path: Path, found: Checked, check: Callable[[], None]
) -> Iterator[tuple[str, Iterable[bytes]]]:
    wanted = _wanted(found)
    for member, read in tar.members(path, check):
        if inner := wanted.get(member.number):
            yield inner, iter(partial(read, _PIECE), b"")


def _kept(folder: Path, files: Iterable[tuple[str, Iterable[bytes]]]) -> Path:
    """A bare git directory of these files alone, with settings of our own."""
    directory = folder / "repository.git"
    for name in ("objects", "refs"):
        (directory / name).mkdir(parents=True)
    for inner, pieces in files:
        target = directory / inner
        target.parent.mkdir(parents=True, exist_ok=True)
        with target.open("xb") as file:
            for piece in pieces:
                file.write(piece)
    (directory / "config").write_text(_CONFIG, encoding="utf-8")
    return directory


def _unbundled(path: Path, folder: Path, deadline: float) -> Path:
    """A bare clone of a bundle: objects are checked by git, no hook or setting comes with it."""
    directory = folder / "repository.git"
    settings = {
        "protocol.allow": "never",
        "protocol.file.allow": "always",
        "transfer.fsckObjects": "true",
    }
    command = ["git", "clone", "--bare", "--quiet", "--template=", "--", str(path), str(directory)]
    with running(command, environment(settings), deadline, folder) as process:
        process.wait()
    if process.returncode != 0:
        raise refused(
            "the bundle is broken or needs commits that it does not hold",
            "Make it of the whole history: git bundle create r.bundle --all.",
        )
    return directory
