"""Files that a person hands over to be looked at: a table, an archive of a repository, a tool's report.

They are kept on this server under their SHA-256, so that a source can point at one like at any
other file of this machine, and the same file handed over twice is kept once.
"""

from collections.abc import Iterable
from hashlib import sha256
from pathlib import Path, PurePosixPath, PureWindowsPath
from tempfile import NamedTemporaryFile
from typing import IO

from assessment.sources import Source
from engagement.faults import Refused
from engagement.outside.settings import settings

MEGABYTES = 200
"""The largest file that is taken, in megabytes (10^6 bytes)."""

_PIECE = 1 << 20


def keep_upload(filename: str, content: IO[bytes]) -> Path:
    """Keep the file and return where; its name keeps its ending, by which its kind is known.

    Raises :class:`Refused` for an empty file and for one of more than 200 MB, of which nothing
    is kept.
    """
    name = plain_name(filename)
    folder = settings().uploads
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    with NamedTemporaryFile(dir=folder, prefix="arriving-", delete=False) as arriving:
        part = Path(arriving.name)
        try:
            digest = _copied(name, content, arriving.file)
        except BaseException:
            part.unlink(missing_ok=True)
            raise
    kept = folder / digest / name
    kept.parent.mkdir(exist_ok=True, mode=0o700)
    return part.replace(kept)


def handed_over(source: Source) -> tuple[Path, ...]:
    """The folders of those handed-over files that a source names, and of no others.

    A folder is called by the digest of what is in it: who names one had the file.
    """
    kept = settings().uploads.resolve()
    named = [source.address, *(item for item in source.options.values() if isinstance(item, str))]
    files = [Path(text).resolve() for text in named if text.startswith("/")]
    return tuple(file.parent for file in files if file.parent.parent == kept)


def forget_uploads(paths: Iterable[str]) -> None:
    """Remove those of the files that were handed over; any other path is left alone."""
    folder = settings().uploads.resolve()
    for text in paths:
        path = Path(text).resolve() if text.startswith("/") else folder
        if path.parent.parent == folder:
            path.unlink(missing_ok=True)
            if path.parent.is_dir() and not any(path.parent.iterdir()):
                path.parent.rmdir()


def _copied(name: str, content: IO[bytes], arriving: IO[bytes]) -> str:
    """Copy piece by piece, never more than allowed; the digest of what came."""
    whole, size = sha256(), 0
    while piece := content.read(_PIECE):
        size += len(piece)
        if size > MEGABYTES * 1_000_000:
            raise Refused(
                f"{name} is larger than {MEGABYTES} MB; put it into a folder that this server may "
                "read, and give its path."
            )
        whole.update(piece)
        arriving.write(piece)
    if not size:
        raise Refused(f"{name} is empty; choose the file again.")
    return whole.hexdigest()


def plain_name(filename: str) -> str:
    """The last part of a path of either kind; letters, digits and ``. _ -`` only."""
    last = PurePosixPath(PureWindowsPath(filename).name).name
    name = "".join(sign if sign.isalnum() or sign in "._-" else "_" for sign in last)
    return name.lstrip(".")[-120:] or "file"
