"""Which file may be read as a table, and what identifies it."""

import hashlib
import re
import stat
from pathlib import Path

from assessment.connectors.local_files import inside
from assessment.sources import Permission, SourceUnavailable

KINDS = {
    ".csv": "csv", ".tsv": "csv", ".parquet": "parquet", ".pq": "parquet",
    ".sqlite": "sqlite", ".sqlite3": "sqlite", ".duckdb": "duckdb", ".ddb": "duckdb", ".db": "",
}  # fmt: skip
"""How a file is read, by its ending; of one called .db its first bytes decide."""

PARTS = 10_000
"""The most Parquet files that a folder may have."""

_MAGIC = {"parquet": (0, b"PAR1"), "sqlite": (0, b"SQLite format 3\0"), "duckdb": (8, b"DUCK")}
_NAMES = {"parquet": "a Parquet file", "sqlite": "a SQLite file", "duckdb": "a DuckDB file",
          "csv": "a CSV file"}  # fmt: skip
DIGEST_BYTES = 2_000_000_000
_PIECE = 1 << 20


def allowed_file(text: str, permission: Permission) -> Path:
    """The real path of a table that may be read.

    Raises :class:`SourceUnavailable` for one that lies outside the operator's roots (links are
    followed first), is no ordinary file, is empty, or is of a kind that is not read.
    """
    try:
        path = Path(text.strip()).expanduser().resolve(strict=True)
        inside(path, permission)
        found = path.stat()
    except (OSError, RuntimeError, ValueError):
        raise SourceUnavailable(
            "there is no such file, or it may not be read",
            "Give the full path of a CSV, Parquet, SQLite or DuckDB file on this machine.",
        ) from None
    if not (stat.S_ISDIR(found.st_mode) or stat.S_ISREG(found.st_mode)):
        raise SourceUnavailable(
            "this is no ordinary file", "Give the path of a CSV or Parquet file."
        )
    readable(path)
    return path


def names_a_database(address: str) -> bool:
    """Whether the ending of an address is that of a file that holds several tables."""
    return KINDS.get(Path(address.strip()).suffix.lower(), "csv") not in ("csv", "parquet")


def readable(path: Path) -> None:
    """Raise :class:`SourceUnavailable` for a file or folder that is not read as a table."""
    if path.is_dir():
        parts(path)
        return
    if path.stat().st_size == 0:
        raise SourceUnavailable("the file is empty", "Export the table again, with its header.")
    _readable(path)


def kind(path: Path) -> str:
    """``csv``, ``parquet``, ``sqlite`` or ``duckdb``; a folder holds Parquet."""
    if path.is_dir():
        return "parquet"
    return KINDS[path.suffix.lower()] or _held(path)


def parts(folder: Path) -> list[Path]:
    """The Parquet files below a folder, in order; a file that others begin with _ or . is none."""
    found = []
    for item in sorted(folder.rglob("*")):
        inner = item.relative_to(folder).parts
        if item.suffix.lower() not in (".parquet", ".pq") or any(x[0] in "_." for x in inner):
            continue
        if item.is_symlink() or not item.is_file():
            raise SourceUnavailable(
                "a part of this folder is no ordinary file", "Give a folder of plain Parquet files."
            )
        _readable(item)
        found.append(item)
    if not found or len(found) > PARTS:
        many = f"with more than {PARTS:,} Parquet files" if found else "without a Parquet file"
        raise SourceUnavailable(
            f"this is a folder {many}",
            "Give the path of a table's file, or of its folder of parts.",
        )
    return found


def separator(path: Path) -> str:
    """The mark between the columns of a CSV file: the one that its header has most of."""
    with path.open("rb") as opened:
        header = opened.readline(_PIECE).decode("utf-8", "replace")
    bare = re.sub(r'"(?:[^"]|"")*"', "", header)
    return max(",;\t|", key=lambda mark: (bare.count(mark), mark == ","))


def digest(path: Path) -> str:
    """SHA-256 of the file, of a folder that of its parts' in turn; empty past 2 GB."""
    files = parts(path) if path.is_dir() else [path]
    if sum(file.stat().st_size for file in files) > DIGEST_BYTES:
        return ""
    whole = hashlib.sha256()
    for file in files:
        with file.open("rb") as opened:
            while piece := opened.read(_PIECE):
                whole.update(piece)
    return whole.hexdigest()


def size(path: Path) -> int:
    """Bytes of the file, or of all parts of a folder."""
    return sum(file.stat().st_size for file in (parts(path) if path.is_dir() else [path]))


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
    held, called = _held(path), kind(path)
    if held != called:
        is_kind = _NAMES[held] if held != "csv" else f"no{_NAMES[called][1:]}"
        raise SourceUnavailable(
            f"the file is called {path.suffix} but is {is_kind}",
            "Give it the ending of what it is, or export it again.",
        )


def _held(path: Path) -> str:
    """What a file is by its first bytes; ``csv`` where they are of no other kind."""
    with path.open("rb") as opened:
        start = opened.read(32)
    return next(
        (name for name, (at, mark) in _MAGIC.items() if start[at : at + len(mark)] == mark), "csv"
    )
