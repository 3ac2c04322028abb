"""What the commits say: who wrote how much, what was reviewed, and how few know the code."""

import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from assessment.repository.evidence import Authorship, Commit, History
from assessment.repository.git import Git
from assessment.repository.roles import role_of

WINDOW_DAYS = 365
_COMMIT_LIMIT = 200_000
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
_CODE = re.compile(
    r"\.(?:py|ipynb|go|rs|java|kt|scala|js|jsx|ts|tsx|c|cc|cpp|h|cs|rb|r|sql|sh|tf)$", re.IGNORECASE
)


@dataclass
class _Entry:
    """One commit as git tells it."""

    object_id: str
    parents: tuple[str, ...]
    at: datetime
    email: str
    name: str
    subject: str
    gerrit: bool
    paths: list[str] = field(default_factory=list)


def read_history(git: Git, commit: str, tracked: Iterable[str], now: datetime) -> History:
    """The history up to ``commit``; the last twelve months before ``now`` in detail."""
    shallow = (git.directory / "shallow").is_file()
    entries = list(_entries(git, commit))
    people = _pseudonyms(entries)
    recent = [entry for entry in entries if entry.at >= now - timedelta(days=WINDOW_DAYS)]
    return History(
        shallow=shallow,
        total=len(entries),
        first_at=min((entry.at for entry in entries), default=None),
        last_at=max((entry.at for entry in entries), default=None),
        window_days=WINDOW_DAYS,
        commits=_main_line(recent, _first_parents(entries, commit), people),
        authors=_authorship(recent, people),
        truck_factor=None if shallow else truck_factor(_changes(entries, people, tracked)),
        tags=git.text("for-each-ref", "--format=x", "refs/tags").count(b"x"),
    )


def _main_line(recent: list[_Entry], line: set[str], people: dict[str, str]) -> tuple[Commit, ...]:
    """The recent commits of the first-parent line, with the mark of a review."""
    return tuple(
        Commit(at=entry.at, author=people[_key(entry)], bot=_is_bot(entry), review=_review(entry))
        for entry in recent
        if entry.object_id in line
    )


def _authorship(recent: list[_Entry], people: dict[str, str]) -> tuple[Authorship, ...]:
    """Who wrote how many of the recent commits, merges left out, most first."""
    wrote = Counter(people[_key(entry)] for entry in recent if len(entry.parents) < 2)
    bots = {people[_key(entry)] for entry in recent if _is_bot(entry)}
    return tuple(
        Authorship(author=author, commits=count, bot=author in bots)
        for author, count in wrote.most_common()
    )


def _entries(git: Git, commit: str) -> Iterator[_Entry]:
    output = git.text("log", *_OPTIONS, "--end-of-options", commit).decode("utf-8", "replace")
    for block in output.split("\x01")[1:]:
        head, _, names = block.partition("\x02")
        parts = head.split("\x00")
        if len(parts) != 7 or not parts[2].lstrip("-").isdigit():
            continue  # a subject with control characters in it; the commit is left out
        yield _Entry(
            object_id=parts[0],
            parents=tuple(parts[1].split()),
            at=_time(int(parts[2])),
            email=parts[3].strip().lower(),
            name=" ".join(parts[4].split()).lower(),
            subject=parts[5][:300],
            gerrit=bool(parts[6].strip()),
            paths=[name.lstrip("\n") for name in names.split("\x00") if name.strip("\n")],
        )


def _time(seconds: int) -> datetime:
    """Commit times are the committer's to choose: one outside of sense is taken as the epoch."""
    return datetime.fromtimestamp(seconds if 0 <= seconds < 253_402_300_800 else 0, UTC)


def _key(entry: _Entry) -> str:
    return entry.email or entry.name


def _pseudonyms(entries: list[_Entry]) -> dict[str, str]:
    """Address -> pseudonym; two addresses with the same full name are one person."""
    by_name: dict[str, str] = {}
    people: dict[str, str] = {}
    for entry in reversed(entries):
        key = _key(entry)
        if key in people:
            continue
        known = by_name.get(entry.name) if " " in entry.name else None
        people[key] = known or f"author {len(by_name) + 1}"
        by_name.setdefault(entry.name if known or " " in entry.name else key, people[key])
    return people


def _is_bot(entry: _Entry) -> bool:
    return bool(_BOT.search(entry.name) or _BOT.search(entry.email.partition("@")[0]))


def _review(entry: _Entry) -> str:
    if len(entry.parents) > 1:
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


def _changes(
    entries: list[_Entry], people: dict[str, str], tracked: Iterable[str]
) -> dict[str, list[str]]:
    """Source file -> pseudonyms of its commits, oldest first; bots and merges left out."""
    source = {path for path in tracked if role_of(path) == "source" and _CODE.search(path)}
    changes: dict[str, list[str]] = defaultdict(list)
    for entry in reversed(entries):
        if len(entry.parents) > 1 or _is_bot(entry):
            continue
        for path in entry.paths:
            if path in source:
                changes[path].append(people[_key(entry)])
    return changes


def truck_factor(changes: dict[str, list[str]]) -> int | None:
    """Fewest authors whose leaving orphans more than half of the files; ``None`` without files.

    Degree of authorship 3.293 + 1.098 FA + 0.164 DL - 0.321 ln(1 + AC) (Avelino and others, 2016):
    FA first author, DL own changes, AC others' changes; an author of a file has at least 0.75 of
    the file's highest degree and at least 3.293.
    """
    authors = {path: _authors(order) for path, order in changes.items() if order}
    if not authors:
        return None
    removed: set[str] = set()
    while True:
        left = [own - removed for own in authors.values()]
        covered = [own for own in left if own]
        if len(covered) < len(authors) / 2:
            return len(removed)
        weight = Counter(author for own in covered for author in own)
        removed.add(min(weight, key=lambda author: (-weight[author], author)))


def _authors(order: list[str]) -> set[str]:
    counts = Counter(order)
    degree = {
        author: 3.293
        + 1.098 * (author == order[0])
        + 0.164 * own
        - 0.321 * math.log(1 + len(order) - own)
        for author, own in counts.items()
    }
    top = max(degree.values())
    return {author for author, value in degree.items() if value >= 3.293 and value > 0.75 * top}
