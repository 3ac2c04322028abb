"""Pages of documentation: which headings they have and whether anything is under them."""

import re
from pathlib import PurePosixPath

from assessment.repository.evidence import Page

_TOPIC = re.compile(
    r"read-?me|run-?book|play-?book|post-?mortem|incident|model[-_ ]?card|data-?sheet|roll-?back|"
    r"on-?call|operation|deploy|release|architecture|slo\b|monitor|contributing|"
    r"data[-_ ]?(?:card|dictionary|catalog|statement|governance)|retrospective|security|"
    r"risk|dpia|(?:impact|privacy|threat|bias|fairness|data.protection)|hazard|fmea|"
    r"governance|polic(?:y|ies)|known[-_ ]issues|limitations|failure[-_ ]modes|edge[-_ ]cases|"
    r"(?:^|[-_ ])adrs?(?:[-_ ]|$)|^\d{3,4}[-_]|decisions?(?:[-_ ]|$)|annotation|review|human|escalation|"
    r"handover|onboarding|install|quick-?start|getting[-_ ]started|develop|setup",
    re.IGNORECASE,
)
_PAGE = re.compile(r"\.(?:md|mdx|rst|adoc)$", re.IGNORECASE)
_HEADING = re.compile(r"^#{1,6}[ \t]+(.{1,200})|^={1,5}[ \t]+(.{1,200})")
_UNDERLINE = re.compile(r"^(?:={3,}|-{3,}|~{3,}|\^{3,})\s*$")
_LABEL = re.compile(
    r"^[ \t>*-]{0,6}(?:\*\*|__)([A-Za-z][\w /&'()-]{1,50}):?(?:\*\*|__):?|"
    r"^[ \t>*-]{0,6}([A-Z][\w /&'()-]{1,40}):(?:\s|$)"
)
_RULE = re.compile(r"^\s*\|?\s*:?-{2,}:?\s*\|[\s:|-]*$")
_ROW = re.compile(r"^\s*\|.*\|\s*$")
_FENCE = re.compile(r"^\s{0,8}(?:```|~~~)")
_PROMPT = re.compile(r"^\s{2,8}\$ \S")
_ADDRESS = re.compile(r"<?\S{1,100}@\S{1,100}>?")
_MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]
_MONTH = r"(?P<month>Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]{0,6}\.?"
_DAY = re.compile(r"(?<!\d)(20\d\d)-?(0[1-9]|1[0-2])-?(0[1-9]|[12]\d|3[01])(?!\d)")
_DAY_FIRST = re.compile(
    rf"\b(?P<day>0?[1-9]|[12]\d|3[01])(?:st|nd|rd|th)?\.? {_MONTH},? (?P<year>20\d\d)\b",
    re.IGNORECASE,
)
_MONTH_FIRST = re.compile(
    rf"\b{_MONTH} (?P<day>0?[1-9]|[12]\d|3[01])(?:st|nd|rd|th)?,? (?P<year>20\d\d)\b", re.IGNORECASE
)
_INSTALL = re.compile(
    r"\b(?:pip3?|uv|poetry|pipx|conda|mamba|npm)[ \t]+(?:pip[ \t]+)?(?:install|add|i)"
    r"(?:[ \t]+-{1,2}[\w-]{1,20}){0,4}[ \t]+[\"']?([A-Za-z][\w.-]{1,60})"
)
_PLACEHOLDER = re.compile(
    r"more information needed|\bTODO\b|\bTBD\b|\{\{[^}]{0,80}\}\}|\bYYYY-MM-DD\b|"
    r"\[(?:insert|your|name|date)\b",
    re.IGNORECASE,
)


def is_page(path: str) -> bool:
    """Whether a page's name says that it is about running or judging the system."""
    if not _PAGE.search(path):
        return False
    name = PurePosixPath(path)
    return bool(_TOPIC.search(name.name) or _TOPIC.search(name.parent.name))


def installed(text: str) -> list[str]:
    """The packages that a page tells its reader to install, as they are compared."""
    return [match[1].lower().replace("_", "-") for match in _INSTALL.finditer(text[:200_000])]


def read_page(path: str, text: str) -> Page:
    """Headings and labels with their lines, days named, and how much is filled in.

    An address of a person is no part of a heading or label that is kept.
    """
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
        labels=_labels(lines),
        dates=_dates(path, lines),
        commands=_commands(lines),
        rows=sum(1 for line in lines if _ROW.match(line)),
        words=sum(len(line.split()) for line in lines),
        placeholders=len(_PLACEHOLDER.findall(text)),
        front_matter=_front_matter(lines),
    )


def _labels(lines: list[str]) -> dict[str, int]:
    """Names before a colon at the start of a line, bold or not, and the heads of tables."""
    found: dict[str, int] = {}
    for number, line in enumerate(lines, start=1):
        if named := _LABEL.match(line):
            found.setdefault(_plain(named[1] or named[2]).lower(), number)
        elif _RULE.match(line) and number > 1:
            for cell in lines[number - 2].strip().strip("|").split("|")[:30]:
                found.setdefault(_plain(cell).lower()[:40], number - 1)
    return {name: line for name, line in list(found.items())[:200] if name}


def _dates(path: str, lines: list[str]) -> tuple[str, ...]:
    """Days as ``2026-05-01``, newest first, at most ten; other ways to write a day as well."""
    found = {f"{y}-{m}-{d}" for y, m, d in _DAY.findall(path)}
    for line in lines:
        found |= {f"{y}-{m}-{d}" for y, m, d in _DAY.findall(line)}
        for pattern in (_DAY_FIRST, _MONTH_FIRST):
            for match in pattern.finditer(line):
                day, month = int(match["day"]), _MONTHS.index(match["month"][:3].lower()) + 1
                found.add(f"{match['year']}-{month:02}-{day:02}")
    return tuple(sorted(found, reverse=True)[:10])


def _commands(lines: list[str]) -> int:
    """Lines inside fenced blocks, and of reStructuredText's console blocks."""
    inside, found = False, 0
    for line in lines:
        if _FENCE.match(line):
            inside = not inside
        elif (inside and line.strip()) or _PROMPT.match(line):
            found += 1
    return found


def _plain(title: str) -> str:
    return " ".join(_ADDRESS.sub("", title).strip().strip("#*_` ").split())[:120]


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
