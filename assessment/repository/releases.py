"""How often something is released, and how long a change waits for it: from tags and commits."""

import re
from collections.abc import Iterable
from datetime import datetime
from statistics import median
from typing import Protocol

from assessment.repository.git import Git

_RELEASE = re.compile(
    r"(?:^|[/@_-])(?:v|r|release[-/_]?)?\d{1,4}(?:[._-]\d{1,4}){1,3}$", re.IGNORECASE
)
"""A whole version at a tag's end; a candidate or a nightly build is none."""
_TAG_LIMIT = 20_000
_ROW = "%(refname:strip=2)%00%(objectname)%00%(*objectname)"


class Change(Protocol):
    """A commit: its name, its parents, and when it was made."""

    @property
    def object_id(self) -> str: ...
    @property
    def parents(self) -> tuple[str, ...]: ...
    @property
    def at(self) -> datetime: ...


def release_commits(git: Git) -> frozenset[str]:
    """Commits that a release tag points at."""
    rows = git.text("for-each-ref", f"--format={_ROW}", f"--count={_TAG_LIMIT}", "refs/tags")
    found = set()
    for row in rows.decode("utf-8", "replace").splitlines():
        name, own, target = [*row.split("\x00"), "", ""][:3]
        if _RELEASE.search(name):
            found.add(target or own)
    return frozenset(found)


def waits(changes: Iterable[Change], released: frozenset[str], since: datetime) -> list[float]:
    """Days from each change since ``since`` to the first release that holds it.

    A change that no release holds yet is left out, as are merges: they are no work of their own.
    """
    known = {change.object_id: change for change in changes}
    held: dict[str, datetime] = {}
    tagged = (known[name] for name in released if name in known)
    for release in sorted(tagged, key=lambda change: change.at):
        pending = [release.object_id]
        while pending:
            name = pending.pop()
            if name in known and name not in held:
                held[name] = release.at
                pending.extend(known[name].parents)
    return [
        (held[name] - change.at).total_seconds() / 86_400
        for name, change in known.items()
        if name in held and change.at >= since and len(change.parents) < 2
    ]


def middle(days: list[float]) -> float | None:
    """The median, never below zero; ``None`` of nothing."""
    return max(0.0, median(days)) if days else None
