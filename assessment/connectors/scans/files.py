"""A tool's report as JSON: from a folder that is allowed, of bounded size, and never trusted."""

import json
import stat
from pathlib import Path
from time import perf_counter
from typing import Any, TypeVar

from pydantic import TypeAdapter, ValidationError

from assessment.connectors.redaction import redact
from assessment.sources import Circumstances, Made, Permission, Request, Source, SourceUnavailable

T = TypeVar("T")

BYTES = 10_000_000
"""Reports of up to 10 MB are read."""


def report(kind: type[T], name: str, source: Source, circumstances: Circumstances, why: str) -> T:
    """The report at the source's address as ``kind``; :class:`SourceUnavailable` in one sentence."""
    path = _allowed(source.address, circumstances.permission, name)
    at, began = circumstances.now(), perf_counter()
    body = _bounded(path, name)
    circumstances.made.append(
        Made(request=request(source, why), at=at, bytes=len(body), status="ok",
             milliseconds=(perf_counter() - began) * 1000)
    )  # fmt: skip
    try:
        return TypeAdapter(kind).validate_python(_parsed(body, name))
    except ValidationError as error:
        where = ".".join(str(step) for step in error.errors()[0]["loc"]) or "the whole file"
        raise SourceUnavailable(
            f"the file is no {name} report of a known shape, at {where[:80]}",
            f"Give the JSON that {name} wrote, unchanged.",
        ) from None


def request(source: Source, why: str) -> Request:
    """The only thing that reading a report does."""
    return Request(verb="read", what=redact(source.address), why=why)


def _allowed(text: str, permission: Permission, name: str) -> Path:
    """The real path; links are followed before it is held against the operator's folders."""
    try:
        path = Path(text.strip()).expanduser().resolve(strict=True)
        if not permission.local_mode and not any(
            path.is_relative_to(root.resolve()) for root in permission.roots
        ):
            raise SourceUnavailable(
                "the file is not in a folder that the operator allows",
                "Put it into an allowed folder, or ask the operator to allow this one.",
            )
        found = path.stat()
    except (OSError, RuntimeError, ValueError):
        raise SourceUnavailable(
            "there is no such file, or it may not be read",
            f"Give the full path of a {name} report on this machine.",
        ) from None
    if not stat.S_ISREG(found.st_mode):
        raise SourceUnavailable("this is no ordinary file", f"Give the path of a {name} report.")
    return path


def _bounded(path: Path, name: str) -> bytes:
    try:
        with path.open("rb") as opened:
            body = opened.read(BYTES + 1)
    except OSError:
        raise SourceUnavailable(
            "the file may not be read", "Let this program's account read the file."
        ) from None
    if len(body) > BYTES:
        raise SourceUnavailable(
            f"the file is larger than {BYTES // 1_000_000} MB",
            f"Let {name} report fewer rules or one part of the code, and give that report.",
        )
    return body


def _parsed(body: bytes, name: str) -> Any:
    try:
        return json.loads(body.removeprefix(b"\xef\xbb\xbf"))
    except (ValueError, RecursionError):
        raise SourceUnavailable(
            "the file is not JSON, or nested too deeply to be a report",
            f"Give the JSON that {name} wrote, unchanged.",
        ) from None
