"""Files of this machine that are JSON: where they may lie, how large they may be, and that they were read."""

import json
import stat
import time
from pathlib import Path
from typing import Any

from assessment.sources import Circumstances, Made, Permission, Request, SourceUnavailable, Stopped

JSON_BYTES = 64_000_000


def inside(path: Path, permission: Permission) -> None:
    """Refuse a path (links followed before) outside the operator's folders; local mode has all."""
    if permission.local_mode:
        return
    if not any(path.is_relative_to(root.resolve()) for root in permission.roots):
        raise SourceUnavailable(
            "the file is not in a folder that the operator allows",
            "Put it into an allowed folder, or ask the operator to allow this one.",
        )


def allowed_path(text: str, permission: Permission) -> Path:
    """The real path of an ordinary file or folder that may be read.

    Raises :class:`SourceUnavailable` for what is not there, lies elsewhere, or is neither.
    """
    try:
        path = Path(text.strip()).expanduser().resolve(strict=True)
        inside(path, permission)
        mode = path.stat().st_mode
    except (OSError, RuntimeError, ValueError):
        raise SourceUnavailable(
            "there is no such file, or it may not be read",
            "Give the full path of a file on this machine, or hand the file over.",
        ) from None
    if not stat.S_ISREG(mode) and not stat.S_ISDIR(mode):
        raise SourceUnavailable("this is no ordinary file", "Give the path of a JSON file.")
    return path


def read_json(path: Path, why: str, circumstances: Circumstances) -> Any:
    """The content of a JSON file of at most 64 MB, written down as a request that was made.

    ``path`` is one that :func:`allowed_path` returned, or a file in such a folder; a link in a
    folder is followed and held to the same rule.
    """
    if circumstances.stopped():
        raise Stopped
    real = allowed_path(str(path), circumstances.permission)
    began, at, status, size = time.monotonic(), circumstances.now(), "failed", 0
    try:
        with real.open("rb") as opened:
            content = opened.read(JSON_BYTES + 1)
        size = len(content)
        if size > JSON_BYTES:
            raise SourceUnavailable(
                f"{path.name} is larger than {JSON_BYTES // 1_000_000} MB",
                "Make it for the part of the project that feeds this use case.",
            )
        found = json.loads(content)
        status = "done"
        return found
    except OSError:
        raise SourceUnavailable(
            f"{path.name} cannot be opened", "Let the user that runs Prodworthy read it."
        ) from None
    except (ValueError, RecursionError):
        raise SourceUnavailable(
            f"{path.name} is not JSON", "Give the file as the tool wrote it."
        ) from None
    finally:
        request = Request(verb="read", what=path.name, why=why)
        spent = (time.monotonic() - began) * 1000
        circumstances.made.append(
            Made(request=request, at=at, bytes=size, milliseconds=spent, status=status)
        )
