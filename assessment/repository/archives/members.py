"""What an archive says that it holds: checked before anything of it is read."""

import re
import stat
from collections.abc import Iterable
from dataclasses import dataclass

from assessment.repository.tree import FILE_LIMIT, Entry
from assessment.sources import SourceUnavailable

MEMBER_LIMIT = 120_000
"""Members of an archive, folders and links counted."""
TOTAL_LIMIT = 1024**3
"""Bytes of all members together, unpacked."""
RATIO_LIMIT = 100
"""How many times its own size an archive may be when it is unpacked; below ``RATIO_FLOOR`` any."""
RATIO_FLOOR = 32 * 1024 * 1024
_DRIVE = re.compile(r"^[A-Za-z]:")
_AGAIN = "Make it again with git archive, or as a zip of the folder."


@dataclass(frozen=True)
class Member:
    """One member: its name as it is written, its size in bytes, what it is, and which it is.

    ``kind`` is ``file``, ``folder``, ``link``, ``hard link`` or ``device``.
    """

    name: str
    size: int
    kind: str
    number: int


def kind_of(mode: int, name: str) -> str:
    """What a member is by its mode, as a file system has it; 0 says nothing."""
    if stat.S_ISLNK(mode):
        return "link"
    if name.endswith("/") or stat.S_ISDIR(mode):
        return "folder"
    return "file" if stat.S_IFMT(mode) in {0, stat.S_IFREG} else "device"


def refused(reason: str, remedy: str = _AGAIN) -> SourceUnavailable:
    """Why an archive is not read at all."""
    return SourceUnavailable(reason, remedy)


@dataclass
class Checked:
    """The members that may be read, by the path within the repository; ``top`` is cut from each."""

    files: dict[str, Member]
    top: str
    left_out: list[str]


def checked(members: Iterable[Member], packed: int) -> Checked:
    """The files of an archive of ``packed`` bytes; raises ``SourceUnavailable`` for a hostile one.

    Links are left out, since they could lead anywhere; of names that cannot be shown it is told.
    """
    found: dict[str, Member] = {}
    total = odd = linked = 0
    for count, member in enumerate(members, start=1):
        if count > MEMBER_LIMIT:
            raise refused(f"the archive holds more than {MEMBER_LIMIT:,} members", _SMALLER)
        _check(member)
        total += member.size
        if total > TOTAL_LIMIT:
            raise refused(f"the archive holds more than {TOTAL_LIMIT // 2**30} GB", _SMALLER)
        linked += member.kind == "hard link"
        if member.kind == "file":
            path = member.name.removeprefix("./")
            if _can_be_shown(path):
                found[path] = member
            else:
                odd += 1
    if total > RATIO_FLOOR and total > packed * RATIO_LIMIT:
        raise refused(f"the archive unpacks to more than {RATIO_LIMIT} times its size", _SMALLER)
    top = _top(found)
    notes = [f"{odd} files with names that cannot be shown"] if odd else []
    notes += [f"{linked} files that the archive holds as links to others"] if linked else []
    return Checked({path[len(top) :]: member for path, member in found.items()}, top, notes)


_SMALLER = "Give an archive of the part that runs in production, or a path to a clone."


def _check(member: Member) -> None:
    name = member.name
    parts = re.split(r"[/\\]", name)
    if "\0" in name or name.startswith(("/", "\\")) or _DRIVE.match(name) or ".." in parts:
        raise refused("the archive holds a name that leads out of it")
    if member.kind == "device":
        raise refused("the archive holds a device or a pipe")
    if member.size < 0:
        raise refused("the archive holds a file of no size")


def _can_be_shown(path: str) -> bool:
    parts = path.split("/")
    return path.isprintable() and "\\" not in path and len(path) <= 1000 and "" not in parts


def _top(paths: Iterable[str]) -> str:
    """The one folder that everything lies in, as a forge packs it; empty where there is none."""
    tops = {path.partition("/")[0] if "/" in path else "" for path in paths}
    return f"{tops.pop()}/" if len(tops) == 1 and "" not in tops and ".git" not in tops else ""


def entries(files: dict[str, Member]) -> tuple[list[Entry], list[str]]:
    """The files but git's own as entries, in order of path, and what was left out."""
    kept = [
        Entry(path, member.size, str(member.number))
        for path, member in sorted(files.items())
        if not any(part.lower() == ".git" for part in path.split("/"))
    ]
    left_out = (
        [f"files after the first {FILE_LIMIT} of {len(kept)}"] if len(kept) > FILE_LIMIT else []
    )
    return kept[:FILE_LIMIT], left_out
