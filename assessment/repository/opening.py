"""From a source's address to a git directory or the tree of an archive, and to the commit to look at."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from assessment.repository.archives.opening import Tree, opened
from assessment.repository.asking import ARCHIVE, HEAD, made, noted
from assessment.repository.cloning import cloned
from assessment.repository.git import Git
from assessment.repository.places import archive_file, git_directory, is_remote
from assessment.sources import Circumstances, Request, Source, SourceUnavailable


@contextmanager
def opened_source(
    source: Source, circumstances: Circumstances, deadline: float, clone: Request
) -> Iterator[Path | Tree]:
    """The git directory to read, or the tree of an archive that has none."""
    remote = is_remote(source.address)
    if not remote and (file := archive_file(source.address, circumstances.permission)):
        at, began = circumstances.now(), time.monotonic()
        with opened(file, circumstances.scratch, deadline, circumstances.stopped) as found:
            spent = (time.monotonic() - began) * 1000
            circumstances.made.append(made(ARCHIVE, at, file.stat().st_size, spent, "ok"))
            yield found
        return
    if not remote:
        yield git_directory(source.address, circumstances.permission)
        return
    circumstances.progress("Cloning")
    at, began = circumstances.now(), time.monotonic()
    with cloned(source, circumstances, deadline) as directory:
        size = sum(item.stat().st_size for item in directory.rglob("*") if item.is_file())
        spent = (time.monotonic() - began) * 1000
        circumstances.made.append(made(clone, at, size, spent, "ok"))
        yield directory


def commit_of(git: Git, source: Source, circumstances: Circumstances) -> tuple[str, str]:
    """The branch looked at and its commit."""
    branch = str(source.options.get("branch") or "")
    reference = f"refs/heads/{branch}" if branch else "HEAD"
    arguments = ("rev-parse", "--verify", "--quiet", "--end-of-options", f"{reference}^{{commit}}")
    with noted(git, circumstances, HEAD):
        found = git.answer(*arguments)
        if not found:
            raise SourceUnavailable(
                f"there is no branch {branch}" if branch else "the repository has no commit yet",
                "Check the name of the branch."
                if branch
                else "Check that it is the right one; there is nothing to look at.",
            )
    if not branch:
        name = git.answer("symbolic-ref", "--quiet", "--short", "HEAD") or b""
        branch = name.decode("utf-8", "replace").strip()[:200]
    return branch, found.decode().split()[-1]
