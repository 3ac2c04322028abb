"""A git repository: read from its objects, never checked out, nothing of it ever run.

Options of a source: ``branch`` (another than the default), ``kind`` (``service``, ``library`` or
``notebooks``, where a person knows better), ``unit`` (the folder of one part that is deployed by
itself), ``authors`` (false leaves out who wrote how much).
"""

import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import get_args

from assessment.connectors.redaction import redact
from assessment.repository.archives.opening import ENDINGS, Tree, opened
from assessment.repository.classification import classify
from assessment.repository.cloning import cloned
from assessment.repository.collecting import fewer_collections
from assessment.repository.dependencies import is_lock
from assessment.repository.evidence import (
    Classification,
    History,
    RepositoryClass,
    RepositoryEvidence,
)
from assessment.repository.git import Git
from assessment.repository.history import read_history, read_log
from assessment.repository.languages import languages
from assessment.repository.narrowing import narrowed
from assessment.repository.places import archive_file, git_directory, is_remote, link_template
from assessment.repository.reading import Facts, read_files
from assessment.repository.tree import Entry, files, list_files, read_blobs
from assessment.repository.units import find_units
from assessment.sources import (
    Choice,
    Circumstances,
    Made,
    Option,
    Request,
    Source,
    SourceUnavailable,
    Survey,
)

KIND = "repository"
TITLE = "Git repository"
ICON = "folder_code"
GROUP = "code"
ADDRESS_HELP = (
    "The path of a local clone, the https address of the repository, or the path of an archive "
    "(.zip, .tar.gz, .bundle)."
)
UPLOADS = ENDINGS
EVIDENCE = RepositoryEvidence
OPTIONS = (
    Option(name="branch", label="Branch", help="Empty: the default branch."),
    Option(
        name="kind", label="Kind of repository", help="Empty: found out from its files.",
        form="choice", choices=("service", "library", "notebooks"),
    ),
    Option(
        name="unit", label="Unit",
        help="The folder of the part to judge, where the repository deploys several. Empty: the main one.",
    ),
    Option(
        name="authors", label="Look at who wrote how much", form="flag", default=True,
        help="Switched off, nothing is said about people; on, pseudonyms are counted.",
    ),
)  # fmt: skip

_ARCHIVE = Request(
    verb="read archive",
    what="the list of its members, and those that are read below; nothing is unpacked but git's objects",
    why="Which files are there? With a packed .git, or of a bundle, the git commands below follow.",
)
_HEAD = Request(verb="git rev-parse", what="HEAD", why="Which commit is looked at?")
_TREE = Request(verb="git ls-tree", what="all files of the commit", why="Which files are there?")
_BLOBS = Request(
    verb="git cat-file",
    what="code, notebooks, container, build, deployment and documentation files, 1 MB each at most",
    why="What do they declare? Only facts with file and line are kept, never contents.",
)
_LOG = Request(
    verb="git log",
    what="times, authors (kept as pseudonyms), tags and changed paths of all commits",
    why="Is the work reviewed, and how many people know the code?",
)


def requests(source: Source) -> tuple[Request, ...]:
    """Every git command that reading this source runs."""
    reads = (_HEAD, _TREE, _BLOBS, _LOG)
    if source.address.endswith(ENDINGS) and "://" not in source.address:
        return (_ARCHIVE, *reads)
    if not source.address.startswith(("http://", "https://")):
        return reads
    what = redact(f"{source.address}, bare, without a working copy, removed afterwards")
    return (Request(verb="git clone", what=what, why="To read it on this machine."), *reads)


def read(source: Source, circumstances: Circumstances) -> RepositoryEvidence:
    """Everything that the repository probes look at; raises ``SourceUnavailable``."""
    deadline = time.monotonic() + circumstances.budget.total_seconds()
    with _opened(source, circumstances, deadline) as found, fewer_collections():
        if isinstance(found, Tree):
            return _look_into(found, source, circumstances, deadline)
        git = Git(found, deadline, circumstances.stopped)
        return _look(git, source, circumstances)


def survey(source: Source, circumstances: Circumstances) -> Survey:
    """What reading it gives, in one line, and the units to choose from."""
    whole = source.model_copy(update={"options": {**source.options, "unit": ""}})
    evidence = read(whole, circumstances)
    units = tuple(
        Choice(value=unit.path, label=f"{unit.name} ({unit.lines:,} lines, {unit.path})")
        for unit in evidence.units
    )
    return Survey(told=_summary(evidence), choices={"unit": units} if units else {})


def _summary(evidence: RepositoryEvidence) -> str:
    """Which commit was read, how large it is, and how many parts it deploys."""
    units = f", {len(evidence.units)} units" if evidence.units else ""
    at = f" at {evidence.commit[:7]}" if evidence.commit else ", without a history"
    return f"{len(evidence.files):,} files{at}{units}"


def _look(git: Git, source: Source, circumstances: Circumstances) -> RepositoryEvidence:
    now = circumstances.now()
    branch, commit = _commit(git, source, circumstances)
    circumstances.progress("Listing files")
    with _noted(git, circumstances, _TREE):
        entries, left_out = list_files(git, commit)
    circumstances.progress(f"Reading {len(entries)} files")
    beside = replace(git, received=0)
    with ThreadPoolExecutor(1) as pool:
        # Git reads its log on the other core while the files are parsed on this one.
        log = pool.submit(read_log, beside, commit)
        with _noted(git, circumstances, _BLOBS):
            facts = read_files(partial(read_blobs, git), entries, git.deadline, git.stopped)
        circumstances.progress("Reading the history")
        with _noted(beside, circumstances, _LOG, before=0):
            history = _history(beside, commit, log.result(), entries, source, now)
    found = {
        "commit": commit,
        "branch": branch,
        "link": link_template(source.reader_address or source.address, commit),
        "history": history,
        "incomplete": (*left_out, *facts.incomplete),
    }
    evidence = _evidence(facts, entries, source, now).model_copy(update=found)
    return _unit(evidence, str(source.options.get("unit") or "").strip("/ "))


def _unit(evidence: RepositoryEvidence, path: str) -> RepositoryEvidence:
    """The evidence of one unit, where one was chosen."""
    if not path:
        return evidence
    known = [unit.path for unit in evidence.units]
    if path not in known and not any(file.path.startswith(f"{path}/") for file in evidence.files):
        raise SourceUnavailable(
            f"there is no folder {path[:100]} in this repository",
            f"Choose one of its units: {', '.join(known[:8])}."
            if known
            else "Leave the unit empty: the repository deploys one thing.",
        )
    return narrowed(evidence, path)


def _look_into(
    tree: Tree, source: Source, circumstances: Circumstances, deadline: float
) -> RepositoryEvidence:
    """The evidence of an archive without a history: what only commits tell is not available."""
    if source.options.get("branch"):
        raise SourceUnavailable(
            "an archive without .git holds one state and no branches",
            "Leave the branch empty, or give an archive of the whole clone.",
        )
    circumstances.progress(f"Reading {len(tree.entries)} files")
    facts = read_files(tree.blobs, tree.entries, deadline, circumstances.stopped)
    found = {
        "commit": tree.commit,
        "link": link_template(source.reader_address, tree.commit) if tree.commit else "",
        "incomplete": (*tree.left_out, *facts.incomplete),
    }
    evidence = _evidence(facts, tree.entries, source, circumstances.now()).model_copy(update=found)
    return _unit(evidence, str(source.options.get("unit") or "").strip("/ "))


@contextmanager
def _opened(source: Source, circumstances: Circumstances, deadline: float) -> Iterator[Path | Tree]:
    """The git directory to read, or the tree of an archive that has none."""
    remote = is_remote(source.address)
    if not remote and (file := archive_file(source.address, circumstances.permission)):
        at, began = circumstances.now(), time.monotonic()
        with opened(file, circumstances.scratch, deadline, circumstances.stopped) as found:
            spent = (time.monotonic() - began) * 1000
            circumstances.made.append(_made(_ARCHIVE, at, file.stat().st_size, spent, "ok"))
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
        circumstances.made.append(_made(requests(source)[0], at, size, spent, "ok"))
        yield directory


def _commit(git: Git, source: Source, circumstances: Circumstances) -> tuple[str, str]:
    """The branch looked at and its commit."""
    branch = str(source.options.get("branch") or "")
    reference = f"refs/heads/{branch}" if branch else "HEAD"
    arguments = ("rev-parse", "--verify", "--quiet", "--end-of-options", f"{reference}^{{commit}}")
    with _noted(git, circumstances, _HEAD):
        if not git.succeeds(*arguments):
            raise SourceUnavailable(
                f"there is no branch {branch}" if branch else "the repository has no commit yet",
                "Check the name of the branch."
                if branch
                else "Check that it is the right one; there is nothing to look at.",
            )
        commit = git.text(*arguments).decode().split()[-1]
    if not branch and git.succeeds("symbolic-ref", "--quiet", "HEAD"):
        name = git.text("symbolic-ref", "--quiet", "--short", "HEAD")
        branch = name.decode("utf-8", "replace").strip()[:200]
    return branch, commit


def _history(
    git: Git, commit: str, log: bytes, entries: list[Entry], source: Source, now: datetime
) -> History:
    authors = source.options.get("authors") is not False
    tracked = (entry.path for entry in entries)
    return read_history(git, commit, log, tracked, now, authors=authors)


def _evidence(
    facts: Facts, entries: list[Entry], source: Source, now: datetime
) -> RepositoryEvidence:
    listed, kind = files(entries), _classification(facts, source)
    return RepositoryEvidence(
        read_at=now,
        files=listed,
        languages=languages(listed),
        classification=kind,
        units=() if kind.kind == "library" else find_units(facts, listed),
        locks=tuple(entry.path for entry in entries if is_lock(entry.path)),
        modules=tuple(facts.modules),
        notebooks=tuple(facts.notebooks),
        containers=tuple(facts.containers),
        pipelines=tuple(facts.pipelines),
        documents=tuple(facts.documents),
        requirements=tuple(facts.requirements),
        manifests=tuple(facts.manifests),
        pages=tuple(facts.pages),
        scripts=tuple(facts.scripts),
        secrets=tuple(facts.secrets)[:200],
        owners=facts.owners,
        blocks=tuple(facts.blocks),
        targets=tuple(item for item in facts.targets if item.tool != "shell"),
        composes=tuple(facts.composes),
        dashboards=tuple(facts.dashboards),
        packages=tuple(facts.packages),
        unparsed=tuple(facts.unparsed)[:200],
    )


def _classification(facts: Facts, source: Source) -> Classification:
    given = source.options.get("kind")
    if given in get_args(RepositoryClass):
        return Classification.model_validate({"kind": given, "reasons": ("said so by a person",)})
    return classify(
        facts.modules, facts.notebooks, facts.containers, facts.pipelines, facts.manifests,
        facts.composes, facts.installs,
    )  # fmt: skip


@contextmanager
def _noted(
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
        circumstances.made.append(_made(request, at, size, spent, status))


def _made(request: Request, at: datetime, size: int, milliseconds: float, status: str) -> Made:
    return Made(request=request, at=at, bytes=size, milliseconds=milliseconds, status=status)
