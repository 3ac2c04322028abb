"""Which file may be read as a table, and what identifies it."""

import hashlib
import re
import stat
from pathlib import Path

from assessment.sources import Permission, SourceUnavailable

KINDS = {".csv": "csv", ".tsv": "csv", ".parquet": "parquet", ".pq": "parquet"}
DIGEST_BYTES = 2_000_000_000
_PIECE = 1 << 20


def allowed_file(text: str, permission: Permission) -> Path:
    """The real path of a table that may be read.

    Raises :class:`SourceUnavailable` for one that lies outside the operator's roots (links are
    followed first), is no ordinary file, is empty, or is of a kind that is not read.
    """
    try:
        path = Path(text.strip()).expanduser().resolve(strict=True)
        _inside(path, permission)
        found = path.stat()
    except (OSError, RuntimeError, ValueError):
        raise SourceUnavailable(
            "there is no such file, or it may not be read",
            "Give the full path of a CSV or Parquet file on this machine.",
        ) from None
    if stat.S_ISDIR(found.st_mode):
        raise SourceUnavailable("this is a folder", "Give the path of one CSV or Parquet file.")
    if not stat.S_ISREG(found.st_mode):
        raise SourceUnavailable(
            "this is no ordinary file", "Give the path of a CSV or Parquet file."
        )
    if found.st_size == 0:
        raise SourceUnavailable("the file is empty", "Export the table again, with its header.")
    _readable(path)
    return path


def kind(path: Path) -> str:
    """``csv`` or ``parquet``, by what the file is called; its first bytes must agree."""
    return KINDS[path.suffix.lower()]


def separator(path: Path) -> str:
    """The mark between the columns of a CSV file: the one that its header has most of."""
    with path.open("rb") as opened:
        header = opened.readline(_PIECE).decode("utf-8", "replace")
    bare = re.sub(r'"(?:[^"]|"")*"', "", header)
    return max(",;\t|", key=lambda mark: (bare.count(mark), mark == ","))


def digest(path: Path) -> str:
    """SHA-256 of the file; empty where it is larger than 2 GB."""
    if path.stat().st_size > DIGEST_BYTES:
        return ""
    whole = hashlib.sha256()
    with path.open("rb") as opened:
        while piece := opened.read(_PIECE):
            whole.update(piece)
    return whole.hexdigest()


def _inside(path: Path, permission: Permission) -> None:
    if permission.local_mode:
        return
    if not any(path.is_relative_to(root.resolve()) for root in permission.roots):
        raise SourceUnavailable(
            "the file is not in a folder that the operator allows",
            "Put it into an allowed folder, or ask the operator to allow this one.",
        )


def _readable(path: Path) -> None:
    if path.suffix.lower() not in KINDS:
        shown = path.suffix or "no ending"
        raise SourceUnavailable(
            f"files with {shown[:12]} are not read", "Export the table as .csv or .parquet."
        )
    if any(mark in str(path) for mark in "*?[]"):
        raise SourceUnavailable(
            "the path has a *, a ? or a bracket in it", "Rename the file, or copy it elsewhere."
        )
    with path.open("rb") as opened:
        start = opened.read(4)
    if (start == b"PAR1") != (kind(path) == "parquet"):
        is_kind = "a Parquet file" if start == b"PAR1" else "no Parquet file"
        raise SourceUnavailable(
            f"the file is called {path.suffix} but is {is_kind}",
            "Give it the ending of what it is, or export it again.",
        )
