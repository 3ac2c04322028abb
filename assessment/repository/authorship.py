"""How few people know the code: counts under pseudonyms, never a name or an address."""

import math
import re
from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Mapping, Sequence
from datetime import datetime
from functools import lru_cache
from hashlib import blake2b
from secrets import token_bytes
from typing import Protocol

from assessment.repository.evidence import Authorship
from assessment.repository.roles import role_of

_CODE = re.compile(
    r"\.(?:py|ipynb|go|rs|java|kt|scala|js|jsx|ts|tsx|c|cc|cpp|h|cs|rb|r|sql|sh|tf)$", re.IGNORECASE
)


class Deed(Protocol):
    """One commit: by which address and name, a bot or a merge or neither, when, and to what."""

    @property
    def key(self) -> str: ...
    @property
    def name(self) -> str: ...
    @property
    def bot(self) -> bool: ...
    @property
    def merge(self) -> bool: ...
    @property
    def at(self) -> datetime: ...
    @property
    def paths(self) -> list[str]: ...


@lru_cache(maxsize=100_000)
def is_own_code(path: str) -> bool:
    """Whether it is source of the repository's own."""
    return bool(_CODE.search(path)) and role_of(path) == "source"


def people(
    deeds: Sequence[Deed], since: datetime, tracked: Iterable[str], *, whole: bool
) -> dict[str, object]:
    """``authors`` since then and ``truck_factor`` of the whole history, newest deed first.

    The pseudonyms are other ones at every reading, so that nothing can be joined by them.
    """
    numbers = _same_person(deeds)
    recent = [deed for deed in deeds if deed.at >= since]
    wrote = Counter(numbers[deed.key] for deed in recent if not deed.merge)
    bots = {numbers[deed.key] for deed in recent if deed.bot}
    salt = token_bytes(16)
    authors = tuple(
        Authorship(author=_pseudonym(person, salt), commits=count, bot=person in bots)
        for person, count in wrote.most_common()
    )
    factor = truck_factor(_changes(deeds, numbers, tracked)) if whole else None
    return {"authors": authors, "truck_factor": factor}


def _same_person(deeds: Sequence[Deed]) -> dict[str, int]:
    """Address -> number; two addresses with the same full name are one person."""
    by_name: dict[str, int] = {}
    numbers: dict[str, int] = {}
    for deed in reversed(deeds):
        if deed.key not in numbers:
            name = deed.name if " " in deed.name else deed.key
            numbers[deed.key] = by_name.setdefault(name, len(by_name))
    return numbers


def _pseudonym(person: int, salt: bytes) -> str:
    return f"author {blake2b(str(person).encode(), key=salt, digest_size=6).hexdigest()}"


def _changes(
    deeds: Sequence[Deed], numbers: dict[str, int], tracked: Iterable[str]
) -> dict[str, list[int]]:
    """Source file -> authors of its commits, oldest first; bots and merges left out."""
    source = set(filter(is_own_code, tracked))
    changes: dict[str, list[int]] = defaultdict(list)
    for deed in reversed(deeds):
        if deed.merge or deed.bot:
            continue
        for path in deed.paths:
            if path in source:
                changes[path].append(numbers[deed.key])
    return changes


def truck_factor(changes: Mapping[str, Sequence[Hashable]]) -> int | None:
    """Fewest authors whose leaving orphans more than half of the files; ``None`` without files.

    Authors who answer for most files leave first. By Avelino and others, 2016.
    """
    authors = [main_authors(order) for order in changes.values() if order]
    if not authors:
        return None
    answers: dict[Hashable, list[int]] = defaultdict(list)
    for file, own in enumerate(authors):
        for author in own:
            answers[author].append(file)
    left = [len(own) for own in authors]
    covered, removed = sum(map(bool, left)), 0
    for author in sorted(answers, key=lambda author: (-len(answers[author]), str(author))):
        if covered < len(authors) / 2:
            break
        removed += 1
        for file in answers[author]:
            left[file] -= 1
            covered -= not left[file]
    return removed


def degrees(order: Sequence[Hashable]) -> dict[Hashable, float]:
    """Each author's degree of authorship of a file whose changes they made in this order.

    3.293 + 1.098 FA + 0.164 DL - 0.321 ln(1 + AC): FA whether first, DL own changes, AC others'.
    """
    return {
        author: 3.293
        + 1.098 * (author == order[0])
        + 0.164 * own
        - 0.321 * math.log(1 + len(order) - own)
        for author, own in Counter(order).items()
    }


def main_authors(order: Sequence[Hashable]) -> set[Hashable]:
    """Those with a degree of at least 3.293 and above 0.75 of the file's highest."""
    degree = degrees(order)
    top = max(degree.values())
    return {author for author, value in degree.items() if value >= 3.293 and value > 0.75 * top}
