"""A git repository: read from its objects, never checked out, nothing of it ever run.

Options of a source: ``branch`` (another than the default), ``kind`` (``service``, ``library`` or
``notebooks``, where a person knows better), ``unit`` (the folder of one part that is deployed by
itself), ``authors`` (false leaves out who wrote how much).
"""

import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import datetime
from functools import partial

from assessment.connectors.redaction import redact
from assessment.repository.archives.opening import ENDINGS, Tree
from assessment.repository.asking import ARCHIVE, BLOBS, HEAD, LOG, TREE, noted
from assessment.repository.assembling import assembled, of_unit
from assessment.repository.collecting import fewer_collections
from assessment.repository.evidence import History, RepositoryEvidence
from assessment.repository.git import Git
from assessment.repository.history import Log, read_history, read_log
from assessment.repository.opening import commit_of, opened_source
from assessment.repository.parsing.sharing import Meanwhile
from assessment.repository.places import link_template
from assessment.repository.reading import read_files
from assessment.repository.tree import Entry, list_files, read_blobs
from assessment.sources import (
    Choice,
    Circumstances,
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


def requests(source: Source) -> tuple[Request, ...]:
    """Every git command that reading this source runs."""
    reads = (HEAD, TREE, BLOBS, LOG)
    if source.address.endswith(ENDINGS) and "://" not in source.address:
        return (ARCHIVE, *reads)
    if not source.address.startswith(("http://", "https://")):
        return reads
    what = redact(f"{source.address}, bare, without a working copy, removed afterwards")
    return (Request(verb="git clone", what=what, why="To read it on this machine."), *reads)


def read(source: Source, circumstances: Circumstances) -> RepositoryEvidence:
    """Everything that the repository probes look at; raises ``SourceUnavailable``."""
    deadline = time.monotonic() + circumstances.budget.total_seconds()
    asked = requests(source)[0]
    with opened_source(source, circumstances, deadline, asked) as found, fewer_collections():
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
    branch, commit = commit_of(git, source, circumstances)
    beside = replace(git, received=0)
    with ThreadPoolExecutor(1) as pool:
        # Git reads its log while the files are listed and parsed.
        log = pool.submit(read_log, beside, commit)
        circumstances.progress("Listing files")
        with noted(git, circumstances, TREE):
            entries, left_out = list_files(git, commit)
        told: list[History] = []

        def tell() -> None:
            circumstances.progress("Reading the history")
            with noted(beside, circumstances, LOG, before=0):
                told.append(_history(beside, commit, log.result(), entries, source, now))

        meanwhile = Meanwhile(log.done, tell)
        circumstances.progress(f"Reading {len(entries)} files")
        with noted(git, circumstances, BLOBS):
            blobs = partial(read_blobs, git)
            facts = read_files(blobs, entries, git.deadline, git.stopped, meanwhile)
        meanwhile.do()
    found = {
        "commit": commit,
        "branch": branch,
        "link": link_template(source.reader_address or source.address, commit),
        "history": told[0],
        "incomplete": (*left_out, *facts.incomplete),
    }
    evidence = assembled(facts, entries, source, now).model_copy(update=found)
    return of_unit(evidence, str(source.options.get("unit") or "").strip("/ "))


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
    evidence = assembled(facts, tree.entries, source, circumstances.now()).model_copy(update=found)
    return of_unit(evidence, str(source.options.get("unit") or "").strip("/ "))


def _history(
    git: Git, commit: str, log: Log, entries: list[Entry], source: Source, now: datetime
) -> History:
    authors = source.options.get("authors") is not False
    tracked = (entry.path for entry in entries)
    return read_history(git, commit, log, tracked, now, authors=authors)
