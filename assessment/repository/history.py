"""What the commits say: who wrote how much, what was reviewed, and how few know the code."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import lru_cache

from assessment.repository.authorship import is_own_code, people
from assessment.repository.evidence import Commit, History, Review
from assessment.repository.git import Git
from assessment.repository.pages import is_page
from assessment.repository.releases import middle, release_commits, waits
from assessment.repository.roles import role_of

WINDOW_DAYS = 365
_COMMIT_LIMIT = 200_000
_IMPORT_FILES = 20
"""Files, and commits, below which a first commit with everything in it is an ordinary beginning."""
_TRAILERS = "%(trailers:key=Reviewed-by,key=Reviewed-on,key=Change-Id,unfold,separator=%x1f)"
_FORMAT = f"%x01%H%x00%P%x00%ct%x00%aE%x00%aN%x00%s%x00{_TRAILERS}%x02"
_OPTIONS = (
    "--name-only",
    "-z",
    "--no-renames",
    "--no-ext-diff",
    "--no-textconv",
    "--use-mailmap",
    f"--max-count={_COMMIT_LIMIT}",
    f"--format={_FORMAT}",
)
_SQUASH = re.compile(
    r"\((?:[\w.-]{1,60}/[\w.-]{1,60})?[#!]\d{1,9}\)\s*$|^Merged? (?:PR|pull request) [#!]?\d{1,9}"
)
_BOT = re.compile(
    r"\[bot\]|\bbot\b|-bot\b|^(?:dependabot|renovate|greenkeeper|pyup|snyk|github-actions|"
    r"pre-commit-ci|weblate|allcontributors|semantic-release|release-please|codecov|mergify|"
    r"l10n-bot|copilot|jenkins|gitlab-ci)\b",
    re.IGNORECASE,
)


@dataclass(slots=True)
class _Entry:
    """One commit as git tells it; ``key`` is whose it is, ``merge`` whether it joins two lines."""

    object_id: str
    parents: tuple[str, ...]
    at: datetime
    key: str
    name: str
    bot: bool
    subject: str
    gerrit: bool
    paths: list[str]
    merge: bool


@dataclass(frozen=True)
class Log:
    """What git says of every commit, how many tags there are, and which commits were released."""

    text: bytes
    tags: int
    released: frozenset[str]


def read_log(git: Git, commit: str) -> Log:
    """What git says of the history up to ``commit``; it may be read while something else is."""
    text = git.text("log", *_OPTIONS, "--end-of-options", commit)
    tags = git.text("for-each-ref", "--format=x", "refs/tags").count(b"x")
    return Log(text, tags, release_commits(git) if tags else frozenset())


def read_history(
    git: Git, commit: str, log: Log, tracked: Iterable[str], now: datetime, *,
    authors: bool = True,
) -> History:  # fmt: skip
    """The history of ``log`` up to ``commit``; the twelve months before ``now`` in detail.

    Without ``authors`` nothing is kept of who wrote what; whether a commit is a bot's still is.
    """
    shallow = (git.directory / "shallow").is_file()
    entries = list(_entries(log.text))
    since = now - timedelta(days=WINDOW_DAYS)
    recent = [entry for entry in entries if entry.at >= since]
    days = [] if shallow else waits(entries, log.released, since)
    code, pages = _newest_changes(entries)
    source = frozenset(filter(is_own_code, tracked))
    imported = _is_import(entries, source)
    who = people(entries, since, source, whole=not shallow and not imported) if authors else {}
    found = History(
        shallow=shallow,
        imported=imported,
        total=len(entries),
        first_at=min((entry.at for entry in entries), default=None),
        last_at=max((entry.at for entry in entries), default=None),
        window_days=WINDOW_DAYS,
        commits=_main_line(recent, _first_parents(entries, commit)),
        authors_read=authors,
        tags=log.tags,
        releases=sum(entry.object_id in log.released for entry in recent),
        lead_days=middle(days),
        led=len(days),
        code_changed_at=code,
        pages_changed_at=pages,
    )
    return found.model_copy(update=who)


def _is_import(entries: list["_Entry"], source: frozenset[str]) -> bool:
    """Whether a first commit brought most of today's code, and others have followed since."""
    if len(source) < _IMPORT_FILES or len(entries) < _IMPORT_FILES:
        return False
    roots = (entry for entry in entries if not entry.parents)
    return any(2 * len(source.intersection(root.paths)) > len(source) for root in roots)


def _newest_changes(entries: list["_Entry"]) -> tuple[datetime | None, datetime | None]:
    """When a person last changed source, and when a page on running or building the system."""
    code: datetime | None = None
    pages: datetime | None = None
    for entry in entries:
        if code and pages and entry.at <= min(code, pages):
            continue
        if entry.merge or entry.bot:
            continue
        for path in entry.paths:
            if (code is None or entry.at > code) and is_own_code(path):
                code = entry.at
            elif (pages is None or entry.at > pages) and _is_own_page(path):
                pages = entry.at
    return code, pages


@lru_cache(maxsize=100_000)
def _is_own_page(path: str) -> bool:
    return is_page(path) and role_of(path) in {"source", "docs"}


def _main_line(recent: list[_Entry], line: set[str]) -> tuple[Commit, ...]:
    """The recent commits of the first-parent line, by day, with the mark of a review."""
    told = [
        (_day(entry.at), entry.bot, _review(entry)) for entry in recent if entry.object_id in line
    ]
    # Many commits of a day say the same.
    known = {said: Commit(at=said[0], bot=said[1], review=said[2]) for said in set(told)}
    return tuple(known[said] for said in told)


def _day(at: datetime) -> datetime:
    """The day alone: the second of a commit would say whose it is."""
    return datetime(at.year, at.month, at.day, tzinfo=UTC)


def _entries(log: bytes) -> Iterator[_Entry]:
    output = log.decode("utf-8", "replace")
    for block in output.split("\x01")[1:]:
        head, _, names = block.partition("\x02")
        parts = head.split("\x00")
        if len(parts) != 7 or not parts[2].lstrip("-").isdigit():
            continue  # a subject with control characters in it; the commit is left out
        email, name = parts[3].strip().lower(), " ".join(parts[4].split()).lower()
        yield _Entry(
            object_id=parts[0],
            parents=tuple(parts[1].split()),
            at=_time(int(parts[2])),
            key=email or name,
            name=name,
            bot=_is_bot(name) or _is_bot(email.partition("@")[0]),
            subject=parts[5][:300],
            gerrit=bool(parts[6].strip()),
            paths=[path for path in names.lstrip("\x00\n").split("\x00") if path],
            merge=" " in parts[1],
        )


def _time(seconds: int) -> datetime:
    """Commit times are the committer's to choose: one outside of sense is taken as the epoch."""
    return datetime.fromtimestamp(seconds if 0 <= seconds < 253_402_300_800 else 0, UTC)


@lru_cache(maxsize=10_000)
def _is_bot(name: str) -> bool:
    return bool(_BOT.search(name))


def _review(entry: _Entry) -> Review:
    if entry.merge:
        return "merge"
    if _SQUASH.search(entry.subject):
        return "squash"
    return "gerrit" if entry.gerrit else ""


def _first_parents(entries: list[_Entry], commit: str) -> set[str]:
    parents = {entry.object_id: entry.parents for entry in entries}
    line: set[str] = set()
    current: str | None = commit
    while current and current in parents and current not in line:
        line.add(current)
        current = next(iter(parents[current]), None)
    return line
