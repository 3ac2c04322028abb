"""Pages of documentation: which headings they have and whether anything is under them."""

import re
from pathlib import PurePosixPath

from assessment.repository.evidence import Page

_TOPIC = re.compile(
    r"read-?me|run-?book|play-?book|post-?mortem|incident|model[-_ ]?card|data-?sheet|roll-?back|"
    r"on-?call|operation|deploy|release|architecture|slo\b|monitor|contributing",
    re.IGNORECASE,
)
_PAGE = re.compile(r"\.(?:md|mdx|rst|adoc)$", re.IGNORECASE)
_HEADING = re.compile(r"^#{1,6}[ \t]+(.{1,200})|^={1,5}[ \t]+(.{1,200})")
_UNDERLINE = re.compile(r"^(?:={3,}|-{3,}|~{3,}|\^{3,})\s*$")
_PLACEHOLDER = re.compile(
    r"more information needed|\bTODO\b|\bTBD\b|\{\{[^}]{0,80}\}\}", re.IGNORECASE
)


def is_page(path: str) -> bool:
    """Whether a page's name says that it is about running or judging the system."""
    name = PurePosixPath(path)
    return bool(_PAGE.search(path)) and bool(
        _TOPIC.search(name.name) or _TOPIC.search(name.parent.name)
    )


def read_page(path: str, text: str) -> Page:
    """Headings with their lines, the number of words, and of unfilled places."""
    lines = [line[:2000] for line in text.splitlines()]
    headings: dict[str, int] = {}
    for number, line in enumerate(lines, start=1):
        title = _HEADING.match(line)
        if title:
            headings.setdefault(_plain(title[1] or title[2]), number)
        elif _UNDERLINE.match(line) and number > 1 and 0 < len(lines[number - 2].strip()) < 120:
            headings.setdefault(_plain(lines[number - 2]), number - 1)
    return Page(
        path=path,
        headings=dict(list(headings.items())[:200]),
        words=sum(len(line.split()) for line in lines),
        placeholders=len(_PLACEHOLDER.findall(text)),
        front_matter=_front_matter(lines),
    )


def _plain(title: str) -> str:
    return " ".join(title.strip().strip("#*_` ").split())[:120]


def _front_matter(lines: list[str]) -> tuple[str, ...]:
    if not lines or lines[0].strip() != "---":
        return ()
    keys: list[str] = []
    for line in lines[1:100]:
        if line.strip() == "---":
            return tuple(keys)
        if key := re.match(r"([\w-]{1,60}):", line):
            keys.append(key[1])
    return ()
