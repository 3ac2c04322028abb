"""Where a table's file is: on this machine, or in an object store, out of which it is fetched once."""

import re
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path, PurePosixPath

from assessment.connectors.tables import files
from assessment.connectors.tables.objects import Bucket, Object
from assessment.sources import Circumstances, Source, SourceUnavailable

FETCHED_BYTES = 5_000_000_000
"""The most that is fetched for one table."""

_PARTITION = re.compile(r"[\w-]{1,80}=[\w .:+-]{0,120}")


def in_store(address: str) -> bool:
    """Whether an address is in an object store."""
    return address.strip().startswith("s3://")


@contextmanager
def located(address: str, source: Source, circumstances: Circumstances) -> Iterator[Path]:
    """The real path of a table that may be read; a fetched one is gone afterwards.

    Raises :class:`SourceUnavailable` as ``files.allowed_file`` does, and for a bucket that cannot be
    read, holds no table there, or more than 5 GB of it.
    """
    if not in_store(address):
        yield files.allowed_file(address, circumstances.permission)
        return
    with (
        tempfile.TemporaryDirectory(dir=circumstances.scratch, prefix="table-") as scratch,
        _bucket(address, source, circumstances) as store,
    ):
        prefix, wanted = _listed(address, store)
        for number, item in enumerate(wanted):
            circumstances.progress(f"fetching {number + 1} of {len(wanted)} objects")
            store.fetch(item, _place(Path(scratch), number, item, prefix))
        fetched = Path(scratch).resolve()
        only = next(path for path in fetched.rglob("*") if path.is_file())
        yield _plain(only if len(wanted) == 1 else fetched)


def stored(address: str, source: Source, circumstances: Circumstances) -> str:
    """How many objects a table has in its store and how large they are; none is fetched."""
    with _bucket(address, source, circumstances) as store:
        _, wanted = _listed(address, store)
    many = "one object" if len(wanted) == 1 else f"{len(wanted):,} objects"
    return f"{many} of {sum(item.size for item in wanted) / 1e6:,.1f} MB"


def _bucket(address: str, source: Source, circumstances: Circumstances) -> Bucket:
    return Bucket(_apart(address)[0], source, circumstances)


def _listed(address: str, store: Bucket) -> tuple[str, list[Object]]:
    prefix = _apart(address)[1]
    return prefix, _wanted(store.objects(prefix, files.PARTS * 2), prefix)


def _apart(address: str) -> tuple[str, str]:
    """Bucket and key."""
    bucket, _, prefix = address.strip().removeprefix("s3://").partition("/")
    return bucket, prefix


def _wanted(found: list[Object], prefix: str) -> list[Object]:
    """The one object that is meant, or all Parquet parts below a prefix."""
    exact = [item for item in found if item.key == prefix]
    inside = prefix.rstrip("/") + "/" if prefix else ""
    below = [item for item in found if item.key.startswith(inside) and _is_part(item.key, inside)]
    wanted = exact if exact and PurePosixPath(prefix).suffix else below
    if not wanted or len(wanted) > files.PARTS:
        many = f"more than {files.PARTS:,} Parquet objects" if wanted else "no table"
        raise SourceUnavailable(
            f"there is {many} at this address",
            "Give s3://bucket/ and the key of a CSV or Parquet object, or of a folder of Parquet parts.",
        )
    if sum(item.size for item in wanted) > FETCHED_BYTES:
        raise SourceUnavailable(
            f"the table has more than {FETCHED_BYTES / 1e9:.0f} GB",
            "Point at fewer parts (a recent day), or read it with Spark or a warehouse where it lies.",
        )
    return wanted


def _is_part(key: str, inside: str) -> bool:
    path = PurePosixPath(key.removeprefix(inside))
    return path.suffix.lower() in (".parquet", ".pq") and not any(x[0] in "_." for x in path.parts)


def _place(scratch: Path, number: int, item: Object, prefix: str) -> Path:
    """A name of our own; of the key only its ending and its partitions (``day=3``) are taken over."""
    path = PurePosixPath(item.key.removeprefix(prefix.rstrip("/")).lstrip("/") or item.key)
    folder = scratch
    for part in path.parts[:-1]:
        if _PARTITION.fullmatch(part):
            folder /= part
    folder.mkdir(parents=True, exist_ok=True)
    return folder / f"part-{number:05}{PurePosixPath(item.key).suffix.lower()[:10]}"


def _plain(path: Path) -> Path:
    """The fetched path, held against what a file on this machine is held against."""
    files.readable(path)
    return path
