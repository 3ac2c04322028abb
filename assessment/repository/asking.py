"""What is asked of a repository, and the list of what was asked."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime

from assessment.repository.git import Git
from assessment.sources import Circumstances, Made, Request

ARCHIVE = Request(
    verb="read archive",
    what="the list of its members, and those that are read below; nothing is unpacked but git's objects",
    why="Which files are there? With a packed .git, or of a bundle, the git commands below follow.",
)
HEAD = Request(verb="git rev-parse", what="HEAD", why="Which commit is looked at?")
TREE = Request(verb="git ls-tree", what="all files of the commit", why="Which files are there?")
BLOBS = Request(
    verb="git cat-file",
    what="code, notebooks, container, build, deployment and documentation files, 1 MB each at most",
    why="What do they declare? Only facts with file and line are kept, never contents.",
)
LOG = Request(
    verb="git log",
    what="times, authors (kept as pseudonyms), tags and changed paths of all commits",
    why="Is the work reviewed, and how many people know the code?",
)


@contextmanager
def noted(
    git: Git, circumstances: Circumstances, request: Request, before: int | None = None
) -> Iterator[None]:
    """Write down that a request was made, however it ends; ``before`` is what had come by then."""
    at, began, status = circumstances.now(), time.monotonic(), "failed"
    before = git.received if before is None else before
    try:
        yield
        status = "ok"
    finally:
        spent = (time.monotonic() - began) * 1000
        size = git.received - before
        circumstances.made.append(made(request, at, size, spent, status))


def made(request: Request, at: datetime, size: int, milliseconds: float, status: str) -> Made:
    """A request that was made: when (UTC), how many bytes came, and how it ended."""
    return Made(request=request, at=at, bytes=size, milliseconds=milliseconds, status=status)
