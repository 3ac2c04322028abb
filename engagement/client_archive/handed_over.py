"""Files that were handed over to be looked at, as sources name them: a path here, a digest there."""

from collections.abc import Callable, Iterable, Mapping
from hashlib import sha256
from pathlib import Path
from typing import Any

from engagement.client_archive.form import UPLOAD
from engagement.faults import Refused
from engagement.outside.settings import settings
from engagement.sources.uploads import plain_name
from engagement.store.plain_rows import Plain

_TABLES = ("source", "kept_history")
"""Whose rows point at such files."""

Change = Callable[[str], str]


def apart(tables: Mapping[str, list[Plain]]) -> tuple[dict[str, list[Plain]], dict[str, bytes]]:
    """The rows with ``upload:<digest>/<name>`` in the place of paths, and the files by digest."""
    folder, files = settings().uploads.resolve(), dict[str, bytes]()

    def told(text: str) -> str:
        path = _kept(folder, text)
        if path is None:
            return text
        content = path.read_bytes()
        digest = sha256(content).hexdigest()
        files[digest] = content
        return f"upload:{digest}/{path.name}"

    return _changed(tables, told), files


def paths(tables: Mapping[str, list[Plain]]) -> tuple[str, ...]:
    """Paths of handed-over files that the rows name."""
    folder, found = settings().uploads.resolve(), dict[str, None]()

    def seen(text: str) -> str:
        if _kept(folder, text):
            found[text] = None
        return text

    _changed(tables, seen)
    return tuple(found)


def back(tables: Mapping[str, list[Plain]], files: Mapping[str, bytes]) -> dict[str, list[Plain]]:
    """The rows with paths of this server; :class:`Refused` where a name could lead elsewhere."""
    folder = settings().uploads.resolve()

    def here(text: str) -> str:
        match = UPLOAD.fullmatch(text)
        if match is None:
            return text
        digest, name = match.groups()
        if plain_name(name) != name or digest not in files:
            raise Refused("This archive names a file in a way that none of ours does.")
        return str(folder / digest / name)

    return _changed(tables, here)


def keep(tables: Mapping[str, list[Plain]], files: Mapping[str, bytes]) -> None:
    """Write the files that the rows, told by :func:`back`, name; one that is there is left alone."""
    folder = settings().uploads.resolve()
    for path in map(Path, _all_texts(tables)):
        if path.parent.parent == folder and path.parent.name in files and not path.exists():
            path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            path.write_bytes(files[path.parent.name])


def _all_texts(tables: Mapping[str, list[Plain]]) -> Iterable[str]:
    found: list[str] = []

    def seen(text: str) -> str:
        found.append(text)
        return text

    _changed(tables, seen)
    return [text for text in found if text.startswith("/") and "\0" not in text]


def _kept(folder: Path, text: str) -> Path | None:
    """The file that a text names, where it is one that was handed over and is still there."""
    if not text.startswith("/") or "\0" in text:
        return None
    path = Path(text)
    return path if path.parent.parent.resolve() == folder and path.is_file() else None


def _changed(tables: Mapping[str, list[Plain]], change: Change) -> dict[str, list[Plain]]:
    return {
        name: [_in(row, change) for row in rows] if name in _TABLES else list(rows)
        for name, rows in tables.items()
    }


def _in(value: Any, change: Change) -> Any:
    if isinstance(value, str):
        return change(value)
    if isinstance(value, dict):
        return {key: _in(item, change) for key, item in value.items()}
    return [_in(item, change) for item in value] if isinstance(value, list) else value
